"""Each signal against a value computed by hand on the planted town; TRUST is what the bakery's three ties are worth."""

from collections.abc import Callable
from math import log, sqrt

import numpy as np
import pytest
import town

from graph.model import Batch, Edge, Node
from graph.schema import Rel
from matcher.index import Index
from matcher.query import Query, of_business, of_need
from matcher.signals import SIGNALS
from matcher.signals.apart import competitors, distances
from matcher.signals.network import HALF_TRUST

TRUST = 3 / (3 + HALF_TRUST)
ONE_TIE = 1 / (1 + HALF_TRUST)
INSTITUTE, UNIVERSITY = "research_organisation:institute", "research_organisation:university"
NEWCOMER, FRIEND, COLLEAGUE, RIVAL, MILL = (f"business:{key}" for key in ("newcomer", "friend", "colleague", "rival", "mill"))
SILENT = "business:silent"
Value = Callable[..., float]
BY_NAME = {listed.name: listed.signal for listed in SIGNALS}


@pytest.fixture(scope="module")
def index() -> Index:
    return town.matcher(town.town()).index


def asks(index: Index, id: str, distance: float = 0.5) -> Query:
    return of_business(index, index.row[id], today=town.TODAY, distance=distance)


@pytest.fixture(scope="module")
def value(index: Index) -> Value:
    """The value of a signal for one organisation; the bakery asks unless another one does."""

    def value(signal: str, of: str, *, by: str = town.BAKERY, distance: float = 0.5) -> float:
        return float(BY_NAME[signal](index, asks(index, by, distance))[index.row[of]])

    return value


def test_need_met_is_full_where_an_offer_names_all_that_is_needed(value: Value) -> None:
    assert value("need_met", town.FIBRE) == 1


def test_need_met_scales_the_cosine_between_chance_and_belonging_together(value: Value) -> None:
    cosine = 1 / 2  # insulation and wood are needed, insulation and boxes are offered

    assert value("need_met", NEWCOMER) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)


def test_need_met_is_zero_without_an_offer(value: Value) -> None:
    assert value("need_met", COLLEAGUE) == 0


def test_offer_wanted_compares_what_they_need_with_what_one_offers(value: Value) -> None:
    cosine = 1 / 2  # bread and grain are offered, bread and boxes are needed

    assert value("offer_wanted", NEWCOMER) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)


def test_need_experience_reads_the_titles_of_projects(value: Value) -> None:
    cosine = 1 / 2  # insulation and wood are needed, the project is about insulation and energy

    assert value("need_experience", INSTITUTE) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)
    assert value("need_experience", UNIVERSITY) == 0


def test_shared_expertise_weighs_by_rarity(value: Value) -> None:
    energy, grain = log(5 / 3), log(5 / 2)  # five organisations have expertise, three energy, two grain

    assert value("shared_expertise", town.FIBRE) == pytest.approx(energy / (energy + grain), abs=1e-6)
    assert value("shared_expertise", COLLEAGUE) == pytest.approx(grain / (energy + grain), abs=1e-6)


def test_text_similarity_compares_descriptions(value: Value) -> None:
    cosine = 1 / 2  # bread and grain; bread and boxes

    assert value("text_similarity", NEWCOMER) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)


def test_an_organisation_without_a_description_is_described_by_its_projects(value: Value) -> None:
    cosine = 1 / 2  # bread and grain; bread and energy, the university's only project

    assert value("text_similarity", UNIVERSITY) == pytest.approx((cosine - 0.28) / 0.30, abs=1e-6)


def test_related_sector_starts_from_what_one_branch_supplies_to_the_other(value: Value) -> None:
    assert value("related_sector", town.FIBRE) == pytest.approx(0.05 / 0.1)  # a tenth would be a strong share
    assert value("related_sector", UNIVERSITY) == 0  # sector unknown


def test_shared_fields_is_the_cosine_of_projects_by_field(value: Value) -> None:
    assert value("shared_fields", town.FIBRE) == pytest.approx(1 / sqrt(2), abs=1e-6)  # (1, 0) and (1, 1)
    assert value("shared_fields", INSTITUTE) == pytest.approx(2 / sqrt(5), abs=1e-6)  # (1, 0) and (2, 1)


