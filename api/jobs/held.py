"""A job in the hands of one worker: the lease is prolonged while it works, and its result is written once or not at all."""

import logging
import threading
import time
from dataclasses import replace
from datetime import timedelta

from api.jobs.job import Job, JobState, key_of
from graph.clock import Clock
from graph.errors import Conflict, CrossmatchError, Unavailable
from graph.model import Batch, Key
from graph.store import Store

log = logging.getLogger("crossmatch")

_SAID = 0.5  # seconds between two notes of how far the work is


class Lost(CrossmatchError):
    """Another worker has this job now, or it was called off."""


class Stopped(CrossmatchError):
    """The worker is asked to end; the job goes back into the line."""


class Held:
    """One job under a lease. `progress` notes how far it is; `finish` writes the result and ends the job in one transaction."""

    def __init__(self, store: Store, clock: Clock, job: Job, version: int, lease: timedelta) -> None:
        self.job = job
        self._store, self._clock, self._lease, self._version = store, clock, lease, version
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._stop: threading.Event = threading.Event()
        self._said = 0.0
        self._lost = ""

    def prolonging(self, stop: threading.Event) -> threading.Thread:
        """Start the thread that keeps the lease until the job ends; `stop` makes the next `progress` raise Stopped."""
        self._stop = stop
        thread = threading.Thread(target=self._prolong, name="lease", daemon=True)
        thread.start()
        return thread

    def progress(self, stage: str, done: int, all: int) -> None:
        """Note how far the work is. Raises Lost if another worker took over, Stopped if this one is asked to end."""
        if self._lost:
            raise Lost(self._lost)
        if self._stop.is_set():
            raise Stopped("the worker was asked to end")
        now = time.monotonic()
        if stage != self.job.stage or now - self._said >= _SAID:
            self._said = now
            self._renew(self.job.at(stage, done, all))

    def finish(self, batch: Batch, expected: dict[Key, int] | None = None) -> None:
        """Write the result and end the job, both or neither. Raises Lost if another worker has the job, or changed what it is about."""
        deletions = (*batch.deletions, key_of(self.job.id))
        with self._lock:
            try:
                self._store.write(
                    replace(batch, deletions=deletions),
                    operation=f"job {self.job.id} {self.job.attempts}",
                    expected={**(expected or {}), key_of(self.job.id): self._version},
                )
            except Conflict as error:
                raise Lost(f"job {self.job.id} is another worker's now, or was called off: {error}") from error
            finally:
                self._ended.set()

    def release(self) -> None:
        """Put the job back into the line; this attempt does not count."""
        self._end(replace(self.job, state=JobState.WAITING, owner="", until=None, attempts=self.job.attempts - 1))

    def retry(self) -> None:
        """Put the job back into the line after a failed attempt."""
        self._end(replace(self.job, state=JobState.WAITING, owner="", until=None))

    def close(self) -> None:
        """End the lease's thread, whatever became of the job."""
        self._ended.set()

    def _end(self, job: Job) -> None:
        with self._lock:
            self._ended.set()
            try:
                self._store.write(Batch(records=[job.record()]), expected={key_of(job.id): self._version})
            except Conflict as error:
                raise Lost(f"job {job.id} is another worker's now, or was called off: {error}") from error

    def _prolong(self) -> None:
        while not self._ended.wait(self._lease.total_seconds() / 3):
            try:
                self._renew(self.job)
            except Lost:
                return
            except Unavailable as error:
                log.warning("the lease of job %s waits for the store: %s", self.job.id, error)

    def _renew(self, job: Job) -> None:
        with self._lock:
            if self._ended.is_set():
                return
            self.job = replace(job, until=self._clock.now() + self._lease)
            try:
                self._store.write(Batch(records=[self.job.record()]), expected={key_of(job.id): self._version})
            except Conflict as error:
                self._lost = f"job {job.id} is another worker's now, or was called off: {error}"
                raise Lost(self._lost) from error
            self._version += 1
