"""Each signal against a value computed by hand on the planted town; TRUST is what the bakery's three ties are worth to distances."""

from collections.abc import Callable
from math import log, sqrt

import numpy as np
import pytest
import town

from graph.model import Batch, Edge, Node
from graph.schema import Rel
from matcher.index import Index
from matcher.query import Query, of_business, of_need
from matcher.signals import SIGNALS, Form, Listed
from matcher.signals.apart import competitors, distances
from matcher.signals.network import HALF_TRUST

TRUST = 3 / (3 + HALF_TRUST)
OVEN, WALLS = 0.5 ** (14 / 12), 0.5**3.5
"""What is left of two projects of May 2018 and January 2016: the tie of 2019, put in the middle of that year, is the youngest and counts 1."""
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


def test_target_market_counts_each_direction_half(value: Value) -> None:
    assert value("target_market", COLLEAGUE) == 0.5
    assert value("target_market", town.FIBRE) == 1
    assert value("target_market", NEWCOMER) == 0


def test_common_language_says_yes_no_or_nothing(value: Value) -> None:
    assert (value("common_language", town.FIBRE), value("common_language", COLLEAGUE), value("common_language", SILENT)) == (1, -1, 0)
    assert value("common_language", INSTITUTE) == 0


def steps(oven: float, walls: float, tie: float) -> np.ndarray:
    """Fibre, institute, bakery, university, friend: where one step leads from each, all three in the oven alike likely."""
    shares = np.zeros((5, 5))
    shares[0, 1] = walls
    shares[1, 2] = shares[1, 3] = shares[2, 3] = oven / 2
    shares[2, 4] = tie
    shares += shares.T
    return shares / shares.sum(axis=1, keepdims=True)


def test_a_walk_of_three_steps_follows_young_ties_rather_than_old_ones(value: Value) -> None:
    to_bakery, to_friend = OVEN / 2 / (OVEN + WALLS), 1 / (OVEN + 1)

    assert value("walk", FRIEND, by=town.FIBRE) == pytest.approx(to_bakery * to_friend)


def test_a_long_walk_takes_five_steps(value: Value) -> None:
    assert value("long_walk", FRIEND, by=town.FIBRE) == pytest.approx(np.linalg.matrix_power(steps(OVEN, WALLS, 1), 5)[0, 4])


def test_pagerank_counts_old_ties_like_young_ones_and_halves_each_step(value: Value) -> None:
    step = steps(1, 1, 1)
    visits = np.sum([0.5**count * np.linalg.matrix_power(step, count) for count in range(1, 6)], axis=0)

    assert value("pagerank", FRIEND, by=town.FIBRE) == pytest.approx(visits[0, 4])


def test_a_common_partner_counts_more_the_fewer_ties_it_has(value: Value) -> None:
    assert value("common_businesses", FRIEND, by=INSTITUTE) == pytest.approx(1 / log(3))  # through the bakery, which knows three
    assert value("common_researchers", town.FIBRE) == pytest.approx(1 / log(3))  # through the institute, which knows three
    assert value("common_researchers", INSTITUTE) == pytest.approx(1 / log(2))  # through the university, which knows two
    assert value("common_businesses", town.FIBRE) == 0


def test_fresh_ties_are_those_of_partners_in_the_last_year(value: Value) -> None:
    assert value("fresh_ties", FRIEND, by=INSTITUTE) == pytest.approx(1 / log(2))  # the bakery met one of them in 2019
    assert value("fresh_ties", town.FIBRE) == 0  # the institute met it in 2016


def test_nobody_hidden_is_walked_through(index: Index) -> None:
    through = np.ones(len(index.ids), dtype=bool)
    through[index.row[INSTITUTE]] = False
    query = of_business(index, index.row[town.BAKERY], today=town.TODAY, distance=0.5, through=through)
    led = ("walk", "long_walk", "pagerank", "common_businesses", "common_researchers", "fresh_ties", "lineage", "field_walk", "long_field_walk")

    assert [name for name in led if BY_NAME[name](index, query)[index.row[town.FIBRE]]] == []


def test_network_position_is_a_cosine_of_singular_vectors(value: Value) -> None:
    bakery, fibre = (sqrt(2 / 7), -sqrt(1 / 8)), (sqrt(1 / 7), sqrt(1 / 4))  # the two leading of three directions
    cosine = np.dot(bakery, fibre) / (np.linalg.norm(bakery) * np.linalg.norm(fibre))

    assert value("network_position", town.FIBRE) == pytest.approx(cosine, abs=1e-4)


def test_popularity_is_the_share_of_connected_organisations_that_know_no_more(value: Value) -> None:
    assert value("popularity", town.FIBRE) == pytest.approx(2 / 5)  # one partner, as the friend; three others know more
    assert value("popularity", INSTITUTE) == 1
    assert value("popularity", NEWCOMER) == 0


def test_works_with_businesses_is_their_share_among_partners(value: Value) -> None:
    assert value("works_with_businesses", INSTITUTE) == pytest.approx(2 / 3, abs=1e-6)  # bakery, fibre; university


