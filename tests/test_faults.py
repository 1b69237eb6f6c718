"""T5: the n-th statement, file operation or encoder call fails, n = 1, 2, …, in everything that writes; nothing is ever half, and the next attempt succeeds."""

import functools
import io
import itertools
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from town import TOWN, WordEncoder

from graph import Store, connect
from graph.archive import pack, unpacked
from graph.clock import SystemClock
from graph.copying import copy
from graph.dump import Row
from graph.errors import CrossmatchError
from graph.model import Batch, Contact, Edge, Event, Node
from graph.restoring import restore
from graph.schema import Happening, Rel
from matcher import Matcher
from matcher.encoder import Vectors

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
MEMBERS = [f"business:member-{number}" for number in range(5)]
UPLOAD = Batch(
    nodes=[Node("cluster:new", "New"), *(Node(id, id, f"bread and wood {id}", {"source": "upload", "basis": "membership"}) for id in MEMBERS)],
    edges=[Edge(id, Rel.MEMBER_OF, "cluster:new") for id in MEMBERS],
    contacts=[Contact(id, "A Person") for id in MEMBERS],
    events=[Event(Happening.JOINED, id, TODAY, about="cluster:new", note="by upload") for id in MEMBERS],
)


class Trip:
    """Lets the n-th step of a kind fail; counts all of them."""

    def __init__(self, n: int) -> None:
        self._left = n

    def step(self, error: Exception) -> None:
        self._left -= 1
        if self._left == 0:
            raise error

    @property
    def next(self) -> bool:
        """The coming step is the one that fails."""
        return self._left == 1

    @property
    def fired(self) -> bool:
        return self._left <= 0


class EncoderFailed(Exception):
    """What any encoder may raise."""


class TrippingEncoder(WordEncoder):
    """The town's encoder, failing at its n-th call."""

    def __init__(self, trip: Trip) -> None:
        self._trip = trip

    def encode(self, texts: Sequence[str]) -> Vectors:
        self._trip.step(EncoderFailed("no room for the weights"))
        return super().encode(texts)


def disk_error() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    return error


