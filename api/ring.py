"""The keys this process has seen lately: good for a while longer when the store does not answer."""

import threading
import time
from collections import OrderedDict
from datetime import date

from api import keys
from api.keys import Caller
from api.steady import Steady
from graph.errors import NotFound, Unavailable
from graph.model import Record
from graph.store import Store

AGE_S = 600.0  # how long a key is believed after the store last confirmed it
_MOST = 10_000


class Ring:
    """Asks the store for each key each time, so that a revoked one ends at once; only a store that does not answer is replaced by memory."""

    def __init__(self, store: Store, steady: Steady) -> None:
        self._store, self._steady = store, steady
        self._known: OrderedDict[str, tuple[Record, float]] = OrderedDict()  # key id → record (a hash, no secret), when it was confirmed
        self._lock = threading.Lock()

    def caller(self, presented: str, today: date) -> Caller:
        """Who presents this key. Raises Unauthorised for a wrong one, Unavailable for one that cannot be checked."""
        return keys.caller(self._record, presented, today)

    def check(self) -> None:
        """Raise Unavailable if no remembered key is young enough: without the store nobody could be answered."""
        with self._lock:
            newest = max((confirmed for _, confirmed in self._known.values()), default=None)
        if newest is None or time.monotonic() - newest > AGE_S:
            raise Unavailable("the store does not answer, and no key can be checked any more; start the store again")

    def _record(self, id: str) -> Record:
        try:
            record = self._steady.ask(lambda: self._store.record(keys.COLLECTION, id))
        except NotFound:
            self._forget(id)
            raise
        except Unavailable:
            return self._remembered(id)
        self._remember(id, record)
        return record

    def _remember(self, id: str, record: Record) -> None:
        with self._lock:
            self._known.pop(id, None)
            self._known[id] = record, time.monotonic()
            if len(self._known) > _MOST:
                self._known.popitem(last=False)

    def _remembered(self, id: str) -> Record:
        with self._lock:
            record, confirmed = self._known.get(id, (None, 0.0))
        if record is None or time.monotonic() - confirmed > AGE_S:
            raise Unavailable("this key cannot be checked while the store does not answer; try again in some seconds")
        return record

    def _forget(self, id: str) -> None:
        with self._lock:
            self._known.pop(id, None)