def test_target_market_counts_each_direction_half(value: Value) -> None:
    assert value("target_market", COLLEAGUE) == 0.5
    assert value("target_market", town.FIBRE) == 1
    assert value("target_market", NEWCOMER) == 0


def test_common_language_says_yes_no_or_nothing(value: Value) -> None:
    assert (value("common_language", town.FIBRE), value("common_language", COLLEAGUE), value("common_language", SILENT)) == (1, -1, 0)
    assert value("common_language", INSTITUTE) == 0


def test_a_common_partner_counts_more_the_fewer_ties_it_has(value: Value) -> None:
    assert value("common_partners", town.FIBRE) == pytest.approx(TRUST * 1 / log(3), abs=1e-6)  # through the institute, which knows three
    assert value("common_partners", INSTITUTE) == pytest.approx(TRUST)  # through the university, which knows two: 1/log 2 > 1
    assert value("common_partners", FRIEND) == 0


def test_walk_reaches_the_friend_of_a_friend_of_a_friend(value: Value) -> None:
    third, fourth, fifth = 1 / 384, 13 / 4608, 463 / 221184  # a restart of one half; two or three in each meeting

    assert value("walk", FRIEND, by=town.FIBRE) == pytest.approx(ONE_TIE * (third + fourth + fifth) / 0.02, abs=1e-6)


def test_walk_leaves_known_partners_out(value: Value) -> None:
    assert value("walk", INSTITUTE) == 0


def test_network_position_is_a_cosine_of_singular_vectors(value: Value) -> None:
    bakery, fibre = (sqrt(2 / 7), -sqrt(1 / 8)), (sqrt(1 / 7), sqrt(1 / 4))  # the two leading of three directions
    cosine = np.dot(bakery, fibre) / (np.linalg.norm(bakery) * np.linalg.norm(fibre))

    assert value("network_position", town.FIBRE) == pytest.approx(TRUST * cosine, abs=1e-4)


def test_popularity_is_the_logarithm_of_ties_relative_to_the_largest(value: Value) -> None:
    assert value("popularity", town.FIBRE) == pytest.approx(log(2) / log(4))
    assert value("popularity", NEWCOMER) == 0


def test_a_newcomer_has_few_ties_and_says_something(value: Value) -> None:
    assert value("newcomer", NEWCOMER) == 1
    assert value("newcomer", COLLEAGUE) == 0  # neither need nor offer


def test_country_affinity_within_a_tenth_of_chance_says_nothing(index: Index, value: Value) -> None:
    germany, france = index.tables.country[index.row[town.BAKERY]], index.tables.country[index.row[town.FIBRE]]

    assert index.tables.affinity[germany, france] == pytest.approx(log((3 + 30) / (7 * 3 / 10 + 30)))  # three of five ties cross the border
    assert value("country_affinity", town.FIBRE) == 0


def test_border_is_one_where_countries_touch(value: Value) -> None:
    assert (value("border", town.FIBRE), value("border", NEWCOMER), value("border", MILL)) == (1, 0, 0)


def test_recent_activity_halves_every_two_years(value: Value) -> None:
    assert value("recent_activity", UNIVERSITY) == pytest.approx(1 / 3, abs=1e-6)  # one project of 2018, the newest year
    assert value("recent_activity", town.FIBRE) == pytest.approx(0.5 / 3, abs=1e-6)  # one of 2016
    assert value("recent_activity", INSTITUTE) == pytest.approx(1.5 / 3, abs=1e-6)


def test_distance_is_the_mean_of_sector_text_and_network(index: Index) -> None:
    sector, text, network = 3 / 4, 1, 1 - TRUST / log(3)  # one of four levels in common; no common word; one common partner

    assert distances(index, asks(index, town.BAKERY))[index.row[town.FIBRE]] == pytest.approx((sector + text + network) / 3, abs=1e-6)


