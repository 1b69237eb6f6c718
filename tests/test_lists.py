"""List records: what was shown is kept under pseudonyms, once, and not longer than 24 months."""

from dataclasses import dataclass
from datetime import date

import pytest

from graph import Store, connect
from graph.clock import SystemClock
from graph.lists import expired, shown
from graph.model import Batch, Key, Node, Part, Record
from graph.schema import Happening

TODAY = date(2026, 3, 2)
A, B = Node("business:a", "Bakery Canary"), Node("business:b", "Other Canary")
TALK = Node("service:talk", "A talk")


@dataclass(frozen=True)
class Points:
    signal: str
    points: float


@dataclass(frozen=True)
class Item:
    node: Node
    rank: int
    score: float
    evidence: tuple[Points, ...]


@dataclass(frozen=True)
class Found:
    list: str
    snapshot: str
    model: str
    goal: str
    items: tuple[Item, ...]


FOUND = Found("3fa9", "rev-7", "hand-1", "partners", (Item(B, 1, 2.5, (Points("base", 1.0), Points("need", 1.5))), Item(TALK, 2, 0.5, (Points("base", 0.5),))))


@pytest.fixture
def store() -> Store:
    return connect("sqlite:///:memory:", clock=SystemClock(TODAY))


def test_a_list_record_holds_all_that_a_replay_needs(store: Store) -> None:
    store.write(shown(store, "key1", A.id, FOUND, TODAY, weights={"need": 0.8}, seed=3))
    names = store.pseudonyms()

    assert store.record("list", "3fa9").value == {
        "subject": names[A.id],
        "to": "key1",
        "on": "2026-03-02",
        "goal": "partners",
        "snapshot": "rev-7",
        "model": "hand-1",
        "weights": {"need": 0.8},
        "seed": 3,
        "items": [
            {"rank": 1, "id": names[B.id], "score": 2.5, "evidence": [["base", 1.0], ["need", 1.5]]},
            {"rank": 2, "id": "service:talk", "score": 0.5, "evidence": [["base", 0.5]]},
        ],
    }


def test_a_shown_list_is_one_event_of_its_subject(store: Store) -> None:
    store.write(shown(store, "key1", A.id, FOUND, TODAY))
    (event,) = store.events(A.id)

    assert (event.happening, event.about, event.data) == (Happening.SHOWN, "3fa9", {"items": 2, "own": False, "to": "key1"})


def test_a_list_for_free_text_has_no_subject(store: Store) -> None:
    store.write(shown(store, "key1", "", FOUND, TODAY))

    assert (store.record("list", "3fa9").value["subject"], store.entries()[0].subject) == ("", "")


def test_a_list_record_names_nobody(store: Store) -> None:
    written = shown(store, "key1", A.id, FOUND, TODAY).records[0]

    assert "business:" not in str(written)
    assert "Canary" not in str(written)


@pytest.mark.parametrize(("on", "keys"), [("2024-02-29", ["old"]), ("2024-03-01", []), ("2026-03-02", [])])
def test_a_list_record_is_kept_24_months(store: Store, on: str, keys: list[str]) -> None:
    store.write(Batch(records=[Record("list", "old", {"on": on}), Record("list", "new", {"on": "2026-03-01"})]))

    assert expired(store, TODAY) == [Key(Part.RECORD, f"list/{key}") for key in keys]


def test_expired_list_records_can_be_deleted(store: Store) -> None:
    store.write(Batch(records=[Record("list", f"{number:04}", {"on": "2020-01-01"}) for number in range(1500)]))
    store.write(Batch(deletions=expired(store, TODAY)))

    assert store.records("list") == ()
