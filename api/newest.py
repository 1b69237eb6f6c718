"""The newest state of the network that this process could get, and whether the store may know a newer one."""

import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from api.network import Network
from api.steady import Steady
from graph.basis import withdrawn
from graph.duplicates import decisions
from graph.errors import Unavailable
from graph.schema import Happening, Purpose
from graph.store import Store
from matcher.matcher import Matcher

_MOVING = (Happening.BASIS_GIVEN, Happening.BASIS_WITHDRAWN, Happening.MERGED, Happening.UNMERGED)
"""Events that change who may be suggested."""
_GLANCE = 0.1  # seconds between two looks whether the store still answers while a new index is made
_PATIENCE = 10.0  # seconds to wait for a new index before going on with the last one


@dataclass(frozen=True, slots=True)
class State:
    """One revision of the network, and withdrawals of legal basis and merges up to one ledger entry."""

    network: Network
    seq: int
    withdrawn: Mapping[str, frozenset[Purpose]]
    doubled: frozenset[str]  # records that another one stands for

    @property
    def revision(self) -> int:
        return self.network.snapshot.revision


class Newest:
    """Renews the state in one thread when graph, legal basis or merges moved; a store that does not answer leaves the last one standing."""

    def __init__(self, store: Store, matcher: Matcher, steady: Steady) -> None:
        self._store, self._matcher, self._steady = store, matcher, steady
        self._builder = ThreadPoolExecutor(1, thread_name_prefix="index")
        self._lock = threading.Lock()
        self._renewal: Future[None] | None = None
        self._state = State(Network(matcher.index), *_folded(store, 0, {}, frozenset()))

    def state(self) -> tuple[State, bool]:
        """The newest state, and whether it is stale. Waits while a new index is made, but not for a store that does not answer."""
        until = time.monotonic() + _PATIENCE
        try:
            while self._steady.ask(self._moved):
                if time.monotonic() > until:
                    return self._state, True
                wait([self._renewing()], _GLANCE)
        except Unavailable:
            return self._state, True
        return self._state, False

    def close(self) -> None:
        self._builder.shutdown(wait=False, cancel_futures=True)

    def _moved(self) -> bool:
        state = self._state
        return self._store.revision() != state.revision or bool(self._store.entries(after=state.seq, limit=1, happenings=_MOVING))

    def _renewing(self) -> Future[None]:
        with self._lock:
            if self._renewal and self._renewal.done():
                done, self._renewal = self._renewal, None
                done.result()
            if self._renewal is None:
                self._renewal = self._builder.submit(self._renew)
            return self._renewal

    def _renew(self) -> None:
        before, index = self._state, self._matcher.warm()
        network = before.network if before.network.index is index else Network(index)
        self._state = State(network, *_folded(self._store, before.seq, before.withdrawn, before.doubled))


def _folded(
    store: Store, seq: int, known: Mapping[str, frozenset[Purpose]], doubled: frozenset[str]
) -> tuple[int, Mapping[str, frozenset[Purpose]], frozenset[str]]:
    """Withdrawals and merges are folded again when the ledger holds a newer one."""
    newest = seq
    while entries := store.entries(after=newest, happenings=_MOVING):
        newest = entries[-1].seq
    return (newest, withdrawn(store), frozenset(decisions(store).stays)) if newest != seq else (seq, known, doubled)
