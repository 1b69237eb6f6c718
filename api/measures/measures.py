"""The network over time, computed once for each state of graph and ledger and shared by all callers."""

import threading
from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from api.measures.background import Answer, Background, Tick, Work
from api.measures.scopes import Scope, Scoped, scoped
from api.newest import State
from api.steady import Steady
from graph.clock import Clock
from graph.errors import Unavailable
from graph.measures.brokerage import Holes, holes
from graph.measures.months import HAPPENINGS, WINDOW, Meetings, meetings, merged, met, month_of, told
from graph.measures.series import Month, against_chance, between, brokers, months, roles_by_cluster, steps
from graph.measures.significance import Significance, ticking
from graph.measures.ties import Floats, Ints
from graph.measures.trend import Change, trend
from graph.measures.triangles import shared
from graph.model import Entry
from graph.schema import Source
from graph.store import Store

MOST = 60
"""Points of a series."""
LISTED = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """Something as of the end of a month."""

    month: int
    value: T


@dataclass(frozen=True, slots=True)
class Brokers:
    """Rows of the index that stand between others, with what that rests on: only organisations that the caller may see by name."""

    rows: NDArray[np.intp]
    partners: Ints
    between: Floats
    holes: Holes


@dataclass(frozen=True, slots=True)
class Series:
    """The months, how many ties have no known date, and whether invented businesses are among those measured."""

    months: list[Month]
    undated: int
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """What changed between two windows, and how many ties each has."""

    changes: dict[str, Change]
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Roles:
    """A cluster, how many of its organisations are counted, and how often these take each of `graph.measures.brokerage.ROLES`."""

    cluster: str
    members: int
    counts: list[float]


class Measures:
    """Answers about one state. `state` is the newest one of the service; what is asked of an older one is dropped."""

    def __init__(self, store: Store, steady: Steady, clock: Clock) -> None:
        self._store, self._steady, self._clock = store, steady, clock
        self._background = Background()
        self._lock = threading.Lock()
        self._seq, self._entries, self._names = -1, list[Entry](), dict[str, str]()

    def close(self) -> None:
        self._background.close()

    def series(self, state: State, scope: Scope, every: int) -> Answer[Series]:
        """Month after month, at most 60 of them."""

        def work(tick: Tick) -> Series:
            world, found = self._world(state, scope)
            at = steps(found, self._last(found, scope), every=every)[-MOST:]
            made = months(found, world.groups, ticking(at, len(at), tick), world.help)
            invented = bool((state.network.index.sources[world.rows] == Source.ILLUSTRATIVE).any())
            return Series(list(made), found.undated, invented)

        return self._ask(state, scope, ("series", every), work)

    def chance(self, state: State, scope: Scope, month: int | None, *, draws: int, by_meetings: bool) -> Answer[Dated[dict[str, Significance]]]:
        """One month (the last, if none is named) beside random networks."""

        def work(tick: Tick) -> Dated[dict[str, Significance]]:
            world, found = self._world(state, scope)
            at = month or self._last(found, scope)
            return Dated(at, against_chance(found, world.groups, at, draws=draws, meetings=by_meetings, tick=tick))

        return self._ask(state, scope, ("chance", month, draws, by_meetings), work)

    def trend(self, state: State, scope: Scope, *, draws: int) -> Answer[Dated[Trend]]:
        """The last 24 months against the 24 before."""

        def work(tick: Tick) -> Dated[Trend]:
            world, found = self._world(state, scope)
            at = self._last(found, scope)
            before, after = (met(found.at(month), found.n).m for month in (at - WINDOW, at))
            return Dated(at, Trend(trend(found, world.groups, at, draws=draws, tick=tick), before, after))

        return self._ask(state, scope, ("trend", draws), work)

    def roles(self, state: State, scope: Scope) -> Answer[Dated[list[Roles]]]:
        """How often the organisations of each cluster take each role."""

        def work(tick: Tick) -> Dated[list[Roles]]:
            world, found = self._world(state, scope)
            at = self._last(found, scope)
            if "cluster" not in world.groups:
                return Dated(at, [])
            ties = met(found.at(at), found.n, world.groups)
            members = np.bincount(world.groups["cluster"][world.groups["cluster"] >= 0]).tolist()
            return Dated(at, [Roles(*each) for each in zip(world.clusters, members, roles_by_cluster(ties).tolist(), strict=True)])

        return self._ask(state, scope, ("roles",), work)

    def brokers(self, state: State, scope: Scope, caller: Hashable, visible: Collection[str]) -> Answer[Dated[Brokers]]:
        """Who stands between most others, among the ids that the caller sees by name: nobody else is counted, as end or between.

        By id, since the sight may be of another revision than the state, where a row is somebody else.
        """

        def work(tick: Tick) -> Dated[Brokers]:
            world, found = self._world(state, scope)
            at = self._last(found, scope)
            kept = np.flatnonzero([id in visible for id in state.network.index.ids[world.rows].tolist()])
            ties = met(found.at(at), found.n).among(kept)
            best, known = brokers(ties, LISTED), shared(ties)
            burt = holes(ties, known)
            chosen = Holes(burt.constraint[best], burt.effective[best])
            return Dated(at, Brokers(world.rows[kept[best]], ties.degree[best], between(ties, known)[best], chosen))

        return self._ask(state, scope, ("brokers", caller), work)

    def _last(self, found: Meetings, scope: Scope) -> int:
        """This month; for the research network the last in which a project of the data began, since what came after is not in them."""
        today = month_of(self._clock.today())
        return min(today, found.months()[-1]) if scope == "h2020" and len(found.months()) else today

    def _ask(self, state: State, scope: Scope, key: Hashable, work: Work[T]) -> Answer[T]:
        """The research network does not change with the ledger: its ties are projects, and measuring it takes minutes."""
        version = (state.revision, state.seq, 0 if scope == "h2020" else self._newest(), month_of(self._clock.today()))
        return self._background.ask(scope, version, key, work)

    def _newest(self) -> int:
        """The last entry about ties; a store that does not answer leaves the ones known."""
        with self._lock:
            try:
                moved = self._seq < 0 or bool(self._steady.ask(lambda: self._store.entries(after=self._seq, limit=1, happenings=HAPPENINGS)))
            except Unavailable:
                return self._seq
            if moved:
                self._entries, names = told(self._store)
                self._names = dict(names)
                self._seq = self._entries[-1].seq if self._entries else 0
            return self._seq

    def _world(self, state: State, scope: Scope) -> tuple[Scoped, Meetings]:
        index, until = state.network.index, month_of(self._clock.today())
        entries, names = ([], {}) if scope == "h2020" else (self._entries, self._names)
        world = scoped(index, scope, state.withdrawn, merged(entries, names))
        return world, meetings(state.network.snapshot, index.nodes[world.rows], entries=entries, pseudonyms=names, until=until)
