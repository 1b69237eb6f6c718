"""`crossmatch reach verify`: whatever was done to the ledger behind its back, the entry is named and the command fails."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.commands import app
from graph import connect
from graph.clock import SystemClock
from graph.model import Batch, Event
from graph.schema import Happening

TODAY = date(2026, 3, 2)
FINAL = "DROP TRIGGER entry_is_never_edited; DROP TRIGGER entry_is_never_deleted;"
COPIED = "happening, subject, about, day, at, data, note_hash, mac FROM entry"
CHANGED = "is not what was written: it was changed, moved or added"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of ten entries, closed."""
    path = tmp_path / "ledger.db"
    store = connect(f"sqlite:///{path}", clock=SystemClock(TODAY))
    store.write(Batch(events=[Event(Happening.SUPPORT_GIVEN, f"business:b{number % 3}", TODAY, data={"hours": 1.0 + number}) for number in range(10)]))
    store.close()
    return path


def tamper(path: Path, sql: str) -> None:
    db = sqlite3.connect(path)
    db.executescript(FINAL + sql)
    db.close()


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE entry SET day = '2026-03-01' WHERE seq = 4", [f"entry 4 {CHANGED}"]),
        ("DELETE FROM entry WHERE seq = 5", ["entry 5 is missing"]),
        (f"INSERT INTO entry SELECT 11, {COPIED} WHERE seq = 10", [f"entry 11 {CHANGED}"]),
        (
            "UPDATE entry SET seq = -3 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = -3",
            [f"entry 3 {CHANGED}", f"entry 4 {CHANGED}"],
        ),
        ("DELETE FROM entry WHERE seq > 8", ["entries 9 to 10 are missing, though the anchor has seen the last of them: the tail was cut"]),
    ],
    ids=["changed", "dropped", "added", "reordered", "cut"],
)
def test_t23_the_command_names_what_was_done_and_fails(ledger: Path, sql: str, named: list[str]) -> None:
    tamper(ledger, sql)
    done = CliRunner().invoke(app, ["reach", "verify", "--store", f"sqlite:///{ledger}"])

    assert (done.exit_code, "is whole" in done.output) == (1, False)
    assert [words for words in named if words not in done.output] == []


def test_t23_an_untouched_ledger_is_whole(ledger: Path) -> None:
    done = CliRunner().invoke(app, ["reach", "verify", "--store", f"sqlite:///{ledger}"])

    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "the ledger is whole")
