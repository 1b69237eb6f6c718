"""Signals about who already works with whom, each against a value computed by hand."""

from math import log, sqrt

import numpy as np
import pytest
import town
from hearing import BY_NAME, COLLEAGUE, FRIEND, INSTITUTE, NEWCOMER, OVEN, WALLS, asks, mixed, planted, value

from graph.model import Batch, Edge, Node
from graph.schema import Rel
from matcher.index import Index
from matcher.query import of_business


def steps(oven: float, walls: float, tie: float) -> np.ndarray:
    """Fibre, institute, bakery, university, friend: where one step leads from each, all three in the oven alike likely."""
    shares = np.zeros((5, 5))
    shares[0, 1] = walls
    shares[1, 2] = shares[1, 3] = shares[2, 3] = oven / 2
    shares[2, 4] = tie
    shares += shares.T
    return shares / shares.sum(axis=1, keepdims=True)


def test_a_walk_of_three_steps_follows_young_ties_rather_than_old_ones() -> None:
    to_bakery, to_friend = OVEN / 2 / (OVEN + WALLS), 1 / (OVEN + 1)

    assert value("walk", FRIEND, by=town.FIBRE) == pytest.approx(to_bakery * to_friend)


def test_a_long_walk_takes_five_steps() -> None:
    assert value("long_walk", FRIEND, by=town.FIBRE) == pytest.approx(np.linalg.matrix_power(steps(OVEN, WALLS, 1), 5)[0, 4])


def test_pagerank_counts_old_ties_like_young_ones_and_halves_each_step() -> None:
    step = steps(1, 1, 1)
    visits = np.sum([0.5**count * np.linalg.matrix_power(step, count) for count in range(1, 6)], axis=0)

    assert value("pagerank", FRIEND, by=town.FIBRE) == pytest.approx(visits[0, 4])


def test_a_common_partner_counts_more_the_fewer_ties_it_has() -> None:
    assert value("common_businesses", FRIEND, by=INSTITUTE) == pytest.approx(1 / log(3))  # through the bakery, which knows three
    assert value("common_researchers", town.FIBRE) == pytest.approx(1 / log(3))  # through the institute, which knows three
    assert value("common_researchers", INSTITUTE) == pytest.approx(1 / log(2))  # through the university, which knows two
    assert value("common_businesses", town.FIBRE) == 0


def test_fresh_ties_are_those_of_partners_in_the_last_year() -> None:
    assert value("fresh_ties", FRIEND, by=INSTITUTE) == pytest.approx(1 / log(2))  # the bakery met one of them in 2019
    assert value("fresh_ties", town.FIBRE) == 0  # the institute met it in 2016


def test_nobody_hidden_is_walked_through() -> None:
    index = planted()
    through = np.ones(len(index.ids), dtype=bool)
    through[index.row[INSTITUTE]] = False
    query = of_business(index, index.row[town.BAKERY], today=town.TODAY, distance=0.5, through=through)
    led = ("walk", "long_walk", "pagerank", "common_businesses", "common_researchers", "fresh_ties", "lineage", "field_walk", "long_field_walk")

    assert [name for name in led if BY_NAME[name](index, query)[index.row[town.FIBRE]]] == []


def test_network_position_is_a_cosine_of_singular_vectors() -> None:
    bakery, fibre = (sqrt(2 / 7), -sqrt(1 / 8)), (sqrt(1 / 7), sqrt(1 / 4))  # the two leading of three directions
    cosine = np.dot(bakery, fibre) / (np.linalg.norm(bakery) * np.linalg.norm(fibre))

    assert value("network_position", town.FIBRE) == pytest.approx(cosine, abs=1e-4)


def test_a_newcomer_has_few_ties_and_says_something() -> None:
    assert value("newcomer", NEWCOMER) == 1
    assert value("newcomer", COLLEAGUE) == 0  # neither need nor offer


def went_on() -> Index:
    """Three firms share a project; two of them go on to another one with a fourth."""
    firms = {letter: f"business:{letter}" for letter in "abcd"}
    projects = [Node(f"project:{name}", name, props={"start": "2018-01-01"}) for name in ("first", "second")]
    took = [Edge(firms[letter], Rel.PARTICIPATED_IN, f"project:{name}") for name, letters in (("first", "abc"), ("second", "bcd")) for letter in letters]
    store = town.connect("sqlite:///:memory:")
    store.write(Batch([*projects, *(Node(id, id) for id in firms.values())], took))
    return town.matcher(store).index


def test_lineage_counts_fellows_beyond_the_first_who_went_on_together() -> None:
    index = went_on()
    values = BY_NAME["lineage"](index, asks(index, "business:a"))

    assert values[index.row["business:d"]] == pytest.approx((2 - 1) / 2)  # a project of three, shared by the two others
    assert values[index.row["business:a"]] == 0


def test_fits_pattern_is_a_step_of_a_walk_rebuilt_from_its_directions() -> None:
    index = mixed()  # few enough for all directions
    values = BY_NAME["fits_pattern"](index, asks(index, "business:p0"))

    assert values[index.row["business:w0"]] == pytest.approx(1 / (8 + 3 * 8), abs=1e-6)  # one of eight ties, raised by three times the mean
    assert values[index.row["business:p1"]] == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("signal", ["lasting_position", "same_circle"])
def test_positions_are_cosines_of_whom_both_met(signal: str) -> None:
    index = mixed()  # few enough for all directions
    values = BY_NAME[signal](index, asks(index, "business:p0"))

    assert values[index.row["business:w0"]] == pytest.approx(1 / 8, abs=1e-6)  # one tie of eight each
    assert values[index.row["business:p1"]] == pytest.approx(0, abs=1e-6)
