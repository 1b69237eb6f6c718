"""The matcher: partners and services, each with the reasons that add up to its score."""

import copy
import hashlib
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.clock import Clock, SystemClock
from graph.errors import Invalid, NotFound
from graph.model import Batch
from graph.schema import Ground
from graph.store import Store, in_memory
from matcher.asked import PROFILE, Asked
from matcher.encoder import Encoder
from matcher.encoder import encoder as named_encoder
from matcher.explaining.counterfactual import Candidates
from matcher.explaining.explain import explained
from matcher.explaining.phrases import phrases
from matcher.explaining.titles import TITLES
from matcher.index import Index, build
from matcher.index.vectors import Progress, text_vectors
from matcher.lists.allowed import Filter, Views, allowed, checked, crossing, seen_by, wanted
from matcher.lists.quota import Quota, best
from matcher.model import Match, MatchList, Scope, SignalDoc, Targets
from matcher.query import Query, of_business, of_need
from matcher.ranker.tables import FOLDER
from matcher.score import Parts, models, parts, weights
from matcher.services import fitting
from matcher.signals import SIGNALS, Form, Listed
from matcher.signals.apart import distances

if TYPE_CHECKING:  # pandas and networkx cost a command a second: they are imported where somebody works with them
    import networkx  # type: ignore[import-untyped]
    import pandas as pd

LONGEST_NEED = 2_000
_NO_QUOTA = Quota()


