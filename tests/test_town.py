"""The town where nobody has met: how its figures are counted, and what the matcher reaches there."""

from collections.abc import Sequence

import pytest

from graph import Store, connect
from graph.errors import Invalid
from matcher import Matcher
from matcher.encoder import Encoder
from matcher.evaluation.town import Ranked, Row, cases, row, text, town, town_table
from seeds.taxonomies import taxonomies

TOWN = town()
EVERYBODY = sorted(TOWN.languages)
COMPETITORS = dict(TOWN.competitors)


@pytest.fixture(scope="module")
def store() -> Store:
    """The ordered world without anybody in it."""
    made = connect("sqlite:///:memory:")
    made.write(taxonomies())
    return made


def planted_first(source: str) -> Sequence[str]:
    targets = [target for planted, target in TOWN.planted if planted == source]
    return targets + [id for id in EVERYBODY if id not in (source, *targets)]


def competitors_first(source: str) -> Sequence[str]:
    rivals = [id for id in (COMPETITORS.get(source),) if id]
    return rivals + [id for id in planted_first(source) if id not in rivals]


def measured(ranked: Ranked) -> Row:
    return row("somebody", TOWN, ranked)


def test_each_of_the_six_directions_of_language_has_eleven_pairs() -> None:
    directions = [case.direction for case in cases(TOWN, planted_first)]

    assert {direction: directions.count(direction) for direction in directions} == dict.fromkeys(("en→de", "en→fr", "de→en", "de→fr", "fr→en", "fr→de"), 11)


def test_who_puts_the_planted_partner_first_has_all_points() -> None:
    found = measured(planted_first)

    assert (found.first_three, found.first, found.competitor_above, found.decoy_above, found.spread) == (1, 1, 0, 0, 0)


def test_a_competitor_in_front_is_counted_among_sources_that_have_one() -> None:
    found = measured(competitors_first)

    assert found.competitor_above == 1
    assert found.first == pytest.approx(1 - len(COMPETITORS) / len(TOWN.planted))
    assert found.first_three == 1


def test_who_lists_nobody_has_no_points() -> None:
    found = measured(lambda source: ())

    assert (found.first_three, found.competitor_above, found.decoy_above) == (0, 0, 0)


def test_a_list_that_holds_the_asker_is_refused() -> None:
    with pytest.raises(Invalid, match="itself"):
        measured(lambda source: [source])


@pytest.mark.long
def test_without_ties_the_planted_partner_comes_before_competitors_and_far_more_often_than_by_cosine(store: Store, encoder: Encoder) -> None:
    rows = {found.ranker: found for found in town_table(Matcher(store, encoder), store)}
    ours, cosine = rows["crossmatch"], rows["cosine of descriptions"]

    assert ours.competitor_above == 0
    assert ours.first_three > 3 * cosine.first_three
    assert rows["without need_met"].first_three < ours.first_three
    assert text(list(rows.values())).count("\n") == len(rows) + 1
