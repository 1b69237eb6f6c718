"""The SQLite file: migrations, files that are not ours, two processes at once, and kill -9."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from graph import connect
from graph.clock import SystemClock
from graph.errors import CrossmatchError, Incompatible, Invalid, Unavailable
from graph.model import Batch, Node
from graph.sqlite import SqliteStore, tables
from graph.sqlite.connections import Pool

TODAY = date(2026, 3, 2)
ROOT = Path(__file__).parent.parent
NEXT = tables.NEWEST + 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with one node, closed."""
    path = tmp_path / "town.db"
    store = opened(path)
    store.write(Batch(nodes=[Node("business:a", "A")]))
    store.close()
    return path


def opened(path: Path) -> SqliteStore:
    return SqliteStore(str(path), clock=SystemClock(TODAY))


def pragma(path: Path, name: str) -> object:
    db = sqlite3.connect(path)
    try:
        return db.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        db.close()


def tables_of(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    try:
        return [name for (name,) in db.execute("SELECT name FROM sqlite_master")]
    finally:
        db.close()


def run(path: Path, sql: str) -> None:
    db = sqlite3.connect(path)
    db.executescript(sql)
    db.close()


@pytest.mark.parametrize(("name", "value"), [("user_version", tables.NEWEST), ("journal_mode", "wal"), ("application_id", tables.APPLICATION)])
def test_the_file_says_what_it_is(file: Path, name: str, value: object) -> None:
    assert pragma(file, name) == value


@pytest.mark.parametrize(("name", "value"), [("synchronous", 2), ("secure_delete", 1), ("journal_mode", "wal")])
def test_every_connection_is_careful(file: Path, name: str, value: object) -> None:
    pool = Pool(str(file))
    with pool.outside() as db, pool.reading() as second:
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for connection in (db, second)]
    pool.close()

    assert found == [value, value]


def test_a_store_comes_back_after_closing(file: Path) -> None:
    store = opened(file)
    found = store.node("business:a").name
    store.close()

    assert found == "A"


def test_the_parent_folder_is_made(tmp_path: Path) -> None:
    connect(f"sqlite:///{tmp_path}/new/folder/town.db").close()

    assert (tmp_path / "new/folder/town.db").exists()


def test_a_newer_file_is_refused_and_left_as_it_is(file: Path) -> None:
    run(file, f"PRAGMA user_version = {tables.NEWEST + 1}")
    before = file.read_bytes()

    with pytest.raises(Incompatible, match=rf"schema version {tables.NEWEST + 1}; this Crossmatch knows versions up to {tables.NEWEST}: update"):
        opened(file)

    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"id,name\nacme,Acme\n", b"PK\x03\x04" + bytes(5000), b"SQLite format 3\0" + b"\xff" * 3000])
def test_what_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "businesses.csv"
    path.write_bytes(content)

    with pytest.raises(CrossmatchError, match=r"businesses\.csv"):
        opened(path)

    assert path.read_bytes() == content
    assert [file.name for file in tmp_path.iterdir()] == ["businesses.csv"]


def test_the_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    run(path, "CREATE TABLE photo (id INTEGER)")
    before = path.read_bytes()

    with pytest.raises(Invalid, match="of another program"):
        opened(path)

    assert path.read_bytes() == before


def test_a_folder_is_refused_with_a_name_to_use(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"is a folder; name a file in it"):
        opened(tmp_path)


