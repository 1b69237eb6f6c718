"""The line of waiting jobs: taken by compare-and-set, so that each has one worker at a time."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from api.jobs.held import Held
from api.jobs.job import COLLECTION, Job, JobState, key_of, read
from graph.clock import Clock
from graph.errors import Conflict
from graph.model import Batch
from graph.store import Store

LEASE = timedelta(seconds=30)
_PAGE = 100


class Line:
    """Jobs in the order they came, as one worker sees them."""

    def __init__(self, store: Store, clock: Clock, worker: str, *, lease: timedelta = LEASE) -> None:
        self._store, self._clock, self._worker, self._lease = store, clock, worker, lease

    def take(self) -> Held | None:
        """The first job that nobody has, held under a lease from now on; None if there is none."""
        for job, version in self._jobs():
            if job.is_free(self._clock.now()):
                until = self._clock.now() + self._lease
                mine = replace(job, state=JobState.RUNNING, owner=self._worker, until=until, attempts=job.attempts + 1)
                with contextlib.suppress(Conflict):  # another worker was faster: look on
                    self._store.write(Batch(records=[mine.record()]), expected={key_of(job.id): version})
                    return Held(self._store, self._clock, mine, version + 1, self._lease)
        return None

    def _jobs(self) -> Iterator[tuple[Job, int]]:
        after = ""
        while page := self._store.records(COLLECTION, after=after, limit=_PAGE):
            yield from ((read(record), record.version) for record in page)
            after = page[-1].key
