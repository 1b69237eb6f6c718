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


@dataclass(slots=True)
class _Kept:
    """One gathering, made by the first who asks; others wait for just this one."""

    lock: threading.Lock
    made: Gathered | None = None


class Reports:
    """Gathers figures once for each state, period and set of clusters."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, _Kept] = OrderedDict()

    def gathered(self, seen: Sight, reach: Reach, state: State, matcher: Matcher, want: Asked) -> Gathered:
        """The figures of the caller's units over the asked days. Forbidden for a business, Invalid for days that are not over."""
        mask = counted(want.who, reach.units)
        days = asked(reach, want.since, want.until, want.today)
        kept = self._kept(_key(seen, reach, state, want, days))
        with kept.lock:
            if kept.made is None:
                kept.made = gathered(self._store, seen.network.index, reach, days, withdrawn=state.withdrawn, today=want.today, matcher=matcher, only=mask)
            return kept.made

    def _kept(self, key: Hashable) -> _Kept:
        with self._lock:
            kept = self._found.setdefault(key, _Kept(threading.Lock()))
            self._found.move_to_end(key)
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)
            return kept


def _key(seen: Sight, reach: Reach, state: State, want: Asked, days: Period) -> Hashable:
    scope = "all" if want.who.role in ALL else tuple(sorted(want.who.clusters))
    return seen.network.snapshot.revision, len(reach.history), reach.rules, state.seq, scope, days, want.today
