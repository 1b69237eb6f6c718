"""crossmatch doctor: each thing is said to work, to be missing with its remedy, or not to be needed; never a traceback."""

import json
import resource
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from api.doctor import Finding, State, examine
from api.doctor.machine import packages, writing
from api.doctor.stores import keep_folder, neo4j, store
from api.doctor.texts import text_encoder
from api.settings import Settings
from graph import connect
from graph.clock import SystemClock
from graph.model import Batch, Event, Node
from graph.schema import Happening

pytestmark = pytest.mark.process

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 25)
CLOCK = SystemClock(TODAY)
WITHOUT = "import sys; sys.modules['rapidfuzz'] = sys.modules['typer'] = None; sys.argv = ['crossmatch', 'doctor']; from crossmatch import main; main()"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A store with one member and one entry in its ledger."""
    address = f"sqlite:///{tmp_path / 'town.db'}"
    with closing(connect(address, clock=CLOCK)) as made:
        made.write(Batch(nodes=[Node("business:a", "A")], events=[Event(Happening.TOLD, "business:a", TODAY)]))
    return address


def crossmatch(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "crossmatch", *words], cwd=folder, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)


def looked(url: str) -> Finding:
    return store(url, None, CLOCK, answers=True)


def test_everything_that_is_needed_works_here(url: str) -> None:
    found = examine(Settings(), url, CLOCK)

    assert [finding for finding in found if finding.state is State.MISSING] == []
    assert [finding.name for finding in found] == ["Python", "Packages", "Encoder", "Neo4j", "Store", "Keep", "Writing", "Disk", "Redis", "Chromium"]


def test_the_command_says_each_on_a_line_within_five_seconds(url: str, tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = crossmatch("doctor", "--store", url, folder=tmp_path)
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before  # its own seconds: others may keep the machine busy

    assert (done.returncode, done.stderr) == (0, "")
    assert "works      Store      " in done.stdout
    assert took < 5


def test_the_command_gives_its_findings_as_json(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("these are my notes, " * 100)
    done = crossmatch("doctor", "--json", "--store", "sqlite:///notes.db", folder=tmp_path)
    (found,) = [finding for finding in json.loads(done.stdout) if finding["name"] == "Store"]

    assert (done.returncode, done.stderr) == (1, "")
    assert (found["state"], "no Crossmatch database" in found["said"], bool(found["remedy"])) == ("missing", True, True)


def test_a_package_that_is_not_there_is_named_before_anything_else_fails(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (1, "crossmatch: the package typer is not installed; run `make setup`\n")


def test_a_package_of_another_version_is_named(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("numpy==0.1 \\\n    --hash=sha256:00\nnumpy==0.2 ; python_version < '3.12' \\\n")
    found = packages(tmp_path / "lock")

    assert (found.state, "locked is 0.1 or 0.2" in found.said, found.remedy) == (State.MISSING, True, "run `make setup`")


def test_the_encoder_names_its_files() -> None:
    found = text_encoder("light")

    assert found.state is State.WORKS
    assert found.said.endswith("whole are model.safetensors (8.3 MB), tokenizer.json (1.1 MB)")


def test_an_encoder_that_nobody_knows_is_missing() -> None:
    found = text_encoder("nonsense")

    assert (found.state, "'nonsense'" in found.said) == (State.MISSING, True)


def test_the_store_says_what_is_in_it(url: str) -> None:
    found = looked(url)

    assert found.state is State.WORKS
    assert found.said.endswith("town.db: revision 1, 1 nodes, 0 edges, 1 ledger entries, the ledger is whole")


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    found = looked(f"sqlite:///{tmp_path / 'none.db'}")

    assert (found.state, "crossmatch load" in found.remedy, list(tmp_path.iterdir())) == (State.NOT_NEEDED, True, [])


@pytest.mark.parametrize(
    ("sql", "said"),
    [("PRAGMA user_version = 99", "schema version 99"), ("UPDATE meta SET value = 'x' WHERE name = 'key'", "not the one this ledger began with")],
)
def test_a_store_that_is_newer_or_was_tampered_with_is_said(url: str, sql: str, said: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as db, db:
        db.execute(sql)
    found = looked(url)

    assert (found.state, said in found.said) == (State.MISSING, True)


def test_a_keep_that_others_can_read_is_said(url: str, tmp_path: Path) -> None:
    (tmp_path / "town.db.keep").chmod(0o755)
    found = keep_folder(url, None)

    assert (found.state, found.remedy) == (State.MISSING, f"chmod 700 {tmp_path / 'town.db.keep'}")


def test_a_server_needs_a_keep_of_its_own() -> None:
    found = keep_folder("neo4j://127.0.0.1:1", None)

    assert (found.state, "CROSSMATCH_KEEP" in found.remedy) == (State.MISSING, True)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = neo4j(f"neo4j://anna:secret@127.0.0.1:{port}")

    assert (found.state, f"neo4j://127.0.0.1:{port} does not answer" in found.said, "secret" in str(found)) == (State.MISSING, True, False)


def test_a_server_that_answers_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = neo4j(f"bolt://127.0.0.1:{server.getsockname()[1]}")

    assert found.state is State.WORKS


@pytest.mark.parametrize("address", ["neo4j://[", "neo4j://host:nonsense", "neo4j://"])
def test_an_address_that_cannot_be_read_is_said(address: str) -> None:
    assert neo4j(address).state in (State.MISSING, State.WORKS)


def test_a_folder_that_cannot_be_written_is_said() -> None:
    found = writing("sqlite:////proc/town.db")

    assert (found.state, "/proc cannot be written" in found.said) == (State.MISSING, True)
