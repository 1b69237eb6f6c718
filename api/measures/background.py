"""What takes longer than a request may: computed once, one after the other, in one thread, and kept while it is true."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Tick = Callable[[float], None]
"""Called by the work with the share that is done; raises `Stopped` when nobody wants the rest."""
Work = Callable[[Tick], T]
_KEPT = 48
PATIENCE = 3.0  # seconds a request waits before it says that the answer is being computed


class Stopped(Exception):
    """The service closes, or the network has moved on."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """The value, or None and the share of the work that is done."""

    value: T | None
    done: float


class Background:
    """Answers by topic, version and key. A newer version of a topic drops what was found or waits of an older one."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="measures")
        self._lock = threading.Lock()
        self._versions: dict[Hashable, Hashable] = {}
        self._found: OrderedDict[tuple[Hashable, Hashable], tuple[Future[object], list[float]]] = OrderedDict()
        self._closed = threading.Event()

    def ask(self, topic: Hashable, version: Hashable, key: Hashable, work: Work[T]) -> Answer[T]:
        """The answer if it is there or comes soon. What the work raises is raised here, and the next to ask has it tried again."""
        future, done = self._started(topic, version, (topic, key), work)
        wait([future], self._patience)
        if not future.done():
            return Answer(None, done[0])
        if future.cancelled() or isinstance(future.exception(), Stopped):
            return Answer(None, 0.0)
        if future.exception() is not None:
            with self._lock:
                self._found.pop((topic, key), None)
        return Answer(future.result(), 1.0)  # type: ignore[arg-type]

    def close(self) -> None:
        """Stop at the next tick."""
        self._closed.set()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _started(self, topic: Hashable, version: Hashable, key: tuple[Hashable, Hashable], work: Work[T]) -> tuple[Future[object], list[float]]:
        with self._lock:
            if version != self._versions.get(topic):
                for old in [known for known in self._found if known[0] == topic]:
                    self._found.pop(old)[0].cancel()
                self._versions[topic] = version
            if key not in self._found:
                done = [0.0]
                self._found[key] = self._threads.submit(work, self._tick(topic, version, done)), done
                while len(self._found) > _KEPT:
                    self._found.popitem(last=False)[1][0].cancel()
            self._found.move_to_end(key)
            return self._found[key]

    def _tick(self, topic: Hashable, version: Hashable, done: list[float]) -> Tick:
        def tick(share: float) -> None:
            if self._closed.is_set() or version != self._versions.get(topic):
                raise Stopped("the network has moved on; ask again")
            done[0] = share

        return tick