def test_experience_is_the_time_since_the_first_meeting(value: Value) -> None:
    assert (value("experience", INSTITUTE), value("experience", FRIEND)) == (1, 0)  # the first of all meetings, the last
    assert value("experience", UNIVERSITY) == pytest.approx(14 / 42, abs=1e-6)  # months before the newest


def test_a_newcomer_has_few_ties_and_says_something(value: Value) -> None:
    assert value("newcomer", NEWCOMER) == 1
    assert value("newcomer", COLLEAGUE) == 0  # neither need nor offer


def test_country_affinity_compares_ties_with_chance(value: Value) -> None:
    lift = log((3 + 30) / (7 * 3 / 10 + 30))  # three of five ties cross the border

    assert value("country_affinity", town.FIBRE) == pytest.approx(lift, abs=1e-6)


def test_border_is_one_where_countries_touch(value: Value) -> None:
    assert (value("border", town.FIBRE), value("border", NEWCOMER), value("border", MILL)) == (1, 0, 0)


def test_recent_activity_is_the_share_of_active_organisations_that_were_no_more_active(value: Value) -> None:
    assert value("recent_activity", town.FIBRE) == pytest.approx(1 / 4)  # walls
    assert value("recent_activity", UNIVERSITY) == pytest.approx(3 / 4)  # oven, as the bakery
    assert (value("recent_activity", INSTITUTE), value("recent_activity", FRIEND)) == (1, 0)  # both; a tie is no project


ENERGY, FOOD = 1.24 / 1.3, 0.06 / 1.3
"""The bakery's profile: one project about energy, and 0.3 of the mixture of all: four parts of five are energy."""


def test_shared_fields_is_the_cosine_of_projects_by_field(value: Value) -> None:
    assert value("shared_fields", town.FIBRE) == pytest.approx(1 / sqrt(2), abs=1e-6)  # (1, 0) and (½, ½)
    assert value("shared_fields", INSTITUTE) == pytest.approx(3 / sqrt(10), abs=1e-6)  # (1, 0) and (1½, ½)


def test_active_in_fields_weighs_their_recent_projects_by_the_askers_profile(value: Value) -> None:
    assert value("active_in_fields", INSTITUTE) == pytest.approx(ENERGY * (OVEN + WALLS / 2) + FOOD * WALLS / 2)
    assert value("standing_in_fields", town.FIBRE) == pytest.approx((ENERGY + FOOD) / 2 * WALLS ** (1 / 3))


def test_active_in_partners_fields_takes_the_mean_profile_of_the_partners(value: Value) -> None:
    energy = (ENERGY + 1.74 / 2.3) / 3  # university, institute, and the friend without projects
    food = (FOOD + 0.56 / 2.3) / 3

    assert value("active_in_partners_fields", town.FIBRE) == pytest.approx((energy + food) / 2 * WALLS)
    assert value("standing_in_partners_fields", town.FIBRE) == pytest.approx((energy + food) / 2 * WALLS ** (1 / 3))


def test_field_walks_stay_within_one_field(value: Value) -> None:
    last = WALLS / 2 / (OVEN + WALLS / 2)  # from the institute on to fibre, within energy

    assert value("field_walk", town.FIBRE) == pytest.approx(ENERGY * last / 2)  # half of the walkers go to the institute first
    assert value("long_field_walk", town.FIBRE) == pytest.approx(ENERGY * last / 4)  # a quarter by way of the university
    assert value("field_walk", FRIEND) == 0  # a tie without a field


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


SPEAKING_OF_A_TEXT = {
    *("need_met", "need_described", "need_experience", "text_similarity", "newcomer", "country_affinity", "border", "distance_band"),
    *("popularity", "recent_activity", "works_with_businesses", "experience"),
}


def test_a_free_text_hears_only_what_needs_no_asker(index: Index) -> None:
    words = town.WordEncoder().encode(["insulation energy"])
    query = of_need(words, words, country="DE", today=town.TODAY, distance=0.5)

    assert {name for name, signal in BY_NAME.items() if signal(index, query).any()} == SPEAKING_OF_A_TEXT


@pytest.mark.parametrize("listed", SIGNALS, ids=BY_NAME)
def test_a_signal_gives_each_organisation_a_finite_value_within_its_form(index: Index, listed: Listed) -> None:
    values = np.stack([listed.signal(index, asks(index, id)) for id in index.ids.tolist()])
    least, most = {Form.RELATIVE: (0, np.inf)}.get(listed.form, (-1, 1))

    assert values.shape == (len(index.ids), len(index.ids))
    assert np.isfinite(values).all()
    assert least <= values.min() and values.max() <= most


def test_the_same_network_gives_the_same_tables_to_the_bit() -> None:
    one, two = mixed().tables, mixed().tables

    assert [np.array_equal(getattr(one, name), getattr(two, name)) for name in ("position", "lasting_position", "circle", "starts", "ends", "affinity")] == [
        True
    ] * 6
