"""Re-ranking for exposure: who may be shown how often, who comes in, what never changes, and the measures of concentration."""

from itertools import combinations
from math import log2

import numpy as np
import pytest
import town

from graph import connect
from graph.errors import Invalid
from graph.model import Batch, Edge, Node
from graph.schema import Rel
from matcher.evaluation.concentration import exposed, gini
from matcher.lists.exposure import LEAST, NOBODY, Lists, capacity, exposure, fair
from matcher.lists.mixing import mixed
from matcher.lists.quota import best, with_least

SIZE = 400
NEWCOMERS = np.arange(SIZE) % 3 == 0


def many(seed: int = 0) -> Lists:
    """Sixty lists of 120 among 400, in which low rows stand high: hubs; every tenth list is short."""
    draw = np.random.default_rng(seed)
    liking = -np.log(np.arange(1, SIZE + 1)) + 0.8 * draw.normal(size=(60, SIZE))
    targets = np.argsort(-liking, axis=1)[:, :120].astype(np.int32)
    scores = np.take_along_axis(liking, targets.astype(np.intp), 1)
    targets[::10, 50:] = NOBODY
    return Lists(np.arange(60, dtype=np.int32), targets, scores)


def room(seed: int = 0) -> np.ndarray:
    """A capacity of one to seven for each row."""
    return np.random.default_rng(seed).integers(1, 8, SIZE)


def rows(*lists: list[int]) -> Lists:
    """Small lists by hand; the scores fall by one from place to place."""
    targets = np.array(lists, dtype=np.int32)
    return Lists(np.arange(len(lists), dtype=np.int32), targets, -np.arange(targets.size, dtype=float).reshape(targets.shape) % targets.shape[1])


def test_a_hub_stays_where_it_stands_highest_and_the_others_go_on_to_their_next() -> None:
    lists = rows([0, 1, 2, 3], [1, 0, 2, 3], [0, 2, 3, 1])
    found = fair(lists, np.array([1, 1, 1, 1]), np.zeros(4, dtype=bool), shown=1, kept=0)

    assert found.targets.tolist() == [[0, 1, 2, 3], [1, 0, 2, 3], [2, 0, 3, 1]]


def test_kept_places_go_to_unseen_newcomers_first_each_where_it_stands_highest() -> None:
    lists = rows([0, 1, 2, 3], [0, 1, 3, 2])
    newcomers = np.array([False, False, False, True])
    found = fair(lists, np.full(4, 9), newcomers, shown=2, kept=1)

    assert found.targets[:, :2].tolist() == [[0, 1], [0, 3]]  # 3 is new and third in the second list; the first then lifts its next unseen


def test_nobody_is_shown_more_often_than_its_capacity() -> None:
    found = fair(many(), room(), NEWCOMERS)

    assert (exposure(found, found.first(), SIZE) <= room()).all()


def test_more_organisations_and_more_newcomers_are_shown() -> None:
    plain, found = many(), fair(many(), room(), NEWCOMERS)
    before, after = (exposed(lists, room(), NEWCOMERS, np.ones(SIZE, dtype=bool)) for lists in (plain, found))

    assert after.different > 1.5 * before.different
    assert after.newcomers > 1.5 * before.newcomers
    assert after.gini < before.gini
    assert after.busiest <= 1 < before.busiest


def test_the_order_of_the_input_changes_nothing() -> None:
    lists, mixed = many(), np.random.default_rng(1).permutation(60)
    turned = Lists(lists.sources[mixed], lists.targets[mixed], lists.scores[mixed])

    assert np.array_equal(fair(lists, room(), NEWCOMERS).targets[mixed], fair(turned, room(), NEWCOMERS).targets)


def test_ranks_move_and_scores_stay_with_their_organisations() -> None:
    lists, found = many(), fair(many(), room(), NEWCOMERS)
    pairs = [sorted(zip(some.targets.ravel().tolist(), some.scores.ravel().tolist(), strict=True)) for some in (lists, found)]

    assert pairs[0] == pairs[1]
    assert np.array_equal(np.sort(lists.targets, axis=1), np.sort(found.targets, axis=1))
    assert (found.targets != lists.targets).any()


def test_with_room_for_all_and_no_place_kept_nothing_moves() -> None:
    found = fair(many(), np.full(SIZE, 99), NEWCOMERS, kept=0)

    assert np.array_equal(found.targets, many().targets)


def test_lists_that_nobody_fits_into_any_more_do_not_hang() -> None:
    found = fair(many(), np.zeros(SIZE, dtype=int), NEWCOMERS)

    assert np.array_equal(found.targets, many().targets)  # nobody may be shown: the old order, and the caller sees it in the congestion


def test_odd_lists_are_refused() -> None:
    with pytest.raises(Invalid, match="two lists"):
        Lists(np.array([1, 1], dtype=np.int32), np.zeros((2, 3), dtype=np.int32), np.zeros((2, 3)))
    with pytest.raises(Invalid, match="one row of both"):
        Lists(np.array([1], dtype=np.int32), np.zeros((1, 3), dtype=np.int32), np.zeros((1, 2)))
    with pytest.raises(Invalid, match="keep 0 to 10"):
        fair(many(), room(), NEWCOMERS, kept=11)


