"""Signals about places and distance, each against a value computed by hand; TRUST is what the bakery's three ties are worth to distances."""

from math import log

import numpy as np
import pytest
import town
from hearing import BY_NAME, COLLEAGUE, MILL, NEWCOMER, RIVAL, UNIVERSITY, asks, mixed, planted, value

from matcher.signals.apart import competitors, distances
from matcher.signals.network import HALF_TRUST

TRUST = 3 / (3 + HALF_TRUST)


def test_country_affinity_compares_ties_with_chance() -> None:
    lift = log((3 + 30) / (7 * 3 / 10 + 30))  # three of five ties cross the border

    assert value("country_affinity", town.FIBRE) == pytest.approx(lift, abs=1e-6)


def test_border_is_one_where_countries_touch() -> None:
    assert (value("border", town.FIBRE), value("border", NEWCOMER), value("border", MILL)) == (1, 0, 0)


def test_distance_is_the_mean_of_sector_text_and_network() -> None:
    index = planted()
    sector, text, network = 3 / 4, 1, 1 - TRUST / log(3)  # one of four levels in common; no common word; one common partner

    assert distances(index, asks(index, town.BAKERY))[index.row[town.FIBRE]] == pytest.approx((sector + text + network) / 3, abs=1e-6)


def test_distance_of_an_unknown_sector_rests_on_the_rest() -> None:
    index = planted()
    text = 1 - (1 / 2) / 0.6  # bread and energy; bread and boxes

    assert distances(index, asks(index, UNIVERSITY))[index.row[NEWCOMER]] == pytest.approx(text, abs=1e-6)


@pytest.mark.parametrize(("dial", "expected"), [(7 / 12, 1), (7 / 12 - 0.25, 0.5), (0.0, 0)])
def test_distance_band_falls_from_one_to_zero_half_a_dial_away(dial: float, expected: float) -> None:
    distance = (1 + (1 - 0.5 / 0.6)) / 2  # another section; one of two words in common; ties unknown: 7/12

    assert distance == pytest.approx(7 / 12)
    assert value("distance_band", NEWCOMER, distance=dial) == pytest.approx(expected, abs=1e-5)


def test_competitor_guard_weighs_against_the_same_class() -> None:
    assert (value("competitor_guard", COLLEAGUE), value("competitor_guard", town.FIBRE)) == (-1, 0)


def test_competitors_are_declared_or_do_the_same_in_the_same_region() -> None:
    index = planted()
    found = np.flatnonzero(competitors(index, asks(index, town.BAKERY)))

    assert index.ids[found].tolist() == [MILL, RIVAL]


@pytest.mark.parametrize("signal", ["country_affinity", "related_sector"])
def test_ties_beyond_or_below_chance_count_for_and_against(signal: str) -> None:
    index = mixed()
    values = BY_NAME[signal](index, asks(index, "business:p0"))

    assert values[index.row["business:w0"]] == pytest.approx(log((64 + 30) / (32 + 30)), abs=1e-6)  # 64 ties, chance gives 32
    assert values[index.row["business:p1"]] == pytest.approx(log((0 + 30) / (32 + 30)), abs=1e-6)
