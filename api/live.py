"""The running service: store, matcher and clock, and the network of the newest revision for each caller."""

import copy
import threading
import time
from collections import OrderedDict
from functools import cached_property

from api.editing import Editor
from api.keys import Caller, Role
from api.measures import Measures
from api.network import Sight
from api.newest import Newest, State
from api.proposing import proposer
from api.reach.kept import Kept
from api.reporting.kept import Reports
from api.ring import Ring
from api.seal import Seal, secret
from api.shown import ShownWriter
from api.steady import PATIENCE, Steady
from graph.clock import Clock
from graph.lists import shown
from graph.reach import Reach
from graph.store import Store
from matcher.matcher import Matcher
from matcher.model import MatchList

_CALLERS = 64
_RENEWAL_S = 10.0
_GLANCE_S = 0.1


class Live:
    """What every endpoint works with. Sights are kept for the last 64 callers and made anew when graph or legal basis change."""

    def __init__(self, store: Store, matcher: Matcher, clock: Clock, *, patience: float = PATIENCE) -> None:
        self.store, self.matcher, self.clock = store, matcher, clock
        self.seal = Seal(secret(store))
        self.steady = Steady(store, patience=patience)
        self.ring = Ring(store, self.steady)
        self.newest = Newest(store, matcher, self.steady)
        self._reach = Kept(store, self.steady)
        self.measures = Measures(store, self.steady, clock)
        self.reports = Reports(store)
        self._lock = threading.Lock()
        self._sights: OrderedDict[tuple[Caller, int, int], Sight] = OrderedDict()
        self._writer = ShownWriter()

    @cached_property
    def editor(self) -> Editor:
        """What writes single organisations."""
        return Editor(self.store, proposer(lambda: self.matcher.encoder))

    def matching(self, seen: Sight) -> Matcher:
        """The matcher on just the network that the caller sees; it asks the store nothing."""
        return self.matcher.standing(seen.index, stale=seen.stale)

    def shown(self, caller: Caller, subject: str, found: MatchList) -> None:
        """Note that this list was shown; it is written a moment later, once a day for the same list and caller."""
        today = self.clock.today()
        operation = f"shown {caller.key} {found.list} {today}"
        own = caller.role is Role.BUSINESS and caller.organisation == subject

        def write() -> None:
            self.store.write(shown(self.store, caller.key, subject, found, today, weights=self.matcher.weights, own=own), operation=operation)

        self._writer.put(operation, write)

    def reach(self, seen: Sight) -> Reach:
        """Reach over the network this caller sees a part of; cut it with `api.reach.scope` before anything of it is shown."""
        return self._reach.reach(seen.network)

    def settle(self) -> None:
        """Write now what waits to be written."""
        self._writer.close()

    def close(self) -> None:
        """Write what waits and stop. The store stays open: it is its opener's."""
        self.settle()
        self.measures.close()
        self.newest.close()
        self.steady.close()

    def sight(self, caller: Caller) -> Sight:
        """The network as this caller may see it now, or as of the last time the store answered."""
        state, stale = self.newest.state()
        sight = self._kept(caller, state)
        if not stale:
            return sight
        old = copy.copy(sight)  # shares what was computed already
        old.stale = True
        return old

    def renewed(self, caller: Caller) -> Sight:
        """The network with what was just written: waits some seconds for it."""
        until = time.monotonic() + _RENEWAL_S
        while (seen := self.sight(caller)).stale and time.monotonic() < until:
            threading.Event().wait(_GLANCE_S)
        return seen

    def _kept(self, caller: Caller, state: State) -> Sight:
        key = (caller, state.revision, state.seq)
        with self._lock:
            sight = self._sights.pop(key, None) or Sight(state.network, caller, state.withdrawn, self.seal, doubled=state.doubled)
            self._sights[key] = sight
            if len(self._sights) > _CALLERS:
                self._sights.popitem(last=False)
        return sight