@contextmanager
def statements(trip: Trip, *, done: bool) -> Iterator[None]:
    """Every connection fails at the n-th statement: before it, or when it is done and nobody will know."""

    class Connection(sqlite3.Connection):
        def execute(self, *words: object) -> sqlite3.Cursor:  # type: ignore[override]
            return self._tripping(super().execute, words)

        def executemany(self, *words: object) -> sqlite3.Cursor:  # type: ignore[override]
            return self._tripping(super().executemany, words)

        def _tripping(self, work: Callable[..., sqlite3.Cursor], words: Sequence[object]) -> sqlite3.Cursor:
            if done and trip.next:
                work(*words).close()
            trip.step(disk_error())
            return work(*words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", functools.partial(sqlite3.connect, factory=Connection))
        yield


@contextmanager
def file_operations(trip: Trip) -> Iterator[None]:
    """The n-th opening, syncing, renaming or making of a folder fails as on a full disk."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((os, "open"), (os, "fsync"), (os, "replace"), (os, "rename"), (os, "mkdir"), (io, "open")):
            patch.setattr(module, name, functools.partial(tripping, trip, getattr(module, name)))
        yield


def tripping(trip: Trip, work: Callable[..., object], *words: object, **named: object) -> object:
    if isinstance(words[0], int) or "tried" in str(words[0]):  # what came with the installation is not on the full disk
        trip.step(OSError(28, "No space left on device"))
    return work(*words, **named)


@contextmanager
def calm(trip: Trip) -> Iterator[None]:
    """Nothing fails but what the trip was handed to."""
    yield


Way = Callable[[Trip], AbstractContextManager[None]]
WAYS: dict[str, Way] = {
    "statement": functools.partial(statements, done=False),
    "statement that was done": functools.partial(statements, done=True),
    "file": file_operations,
    "encoder": calm,
}


# what is done


def opened(place: Path) -> Store:
    return connect(f"sqlite:///{place}", clock=SystemClock(TODAY))


def load(folder: Path, trip: Trip) -> None:
    """A member list comes in, and its texts are encoded."""
    with closing(opened(folder / "town.db")) as store:
        store.write(UPLOAD, operation="upload 1")
        store.files.put(b"the report of the upload")
        Matcher(store, TrippingEncoder(trip), clock=SystemClock(TODAY)).warm()


def rebuild(folder: Path, trip: Trip) -> None:
    """The index is made of a network without vectors."""
    with closing(opened(folder / "town.db")) as store:
        Matcher(store, TrippingEncoder(trip), clock=SystemClock(TODAY)).warm()


def copy_it(folder: Path, trip: Trip) -> None:
    with closing(opened(folder / "town.db")) as source, closing(opened(folder / "copy.db")) as target:
        copy(source, target, quiet)


def back_it_up(folder: Path, trip: Trip) -> None:
    with closing(opened(folder / "town.db")) as store:
        pack(store, folder / "fresh.zip", NOW, quiet)


def restore_it(folder: Path, trip: Trip) -> None:
    with closing(opened(folder / "back.db")) as store, unpacked(folder / "town.zip") as archive:
        restore(archive, store, NOW, quiet)


def migrate_it(folder: Path, trip: Trip) -> None:
    opened(folder / "old.db").close()


def quiet(stage: str, done: int, all: int) -> None:
    """Reports to nobody."""


Deed = Callable[[Path, Trip], None]
DEEDS: dict[str, Deed] = {"load": load, "rebuild": rebuild, "copy": copy_it, "backup": back_it_up, "restore": restore_it, "migrate": migrate_it}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """A folder with a store, its backup, the keep of a store to come, and a file of the first release."""
    folder = tmp_path / "before"
    folder.mkdir()
    with closing(opened(folder / "town.db")) as store:
        store.write(TOWN)
        store.write(Batch(events=[Event(Happening.TOLD, "business:bakery", TODAY, note="a note")]))
        store.files.put(b"a video")
        pack(store, folder / "town.zip", NOW, quiet)
    shutil.copytree(folder / "town.db.keep", folder / "back.db.keep")
    shutil.copy(ROOT / "tests/data/v1.db", folder / "old.db")
    shutil.copytree(ROOT / "tests/data/v1.db.keep", folder / "old.db.keep")
    return folder


# what must hold


@dataclass(frozen=True)
class State:
    """A store as it can be compared: what is in it but for chance and time."""

    revision: int
    network: frozenset[tuple[object, ...]]
    rest: tuple[tuple[object, ...], ...]


def state(place: Path) -> State:
    with closing(opened(place)) as store, closing(store.dump()) as found:
        rows = [lasting(row) for row in found]
        network = frozenset(row for row in rows if row[0] in ("node", "edge"))
        return State(store.revision(), network, tuple(row for row in rows if row[0] not in ("node", "edge", "meta")))


def lasting(row: Row) -> tuple[object, ...]:
    """A row without its salts, pseudonyms, times and seals."""
    kept = {"entry": slice(0, 2), "note": slice(0, 1), "pseudonym": slice(0, 1), "operation": slice(0, 1)}.get(row.table, slice(None))
    return row.table, *row.values[kept]


def broken(folder: Path, was: State) -> list[str]:
    """Every invariant that does not hold in a folder where something failed."""
    return [*(said for place in sorted(folder.glob("*.db")) for said in broken_store(place)), *broken_backups(folder), *broken_deed(folder, was)]


def broken_store(place: Path) -> Iterator[str]:
    """The file is sound, the chain verifies (an empty target has none yet, though its keep has come), every edge has both ends."""
    with closing(opened(place)) as store:
        yield from (f"{place.name}: {said}" for said in store.verify() if store.revision())
    with closing(sqlite3.connect(place)) as db:
        checks = {
            "integrity": "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
            "edge without an end": "SELECT * FROM edge WHERE source NOT IN (SELECT row FROM node) OR target NOT IN (SELECT row FROM node)",
            "contact without a node": "SELECT * FROM contact WHERE organisation NOT IN (SELECT id FROM node)",
            "note without an entry": "SELECT * FROM note WHERE seq NOT IN (SELECT seq FROM entry)",
        }
        yield from (f"{place.name}: {name}" for name, sql in checks.items() if db.execute(sql).fetchall())


def broken_backups(folder: Path) -> Iterator[str]:
    """What bears the name of a backup is a whole one."""
    for place in sorted(folder.glob("[a-z]*.zip")):
        try:
            with unpacked(place) as archive:
                archive.check()
        except CrossmatchError as error:
            yield f"{place.name}: {error}"


def broken_deed(folder: Path, was: State) -> Iterator[str]:
    """The upload is there whole or not at all, the revision moved if the network did, and a target is empty or whole."""
    now = state(folder / "town.db")
    members = sum(row[1] in MEMBERS for row in now.network if row[0] == "node"), sum(row[0] == "entry" for row in now.rest)
    if members not in ((0, 1), (5, 6)):
        yield f"a torn upload: {members}"
    if now.network != was.network and now.revision == was.revision:
        yield "the network changed under one revision"
    if now == replace(was, revision=now.revision) and now.revision != was.revision:
        yield "the revision moved and nothing else did"
    for name in ("copy.db", "back.db"):
        if (folder / name).exists() and len(state(folder / name).network) not in (0, len(was.network)):
            yield f"{name} is half"


def troubles(before: Path, deed: str, way: str, *, stride: int) -> tuple[int, list[str]]:
    """How many steps were let fail, every `stride`-th one, and what was broken then or prevented the next attempt."""
    was, wanted = state(before / "town.db"), ended(before, deed)
    found: list[str] = []
    for tried, n in enumerate(itertools.count(1, stride)):
        folder = fresh(before)
        trip = Trip(n)
        said = failing(folder, DEEDS[deed], WAYS[way], trip)
        if not trip.fired:
            return tried, found
        found += [f"step {n}: {sentence}" for sentence in (*said, *broken(folder, was), *retried(folder, DEEDS[deed], wanted))]
    return 0, found


def fresh(before: Path) -> Path:
    folder = before.with_name("tried")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, folder)
    return folder


def failing(folder: Path, deed: Deed, way: Way, trip: Trip) -> list[str]:
    """Do it with a fault; a fault that is not said in a sentence of ours is named."""
    try:
        with way(trip):
            deed(folder, trip)
    except (CrossmatchError, EncoderFailed):
        pass
    except Exception as error:
        return [f"{error!r} is no sentence of ours"]
    return []


def ended(before: Path, deed: str) -> dict[str, object]:
    """What is there when nothing fails."""
    folder = fresh(before)
    DEEDS[deed](folder, Trip(0))
    return contents(folder)


def retried(folder: Path, deed: Deed, wanted: dict[str, object]) -> list[str]:
    """Do it again, into a new target: it has to end as if nothing had failed."""
    for name in ("copy.db", "back.db", "fresh.zip"):
        [place.unlink() for place in folder.glob(f"{name}*") if place.is_file()]
    try:
        deed(folder, Trip(0))
    except CrossmatchError as error:
        return [f"the next attempt fails: {error}"]
    return [f"{name} ends differently" for name, content in contents(folder).items() if content != wanted[name]]


def contents(folder: Path) -> dict[str, object]:
    """Everything in the stores but the revision, which an attempt that was broken off moves too; and which backups are there."""
    stores = {place.name: replace(state(place), revision=0) for place in sorted(folder.glob("*.db"))}
    return {**stores, "backups": sorted(place.name for place in folder.glob("*.zip"))}


CASES = [(deed, way) for deed in DEEDS for way in WAYS if way != "encoder" or deed in ("load", "rebuild")]
"""Nothing but these two calls the encoder."""


@pytest.mark.parametrize(("deed", "way"), CASES)
def test_t05_a_step_that_fails_breaks_nothing(before: Path, deed: str, way: str) -> None:
    tried, found = troubles(before, deed, way, stride=9)

    assert found == []
    assert tried > 0


@pytest.mark.long
@pytest.mark.parametrize(("deed", "way"), CASES)
def test_t05_every_step_that_fails_breaks_nothing(before: Path, deed: str, way: str) -> None:
    tried, found = troubles(before, deed, way, stride=1)

    assert found == []
    assert tried > 0
