"""Figures of the newest states, kept for the periods and clusters that were asked for last."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from api.keys import Caller
from api.network import Sight
from api.newest import State
from api.reach.scope import ALL, counted
from api.reporting.gathering import Gathered, gathered
from api.reporting.gathering import period as asked
from graph.indicators import Period
from graph.reach import Reach
from graph.store import Store
from matcher.matcher import Matcher

_KEPT = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which days, as of which day."""

    who: Caller
    since: date | None
    until: date | None
    today: date


class Reports:
    """Gathers figures once for each state, period and set of clusters; one at a time, since each takes seconds of computing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, Gathered] = OrderedDict()

    def gathered(self, seen: Sight, reach: Reach, state: State, matcher: Matcher, want: Asked) -> Gathered:
        """The figures of the caller's units over the asked days. Forbidden for a business, Invalid for days that are not over."""
        mask = counted(want.who, reach.units)
        days = asked(reach, want.since, want.until, want.today)
        key = self._key(seen, reach, state, want, days)
        with self._lock:
            if key not in self._found:
                self._found[key] = gathered(
                    self._store, seen.network.index, reach, days, withdrawn=state.withdrawn, today=want.today, matcher=matcher, only=mask
                )
                while len(self._found) > _KEPT:
                    self._found.popitem(last=False)
            self._found.move_to_end(key)
            return self._found[key]

    def _key(self, seen: Sight, reach: Reach, state: State, want: Asked, days: Period) -> Hashable:
        scope = "all" if want.who.role in ALL else tuple(sorted(want.who.clusters))
        return seen.network.snapshot.revision, len(reach.history), reach.rules, state.seq, scope, days, want.today
