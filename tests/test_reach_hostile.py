"""Reach and evaluation in the hands of somebody who means harm: other clusters' members, ledgers changed behind the back, odd days and names."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from service import CANARY, TODAY, Served, service

from graph.model import Batch, Event
from graph.schema import Happening as H
from matcher.encoder import Encoder

BAKERY, STUDIO = "business:alpha-bakery", "business:alpha-studio"
THEIRS, THEIR_BAKERY = f"business:{CANARY}-studio", f"business:{CANARY}-bakery"
FINAL = "DROP TRIGGER entry_is_never_edited; DROP TRIGGER entry_is_never_deleted;"


def happened() -> list[Event]:
    """Alpha's studio got hours, and Beta's studio asked Alpha's bakery for a tie; two of Beta's have one, which nobody else may hear of."""
    return [
        Event(H.ATTENDED, BAKERY, TODAY - timedelta(days=60), about="event:fair"),
        Event(H.SUPPORT_GIVEN, STUDIO, TODAY - timedelta(days=55), data={"hours": 3.0}),
        Event(H.COLLABORATION_SIGNED, THEIRS, TODAY - timedelta(days=50), about=BAKERY),
        Event(H.MEETING_SCHEDULED, THEIRS, TODAY - timedelta(days=45), about=BAKERY),
        Event(H.COLLABORATION_SIGNED, THEIRS, TODAY - timedelta(days=40), about=THEIR_BAKERY),
        Event(H.COLLABORATION_CONFIRMED, THEIR_BAKERY, TODAY - timedelta(days=30), about=THEIRS),
    ]


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        made.store.write(Batch(events=happened()))
        yield made


@contextmanager
def tampered(encoder: Encoder, folder: Path, sql: str) -> Iterator[Served]:
    """The same service on a file that somebody changed behind its back."""
    with service(encoder, f"sqlite:///{folder}/tampered.db") as made:
        made.store.write(Batch(events=happened()))
        changing = sqlite3.connect(folder / "tampered.db")
        changing.executescript(FINAL + sql)
        changing.close()
        yield made


def answer(served: Served, who: str, path: str) -> tuple[int, str]:
    found = served.http.get(path, headers={"X-API-Key": served.keys[who]})
    return found.status_code, found.text


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET data = '{\"hours\":\"many\"}' WHERE happening = 'support_given'",
        "UPDATE entry SET data = '{\"hours\":1e999}' WHERE happening = 'support_given'",
        "UPDATE entry SET data = '{\"hours\":1' || hex(zeroblob(400)) || '}' WHERE happening = 'support_given'",
        "UPDATE entry SET data = '[3]' WHERE happening = 'support_given'",
        "UPDATE entry SET data = replace(hex(zeroblob(50000)), '0', '[') WHERE happening = 'support_given'",
        "UPDATE entry SET subject = CAST(X'7eff41' AS TEXT) WHERE happening = 'support_given'",
    ],
    ids=["a word for hours", "endless", "too long a number", "a list", "too deep", "no text"],
)
def test_what_cannot_be_an_entry_is_said_wherever_figures_rest_on_it_and_named(encoder: Encoder, tmp_path: Path, change: str) -> None:
    with tampered(encoder, tmp_path, change) as served:
        answers = [answer(served, "evaluator", f"/v1/{path}") for path in ("reach", "reach/businesses", "indicators", "report?format=csv", "trials")]
        verified = served.client("evaluator").reach_verification()
        (entry,) = [row for row in served.store.verify() if row.first]

    assert [text for status, text in answers if status != 500 or "reach verify" not in text] == []
    assert (verified["whole"], [row["first"] for row in verified["broken"]]) == (False, [entry.first])


def test_an_entry_with_a_number_that_none_is_given_is_said(encoder: Encoder, tmp_path: Path) -> None:
    with tampered(encoder, tmp_path, "UPDATE entry SET seq = -3 WHERE seq = 3") as served:
        found = served.client("evaluator").reach_verification()

    assert "an entry has the number -3" in found["broken"][0]["text"]
