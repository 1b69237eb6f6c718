"""Reach on a ledger small enough to count by hand: tiers, proofs, what lacks, who is counted once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from graph import connect
from graph.basis import withdrawn
from graph.clock import SystemClock
from graph.errors import Invalid
from graph.model import Batch, Edge, Event, Key, Node, Part, Scalar
from graph.reach import Reach, Rules, doubts, ended, fold, history, rules
from graph.reach.clusters import cluster_states
from graph.reach.forecast import backtest, forecast
from graph.reach.intervals import wilson
from graph.reach.proof import Counts, Lack, Missing, lacks, proofs
from graph.reach.rules import changed
from graph.reach.slices import By, equity, sliced, total
from graph.reach.steps import Action, ahead, effort, steps
from graph.schema import Happening as H
from graph.schema import Rel
from graph.store import Store
from matcher.index.columns import columns
from seeds.members.ending import ending

TODAY = date(2026, 11, 26)
A, B, C, D, E = (f"business:{key}" for key in "abcde")
NORTH, SOUTH = "cluster:north", "cluster:south"
BASIS: dict[str, Scalar] = {"basis": "membership", "purposes": "matching statistics"}


def business(id: str, lang: str, **props: Scalar) -> Node:
    return Node(id, id[-1].upper(), props={"lang": lang, "size": "micro", **BASIS, **props})


@pytest.fixture
def store() -> Iterator[Store]:
    """Five businesses; A and B in the north, C, D and E in the south, E without a basis for statistics."""
    made = connect("sqlite:///:memory:", clock=SystemClock(TODAY))
    nodes = [Node("country:DE", "Germany"), Node("country:FR", "France"), Node(NORTH, "North"), Node(SOUTH, "South")]
    nodes += [business(A, "en"), business(B, "de"), business(C, "fr"), business(D, "fr"), business(E, "fr", purposes="matching")]
    places = [Edge(id, Rel.LOCATED_IN, "country:FR" if id in (C, D) else "country:DE") for id in (A, B, C, D, E)]
    members = [Edge(id, Rel.MEMBER_OF, NORTH if id in (A, B) else SOUTH) for id in (A, B, C, D, E)]
    made.write(Batch(nodes, [*places, *members]))
    yield made
    made.close()


def happened(store: Store, *events: tuple[H, str, int, str, dict[str, Scalar]]) -> None:
    """Each happened so many days ago."""
    store.write(Batch(events=[Event(kind, who, TODAY - timedelta(days=ago), about, data) for kind, who, ago, about, data in events]))


def folded(store: Store) -> Reach:
    snapshot = store.snapshot()
    return fold(rules(store), history(store), columns(snapshot), store.pseudonyms(), doubtful=doubts(snapshot), ended=ended(snapshot))


def tier(reach: Reach, id: str, day: date = TODAY) -> int:
    return int(reach.tiers.at(day)[reach.units.ids.tolist().index(id)])


def unit(reach: Reach, id: str) -> int:
    return int(reach.units.ids.tolist().index(id))


def test_an_invitation_and_a_managers_screen_reach_nobody(store: Store) -> None:
    happened(store, (H.INVITED, A, 9, "event:fair", {}), (H.SHOWN, A, 8, "list-1", {"own": False}))

    assert tier(folded(store), A) == 0


@pytest.mark.parametrize(
    ("kind", "data"), [(H.DELIVERED, {}), (H.OPENED, {}), (H.TOLD, {"by": "manager-1"}), (H.SHOWN, {"own": True}), (H.SUPPORT_GIVEN, {"hours": 1.0})]
)
def test_an_exposure_to_itself_is_reach(store: Store, kind: H, data: dict[str, Scalar]) -> None:
    happened(store, (kind, A, 5, "", data))

    assert tier(folded(store), A) == 1


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (H.ATTENDED, {}),
        (H.SERVICE_COMPLETED, {}),
        (H.INTEREST_SENT, {}),
        (H.INTEREST_ACCEPTED, {}),
        (H.NEED_ASSESSED, {}),
        (H.WATCHED, {"share": 0.75}),
    ],
)
def test_a_voluntary_act_is_a_direct_benefit_and_reaches(store: Store, kind: H, data: dict[str, Scalar]) -> None:
    happened(store, (kind, A, 5, "", data))

    assert tier(folded(store), A) == 2


def test_half_a_video_is_no_act(store: Store) -> None:
    happened(store, (H.WATCHED, A, 5, "video:x", {"share": 0.74}))

    assert tier(folded(store), A) == 0


def deep(store: Store, hours: float) -> None:
    happened(
        store,
        (H.NEED_ASSESSED, A, 90, "", {}),
        (H.ACTION_PLANNED, A, 80, "", {}),
        (H.SUPPORT_GIVEN, A, 70, "", {"hours": 8.0, "service": "service:x"}),
        (H.SUPPORT_GIVEN, A, 60, "", {"hours": 8.0, "service": "service:x"}),
        (H.SUPPORT_GIVEN, A, 50, "", {"hours": hours}),
    )


def test_hours_of_the_same_service_count_once_and_a_refusal_says_how_many_lack(store: Store) -> None:
    deep(store, 1.5)
    reach = folded(store)

    assert tier(reach, A) == 2
    assert lacks(reach.tiers, reach.rules, unit(reach, A), TODAY) == [Lack(Missing.HOURS, 9.5, 12.0)]


def test_twelve_hours_after_assessment_and_plan_are_depth_from_the_last_hour_on(store: Store) -> None:
    deep(store, 4.0)
    reach = folded(store)

    assert [tier(reach, A, TODAY - timedelta(days=ago)) for ago in (91, 90, 51, 50)] == [0, 2, 2, 3]


def test_what_lacks_on_an_earlier_day_is_told_with_the_hours_of_that_day(store: Store) -> None:
    deep(store, 4.0)
    day = TODAY - timedelta(days=55)
    past = folded(store).as_of(day)

    assert lacks(past.tiers, past.rules, unit(past, A), day) == [Lack(Missing.HOURS, 8.0, 12.0)]


def test_a_signature_counts_for_both_once_the_other_side_confirmed(store: Store) -> None:
    happened(
        store,
        (H.ATTENDED, A, 40, "event:fair", {}),
        (H.INTEREST_ACCEPTED, C, 40, A, {}),
        (H.COLLABORATION_SIGNED, A, 30, C, {}),
        (H.COLLABORATION_CONFIRMED, A, 25, C, {}),
        (H.COLLABORATION_CONFIRMED, C, 20, A, {}),
    )
    reach = folded(store)

    assert [tier(reach, id, TODAY - timedelta(days=ago)) for id in (A, C) for ago in (25, 20)] == [2, 3, 2, 3]


def test_events_in_the_wrong_order_of_entry_count_by_the_day_they_happened(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 2, "", {}))
    happened(store, (H.ATTENDED, A, 30, "", {}))
    reach = folded(store)

    assert reach.tiers.benefited[unit(reach, A)] == np.datetime64(TODAY - timedelta(days=30))
    assert [str(one.entered) for one in proofs(reach.history, reach.units, reach.rules, unit(reach, A))] == [str(reach.history.at[0])] * 2


def test_who_gave_no_basis_for_statistics_is_not_counted_but_said(store: Store) -> None:
    happened(store, (H.ATTENDED, E, 2, "", {}))
    reach = folded(store)

    assert E not in reach.units.ids.tolist()
    assert (total(reach.units, reach.tiers, TODAY).reached.high, reach.units.barred) == (0, 1)


def test_a_business_in_two_clusters_counts_once_in_all_and_in_both(store: Store) -> None:
    store.write(Batch(edges=[Edge(A, Rel.MEMBER_OF, SOUTH)]))
    happened(store, (H.ATTENDED, A, 2, "", {}))
    reach = folded(store)

    assert total(reach.units, reach.tiers, TODAY).reached.high == 1
    assert [one.reached.high for one in sliced(reach.units, reach.tiers, TODAY, By.CLUSTER)] == [1, 1]


def test_records_that_were_merged_are_one_and_their_acts_add_up(store: Store) -> None:
    happened(
        store,
        (H.NEED_ASSESSED, C, 30, "", {}),
        (H.ACTION_PLANNED, D, 20, "", {}),
        (H.SUPPORT_GIVEN, C, 15, "", {"hours": 7.0}),
        (H.SUPPORT_GIVEN, D, 10, "", {"hours": 5.0}),
        (H.MERGED, C, 1, D, {"rule": "duplicates-1"}),
    )
    reach = folded(store)

    assert (tier(reach, C), len(reach.units)) == (3, 3)


def test_one_business_in_two_clusters_lists_stands_in_both_once(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 9, "", {}), (H.MERGED, C, 1, A, {}))
    reach = folded(store)

    assert [(one.value, one.reached.high) for one in sliced(reach.units, reach.tiers, TODAY, By.CLUSTER)] == [(NORTH, 1), (SOUTH, 1)]


def test_a_stranger_is_not_known_for_having_a_double(store: Store) -> None:
    store.write(Batch([Node(f"{A}{key}", "Stranger", props=BASIS) for key in "xy"]))
    happened(store, (H.MERGED, f"{A}x", 1, f"{A}y", {}))

    assert f"{A}x" not in folded(store).units.ids.tolist()


def test_what_an_objecting_record_did_is_not_passed_on(store: Store) -> None:
    happened(store, (H.ATTENDED, E, 9, "", {}), (H.MERGED, C, 1, E, {}))

    assert tier(folded(store), C) == 0


def test_undoing_a_merge_restores_both(store: Store) -> None:
    happened(store, (H.ATTENDED, D, 9, "", {}), (H.ATTENDED, C, 8, "", {}), (H.MERGED, C, 2, D, {}), (H.UNMERGED, C, 1, D, {}))
    reach = folded(store)

    assert (tier(reach, C), tier(reach, D)) == (2, 2)


def test_an_open_doubt_makes_a_range(store: Store) -> None:
    store.write(Batch(edges=[Edge(C, Rel.SAME_AS, D, weight=0.7)]))
    happened(store, (H.ATTENDED, D, 9, "", {}), (H.ATTENDED, C, 8, "", {}), (H.ATTENDED, A, 8, "", {}))
    reach = folded(store)

    assert (total(reach.units, reach.tiers, TODAY).reached.low, total(reach.units, reach.tiers, TODAY).reached.high) == (2, 3)


def test_members_of_a_cluster_that_merged_count_in_the_one_that_stays(store: Store) -> None:
    happened(store, (H.ATTENDED, C, 9, "", {}), (H.MERGED, NORTH, 1, SOUTH, {}))
    reach = folded(store)

    assert [(one.value, one.known.high, one.reached.high) for one in sliced(reach.units, reach.tiers, TODAY, By.CLUSTER)] == [(NORTH, 4, 1)]


def test_a_business_that_moved_counts_where_it_is_now_with_its_past(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 9, "", {}))
    store.write(moved(A, "country:DE", "country:FR"))
    reach = folded(store)

    assert [(one.value, one.reached.high) for one in sliced(reach.units, reach.tiers, TODAY, By.COUNTRY)] == [("DE", 0), ("FR", 1)]


def moved(id: str, old: str, new: str) -> Batch:
    return Batch(edges=[Edge(id, Rel.LOCATED_IN, new)], deletions=[Key(Part.EDGE, f"{id} {Rel.LOCATED_IN} {old}")])


def test_an_erased_business_stays_counted_without_a_name(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 9, "", {}))
    store.write(Batch(deletions=[Key(Part.NODE, A), Key(Part.PSEUDONYM, A)]))
    reach = folded(store)

    assert (total(reach.units, reach.tiers, TODAY).reached.high, A in reach.units.ids.tolist()) == (1, False)


def test_a_member_that_left_stays_counted_in_the_cluster_it_left(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 30, "", {}))
    store.write(ending(store, [A], NORTH, TODAY))
    reach = folded(store)
    found = {one.value: one for one in sliced(reach.units, reach.tiers, TODAY, By.CLUSTER)}

    assert found[NORTH].benefited.high == 1
    assert [state.members for state in cluster_states(reach.history, reach.units, reach.rules, TODAY)] == [1, 2]


def test_a_member_that_left_and_objects_is_counted_no_more(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 30, "", {}), (H.BASIS_WITHDRAWN, A, 1, "", {"purpose": "statistics"}))
    store.write(ending(store, [A], NORTH, TODAY))
    snapshot = store.snapshot()
    reach = fold(Rules(), history(store), columns(snapshot), store.pseudonyms(), withdrawn=withdrawn(store), ended=ended(snapshot))

    assert total(reach.units, reach.tiers, TODAY).reached.high == 0


def test_every_proof_names_its_entry(store: Store) -> None:
    deep(store, 4.0)
    reach = folded(store)
    found = proofs(reach.history, reach.units, reach.rules, unit(reach, A))
    sealed = {entry.seq: entry.mac for entry in store.entries()}

    assert [(one.counts, one.hours) for one in found] == [(Counts.ASSESSMENT, None), (Counts.PLAN, None), (Counts.SUPPORT, 8.0), (Counts.SUPPORT, 4.0)]
    assert [one.mac for one in found] == [sealed[one.seq] for one in found]


def test_language_equity_is_the_smallest_conversion_by_the_largest(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 9, "", {}), (H.ATTENDED, C, 9, "", {}), (H.TOLD, D, 9, "", {"by": "m"}))
    reach = folded(store)

    assert equity(sliced(reach.units, reach.tiers, TODAY, By.LANGUAGE)) == pytest.approx(0.5)


def test_a_cluster_is_active_with_members_a_busy_manager_and_an_act(store: Store) -> None:
    happened(store, (H.TOLD, A, 20, "", {"by": "manager-1"}), (H.INTEREST_SENT, B, 10, C, {}), (H.TOLD, C, 200, "", {"by": "manager-2"}))
    reach = folded(store)
    found = cluster_states(reach.history, reach.units, Rules(members=2), TODAY)

    assert [(one.cluster, one.members, one.acted, one.active) for one in found] == [(NORTH, 2, 1, True), (SOUTH, 2, 0, False)]


def test_the_nearest_to_depth_comes_first_with_its_cheapest_action(store: Store) -> None:
    deep(store, 2.0)
    happened(store, (H.ATTENDED, C, 9, "", {}), (H.COLLABORATION_SIGNED, C, 5, D, {}))
    reach = folded(store)
    way = ahead(reach.history, reach.units, reach.tiers, reach.rules, TODAY)
    found = steps(way, reach.tiers, reach.rules, TODAY, limit=2)

    assert [(reach.units.ids[step.unit], step.action, step.to_depth) for step in found] == [(C, Action.CONFIRM, 0.25), (A, Action.SUPPORT, 2.0)]
    assert effort(way, reach.units, Rules(supported=2)).by_cluster == {NORTH: (1, 2.0), SOUTH: (1, 0.25)}


@pytest.mark.parametrize(("part", "whole"), [(0, 5), (3, 7), (250, 2000), (9, 9)])
def test_intervals_are_those_of_wilson(part: int, whole: int) -> None:
    found = wilson(part, whole)

    assert (found.low, found.high) == pytest.approx(proportion_confint(part, whole, method="wilson"), abs=1e-12)


def test_rules_get_a_version_of_their_own(store: Store) -> None:
    deep(store, 1.5)
    made, batch, expected = changed(store, {"hours": 9.0}, version="2")
    store.write(batch, expected=expected)

    assert (rules(store), tier(folded(store), A)) == (made, 3)


@pytest.mark.parametrize(
    ("changes", "version"), [({"hours": -1.0}, "2"), ({"hours": "many"}, "2"), ({"hour": 9.0}, "2"), ({"hours": 9.0}, "1"), ({"ends": "soon"}, "2")]
)
def test_rules_that_make_no_sense_are_refused(store: Store, changes: dict[str, str | float], version: str) -> None:
    with pytest.raises(Invalid):
        changed(store, changes, version=version)


def steady(reach: Reach, days: int) -> Reach:
    """One more business benefits each day."""
    since = np.datetime64(TODAY) - np.arange(days)
    never = np.full(4 * days, np.datetime64("NaT", "D"))
    filled = never.copy()
    filled[:days] = since
    return replace(reach, tiers=replace(reach.tiers, reached=filled, benefited=filled, supported=never))


def test_a_forecast_of_a_steady_course_goes_on_steadily(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 9, "", {}))
    reach = steady(folded(store), 400)
    found = forecast(reach.tiers, TODAY, TODAY + timedelta(days=140))

    assert found == forecast(reach.tiers, TODAY, TODAY + timedelta(days=140))
    assert found[0].now == 400
    assert found[0].low < 400 + 140 * 0.95 < found[0].high


def test_an_earlier_forecast_holds_what_came(store: Store) -> None:
    happened(store, (H.ATTENDED, A, 9, "", {}))
    reach = steady(folded(store), 400)
    (reached, *_) = backtest(reach.tiers, [TODAY - timedelta(days=150)], TODAY)

    assert reached.came == 400
    assert reached.forecast.low <= 400 <= reached.forecast.high
