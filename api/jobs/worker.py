"""Does jobs until it is asked to end."""

import contextlib
import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api.jobs.held import Held, Lost, Stopped
from api.jobs.line import Line
from graph.errors import CrossmatchError, Unavailable

log = logging.getLogger("crossmatch")

ATTEMPTS = 3
_PAUSE = 0.5  # seconds between two looks at an empty line


@dataclass(frozen=True, slots=True)
class Task:
    """How one kind of job is done: `do` ends it with `finish`; `give_up` ends it after too many attempts, with what went wrong last."""

    do: Callable[[Held], None]
    give_up: Callable[[Held, str], None]


class Worker:
    """Takes jobs from the line, each by its kind; `tidy` is called when there is nothing to do."""

    def __init__(self, line: Line, tasks: Mapping[str, Task], tidy: Callable[[], None]) -> None:
        self._line, self._tasks, self._tidy = line, tasks, tidy

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set; a store that does not answer is waited for."""
        while not stop.is_set():
            try:
                if not self.work_once(stop):
                    self._tidy()
                    stop.wait(_PAUSE)
            except Unavailable as error:
                log.warning("background work waits for the store: %s", error)
                stop.wait(_PAUSE)

    def run_all(self, stop: threading.Event) -> int:
        """Do what is in the line now; gives how many jobs were taken."""
        taken = 0
        while not stop.is_set() and self.work_once(stop):
            taken += 1
        self._tidy()
        return taken

    def work_once(self, stop: threading.Event) -> bool:
        """Do the first free job; False if there was none."""
        held = self._line.take()
        if held is None:
            return False
        lease = held.prolonging(stop)
        try:
            self._do(held)
        except Lost as error:
            log.warning("%s", error)
        finally:
            held.close()
            lease.join()
        return True

    def _do(self, held: Held) -> None:
        task = self._tasks[held.job.kind]
        if held.job.attempts > ATTEMPTS:  # its workers were killed, perhaps by this very file
            task.give_up(held, "")
            return
        try:
            task.do(held)
        except (Stopped, Unavailable):
            with contextlib.suppress(Unavailable):  # then the lease runs out
                held.release()
        except Lost:
            raise
        except CrossmatchError as error:
            log.warning("job %s failed in attempt %d with %s", held.job.id, held.job.attempts, type(error).__name__)  # the sentence may quote a cell
            if held.job.attempts < ATTEMPTS:
                held.retry()
            else:
                task.give_up(held, str(error))
