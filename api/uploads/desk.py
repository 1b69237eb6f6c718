"""Where files are handed in: what may be done with an upload in which state. Each step is one atomic write with the job that follows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from api import jobs
from api.jobs.job import Job
from api.jobs.job import read as read_job
from api.uploads import shelf
from api.uploads.kinds import FileKind
from api.uploads.upload import COLLECTION, State, Upload, key_of, new_id, read
from graph.clock import Clock
from graph.errors import Conflict, NotFound
from graph.model import Batch, Key, Record
from graph.schema import Ground, Purpose
from graph.store import Store

READ, WRITE = "read", "write"
"""The kinds of job."""
MOST_CELLS = 5_000


class Desk:
    """Uploads of one store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def send(
        self,
        pieces: Iterable[bytes],
        *,
        name: str,
        kind: FileKind,
        cluster: str,
        basis: Ground,
        purposes: tuple[Purpose, ...],
        by: str,
    ) -> Upload:
        """Keep a file and put it into the line to be read."""
        now = self._clock.now()
        id = new_id(now)
        file = shelf.send(self._store.files, id, pieces)
        upload = Upload(id=id, name=name, kind=kind, cluster=cluster, basis=basis, purposes=purposes, by=by, at=now, changed=now, file=file)
        return self._queued(upload, READ)

    def find(self, id: str) -> Upload:
        """An upload by its id."""
        try:
            return read(self._store.record(COLLECTION, id))
        except NotFound as error:
            raise NotFound(f"no upload {id!r}; list yours with /v1/uploads") from error

    def page(self, after: str, limit: int) -> Sequence[Upload]:
        """Uploads behind one in the list, the newest first."""
        return [read(record) for record in self._store.records(COLLECTION, after=after, limit=limit)]

    def job(self, upload: Upload) -> Job | None:
        """The job that works on it now, if there is one."""
        try:
            return read_job(self._store.record(jobs.COLLECTION, upload.job)) if upload.job else None
        except NotFound:
            return None

    def correct(self, upload: Upload, *, columns: Mapping[str, str], defaults: Mapping[str, str], cells: Mapping[tuple[int, str], str]) -> Upload:
        """Note corrections and read the file again."""
        if upload.state not in (State.READ, State.REFUSED) or not upload.file:
            raise _not_now(upload, "corrected")
        known = {(row, column): text for row, column, text in upload.cells} | dict(cells)
        if len(known) > MOST_CELLS:
            raise Conflict(f"{len(known)} cells were corrected here; correct the file itself and send it again")
        changed = replace(
            upload,
            columns={**upload.columns, **columns},
            defaults={**upload.defaults, **defaults},
            cells=tuple((row, column, text) for (row, column), text in sorted(known.items())),
        )
        return self._queued(changed, READ)

    def confirm(self, upload: Upload, *, only_good: bool, end: Sequence[str]) -> Upload:
        """Have the file written. Conflict if it is not ready for that."""
        counts = upload.counts
        if upload.state is not State.READ:
            raise _not_now(upload, "confirmed")
        if counts.rejected and not only_good:
            raise Conflict(f"{counts.rejected} of {counts.rows} rows are rejected; correct them, or take over the others only (only_good)")
        known = {id for id, _ in shelf.summary(self._store.files, upload.result).gone}
        if unknown := [id for id in end if id not in known]:
            raise Conflict(f"{unknown[0]} is not among those that this file no longer names; read the upload again")
        if not counts.accepted and not end:
            raise Conflict("no row of this file can be taken over; correct its columns or rows, then confirm it")
        return self._queued(replace(upload, only_good=only_good, end=tuple(end)), WRITE, State.WRITING)

    def withdraw(self, upload: Upload) -> Upload:
        """Take a file back that is not written; its blobs are deleted at once."""
        if upload.state in (State.WRITING, State.WRITTEN):
            raise _not_now(upload, "withdrawn")
        gone = upload.now(State.WITHDRAWN, self._clock.now(), job="", cells=(), defaults={})
        self._store.write(Batch(records=[gone.record()], deletions=_calling_off(upload)), expected=upload.expected)
        return self.emptied(replace(gone, version=upload.version + 1))

    def without_file(self, upload: Upload) -> Upload:
        """The upload without the file itself."""
        if upload.file:
            self._store.files.delete(upload.file)
        return self._saved(replace(upload, file=""))

    def emptied(self, upload: Upload) -> Upload:
        """The upload without file and rows."""
        if upload.file:
            self._store.files.delete(upload.file)
        shelf.drop(self._store.files, upload.result)
        return self._saved(replace(upload, file="", result=""))

    def forget(self, upload: Upload) -> None:
        """Delete an upload with all that is left of it."""
        left = self.emptied(upload)
        self._store.write(Batch(deletions=[key_of(left.id)]), expected=left.expected)

    def _saved(self, upload: Upload) -> Upload:
        self._store.write(Batch(records=[upload.record()]), expected=upload.expected)
        return replace(upload, version=upload.version + 1)

    def _queued(self, upload: Upload, kind: str, state: State = State.WAITING) -> Upload:
        now = self._clock.now()
        job = jobs.waiting(kind, upload.id, now)
        queued = upload.now(state, now, job=job.id)
        records: list[Record] = [queued.record(), job.record()]
        self._store.write(Batch(records=records), expected={**upload.expected, jobs.key_of(job.id): 0})
        return replace(queued, version=upload.version + 1)


def _calling_off(upload: Upload) -> Sequence[Key]:
    return [jobs.key_of(upload.job)] if upload.job else []


def _not_now(upload: Upload, done: str) -> Conflict:
    return Conflict(f"this upload is {upload.state} and cannot be {done} now; look at it again")
