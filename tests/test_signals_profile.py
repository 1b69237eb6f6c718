"""Signals about needs, offers and what both sides are, each against a value computed by hand on the planted town."""

from math import log

import pytest
import town
from hearing import COLLEAGUE, INSTITUTE, NEWCOMER, SILENT, UNIVERSITY, value


def test_need_met_is_full_where_an_offer_names_all_that_is_needed() -> None:
    assert value("need_met", town.FIBRE) == 1


def test_need_met_scales_the_cosine_between_chance_and_belonging_together() -> None:
    cosine = 1 / 2  # insulation and wood are needed, insulation and boxes are offered

    assert value("need_met", NEWCOMER) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)


def test_need_met_is_zero_without_an_offer() -> None:
    assert value("need_met", COLLEAGUE) == 0


def test_offer_wanted_compares_what_they_need_with_what_one_offers() -> None:
    cosine = 1 / 2  # bread and grain are offered, bread and boxes are needed

    assert value("offer_wanted", NEWCOMER) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)


def test_need_experience_reads_the_titles_of_projects() -> None:
    cosine = 1 / 2  # insulation and wood are needed, the project is about insulation and energy

    assert value("need_experience", INSTITUTE) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)
    assert value("need_experience", UNIVERSITY) == 0


def test_shared_expertise_weighs_by_rarity() -> None:
    energy, grain = log(5 / 3), log(5 / 2)  # five organisations have expertise, three energy, two grain

    assert value("shared_expertise", town.FIBRE) == pytest.approx(energy / (energy + grain), abs=1e-6)
    assert value("shared_expertise", COLLEAGUE) == pytest.approx(grain / (energy + grain), abs=1e-6)


def test_text_similarity_compares_descriptions() -> None:
    cosine = 1 / 2  # bread and grain; bread and boxes

    assert value("text_similarity", NEWCOMER) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)


def test_an_organisation_without_a_description_is_described_by_its_projects() -> None:
    cosine = 1 / 2  # bread and grain; bread and energy, the university's only project

    assert value("text_similarity", UNIVERSITY) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)


def test_related_sector_starts_from_what_one_branch_supplies_to_the_other() -> None:
    assert value("related_sector", town.FIBRE) == pytest.approx(0.05 / 0.1)  # a tenth would be a strong share
    assert value("related_sector", UNIVERSITY) == 0  # sector unknown


def test_target_market_counts_each_direction_half() -> None:
    assert value("target_market", COLLEAGUE) == 0.5
    assert value("target_market", town.FIBRE) == 1
    assert value("target_market", NEWCOMER) == 0


def test_common_language_says_yes_no_or_nothing() -> None:
    assert (value("common_language", town.FIBRE), value("common_language", COLLEAGUE), value("common_language", SILENT)) == (1, -1, 0)
    assert value("common_language", INSTITUTE) == 0
