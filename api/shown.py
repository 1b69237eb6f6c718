"""Writes down which lists were shown to whom: off the request, several at once, each list once a day and caller."""

import logging
import queue
import threading
from collections.abc import Callable

from graph.errors import CrossmatchError

log = logging.getLogger("crossmatch")

_WAITING = 1000
_PAUSE_S = 0.5


class ShownWriter:
    """One thread with a bounded queue. A full queue makes the request wait: a list that was shown is always written."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Callable[[], None] | None] = queue.Queue(_WAITING)
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def put(self, write: Callable[[], None]) -> None:
        """Do `write` soon, in the writer's thread."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="shown", daemon=True)
                self._thread.start()
        self._queue.put(write)

    def close(self) -> None:
        """Write what is waiting, then stop."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread:
            self._queue.put(None)
            thread.join()

    def _run(self) -> None:
        while write := self._queue.get():
            self._attempt(write)

    def _attempt(self, write: Callable[[], None]) -> None:
        for _ in range(20):
            try:
                return write()
            except CrossmatchError as error:
                log.warning("a shown list waits for the store: %s", error)
                threading.Event().wait(_PAUSE_S)
        log.error("a shown list could not be written")
        return None
