"""Files of every release open with the code of today: migrated whole, even through kill -9; newer ones are refused in one sentence."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from graph import connect
from graph.clock import SystemClock
from graph.dump import content_hash
from graph.errors import Incompatible
from graph.model import Batch, Event, Node
from graph.schema import Happening
from graph.sqlite import tables

ROOT = Path(__file__).parent.parent
RELEASES = {"v1": "3a156ba5a7cf2cba8cddb0c3a55c9e9dcec78b23788917f2e41308b052776155"}
"""The content of each release's file as that release gave it; the files hold invented data."""
TODAY = date(2026, 11, 25)


def release(name: str, folder: Path) -> Path:
    """A file that this release made, with its keep, in a folder of its own."""
    shutil.copy(ROOT / f"tests/data/{name}.db", folder / "old.db")
    shutil.copytree(ROOT / f"tests/data/{name}.db.keep", folder / "old.db.keep")
    return folder / "old.db"


def content(path: Path) -> tuple[str, tuple[str, ...]]:
    """Content hash and what is wrong with the ledger, after opening the file with the code of today."""
    with closing(connect(f"sqlite:///{path}", clock=SystemClock(TODAY))) as store, closing(store.dump()) as rows:
        return content_hash(rows), tuple(store.verify())


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()


@pytest.mark.parametrize(("name", "held"), RELEASES.items())
def test_t30_a_file_of_every_release_opens_with_all_it_held(tmp_path: Path, name: str, held: str) -> None:
    path = release(name, tmp_path)
    found = content(path)

    assert (found, version(path)) == ((held, ()), tables.NEWEST)


@pytest.mark.parametrize("name", RELEASES)
def test_t30_a_migrated_file_has_the_tables_of_a_new_one(tmp_path: Path, name: str) -> None:
    path = release(name, tmp_path)
    content(path)
    connect(f"sqlite:///{tmp_path / 'new.db'}").close()

    assert schema(path) == schema(tmp_path / "new.db")


@pytest.mark.parametrize("name", RELEASES)
def test_t30_a_migrated_file_goes_on_being_used(tmp_path: Path, name: str) -> None:
    with closing(connect(f"sqlite:///{release(name, tmp_path)}", clock=SystemClock(TODAY))) as store:
        store.write(Batch(nodes=[Node("business:new", "New")], events=[Event(Happening.TOLD, "business:new", TODAY)]))
        found = store.verify(), store.node("business:invented-1").name

    assert found == ((), "Erfundene Firma 1")


def test_t30_every_release_before_this_one_has_a_file() -> None:
    headers = [(ROOT / f"tests/data/{name}.db").read_bytes()[:100] for name in RELEASES]

    assert [int.from_bytes(header[60:64], "big") for header in headers] == list(range(1, tables.NEWEST))


def test_t30_a_newer_schema_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = release("v1", tmp_path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    before = path.read_bytes()

    with pytest.raises(Incompatible, match=rf"schema version 99; this Crossmatch knows versions up to {tables.NEWEST}: update Crossmatch"):
        content(path)

    assert path.read_bytes() == before


GROW = """WITH RECURSIVE n(i) AS (SELECT 5 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
    INSERT INTO operation SELECT printf('%064d', i), 'then' FROM n"""
ENTRIES = """WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
    INSERT INTO entry SELECT i, 'shown', '', printf('~%016d', i % 5000), 'day', 'at', '{}', '', '' FROM n"""
MIGRATE = """
import sys
from graph import connect

print("ready", flush=True)
connect("sqlite:///" + sys.argv[1]).close()
"""


def killed(path: Path, after: float) -> int:
    """Kill -9 a process so many seconds after it began to migrate; the version that the file has then."""
    with subprocess.Popen([sys.executable, "-c", MIGRATE, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        process.stdout.readline()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
    return version(path)


def state(path: Path) -> tuple[int, int, str]:
    """Rows of the ledger and of operations, and SQLite's own check of the file."""
    with closing(sqlite3.connect(path)) as db:
        counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("entry", "operation")]  # noqa: S608 - our own words
        return counts[0], counts[1], db.execute("PRAGMA integrity_check").fetchone()[0]


def kills(folder: Path, count: int) -> tuple[set[int], list[tuple[int, int, str]]]:
    """The versions that files had after the kill, and their state once they were opened again."""
    big, versions, states = release("v1", folder), set(), []
    with closing(sqlite3.connect(big)) as db:
        db.execute(GROW)
        db.execute(ENTRIES)
        db.commit()
    for number in range(count):
        path = folder / f"{number}.db"
        shutil.copy(big, path)
        versions.add(killed(path, 0.4 * number / count))
        connect(f"sqlite:///{path}").close()
        states.append(state(path))
        path.unlink()
    return versions, states


@pytest.mark.long
def test_t30_kill_9_in_a_migration_leaves_the_file_intact(tmp_path: Path) -> None:
    versions, states = kills(tmp_path, 10)

    assert versions == {1, 2}
    assert set(states) == {(399_905, 199_999, "ok")}
