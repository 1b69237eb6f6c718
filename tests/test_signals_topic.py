"""Signals about what public projects are about and how active somebody is, each against a value computed by hand on the planted town."""

from math import sqrt

import pytest
import town
from hearing import FRIEND, INSTITUTE, NEWCOMER, OVEN, UNIVERSITY, WALLS, value

ENERGY, FOOD = 1.24 / 1.3, 0.06 / 1.3
"""The bakery's profile: one project about energy, and 0.3 of the mixture of all: four parts of five are energy."""


def test_popularity_is_the_share_of_connected_organisations_that_know_no_more() -> None:
    assert value("popularity", town.FIBRE) == pytest.approx(2 / 5)  # one partner, as the friend; three others know more
    assert value("popularity", INSTITUTE) == 1
    assert value("popularity", NEWCOMER) == 0


def test_works_with_businesses_is_their_share_among_partners() -> None:
    assert value("works_with_businesses", INSTITUTE) == pytest.approx(2 / 3, abs=1e-6)  # bakery, fibre; university


def test_experience_is_the_time_since_the_first_meeting() -> None:
    assert (value("experience", INSTITUTE), value("experience", FRIEND)) == (1, 0)  # the first of all meetings, the last
    assert value("experience", UNIVERSITY) == pytest.approx(14 / 42, abs=1e-6)  # months before the newest


def test_recent_activity_is_the_share_of_active_organisations_that_were_no_more_active() -> None:
    assert value("recent_activity", town.FIBRE) == pytest.approx(1 / 4)  # walls
    assert value("recent_activity", UNIVERSITY) == pytest.approx(3 / 4)  # oven, as the bakery
    assert (value("recent_activity", INSTITUTE), value("recent_activity", FRIEND)) == (1, 0)  # both; a tie is no project


def test_shared_fields_is_the_cosine_of_projects_by_field() -> None:
    assert value("shared_fields", town.FIBRE) == pytest.approx(1 / sqrt(2), abs=1e-6)  # (1, 0) and (½, ½)
    assert value("shared_fields", INSTITUTE) == pytest.approx(3 / sqrt(10), abs=1e-6)  # (1, 0) and (1½, ½)


def test_active_in_fields_weighs_their_recent_projects_by_the_askers_profile() -> None:
    assert value("active_in_fields", INSTITUTE) == pytest.approx(ENERGY * (OVEN + WALLS / 2) + FOOD * WALLS / 2)
    assert value("standing_in_fields", town.FIBRE) == pytest.approx((ENERGY + FOOD) / 2 * WALLS ** (1 / 3))


def test_active_in_partners_fields_takes_the_mean_profile_of_the_partners() -> None:
    energy = (ENERGY + 1.74 / 2.3) / 3  # university, institute, and the friend without projects
    food = (FOOD + 0.56 / 2.3) / 3

    assert value("active_in_partners_fields", town.FIBRE) == pytest.approx((energy + food) / 2 * WALLS)
    assert value("standing_in_partners_fields", town.FIBRE) == pytest.approx((energy + food) / 2 * WALLS ** (1 / 3))


def test_field_walks_stay_within_one_field() -> None:
    last = WALLS / 2 / (OVEN + WALLS / 2)  # from the institute on to fibre, within energy

    assert value("field_walk", town.FIBRE) == pytest.approx(ENERGY * last / 2)  # half of the walkers go to the institute first
    assert value("long_field_walk", town.FIBRE) == pytest.approx(ENERGY * last / 4)  # a quarter by way of the university
    assert value("field_walk", FRIEND) == 0  # a tie without a field
