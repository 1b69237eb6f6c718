"""Background work: reading an upload, writing what its sender confirmed, and comparing all businesses for duplicates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from api.editing import forget_answers
from api.jobs import Held, Line, Lost, Task, Worker
from api.jobs.line import LEASE
from api.proposing import proposer
from api.uploads import comparing, shelf
from api.uploads.desk import READ, WRITE, Desk
from api.uploads.expiry import expire, now_and_then
from api.uploads.guard import guarded
from api.uploads.outcome import Outcome, Reading, understood
from api.uploads.upload import NOTHING, State, Upload
from api.world import complete
from graph.clock import Clock
from graph.errors import Conflict, Invalid
from graph.model import Batch, Key
from graph.store import Store
from matcher.encoder import Encoder
from matcher.index.vectors import encode_ahead
from seeds.formats.bounds import Refused
from seeds.members.ending import ending
from seeds.members.options import Propose
from seeds.members.remembering import remember
from seeds.report import Sentence

_KILLED = "this file could not be worked on: it was tried several times and never came to an end; split it or save it in another format, then send it again"

NOTHING_EXPECTED: Mapping[Key, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Room:
    """What the work needs."""

    store: Store
    clock: Clock
    encoder: Encoder
    propose: Propose

    @property
    def desk(self) -> Desk:
        return Desk(self.store, self.clock)

    def outcome(self, upload: Upload, held: Held) -> Outcome:
        """Read the file as its sender corrected it, and plan what it changes."""
        return understood(self.store, upload, Reading(self.clock.today(), self.propose, held.progress))


def worker(store: Store, clock: Clock, encoder: Encoder, *, name: str = "", lease: timedelta = LEASE) -> Worker:
    """A worker for everything that waits in this store."""
    room = Room(store, clock, encoder, proposer(lambda: encoder))
    tasks = {
        READ: Task(guarded(lambda held: _read(room, held)), _refuser(room)),
        WRITE: Task(guarded(lambda held: _write(room, held)), _refuser(room)),
        comparing.COMPARE: Task(guarded(lambda held: comparing.compare_all(store, clock, held)), comparing.give_up),
    }
    return Worker(Line(store, clock, name or "worker", lease=lease), tasks, now_and_then(lambda: _tidy(room)))


def _tidy(room: Room) -> None:
    expire(room.desk, room.clock)
    forget_answers(room.store, room.clock.today())


def _read(room: Room, held: Held) -> None:
    upload = room.desk.find(held.job.about)
    try:
        outcome = room.outcome(upload, held)
    except Invalid as error:
        return _refuse(room, held, upload, error.sentence if isinstance(error, Refused) else Sentence("{error}", {"error": str(error)}))
    result = shelf.keep(room.store.files, f"{held.job.id}.{held.job.attempts}", outcome.summary, outcome.rows)
    done = upload.now(State.READ, room.clock.now(), result=result, counts=outcome.counts, error=NOTHING, job="")
    _finish(room, held, upload, Batch(records=[done.record()]), result)
    shelf.drop(room.store.files, upload.result)
    return None


def _write(room: Room, held: Held) -> None:
    upload = room.desk.find(held.job.about)
    outcome = room.outcome(upload, held)
    if outcome.counts.rejected and not upload.only_good:
        return _refuse(room, held, upload, Sentence("other rows are rejected now than when the file was confirmed; read it again"))
    complete(room.store, outcome.batch)
    leaving = [id for id, _ in outcome.summary.gone if id in set(upload.end)]
    encode_ahead(room.store, room.encoder, outcome.batch.nodes, held.progress)
    held.progress("write", 0, 1)
    counts = replace(outcome.counts, ended=len(leaving))
    result = shelf.keep(room.store.files, f"{held.job.id}.{held.job.attempts}", _bare(outcome.summary), [replace(row, cells={}) for row in outcome.rows])
    done = upload.now(State.WRITTEN, room.clock.now(), result=result, counts=counts, error=NOTHING, job="", cells=())
    batch = _together(ending(room.store, leaving, upload.cluster, room.clock.today()), outcome.batch)
    _finish(room, held, upload, replace(batch, records=[*batch.records, done.record()]), result, expected=outcome.expected)
    remember(room.store, outcome.scope, outcome.columns)
    shelf.drop(room.store.files, upload.result)
    room.desk.without_file(replace(done, version=upload.version + 1))  # should this be cut off, `expire` does it
    return None


def _bare(summary: shelf.Summary) -> shelf.Summary:
    """What stays of an understanding once the file is written: nothing that stood in a cell."""
    return replace(summary, gone=(), columns=[replace(column, examples=()) for column in summary.columns])


def _together(*batches: Batch) -> Batch:
    """Several batches as one."""
    return Batch(
        nodes=[node for batch in batches for node in batch.nodes],
        edges=[edge for batch in batches for edge in batch.edges],
        contacts=[contact for batch in batches for contact in batch.contacts],
        records=[record for batch in batches for record in batch.records],
        events=[event for batch in batches for event in batch.events],
        deletions=[key for batch in batches for key in batch.deletions],
    )


def _finish(room: Room, held: Held, upload: Upload, batch: Batch, result: str, *, expected: Mapping[Key, int] = NOTHING_EXPECTED) -> None:
    try:
        held.finish(batch, {**expected, **upload.expected})
    except (Lost, Conflict):
        shelf.drop(room.store.files, result)
        raise


def _refuse(room: Room, held: Held, upload: Upload, why: Sentence) -> None:
    refused = upload.now(State.REFUSED, room.clock.now(), error=why, job="")
    held.finish(Batch(records=[refused.record()]), upload.expected)


def _refuser(room: Room) -> Callable[[Held, str], None]:
    def give_up(held: Held, error: str) -> None:
        _refuse(room, held, room.desk.find(held.job.about), Sentence("{error}", {"error": error}) if error else Sentence(_KILLED))

    return give_up