class Matcher:
    """Suggests over one store. The index is rebuilt when the store's revision moved, and swapped whole: threads may share a matcher."""

    def __init__(self, store: Store, encoder: Encoder | None = None, *, clock: Clock | None = None, tables: Path = FOLDER) -> None:
        """`tables` is the folder of fitted tables, as `crossmatch fit` writes it. Raises Invalid for tables that are not as they should be."""
        self._store = store
        self.encoder = encoder or named_encoder()
        self._clock = clock or SystemClock()
        self._weights = weights()
        self._models = models(tables)
        self._index: Index | None = None
        self._building = threading.Lock()
        self._standing = self._stale = False

    @classmethod
    def from_frames(
        cls,
        organisations: "pd.DataFrame",
        *,
        basis: Ground | str,
        ties: "pd.DataFrame | None" = None,
        needs: "pd.DataFrame | None" = None,
        offers: "pd.DataFrame | None" = None,
        onto: Batch | None = None,
        encoder: Encoder | None = None,
        clock: Clock | None = None,
    ) -> "Matcher":
        """A matcher over a network in memory, made of tables: see `matcher.frames.batch_of_frames`. `onto` holds the sectors, places
        and topics they refer to, such as `seeds.taxonomies.taxonomies()`: without it no sector has a parent, and no place a name.
        """
        from matcher.frames import batch_of_frames

        first = onto or Batch()
        known = {node.id for node in first.nodes}
        return cls._over(first, batch_of_frames(organisations, ties=ties, needs=needs, offers=offers, basis=basis, known=known), encoder=encoder, clock=clock)

    @classmethod
    def from_networkx(cls, graph: "networkx.Graph", *, basis: Ground | str, encoder: Encoder | None = None, clock: Clock | None = None) -> "Matcher":
        """A matcher over a networkx graph: see `matcher.frames.batch_of_graph`."""
        from matcher.frames import batch_of_graph

        return cls._over(batch_of_graph(graph, basis=basis), encoder=encoder, clock=clock)

    @classmethod
    def _over(cls, *batches: Batch, encoder: Encoder | None, clock: Clock | None) -> "Matcher":
        store = in_memory(clock)
        for batch in batches:
            store.write(batch)
        return cls(store, encoder, clock=clock)

    def frame(self, businesses: Iterable[str], *, parts: bool = False, **asked: Any) -> "pd.DataFrame":
        """The lists of many askers in one DataFrame, `source` first; `asked` as for `partners`, `parts` as for `MatchList.frame`."""
        from matcher.frames import lists_frame

        return lists_frame({business: self.partners(business, **asked) for business in businesses}, parts=parts)

    @property
    def state(self) -> str:
        """`fitted` if there are tables, else `unfitted`."""
        return "fitted" if self._models else "unfitted"

    @property
    def model(self) -> str:
        """Names weights, tables and encoder: what a list must be replayed with."""
        fitted = "".join(f"-{model.hash}" for model in self._models.values())
        return f"additive-{self._weights.hash}{fitted}/{self.encoder.id}"

    @property
    def weights(self) -> Mapping[str, float]:
        """The weights of the stated signals, for partners."""
        return self._weights.partners

    def scored(self, index: Index, query: Query, targets: Targets = Targets.ANY) -> Parts:
        """The parts of every row's score: by the company tables if only businesses are asked for, else by the international ones."""
        return parts(index, query, self._weights.partners, self._models.get("company" if targets is Targets.BUSINESSES else "international"))

    @property
    def index(self) -> Index:
        """The index of the store's newest revision, or the one this matcher stands on."""
        return self._index if self._standing and self._index else self.warm()

    def standing(self, index: Index, *, stale: bool = False) -> "Matcher":
        """The same matcher on this index for good: it asks the store nothing, and its lists say whether they are stale."""
        found = copy.copy(self)
        found._index, found._standing, found._stale = index, True, stale
        return found

    def warm(self, progress: Progress | None = None) -> Index:
        """Encode what has no vector yet and build the index, if anything changed."""
        revision = self._store.revision()
        if self._index is None or self._index.snapshot.revision != revision:
            with self._building:
                if self._index is None or self._index.snapshot.revision != self._store.revision():
                    self._index = self._built(progress)
        return self._index

    def _built(self, progress: Progress | None) -> Index:
        while True:  # new vectors move the revision: build from the snapshot that has them all
            snapshot = self._store.snapshot()
            vectors = text_vectors(self._store, self.encoder, snapshot, progress)
            if self._store.revision() == snapshot.revision:
                return build(snapshot, vectors)

    def partners(
        self,
        business: str,
        *,
        scope: str = "any",
        sector: str = "any",
        targets: str = "any",
        distance: float = 0.5,
        cross_sector: int = 0,
        newcomers: int = 0,
        k: int = 10,
        lang: str = "en",
        views: Views | None = None,
        times: dict[str, float] | None = None,
    ) -> MatchList:
        """The k best partners of an organisation. `targets="businesses"` leaves all others out and scores by what ties between
        businesses have taught; else what all ties have. `cross_sector` and `newcomers` places of the k are kept for partners known to be
        in another sector, and for newcomers. Raises NotFound for an unknown id, Invalid for a value out of bounds.

        `views` holds for each row of the index 0 (not seen: never listed, counted or named), 1 (teaser) or 2 (profile); without it
        every named organisation is a profile. `times`, if given, takes the milliseconds of each stage.
        """
        filter = checked(scope, sector, targets, distance=distance, k=k, lang=lang)
        quota = Quota(cross_sector, newcomers).checked(k)
        with _stage(times, "index"):
            index = self.index
            row = _row(index, business)
            seen = seen_by(index, views)
            query = of_business(index, row, today=self._clock.today(), distance=distance, through=(seen == PROFILE) | index.unnamed)
        asked = f"{business} {filter} {distance} {k} {lang}{quota}"
        return self._ranked(index, query, asked, filter, quota=quota, k=k, lang=lang, seen=seen, times=times)

    def partners_for_need(
        self,
        need: str,
        *,
        country: str = "",
        scope: str = "any",
        distance: float = 0.5,
        k: int = 10,
        lang: str = "en",
        views: Views | None = None,
        times: dict[str, float] | None = None,
    ) -> MatchList:
        """The k best partners for a need in free text, in any of the three languages; `country` is the asker's, for the scope. The text is not kept."""
        filter = checked(scope, distance=distance, k=k, lang=lang)
        text = need.strip()
        if not text or len(text) > LONGEST_NEED:
            raise Invalid(f"a need has 1 to {LONGEST_NEED} characters, this one {len(text)}; say in a sentence or two what you look for")
        if filter.scope is not Scope.ANY and not country:
            raise Invalid(f"--scope {scope} needs the country you ask from, such as DE")
        with _stage(times, "index"):
            index = self.index
        with _stage(times, "encode"):
            seen = seen_by(index, views)
            query = of_need(self.encoder.encode([text]), self.encoder.encode_needs([text]), country=country, today=self._clock.today(), distance=distance)
        asked = f"{hashlib.sha256(text.encode()).hexdigest()} {country} {scope} {distance} {k} {lang}"
        return self._ranked(index, query, asked, filter, k=k, lang=lang, seen=seen, times=times)

    def services(self, business: str, *, k: int = 10, lang: str = "en", views: Views | None = None) -> MatchList:
        """The k services that fit an organisation's needs best, among those open to it today."""
        checked(k=k, lang=lang)
        index = self.index
        query = of_business(index, _row(index, business), today=self._clock.today(), distance=0.5)
        seen = seen_by(index, views)
        items = fitting(Asked(index, query, seen, lang), self._weights.services, k)
        return self._list(f"services {business} {k} {lang}", index, seen, "services", items)

    def signals(self, lang: str = "en") -> list[SignalDoc]:
        """Every signal as a user reads it, in the order they are computed."""
        say = phrases(lang).gettext
        return [self._doc(listed, say(TITLES[listed.name]), say(_doc(listed.signal))) for listed in SIGNALS]

    def _doc(self, listed: Listed, name: str, text: str) -> SignalDoc:
        if listed.form is Form.STATED:
            weight = self._weights.partners[listed.name]
            return SignalDoc(listed.name, listed.family, name, text, weight, least=min(weight, 0.0), most=max(weight, 0.0))
        model = self._models.get("international")
        points = next((np.append(shape.few, shape.many) for shape in model.shapes.shapes if shape.signal == listed.name), np.zeros(1)) if model else np.zeros(1)
        return SignalDoc(listed.name, listed.family, name, text, 0.0, fitted=True, least=float(points.min()), most=float(points.max()))

    def _ranked(
        self,
        index: Index,
        query: Query,
        asked: str,
        filter: Filter,
        *,
        k: int,
        lang: str,
        seen: Views,
        times: dict[str, float] | None,
        quota: Quota = _NO_QUOTA,
    ) -> MatchList:
        with _stage(times, "signals"):
            scored = self.scored(index, query, filter.targets)
        with _stage(times, "select"):
            scores = scored.scores
            rows = np.flatnonzero(allowed(index, query, seen, filter))
            chosen = best(scores, rows, k, wanted(index, query, quota))
        with _stage(times, "explain"):
            far, across = distances(index, query), crossing(index, query, chosen)
            talk = Asked(index, query, seen, lang)
            field = Candidates.among(scores, rows, self._weights.partners)
            items = [
                replace(
                    explained(talk, row, rank=rank, points=scored.of(row), distance=float(far[row]), crossing=crossed, candidates=field),
                    probability=chance,
                )
                for rank, (row, crossed, chance) in enumerate(zip(chosen.tolist(), across, scored.chances(chosen), strict=True), 1)
            ]
        return replace(self._list(asked, index, seen, "partners", items), basis=scored.basis.value)

    def _list(self, asked: str, index: Index, seen: Views, goal: str, items: Sequence[Match]) -> MatchList:
        return MatchList(self._id(asked, index, seen), f"r{index.snapshot.revision}", self.model, goal, tuple(items), self._stale)

    def _id(self, asked: str, index: Index, seen: Views) -> str:
        """The list's id: everything it depends on, hashed."""
        state = f"{asked} {self._clock.today()} r{index.snapshot.revision} {self.model} {hashlib.sha256(seen.tobytes()).hexdigest()}"
        return hashlib.sha256(state.encode()).hexdigest()[:16]


def _row(index: Index, id: str) -> int:
    row = index.row.get(id)
    if row is None:
        raise NotFound(f"no organisation {id[:80]!r} in the network; check its id, or load it first")
    return row


def _doc(signal: object) -> str:
    return " ".join((signal.__doc__ or "").split())


@contextmanager
def _stage(times: dict[str, float] | None, name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    if times is not None:
        times[name] = times.get(name, 0.0) + 1000 * (time.perf_counter() - start)
