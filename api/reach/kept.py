"""Reach of the newest state: folded anew when network, ledger or rules moved, and shared by all callers."""

import threading
from dataclasses import dataclass

from api.network import Network
from api.steady import Steady
from graph.basis import withdrawn
from graph.duplicates import decisions, unresolved
from graph.errors import NotFound, Unavailable
from graph.model import Key, Part, Snapshot
from graph.reach import History, Organisations, Reach, ended, fold, history, rules
from graph.reach.rules import COLLECTION
from graph.store import Store

_LEDGER = Key(Part.STREAM, "")
_RULES = Key(Part.RECORD, f"{COLLECTION}/reach")


@dataclass(frozen=True, slots=True)
class _State:
    """What reach was folded from."""

    revision: int
    seq: int
    rules: int


class Kept:
    """Holds the last fold; a store that does not answer leaves it standing."""

    def __init__(self, store: Store, steady: Steady) -> None:
        self._store, self._steady = store, steady
        self._lock = threading.Lock()
        self._state: _State | None = None
        self._reach: Reach | None = None
        self._history: History | None = None

    def reach(self, network: Network) -> Reach:
        """Reach over this network. Tampered for an entry that cannot be read, Unavailable only if the store never answered yet."""
        with self._lock:
            try:
                state = self._steady.ask(lambda: _State(network.snapshot.revision, self._store.version(_LEDGER), _version(self._store)))
            except Unavailable:
                if self._reach is None:
                    raise
                return self._reach
            if self._reach is None or state != self._state:
                self._history = history(self._store, self._history)
                self._reach = folded(self._store, self._history, network.snapshot, network.index)
                self._state = state
            return self._reach


def folded(store: Store, known: History, snapshot: Snapshot, organisations: Organisations) -> Reach:
    """Reach from what the store holds; `organisations` are the columns of the snapshot."""
    return fold(
        rules(store),
        known,
        organisations,
        store.pseudonyms(),
        doubtful=unresolved(snapshot, decisions(store)),
        withdrawn=withdrawn(store),
        ended=ended(snapshot),
    )


def _version(store: Store) -> int:
    try:
        return store.version(_RULES)
    except NotFound:
        return 0
