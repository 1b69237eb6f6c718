"""Writes down which lists were shown to whom: off the request, each list once a day and caller, also over a time without the store."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable

from graph.errors import CrossmatchError, Unavailable

log = logging.getLogger("crossmatch")

_WAITING = 5000
_PAUSE_S = 0.5


class ShownWriter:
    """One thread with a bounded list of what waits. A store that does not answer is tried again until it does; no request waits for it."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, Callable[[], None]] = OrderedDict()
        self._thread: threading.Thread | None = None
        self._turn = threading.Condition()
        self._closing = threading.Event()

    def put(self, operation: str, write: Callable[[], None]) -> None:
        """Do `write` soon, in the writer's thread; the same operation waits only once."""
        with self._turn:
            if len(self._waiting) >= _WAITING and operation not in self._waiting:
                log.error("a shown list is not written down: %d wait for the store already", _WAITING)
                return
            self._waiting[operation] = write
            if self._thread is None:
                self._closing.clear()
                self._thread = threading.Thread(target=self._run, name="shown", daemon=True)
                self._thread.start()
            self._turn.notify()

    def close(self) -> None:
        """Write what is waiting, then stop; what the store does not take now is lost, and said."""
        with self._turn:
            thread, self._thread = self._thread, None
            self._closing.set()
            self._turn.notify()
        if thread:
            thread.join()

    def _run(self) -> None:
        while found := self._next():
            operation, write = found
            if self._is_settled(write):
                with self._turn:
                    self._waiting.pop(operation, None)

    def _next(self) -> tuple[str, Callable[[], None]] | None:
        with self._turn:
            self._turn.wait_for(lambda: self._waiting or self._closing.is_set())
            return next(iter(self._waiting.items()), None)

    def _is_settled(self, write: Callable[[], None]) -> bool:
        """Written, or given up: the ledger says no to it, or the end has come while the store does not answer."""
        try:
            write()
        except Unavailable as error:
            if self._closing.wait(_PAUSE_S):
                with self._turn:
                    log.error("%d shown lists could not be written before the end: %s", len(self._waiting), error)
                    self._waiting.clear()
            return False
        except CrossmatchError as error:
            log.error("a shown list could not be written: %s", error)
        return True
