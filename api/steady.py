"""Asks the store with a deadline and remembers while it does not answer, so that a hung store never holds a request."""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from graph.errors import CrossmatchError, Unavailable
from graph.store import Store

log = logging.getLogger("crossmatch")
T = TypeVar("T")

PATIENCE = 0.25  # seconds a read waits for the store before it goes on with what is known
PAUSE = 0.25  # seconds between two attempts to reach a store that did not answer
DOUBT = 1.0  # seconds a store may be slow before changes are refused: a hiccup must not cost anybody's work
_THREADS = 16


class Steady:
    """A circuit breaker for any store: once it did not answer, everybody is told at once until a probe in the background got through.

    A store that is only slow makes reads go on without it at once, but changes are refused only once it is slow for a second.
    """

    def __init__(self, store: Store, *, patience: float = PATIENCE) -> None:
        self._store, self._patience = store, patience
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="store")
        self._lock = threading.Lock()
        self._trouble = ""
        self._since = 0.0  # when a slow store is taken to be away
        self._closed = threading.Event()

    def check(self) -> None:
        """Raise Unavailable if the store is known not to answer: for work that cannot go on without it."""
        if (trouble := self._trouble) and time.monotonic() >= self._since:
            raise Unavailable(trouble)

    def ask(self, read: Callable[[], T]) -> T:
        """What `read` gives. Unavailable at once while the store is known not to answer, else within the patience."""
        if trouble := self._trouble:
            raise Unavailable(trouble)
        try:
            return self._threads.submit(read).result(self._patience)
        except TimeoutError as error:
            raise self._noted(Unavailable("the store has not answered for a moment; try again in some seconds"), DOUBT) from error
        except Unavailable as error:
            raise self._noted(error, 0.0) from error

    def close(self) -> None:
        self._closed.set()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _noted(self, error: Unavailable, doubt: float) -> Unavailable:
        with self._lock:
            first, since = not self._trouble, time.monotonic() + doubt
            self._since = since if first else min(since, self._since)
            self._trouble = str(error)
        if first and not self._closed.is_set():
            log.warning("the store does not answer; reads go on from the last snapshot: %s", error)
            threading.Thread(target=self._probe, name="probe", daemon=True).start()
        return error

    def _probe(self) -> None:
        while not self._closed.wait(PAUSE):
            try:
                self._store.revision()
            except CrossmatchError:
                continue
            log.warning("the store answers again")
            self._trouble = ""
            return
