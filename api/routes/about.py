"""The caller, the week, and the method."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access import Seen, Service, Who
from api.figures import measured
from api.home import figures, incomplete, suggestions
from api.models import HomeOut, Me, MethodOut, SignalDoc
from api.present import Presenter
from api.queries import Query as LangQuery
from graph.schema import Source
from matcher.evaluation.figures import figures as figures_kept
from matcher.model import SignalDoc as Doc

router = APIRouter(tags=["about"])


@router.get("/me", summary="Who this key stands for")
def me(query: Annotated[LangQuery, Query()], seen: Seen, who: Who) -> Me:
    """Role, clusters and business of the key."""
    return Me(key=who.key, role=who.role.value, **_scope(seen, who, query.lang))


@router.get("/home", summary="What needs the caller this week")
def home(query: Annotated[LangQuery, Query()], seen: Seen, service: Service, who: Who) -> HomeOut:
    """A few members with their strongest suggestion (changing by week), and members whose profile is too thin to match."""
    present = Presenter(seen, query.lang)
    return HomeOut(
        role=who.role.value,
        **_scope(seen, who, query.lang),
        figures=figures(seen),
        suggestions=suggestions(service, present),
        incomplete=incomplete(present),
        illustrative=bool((seen.index.sources[seen.views > 0] == Source.ILLUSTRATIVE).any()),
    )


@router.get("/method", summary="How a score is made")
def method(query: Annotated[LangQuery, Query()], seen: Seen, service: Service, who: Who) -> MethodOut:
    """The signals with their weights, the state of the model, what the network holds, and how good suggestions were when they were measured."""
    index, matcher = seen.index, service.matcher
    langs = index.langs[~index.unnamed]
    return MethodOut(
        model=matcher.model,
        state=matcher.state,
        encoder=matcher.encoder.id,
        snapshot=f"r{index.snapshot.revision}",
        organisations=len(index.ids),
        named=int((~index.unnamed).sum()),
        illustrative=int((index.sources == Source.ILLUSTRATIVE).sum()),
        ties=index.tie_count,
        signals=[_signal(doc) for doc in matcher.signals(query.lang)],
        languages={lang: int((langs == lang).sum()) for lang in ("en", "de", "fr")},
        measured=measured(figures_kept()),
    )


def _signal(doc: Doc) -> SignalDoc:
    return SignalDoc(signal=doc.signal, family=doc.family, name=doc.name, text=doc.text, weight=doc.weight, fitted=doc.fitted, least=doc.least, most=doc.most)


def _scope(seen: Seen, who: Who, lang: str) -> dict[str, object]:
    labels = seen.labels
    clusters = [label for cluster in sorted(who.clusters) if (label := labels.label_of(cluster, lang))]
    return {"clusters": clusters, "organisation": labels.label_of(who.organisation, lang)}