def test_capacity_is_what_was_gained_a_year_lately_and_ten_at_least() -> None:
    hub, others = "business:hub", [f"business:{number:02}" for number in range(60)]
    ties = [Edge(hub, Rel.COLLABORATED_WITH, other, props={"since": 2010 if number < 15 else 2019}) for number, other in enumerate(others)]
    store = connect("sqlite:///:memory:")
    store.write(Batch([Node(id, id) for id in (hub, *others)], ties))
    index = town.matcher(store).index
    found = capacity(index)

    assert found[index.row[hub]] == 15  # 45 partners in three years
    assert found[index.row[others[0]]] == LEAST


def test_the_measures_of_concentration_by_hand() -> None:
    lists = rows([0, 1], [0, 2])
    found = exposed(lists, np.array([1, 1, 1, 1]), np.array([0, 1, 0, 1], dtype=bool), np.ones(4, dtype=bool), shown=2)
    second = 1 / log2(3)

    assert (found.different, found.newcomers, found.coverage, found.unseen, found.busiest) == (3, 1, 0.75, 0.25, 2)
    assert found.gini == pytest.approx(gini(np.array([2, second, second, 0])))


def test_gini_is_zero_for_equals_and_grows_to_one() -> None:
    assert gini(np.ones(5)) == pytest.approx(0)
    assert gini(np.array([0.0, 0, 0, 0, 1])) == pytest.approx(4 / 5)
    assert gini(np.zeros(3)) == 0


@pytest.mark.parametrize("least", range(6))
def test_a_quota_loses_as_little_as_can_be(least: int) -> None:
    draw = np.random.default_rng(least)
    scores, wanted = np.sort(draw.random(12))[::-1], draw.random(12) < 0.3
    found = with_least(np.arange(12), wanted, 5, least)
    fulfilled = [some for some in combinations(range(12), 5) if wanted[list(some)].sum() >= min(least, int(wanted.sum()))]

    assert scores[found].sum() == pytest.approx(max(scores[list(some)].sum() for some in fulfilled))
    assert found.tolist() == sorted(found.tolist())


def test_a_quota_that_is_met_changes_nothing_and_short_lists_stay_whole() -> None:
    wanted = np.array([True, False, True, False])

    assert with_least(np.arange(4), wanted, 3, 2).tolist() == [0, 1, 2]
    assert with_least(np.arange(4), wanted, 10, 3).tolist() == [0, 1, 2, 3]


def test_two_quotas_in_one_list_are_both_kept_and_the_order_is_that_of_the_scores() -> None:
    scores = np.linspace(1, 0, 20)
    one, two = np.arange(20) >= 8, np.arange(20) % 7 == 6  # 6, 13
    found = best(scores, np.arange(20), 6, [(one, 3), (two, 2)])

    assert found.tolist() == [0, 6, 8, 9, 10, 13]


def test_without_a_quota_the_best_are_listed() -> None:
    assert best(np.array([0.1, 0.9, 0.5]), np.array([0, 1, 2]), 2).tolist() == [1, 2]


CROSSING = np.random.default_rng(2).choice(np.array([-1, 0, 1], dtype=np.int8), (60, 120), p=[0.1, 0.6, 0.3])


def shown_share(crossing: np.ndarray, places: np.ndarray) -> float:
    return float((crossing[places] == 1).sum() / (crossing[places] != -1).sum())


def test_sectors_are_mixed_by_the_exchanges_that_cost_least() -> None:
    lists = Lists(np.array([0, 1], dtype=np.int32), np.array([[0, 1, 2, 3], [4, 5, 6, 7]], dtype=np.int32), np.array([[4.0, 3, 2, 1], [4.0, 3, 2.5, 0]]))
    found = mixed(lists, np.array([[0, 0, 1, 1], [0, 0, 1, 1]], dtype=np.int8), 0.5, shown=2)

    assert found.targets.tolist() == [[0, 2, 1, 3], [4, 6, 5, 7]]  # a point lost by the first list, half a one by the second; a second exchange would cost more


@pytest.mark.parametrize("share", [0.0, 0.5, 0.8])
def test_so_many_places_lead_into_another_sector_and_scores_stay(share: float) -> None:
    lists = many()
    found = mixed(lists, CROSSING, share)
    where = {
        (int(source), int(target)): flag
        for source, row, flags in zip(lists.sources, lists.targets, CROSSING, strict=True)
        for target, flag in zip(row, flags, strict=True)
    }
    flags = np.array([[where[int(source), int(target)] for target in row] for source, row in zip(found.sources, found.targets, strict=True)])

    assert shown_share(flags, found.first()) >= share
    assert np.array_equal(np.sort(lists.scores, axis=1), np.sort(found.scores, axis=1))


def test_the_order_of_mixed_lists_does_not_matter_and_no_share_moves_nothing() -> None:
    lists, turn = many(), np.random.default_rng(3).permutation(60)
    turned = Lists(lists.sources[turn], lists.targets[turn], lists.scores[turn])

    assert np.array_equal(mixed(lists, CROSSING, 0.8).targets[turn], mixed(turned, CROSSING[turn], 0.8).targets)
    assert np.array_equal(mixed(lists, CROSSING, 0.0).targets, lists.targets)


def test_a_share_beyond_one_is_refused() -> None:
    with pytest.raises(Invalid, match="0 to 1"):
        mixed(many(), CROSSING, 1.5)
