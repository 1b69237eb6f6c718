"""A breaker: once the server did not answer, every call fails at once until it does."""

import threading
from collections.abc import Callable
from concurrent.futures import Future

from graph.errors import Unavailable


class Breaker:
    """Whether the server is taken to be there. Threads share it; `look` ends when the server is back."""

    def __init__(self, name: str, look: Callable[[], "Future[None]"]) -> None:
        self._name = name
        self._look = look
        self._why = ""
        self._lock = threading.Lock()

    @property
    def open(self) -> bool:
        return bool(self._why)

    def check(self) -> None:
        """Raise Unavailable while the server is away."""
        why = self._why
        if why:
            raise self._unavailable(why)

    def fall(self, why: str) -> Unavailable:
        """Note that the server is away, and look for it from now on; gives the error to raise."""
        with self._lock:
            news, self._why = not self._why, why
        if news:
            self._look().add_done_callback(self._back)
        return self._unavailable(why)

    def _back(self, looked: "Future[None]") -> None:
        self._why = ""

    def _unavailable(self, why: str) -> Unavailable:
        return Unavailable(f"the Neo4j server {self._name} does not answer ({why}); start it, or correct CROSSMATCH_STORE")
