"""The line of pairs: what waits, what was decided, what is taken back, and a finder that changes nothing when it runs again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.commands import app
from graph import Store, connect
from graph.clock import SystemClock
from graph.copying import copy
from graph.duplicates import Doubt, Verdict, decide, decisions, pair_id, undo, unresolved, waiting
from graph.errors import Conflict
from graph.model import Batch, Edge, Event, Key, Node, Part
from graph.reach.history import history
from graph.reach.records import merges
from graph.schema import Happening, Rel
from seeds.duplicates.planning import plan
from seeds.duplicates.rule import rule

TODAY = date(2026, 11, 24)
A, B, C, D = (f"business:{key}" for key in "abcd")
MEMBER = {"source": "upload", "basis": "membership", "purposes": "statistics", "city": "Kassel"}
NAMES = {A: "Lerchenstein Druckwerk GmbH", B: "LERCHENSTEIN DRUCKWERK", C: "Lerchenstien Druckwerk", D: "Gartenbau Mohnfeld"}


@pytest.fixture
def store() -> Iterator[Store]:
    """Three spellings of one business, and another one; three pairs that may be one."""
    made = connect("sqlite:///:memory:", clock=SystemClock(TODAY))
    made.write(Batch([Node("country:DE", "Germany"), *(Node(id, name, props=MEMBER) for id, name in NAMES.items())]))
    made.write(Batch(edges=[Edge(id, Rel.LOCATED_IN, "country:DE") for id in NAMES]))
    yield made
    made.close()


@pytest.fixture
def doubted(store: Store) -> Store:
    """The store with doubts as edges."""
    store.write(Batch(edges=[Edge(one, Rel.SAME_AS, other, weight=chance) for one, other, chance in ((A, B, 0.9), (B, C, 0.8), (C, D, 0.4))]))
    return store


def line(store: Store) -> list[tuple[str, str]]:
    return [(doubt.one, doubt.other) for doubt in waiting(store.snapshot(), decisions(store))]


def say(store: Store, one: str, other: str, same: bool, stays: str = "") -> None:
    batch, operation = decide(decisions(store), (one, other), same, on=TODAY, by="manager-alpha", stays=stays)
    store.write(batch, operation=operation)


def take_back(store: Store, one: str, other: str) -> None:
    known = decisions(store)
    batch, operation = undo(known, known.latest[one, other], on=TODAY, by="manager-alpha")
    store.write(batch, operation=operation)


def test_the_likeliest_waits_first(doubted: Store) -> None:
    assert line(doubted) == [(A, B), (B, C), (C, D)]


def test_a_yes_is_an_event_from_the_one_that_stays_to_the_one_that_goes(doubted: Store) -> None:
    say(doubted, A, B, same=True, stays=B)
    event = doubted.events(B)[0]

    assert (event.happening, event.about, dict(event.data)) == (Happening.MERGED, A, {"by": "manager-alpha"})
    assert decisions(doubted).end(A) == B
    assert line(doubted) == [(B, C), (C, D)]


def test_a_no_is_remembered_for_all_that_stand_behind_the_two(doubted: Store) -> None:
    say(doubted, A, B, same=True)
    say(doubted, B, C, same=False)

    assert decisions(doubted).verdict(A, C) is Verdict.APART
    assert line(doubted) == [(C, D)]


def test_a_chain_ends_in_one_record(doubted: Store) -> None:
    say(doubted, A, B, same=True)
    say(doubted, B, C, same=True)
    say(doubted, C, D, same=True)

    assert {decisions(doubted).end(id) for id in NAMES} == {A}
    assert line(doubted) == []


def test_counting_units_read_the_same_chain(doubted: Store) -> None:
    say(doubted, A, B, same=True)
    say(doubted, B, C, same=True)
    names = doubted.pseudonyms()
    moved = merges(history(doubted), dict.fromkeys(names.values(), "business"))

    assert moved == {names[B]: names[A], names[C]: names[A]}


@pytest.mark.parametrize("same", [True, False])
def test_undo_restores_exactly(doubted: Store, same: bool) -> None:
    before = line(doubted)
    say(doubted, A, B, same=same)
    take_back(doubted, A, B)

    assert line(doubted) == before
    assert decisions(doubted).verdict(A, B) is Verdict.OPEN
    assert doubted.node(B).name == NAMES[B]


def test_undoing_one_link_leaves_the_others(doubted: Store) -> None:
    say(doubted, A, B, same=True)
    say(doubted, B, C, same=True)
    take_back(doubted, A, C)

    assert decisions(doubted).verdict(A, B) is Verdict.SAME
    assert line(doubted) == [(B, C), (C, D)]


def test_what_was_taken_back_can_be_decided_otherwise(doubted: Store) -> None:
    say(doubted, A, B, same=True)
    take_back(doubted, A, B)
    say(doubted, A, B, same=False)

    assert decisions(doubted).verdict(A, B) is Verdict.APART


def test_nothing_is_taken_back_twice(doubted: Store) -> None:
    say(doubted, A, B, same=True)
    take_back(doubted, A, B)

    with pytest.raises(Conflict, match="taken back already"):
        take_back(doubted, A, B)


def test_nothing_is_decided_twice(doubted: Store) -> None:
    say(doubted, A, B, same=False)

    with pytest.raises(Conflict, match="decided already"):
        say(doubted, A, B, same=True)


def test_of_two_answers_at_one_moment_the_first_holds(doubted: Store) -> None:
    known = decisions(doubted)
    first, operation = decide(known, (A, B), True, on=TODAY, by="manager-alpha")
    second, same_operation = decide(known, (A, B), False, on=TODAY, by="manager-beta")
    doubted.write(first, operation=operation)
    doubted.write(second, operation=same_operation)

    assert operation == same_operation
    assert decisions(doubted).verdict(A, B) is Verdict.SAME


def test_an_erased_business_is_in_no_pair(doubted: Store) -> None:
    say(doubted, A, B, same=True)
    doubted.write(Batch(deletions=[Key(Part.NODE, B), Key(Part.PSEUDONYM, B)]))

    assert decisions(doubted).stays == {}
    assert line(doubted) == [(C, D)]


def test_a_pair_has_one_name_that_tells_nothing() -> None:
    assert pair_id(A, B) == pair_id(B, A) == Doubt(A, B, 0.5).id
    assert "zilpzalp" not in pair_id("business:zilpzalp", A)


def test_what_a_person_called_different_is_no_doubt_for_counting(doubted: Store) -> None:
    say(doubted, A, B, same=False)

    assert unresolved(doubted.snapshot(), decisions(doubted)) == [(B, C, 0.8), (C, D, 0.4)]


def test_the_finder_merges_what_is_clear_and_asks_about_the_rest(store: Store) -> None:
    made = plan(store, TODAY)
    store.write(made.batch)
    merged = [event for id in NAMES for event in store.events(id) if event.happening is Happening.MERGED]

    assert [dict(event.data) for event in merged] == [{"rule": rule().version}] * made.merged
    assert decisions(store).verdict(A, B) is Verdict.SAME
    assert len(line(store)) == made.asked


def test_a_second_run_changes_nothing(store: Store) -> None:
    store.write(plan(store, TODAY).batch)

    assert plan(store, TODAY).changes == 0


def test_a_finder_does_not_touch_what_a_person_decided(store: Store) -> None:
    store.write(Batch(events=[Event(Happening.UNMERGED, A, TODAY, about=B, data={"by": "manager-alpha"})]))
    store.write(plan(store, TODAY).batch)

    assert decisions(store).verdict(A, B) is Verdict.APART
    assert plan(store, TODAY).changes == 0


def test_what_the_rule_merged_and_a_person_took_back_waits_for_a_person(store: Store) -> None:
    store.write(plan(store, TODAY).batch)
    take_back(store, A, B)
    again = plan(store, TODAY)

    assert again.merged == 0
    assert (A, B) in line(store)


def test_a_pair_that_is_likely_no_more_leaves_the_line(store: Store) -> None:
    store.write(plan(store, TODAY).batch)
    store.write(Batch([Node(C, "Weinhandlung Zaunkönig", props=MEMBER)]))
    store.write(plan(store, TODAY).batch)

    assert all(C not in pair for pair in line(store))


def test_a_business_that_may_not_be_counted_is_not_compared(store: Store) -> None:
    store.write(Batch(events=[Event(Happening.BASIS_WITHDRAWN, A, TODAY, data={"purpose": "statistics"})]))

    assert plan(store, TODAY).found.records == len(NAMES) - 1


@pytest.fixture
def kept(tmp_path: Path, store: Store) -> str:
    """The same businesses in a file."""
    url = f"sqlite:///{tmp_path / 'firms.db'}"
    made = connect(url, clock=SystemClock(TODAY))
    copy(store, made, lambda *_: None)
    made.close()
    return url


def said(*words: str) -> str:
    return CliRunner().invoke(app, ["duplicates", *words]).output


def test_the_command_finds_once_and_then_says_that_nothing_changed(kept: str) -> None:
    dry, first, second = said("--dry-run", "--store", kept), said("--store", kept), said("--store", kept)

    assert "nothing was written (--dry-run)" in dry
    assert "4 businesses" in first
    assert "2 now; businesses with more than one record: 1" in first
    assert "nothing has changed since the last run" in second