def test_distance_of_an_unknown_sector_rests_on_the_rest(index: Index) -> None:
    text = 1 - (1 / 2) / 0.6  # bread and energy; bread and boxes

    assert distances(index, asks(index, UNIVERSITY))[index.row[NEWCOMER]] == pytest.approx(text, abs=1e-6)


@pytest.mark.parametrize(("dial", "expected"), [(7 / 12, 1), (7 / 12 - 0.25, 0.5), (0.0, 0)])
def test_distance_band_falls_from_one_to_zero_half_a_dial_away(value: Value, dial: float, expected: float) -> None:
    distance = (1 + (1 - 0.5 / 0.6)) / 2  # another section; one of two words in common; ties unknown: 7/12

    assert distance == pytest.approx(7 / 12)
    assert value("distance_band", NEWCOMER, distance=dial) == pytest.approx(expected, abs=1e-5)


def test_competitor_guard_weighs_against_the_same_class(value: Value) -> None:
    assert (value("competitor_guard", COLLEAGUE), value("competitor_guard", town.FIBRE)) == (-1, 0)


def test_competitors_are_declared_or_do_the_same_in_the_same_region(index: Index) -> None:
    found = np.flatnonzero(competitors(index, asks(index, town.BAKERY)))

    assert index.ids[found].tolist() == [MILL, RIVAL]


def mixed() -> Index:
    """Eight firms of each of two countries and sectors; every German printer works with every French weaver, and nobody else."""
    printers, weavers = [f"business:p{number}" for number in range(8)], [f"business:w{number}" for number in range(8)]
    places = [Node("country:DE", "Germany"), Node("country:FR", "France")]
    sectors = [Node(f"sector:{code}", code) for code in ("C", "13", "18")]
    nodes = [*places, *sectors, *(Node(id, id) for id in (*printers, *weavers))]
    homes = [Edge(id, Rel.LOCATED_IN, home) for ids, home in ((printers, "country:DE"), (weavers, "country:FR")) for id in ids]
    classes = [Edge(id, Rel.CLASSIFIED_AS, code) for ids, code in ((printers, "sector:18"), (weavers, "sector:13")) for id in ids]
    tree = [Edge("sector:13", Rel.BROADER, "sector:C"), Edge("sector:18", Rel.BROADER, "sector:C")]
    ties = [Edge(one, Rel.COLLABORATED_WITH, two) for one in printers for two in weavers]
    store = town.connect("sqlite:///:memory:")
    store.write(Batch(nodes, [*homes, *classes, *tree, *ties]))
    return town.matcher(store).index


@pytest.mark.parametrize("signal", ["country_affinity", "related_sector"])
def test_ties_beyond_or_below_chance_count_for_and_against(signal: str) -> None:
    index = mixed()
    values = BY_NAME[signal](index, asks(index, "business:p0"))

    assert values[index.row["business:w0"]] == pytest.approx(log((64 + 30) / (32 + 30)), abs=1e-6)  # 64 ties, chance gives 32
    assert values[index.row["business:p1"]] == pytest.approx(log((0 + 30) / (32 + 30)), abs=1e-6)


SPEAKING_OF_A_TEXT = {
    "need_met",
    "need_described",
    "need_experience",
    "text_similarity",
    "popularity",
    "newcomer",
    "border",
    "recent_activity",
    "distance_band",
}


def test_a_free_text_hears_only_what_needs_no_asker(index: Index) -> None:
    words = town.WordEncoder().encode(["insulation energy"])
    query = of_need(words, words, country="DE", today=town.TODAY, distance=0.5)

    assert {name for name, signal in BY_NAME.items() if signal(index, query).any()} == SPEAKING_OF_A_TEXT


@pytest.mark.parametrize("signal", BY_NAME.values(), ids=BY_NAME)
def test_a_signal_gives_each_organisation_a_finite_value_between_minus_one_and_one(index: Index, signal: Callable[[Index, Query], np.ndarray]) -> None:
    values = np.stack([signal(index, asks(index, id)) for id in index.ids.tolist()])

    assert values.shape == (len(index.ids), len(index.ids))
    assert np.abs(values).max() <= 1
