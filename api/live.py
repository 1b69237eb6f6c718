"""The running service: store, matcher and clock, and the network of the newest revision for each caller."""

from collections import OrderedDict
from threading import Lock

from api.keys import Caller
from api.network import Network, Sight
from api.seal import Seal, secret
from api.shown import ShownWriter
from graph.basis import withdrawn
from graph.clock import Clock
from graph.lists import shown
from graph.schema import Happening, Purpose
from graph.store import Store
from matcher.matcher import Matcher
from matcher.model import MatchList

_CALLERS = 64


class Live:
    """What every endpoint works with. Sights are kept for the last 64 callers and made anew when graph or legal basis change."""

    def __init__(self, store: Store, matcher: Matcher, clock: Clock) -> None:
        self.store, self.matcher, self.clock = store, matcher, clock
        self.seal = Seal(secret(store))
        self._lock = Lock()
        self._network = Network(matcher.index)
        self._sights: OrderedDict[tuple[Caller, int, int], Sight] = OrderedDict()
        self._seq, self._withdrawn = self._fold(0, {})
        self._writer = ShownWriter()

    def shown(self, caller: Caller, subject: str, found: MatchList) -> None:
        """Note that this list was shown; it is written a moment later, once a day for the same list and caller."""
        today = self.clock.today()
        operation = f"shown {caller.key} {found.list} {today}"
        self._writer.put(lambda: self.store.write(shown(self.store, caller.key, subject, found, today, weights=self.matcher.weights), operation=operation))

    def close(self) -> None:
        """Write what waits to be written. The store stays open: it is its opener's."""
        self._writer.close()

    def sight(self, caller: Caller) -> Sight:
        """The network as this caller may see it now."""
        index = self.matcher.index
        with self._lock:
            self._seq, self._withdrawn = self._fold(self._seq, self._withdrawn)
            if self._network.index is not index:
                self._network = Network(index)
            key = (caller, index.snapshot.revision, self._seq)
            sight = self._sights.pop(key, None) or Sight(self._network, caller, self._withdrawn, self.seal)
            self._sights[key] = sight
            if len(self._sights) > _CALLERS:
                self._sights.popitem(last=False)
        return sight

    def _fold(self, seq: int, known: dict[str, frozenset[Purpose]]) -> tuple[int, dict[str, frozenset[Purpose]]]:
        """Withdrawals are folded again when the ledger holds a newer one."""
        newest = seq
        while entries := self.store.entries(after=newest, happenings=(Happening.BASIS_GIVEN, Happening.BASIS_WITHDRAWN)):
            newest = entries[-1].seq
        return (newest, withdrawn(self.store)) if newest != seq else (seq, known)