def test_a_place_below_a_file_is_refused(file: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be made"):
        opened(file / "below.db")


@pytest.mark.parametrize("url", ["postgres://user:secret@host/db", "sqlite://town.db", "sqlite:///", "town.db", "user:secret@host", ""])
def test_an_address_no_store_speaks_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(Invalid, match=r"write sqlite:///data/demo\.db") as refused:
        connect(url)

    assert "secret" not in str(refused.value)


def test_a_migration_that_fails_leaves_the_file_at_its_version(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MIGRATIONS", (*tables.MIGRATIONS, ("CREATE TABLE half (id INTEGER)", "NONSENSE")))
    monkeypatch.setattr(tables, "NEWEST", tables.NEWEST + 1)
    monkeypatch.setattr(tables, "SET_VERSION", (*tables.SET_VERSION, f"PRAGMA user_version = {NEXT}"))

    with pytest.raises(Unavailable):
        opened(file)

    assert (pragma(file, "user_version"), tables_of(file).count("half")) == (NEXT - 1, 0)


def test_an_older_file_is_brought_to_the_newest_version(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MIGRATIONS", (*tables.MIGRATIONS, ("CREATE TABLE fresh (id INTEGER)",)))
    monkeypatch.setattr(tables, "NEWEST", tables.NEWEST + 1)
    monkeypatch.setattr(tables, "SET_VERSION", (*tables.SET_VERSION, f"PRAGMA user_version = {NEXT}"))
    store = opened(file)
    found = store.node("business:a").name
    store.close()

    assert (found, pragma(file, "user_version")) == ("A", NEXT)


def test_many_may_make_the_same_file_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(opened, [tmp_path / "town.db"] * 8))
    revisions = [store.revision() for store in stores]
    [store.close() for store in stores]

    assert revisions == [0] * 8


def test_another_store_on_the_file_sees_what_was_written(file: Path) -> None:
    first, second = opened(file), opened(file)
    before = len(second.snapshot().ids)
    first.write(Batch(nodes=[Node("business:b", "B")]))
    found = before, len(second.snapshot().ids)
    first.close()
    second.close()

    assert found == (1, 2)


def test_a_reader_does_not_wait_for_a_writer(file: Path) -> None:
    writer = Pool(str(file))
    store = opened(file)
    with writer.writing():
        found = store.node("business:a").name
    store.close()
    writer.close()

    assert found == "A"


def test_a_purge_that_a_reader_hinders_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.sqlite.connections.WAIT", 0.1)
    reader, store = Pool(str(file)), opened(file)
    with reader.reading() as db, pytest.raises(Unavailable, match="purge again"):
        db.execute("SELECT * FROM node").fetchall()
        store.write(Batch(nodes=[Node("business:b", "B")]))
        store.purge()
    store.purge()
    store.close()
    reader.close()


def test_closing_empties_the_write_ahead_log(file: Path) -> None:
    assert not Path(f"{file}-wal").exists()


WRITER = """
import sys
from datetime import date
from graph import connect
from graph.clock import SystemClock
from graph.model import Batch, Edge, Event, Node
from graph.schema import Happening, Rel

store, on = connect("sqlite:///" + sys.argv[1], clock=SystemClock(date(2026, 3, 2))), date(2026, 3, 2)
number = len(store.snapshot().ids) // 50
while True:
    ids = [f"business:n{number:05}-{part:02}" for part in range(50)]
    edges = [Edge(ids[0], Rel.COLLABORATED_WITH, id) for id in ids[1:]]
    events = [Event(Happening.TOLD, ids[0], on, note="kept"), Event(Happening.TOLD, ids[1], on)]
    store.write(Batch(nodes=[Node(id, id) for id in ids], edges=edges, events=events), operation=f"batch {number}")
    print(number, flush=True)
    number += 1
"""


def killed(path: Path, batches: int) -> int:
    """Let a process write until it has acknowledged some batches, kill it in the midst of the next; the last acknowledged number."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout
        acknowledged = [int(line) for line, _ in zip(writer.stdout, range(batches), strict=False)]
        writer.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout]
    return acknowledged[-1]


def state(path: Path) -> tuple[int, int, int, tuple[str, ...]]:
    """Whole batches in the file, what is left over of nodes, edges and entries, and what is wrong with the ledger."""
    store = opened(path)
    snapshot, entries, broken = store.snapshot(), len(store.entries(limit=100_000)), tuple(store.verify())
    store.close()
    batches, torn = divmod(len(snapshot.ids), 50)
    return batches, torn, abs(len(snapshot.sources) - 49 * batches) + abs(entries - 2 * batches), broken


@pytest.fixture
def kills(tmp_path: Path) -> Iterator[list[tuple[int, tuple[int, int, int, tuple[str, ...]]]]]:
    """What was acknowledged and what is in the file after each of 20 kills."""
    path = tmp_path / "killed.db"
    yield [(killed(path, 1 + number % 7), state(path)) for number in range(20)]


@pytest.mark.long
def test_t04_no_acknowledged_batch_is_lost_and_none_is_torn_by_kill_9(kills: list[tuple[int, tuple[int, int, int, tuple[str, ...]]]]) -> None:
    lost = [acknowledged for acknowledged, (batches, *_) in kills if batches <= acknowledged]
    torn = [found for _, found in kills if found[1:] != (0, 0, ())]

    assert (lost, torn) == ([], [])
