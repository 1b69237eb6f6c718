"""No basis, no processing; withdrawal beats every basis until given again."""

from datetime import date, timedelta

import pytest

from graph import Store, connect
from graph.basis import purposes, withdrawn
from graph.clock import SystemClock
from graph.errors import Invalid
from graph.model import Batch, Event, Key, Node, Part
from graph.schema import Happening, Purpose

TODAY = date(2026, 3, 2)
ALL = "matching showing statistics contact"


@pytest.fixture
def store() -> Store:
    return connect("sqlite:///:memory:", clock=SystemClock(TODAY))


def organisation(basis: str, named: str) -> Node:
    return Node("business:a", "A", props={"basis": basis, "purposes": named})


def said(happening: Happening, purpose: Purpose, organisation: str = "business:a", days_ago: int = 0) -> Event:
    return Event(happening, organisation, TODAY - timedelta(days=days_ago), data={"purpose": purpose.value})


@pytest.mark.parametrize(
    ("basis", "named", "covered"),
    [
        ("public_register", "", {"matching", "showing", "statistics"}),
        ("public_register", ALL, {"matching", "showing", "statistics"}),
        ("public_register", "statistics", {"statistics"}),
        ("membership", "", set()),
        ("membership", "matching statistics", {"matching", "statistics"}),
        ("consent", ALL, {"matching", "showing", "statistics", "contact"}),
    ],
)
def test_a_basis_covers_what_it_names_and_a_register_never_contact(basis: str, named: str, covered: set[str]) -> None:
    assert purposes(organisation(basis, named)) == covered


def test_without_a_basis_there_is_no_purpose() -> None:
    assert purposes(Node("business:a", "A", props={"purposes": ALL})) == frozenset()


def test_what_is_no_organisation_has_no_basis() -> None:
    assert purposes(Node("need:a", "A", props={"basis": "consent", "purposes": ALL})) == frozenset()


def test_an_unknown_purpose_is_refused() -> None:
    with pytest.raises(Invalid, match="'selling' is no purpose; use matching"):
        purposes(organisation("consent", "matching selling"))


def test_a_withdrawal_beats_the_basis(store: Store) -> None:
    store.write(Batch(events=[said(Happening.BASIS_WITHDRAWN, Purpose.MATCHING)]))

    assert purposes(organisation("consent", "matching contact"), withdrawn(store)) == {Purpose.CONTACT}


def test_a_purpose_given_again_counts_again(store: Store) -> None:
    store.write(Batch(events=[said(Happening.BASIS_WITHDRAWN, Purpose.MATCHING), said(Happening.BASIS_WITHDRAWN, Purpose.CONTACT)]))
    store.write(Batch(events=[said(Happening.BASIS_GIVEN, Purpose.MATCHING)]))

    assert withdrawn(store) == {"business:a": {Purpose.CONTACT}}


def test_the_order_of_writing_decides(store: Store) -> None:
    store.write(Batch(events=[said(Happening.BASIS_GIVEN, Purpose.MATCHING), said(Happening.BASIS_WITHDRAWN, Purpose.MATCHING, days_ago=3)]))

    assert withdrawn(store) == {"business:a": {Purpose.MATCHING}}


def test_other_organisations_are_not_concerned(store: Store) -> None:
    store.write(Batch(events=[said(Happening.BASIS_WITHDRAWN, Purpose.MATCHING, "business:b")]))

    assert purposes(organisation("consent", "matching"), withdrawn(store)) == {Purpose.MATCHING}


def test_an_erased_organisation_is_no_longer_named(store: Store) -> None:
    store.write(Batch(events=[said(Happening.BASIS_WITHDRAWN, Purpose.MATCHING)]))
    store.write(Batch(deletions=[Key(Part.PSEUDONYM, "business:a")]))

    assert withdrawn(store) == {}


def test_thousands_of_withdrawals_are_folded_page_by_page(store: Store) -> None:
    store.write(Batch(events=[said(Happening.BASIS_WITHDRAWN, Purpose.CONTACT, f"business:b{number}") for number in range(2500)]))

    assert len(withdrawn(store)) == 2500
