"""Indicators of introductions, ties, lists, services and data on a ledger small enough to count by hand."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from programmetown import TODAY, UNIVERSITY, YEAR, A, B, C, D, E, Story, programme, seen, tie

from graph.indicators import Figure, Handed, indicator
from graph.indicators.compiler import compiled
from graph.indicators.world import Floats, Measure, Shape, Shown
from graph.measures.months import meetings, met, month_of
from graph.measures.series import months, role_counts
from graph.model import Batch, Edge, Node, Scalar
from graph.reach import Rules
from graph.schema import Happening as H
from graph.schema import Rel
from graph.store import Store
from matcher.index.columns import columns
from matcher.trials.change import difference_in_differences
from matcher.trials.effect import intention_to_treat
from matcher.trials.survival import kaplan_meier

STATISTICS = Handed(survival=kaplan_meier, effect=intention_to_treat, change=difference_in_differences)


def figure(key: str, *stories: Story, handed: Handed | None = None, more: Batch | None = None) -> Figure:
    with programme(*stories, more=more) as store:
        return compiled(seen(store, handed), YEAR, [indicator(key)])[key]


def refusals(found: Figure) -> dict[str, int]:
    return {refused.code: refused.count for refused in found.refused}


def numbers(found: Figure, by: str = "") -> dict[str, float | None]:
    return {part.value: part.number for part in found.parts if part.by == by}


ASKED: list[Story] = [
    (H.INTEREST_SENT, A, 60, B, {}),
    (H.INTEREST_ACCEPTED, B, 50, A, {}),
    (H.INTEREST_SENT, A, 40, C, {}),
    (H.INTEREST_DECLINED, C, 36, A, {"reason": "no_capacity"}),
    (H.INTEREST_SENT, B, 35, D, {}),
    (H.INTEREST_EXPIRED, B, 5, D, {}),
    (H.INTEREST_SENT, C, 3, D, {}),
]


def test_e1_counts_interests_and_their_answers() -> None:
    found = figure("E1.sent", *ASKED)

    assert found.value == 4
    assert numbers(found) == {"accepted": 1, "declined": 1, "expired": 1, "withdrawn": 0}


def test_e1_accept_rate_is_one_of_three_answers() -> None:
    found = figure("E1.rate", *ASKED)

    assert (found.part, found.whole) == (1, 3)
    assert numbers(found) == {"no_capacity": 1}


def test_e1_time_to_decision_is_the_median_of_ten_and_four_days() -> None:
    assert figure("E1.days", *ASKED).value == 7


def test_e2_wants_a_lasting_tie_from_the_service_with_an_impact() -> None:
    innovated: Story = (H.SURVEY_ANSWERED, B, 5, "", {"because": True, "innovation": "product_process"})
    lasting, short, own = (
        tie(A, other, 90, channel=channel, years=years) for other, channel, years in ((B, "crossmatch", 2), (C, "crossmatch", 0), (D, "own", 2))
    )
    found = figure("E2", *lasting, *short, *own, *tie(C, D, 80, channel="crossmatch", years=1), innovated)

    assert (found.value, found.evidence.seqs.tolist()) == (1, [1, 2, 9])
    assert refusals(found) == {"not_partnered": 1, "short": 1, "impact": 1}


def test_e3_a_missed_meeting_is_not_kept_and_an_open_one_not_counted() -> None:
    planned: list[Story] = [(H.MEETING_SCHEDULED, A, 50, other, {}) for other in (B, C, D)]
    found = figure("E3.kept", *planned, (H.MET, A, 40, B, {}), (H.MISSED, C, 40, A, {}))

    assert (found.part, found.whole) == (1, 2)
    assert refusals(found) == {"outcome": 1}


def test_e3_second_meetings_are_counted_by_pair() -> None:
    met_: list[Story] = [(H.MET, A, 40, B, {}), (H.MET, B, 30, A, {}), (H.MET, A, 20, C, {})]

    assert figure("E3.again", *met_).value == 0.5


TIED = [*tie(A, B, 90), *tie(A, C, 80), *tie(B, D, 70), *tie(A, E, 60)]


@pytest.mark.parametrize(("key", "part"), [("X1.section", 1), ("X1.division", 2), ("X2", 1), ("X3", 3)])
def test_x_ties_across_are_of_those_where_both_sides_are_known(key: str, part: int) -> None:
    found = figure(key, *TIED)

    assert (found.part, found.whole) == (part, 3)
    assert refusals(found) == {"unknown": 1}


def test_x1_fields_compare_research_participants() -> None:
    fields = [Node("field:energy", "Energy"), Node("field:food", "Food")]
    edges = [Edge(A, Rel.CLASSIFIED_AS, "field:energy", 2), Edge(UNIVERSITY, Rel.CLASSIFIED_AS, "field:food")]
    found = figure("X1.field", *TIED, *tie(A, UNIVERSITY, 50), more=Batch(fields, edges))

    assert (found.part, found.whole) == (1, 1)


def test_x4_a_tie_through_a_common_event_or_partner_is_not_additional() -> None:
    fair: list[Story] = [(H.ATTENDED, A, 200, "event:fair", {}), (H.ATTENDED, B, 200, "event:fair", {})]
    partners = Batch(edges=[Edge(A, Rel.COLLABORATED_WITH, D, props={"since": 2019}), Edge(D, Rel.COLLABORATED_WITH, C, props={"since": 2020})])
    found = figure("X4.before", *fair, *tie(A, B, 90), *tie(A, C, 80), *tie(B, E, 70), more=partners)

    assert (found.part, found.whole) == (1, 3)
    assert refusals(found) == {"event": 1, "partner": 1}


def trial(*more: Story) -> list[Story]:
    """Drawn 200 days ago with a horizon of 100 days: A and B offered, C and D wait."""
    rule: dict[str, Scalar] = {"design": "waiting_list", "outcome": "collaboration", "horizon": 100, "share": 0.5, "alpha": 0.05}
    arms = {A: "offer", B: "offer", C: "wait", D: "wait"}
    drawn: list[Story] = [(H.TRIAL_ASSIGNED, who, 200, "trial-2026a", {"arm": arm, "stratum": "all", "seed": 1}) for who, arm in arms.items()]
    return [(H.TRIAL_DECLARED, "", 201, "trial-2026a", rule), *drawn, *more]


def test_x4_trial_is_the_difference_of_one_half_and_none() -> None:
    found = figure("X4.trial", *trial(*tie(A, E, 150)), handed=STATISTICS)

    assert (found.value, numbers(found, "arm")) == (0.5, {"offer": 0.5, "wait": 0})


def test_x4_trial_is_not_looked_at_before_its_horizon() -> None:
    early = [(kind, who, ago - 150, about, data) for kind, who, ago, about, data in trial()]

    assert figure("X4.trial", *early, handed=STATISTICS).value is None


def test_x5_half_of_two_ties_watched_lasts_a_year() -> None:
    found = figure("X5", *tie(A, B, 500), *tie(A, C, 480), (H.COLLABORATION_ENDED, C, 200, A, {}), handed=STATISTICS)

    assert (found.value, numbers(found, "months")) == (0.5, {"6": 1, "12": 0.5, "24": None})


def answered(before: Sequence[int], after: Sequence[int], name: str, values: Sequence[int | str]) -> list[Story]:
    """All four answered on the day of the draw, and again a year later, when they said what is named by `after`."""
    drawn = [(kind, who, ago + 200, about, data) for kind, who, ago, about, data in trial()]
    first: list[Story] = [(H.SURVEY_ANSWERED, who, 401, "", {name: values[at], "wave": 0}) for who, at in zip((A, B, C, D), before, strict=True)]
    then: list[Story] = [(H.SURVEY_ANSWERED, who, 30, "", {name: values[at], "wave": 12}) for who, at in zip((A, B, C, D), after, strict=True)]
    return [*drawn, *first, *then]


def test_x6_revenue_rose_by_one_band_more_among_the_offered() -> None:
    found = figure("X6.revenue", *answered([2, 2, 2, 2], [3, 5, 3, 3], "revenue", list(range(8))), handed=STATISTICS)

    assert found.value == pytest.approx(1)


def test_x6_innovation_rose_by_half_more_among_the_offered() -> None:
    found = figure("X6.innovation", *answered([0, 0, 0, 0], [1, 1, 1, 0], "innovation", ["none", "product_process"]), handed=STATISTICS)

    assert found.value == pytest.approx(0.5)


def shaped(store: Store) -> Handed:
    """The network as the measures make it: four businesses in a row A–B–C–D by declared ties."""
    snapshot = store.snapshot()
    known = columns(snapshot)
    rows = np.array([known.row[id] for id in (A, B, C, D)])
    groups = {"cluster": np.array([0, 0, 1, 1], dtype=np.int32), "section": np.array([0, 1, 0, 1], dtype=np.int32)}

    def network(first: date, last: date) -> Shape:
        found = meetings(snapshot, known.nodes[rows], until=month_of(last))
        before, after = months(found, groups, (month_of(first), month_of(last)))
        return Shape(before, after, role_counts(met(found.at(month_of(last)), found.n, groups)).sum(axis=0).tolist())

    return Handed(network=network)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("N1.density", 0.5),
        ("N1.components", 1),
        ("N1.path", 10 / 6),
        ("N2.centralisation", 1 / 3),
        ("N2.gini", 1 / 6),
        ("N3.constraint", 0.75),
        ("N3.effective", 1.5),
        ("N3.roles", 2),
        ("N4.cluster", -1 / 3),
        ("N4.section", 1),
        ("N5.clustering", 0),
        ("N5.modularity", 1 / 6),
        ("N5.bridges", 1),
    ],
)
def test_n_a_row_of_four(key: str, value: float) -> None:
    row = Batch(edges=[Edge(one, Rel.COLLABORATED_WITH, other, props={"since": 2026}) for one, other in ((A, B), (B, C), (C, D))])
    with programme(more=row) as store:
        found = compiled(seen(store, shaped(store)), YEAR, [indicator(key)])[key]

    assert found.value == pytest.approx(value)
    assert (found.evidence.total, numbers(found).get("before")) == (3, None)


@pytest.mark.parametrize("key", ["N5.reciprocity", "N5.paths"])
def test_n_what_nobody_can_say_is_said(key: str) -> None:
    with programme() as store:
        found = compiled(seen(store, shaped(store)), YEAR, [indicator(key)])[key]

    assert (found.value, bool(found.reason)) == (None, True)


@pytest.mark.parametrize("key", ["Q1.ndcg10", "Q1.mrr", "Q1.hits10", "Q1.recall50", "Q2.ece", "Q2.brier", "Q10", "Q11"])
def test_q_measured_figures_are_handed_in(key: str) -> None:
    measure = Measure(0.12, 0.11, 0.13, whole=1500, made="crossmatch evaluate 2026-11-01")

    assert figure(key, handed=Handed(measured={key: measure})).made == measure.made
    assert figure(key).value is None


class Line:
    """Distances along the alphabet, a quarter a letter; nobody is alike."""

    def __init__(self, store: Store) -> None:
        self._known = columns(store.snapshot())

    def distance(self, one: int, others: Sequence[int]) -> Floats:
        letters = [ord(str(self._known.ids[row])[-1]) for row in (one, *others)]
        return np.array([abs(letter - letters[0]) / 4 for letter in letters[1:]], dtype=np.float64)

    def nearest(self, one: int, k: int) -> frozenset[int]:
        return frozenset()


def listed(key: str, *stories: Story, goal: str = "partners", items: Sequence[str] = (B, C)) -> Figure:
    """One list for A with `items` in its first places, shown 20 days ago."""
    with programme(*stories) as store:
        names = store.assign_pseudonyms([A, B, C, D, E])
        shown = Shown("list-1", TODAY - timedelta(days=20), goal, names[A], [(rank, names.get(id, id)) for rank, id in enumerate(items, 1)])
        return compiled(seen(store, Handed(lists=[shown], likeness=Line(store))), YEAR, [indicator(key)])[key]


def test_q3_two_of_five_members_are_in_a_list() -> None:
    found = listed("Q3")

    assert (found.value, refusals(found), found.evidence.items) == (0.4, {"unlisted": 3}, ("list:list-1",))


def test_q4_exposure_goes_to_two_of_five() -> None:
    first, second = 1.0, 1 / np.log2(3)

    assert listed("Q4.none").value == 0.6
    assert listed("Q4.gini").value == pytest.approx((2 * second + 4 * first) / (5 * (first + second)))


def test_q5_three_requests_in_a_quarter_are_more_than_two() -> None:
    asked: list[Story] = [(H.INTEREST_SENT, who, 20, B, {}) for who in (A, C, D)]
    found = figure("Q5.most", *asked, (H.INTEREST_SENT, A, 20, C, {}))

    assert (found.value, numbers(found)) == (1.5, {"over": 1})
    assert figure("Q5.p95", *asked, (H.INTEREST_SENT, A, 20, C, {})).value == pytest.approx(1.45)


def test_q6_an_unknown_suggestion_is_as_novel_as_there_are_organisations() -> None:
    assert listed("Q6").value == pytest.approx(np.log2(7))


def test_q7_two_suggestions_are_a_quarter_apart() -> None:
    assert listed("Q7").value == 0.25


def test_q8_in_a_network_of_six_everybody_is_popular() -> None:
    assert listed("Q8", (H.INTEREST_SENT, A, 9, B, {}), (H.INTEREST_ACCEPTED, B, 5, A, {})).value == 0


def test_q9_one_of_two_suggestions_is_at_the_distance_aimed_at() -> None:
    assert listed("Q9.band").value == 0.5


def test_q9_yes_at_middle_distance_and_no_near() -> None:
    found = listed("Q9.middle", (H.INTEREST_ACCEPTED, C, 5, A, {}), (H.INTEREST_DECLINED, B, 5, A, {}))

    assert (found.value, numbers(found, "distance")) == (1, {"0.2": 0, "0.5": 1})


def test_s1_one_of_two_services_in_a_list_was_begun() -> None:
    begun: Story = (H.SERVICE_STARTED, A, 10, "service:export", {})

    assert listed("S1.precision", begun, goal="services", items=["service:export", "service:tax"]).value == 0.5


def test_s1_completion_says_what_was_broken_off() -> None:
    begun: list[Story] = [(H.SERVICE_STARTED, who, 40, "service:export", {}) for who in (A, B, C)]
    found = figure(
        "S1.completion", *begun, (H.SERVICE_COMPLETED, A, 30, "service:export", {}), (H.SERVICE_BROKEN_OFF, B, 30, "service:export", {"reason": "no_time"})
    )

    assert (found.part, found.whole, refusals(found)) == (1, 3, {"broken_off": 1, "running": 1})


def test_s2_a_need_is_covered_in_the_own_language_and_in_time() -> None:
    needs = [Node("need:a", "export"), Node("need:b", "export"), Node("need:c", "paper")]
    late = {"lang": "de", "opens": (TODAY + timedelta(days=31)).isoformat()}
    services = [Node("service:export", "Export", props={"lang": "en"}), Node("service:late", "Ausfuhr", props=late)]
    about = [("need:a", "export"), ("need:b", "export"), ("need:c", "paper"), ("service:export", "export"), ("service:late", "export")]
    wishes = [Edge(who, Rel.NEEDS, f"need:{who[-1]}") for who in (A, B, C)]
    found = figure("S2", more=Batch([*needs, *services], [*wishes, *(Edge(what, Rel.ABOUT, f"expertise:{topic}") for what, topic in about)]))

    assert (found.part, found.whole, refusals(found)) == (1, 3, {"topic": 1, "language": 1})


def test_s3_fourteen_points_do_not_pass() -> None:
    found = figure("S3", handed=Handed(ratings={"service:a": (3, 3, 3, 3, 3), "service:b": (3, 3, 3, 3, 2)}))

    assert (found.value, refusals(found)) == (0.5, {"points": 1})
    assert figure("S3").value is None


@pytest.mark.parametrize(("key", "part"), [("D1.nace4", 4), ("D1.nuts3", 0), ("D1.language", 4), ("D1.single", 5), ("D1.basis", 5), ("D1.valid", 0)])
def test_d1_of_five_one_is_unknown(key: str, part: int) -> None:
    found = figure(key)

    assert (found.part, found.whole) == (part, 5)


def test_d1_completeness_is_the_mean_over_seven_facts() -> None:
    assert figure("D1.complete").value == pytest.approx(16 / 35)


def test_d1_a_doubtful_pair_is_two_that_are_not_single() -> None:
    found = figure("D1.single", more=Batch(edges=[Edge(A, Rel.SAME_AS, B, 0.6)]))

    assert (found.part, refusals(found), found.evidence.total) == (3, {"duplicate": 2}, 1)


def test_the_network_after_the_period_is_not_seen() -> None:
    with programme(*tie(A, B, 20)) as store:
        early = compiled(seen(store), type(YEAR)(YEAR.first, TODAY - timedelta(days=15)), [indicator("X3")])["X3"]

    assert early.value is None


def test_thresholds_stand_in_the_formula() -> None:
    assert "12 hours" in indicator("R3").explained(Rules(), "en")
    assert "10.5 hours" in indicator("R3").explained(Rules(version="2", hours=10.5), "en")
