"""Organisations brought in, changed and ended one at a time."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from api.access import Answering, Id, IfMatch, Office, Seen, cluster_of, versioned
from api.editing import Made, is_editable
from api.keys import Caller, Forbidden, Role
from api.live import Live
from api.models import Ended, OrganisationChange, OrganisationIn, Saved
from api.network import Sight
from api.problems import documented
from api.profiles import profile
from api.queries import LangQuery
from graph.errors import NotFound, Unavailable
from graph.schema import Ground, Purpose
from seeds.members.options import Listing, Options

router = APIRouter(tags=["organisations"])
Once = Annotated[str | None, Header(alias="Idempotency-Key", min_length=8, max_length=100, description="Any text of yours that names this one request")]


@router.post("/organisations", status_code=201, summary="Bring one organisation in", responses=documented(409))
def create_organisation(
    *, asked: OrganisationIn, query: Annotated[LangQuery, Query()], service: Answering, who: Office, response: Response, once: Once = None
) -> Saved:
    """Understood like a row of a member list. With an Idempotency-Key the same request can be sent again without a second organisation."""
    options = Options(
        service.clock.today(),
        Listing(asked.kind),
        cluster_of(service, who, asked.cluster),
        Ground(asked.basis),
        tuple(Purpose(name) for name in asked.purposes),
    )
    made = service.editor.create(_cells(asked), options, once=f"{who.key} {once}" if once else "")
    response.headers["Location"] = f"/v1/organisations/{made.id}"
    return _saved(made, service, who, query.lang, response)


@router.patch("/organisations/{id}", summary="Change one organisation", responses=documented(409, 412, 428))
def change_organisation(
    *, id: Id, asked: OrganisationChange, query: Annotated[LangQuery, Query()], service: Answering, seen: Seen, version: IfMatch, response: Response
) -> Saved:
    """By an administrator, the manager of its cluster, or the business itself. What is left out stays; what is empty is cleared."""
    own = _editable(seen, id)
    made = service.editor.change(own, _cells(asked), version, service.clock.today())
    return _saved(made, service, seen.caller, query.lang, response)


@router.delete("/organisations/{id}", summary="End the membership of one organisation", responses=documented(409, 412, 428))
def end_organisation(id: Id, query: Annotated[LangQuery, Query()], service: Answering, seen: Seen, version: IfMatch) -> Ended:
    """In the clusters the caller answers for. Who belongs to none any more is matched no more; what happened stays in the ledger."""
    own = _editable(seen, id)
    clusters = [cluster for cluster in seen.index.clusters[seen.row(own)] if seen.caller.role is not Role.MANAGER or cluster in seen.caller.clusters]
    service.editor.end(own, clusters, version, service.clock.today())
    left = [label for cluster in clusters if (label := seen.labels.label_of(cluster, query.lang))]
    return Ended(id=own, clusters=left, on=service.clock.today().isoformat())


def _saved(made: Made, service: Live, who: Caller, lang: str, response: Response) -> Saved:
    """What was written, as it reads now."""
    service.renewed(who)
    try:
        return Saved(organisation=profile(made.id, versioned(made.id, service, who, response), service, lang, response), notes=list(made.notes))
    except NotFound as error:  # the index with it takes its time: whoever asks again with the same Idempotency-Key gets it
        raise Unavailable(f"{made.id} was written, but cannot be shown yet; ask for it in some seconds") from error


def _editable(seen: Sight, id: str) -> str:
    """The id of an organisation that the caller may change; advisers may look only."""
    row = seen.row(id)
    if not seen.is_own(row) or seen.caller.role is Role.ADVISER:
        raise Forbidden("only an administrator, the manager of its cluster or the business itself changes an organisation")
    if not is_editable(seen.node(row)):
        raise Forbidden("what is known of this organisation comes from a public register, or its membership has ended; it is not changed here")
    return str(seen.index.ids[row])


def _cells(asked: OrganisationChange) -> dict[str, str]:
    """The fields of a request under the names of a list's columns; needs and offers one a line."""
    given = asked.model_dump(exclude_unset=True, exclude={"cluster", "kind", "basis", "purposes"})
    cells = {"register" if name == "register_number" else name: _cell(value) for name, value in given.items()}
    return {name: text for name, text in cells.items() if text is not None}


def _cell(value: str | list[str] | None) -> str:
    return "\n".join(" ".join(text.split()) for text in value) if isinstance(value, list) else value or ""
