"""Each indicator on a ledger small enough to count by hand."""

from datetime import timedelta
from pathlib import Path

import pytest
from programmetown import NORTH, SOUTH, TODAY, UNIVERSITY, YEAR, A, B, C, D, E, Story, programme, seen, tie

from graph.indicators import INDICATORS, Figure, Handed, Period, indicator
from graph.indicators.compiler import compiled
from graph.reach import Rules
from graph.schema import Happening as H


def figure(key: str, *stories: Story, handed: Handed | None = None, rules: Rules | None = None, period: Period = YEAR) -> Figure:
    with programme(*stories) as store:
        found = seen(store, handed, rules) if rules else seen(store, handed)
        return compiled(found, period, [indicator(key)])[key]


def refusals(found: Figure) -> dict[str, int]:
    return {refused.code: refused.count for refused in found.refused}


def numbers(found: Figure, by: str = "") -> dict[str, float | None]:
    return {part.value: part.number for part in found.parts if part.by == by}


MAIL: list[Story] = [(H.DELIVERED, A, 9, "", {}), (H.DELIVERED, A, 8, "", {}), (H.OPENED, B, 7, "", {})]
CAME: Story = (H.ATTENDED, A, 6, "event:fair", {})
DEEP: list[Story] = [(H.NEED_ASSESSED, A, 90, "", {}), (H.ACTION_PLANNED, A, 80, "", {}), (H.SUPPORT_GIVEN, A, 70, "", {"hours": 12.0})]
SHORT: list[Story] = [(H.NEED_ASSESSED, B, 90, "", {}), (H.ACTION_PLANNED, B, 80, "", {}), (H.SUPPORT_GIVEN, B, 70, "", {"hours": 9.5})]


def test_r1_counts_two_of_five_on_their_first_entries() -> None:
    found = figure("R1", *MAIL)

    assert (found.value, found.low, found.high) == (2, 2, 2)
    assert found.evidence.seqs.tolist() == [1, 3]
    assert refusals(found) == {"exposure": 3}


def test_r1_contacts_are_counted_gross() -> None:
    assert figure("R1.contacts", *MAIL).value == 3


def test_r2_counts_who_acted_and_says_who_was_only_reached() -> None:
    found = figure("R2", *MAIL, CAME)

    assert found.value == 1
    assert found.evidence.seqs.tolist() == [4]
    assert refusals(found) == {"act": 1}


def test_r3_refuses_nine_and_a_half_hours_of_twelve() -> None:
    found = figure("R3", *DEEP, *SHORT)
    hours = next(refused for refused in found.refused if refused.code == "hours")

    assert (found.value, found.evidence.seqs.tolist()) == (1, [1, 2, 3])
    assert (hours.count, hours.need, hours.cases[0].have) == (1, 12, 9.5)
    assert hours.cases[0].who.startswith("~")


def test_r3_waits_for_the_other_side_of_a_collaboration() -> None:
    found = figure("R3", (H.ATTENDED, A, 50, "event:fair", {}), (H.COLLABORATION_SIGNED, A, 40, B, {}))

    assert found.value == 0
    assert refusals(found)["confirmation"] == 1


def test_r4_wants_members_a_manager_and_an_act() -> None:
    found = figure("R4", (H.TOLD, A, 5, "", {"by": "manager-1"}), (H.INTEREST_SENT, B, 4, C, {}))

    assert found.value == 1
    assert numbers(found, "cluster") == {NORTH: 1, SOUTH: 0}
    assert refusals(found) == {"manager": 1, "acted": 1}


def test_r5_is_one_of_two_reached_with_an_interval_and_by_size() -> None:
    found = figure("R5.benefit", *MAIL, CAME)

    assert (found.value, found.part, found.whole) == (0.5, 1, 2)
    assert [found.low, found.high] == pytest.approx([0.0945, 0.9055], abs=1e-4)
    assert numbers(found, "size") == {"": None, "large": None, "micro": 0.5}


def test_r5_depth_is_of_those_who_benefited() -> None:
    assert figure("R5.depth", *DEEP, *SHORT).value == 0.5


def test_r6_compares_the_language_that_benefits_least_with_that_which_benefits_most() -> None:
    french: list[Story] = [(H.DELIVERED, C, 9, "", {}), (H.ATTENDED, D, 9, "event:salon", {})]

    assert figure("R6", (H.ATTENDED, A, 9, "event:fair", {}), *french).value == 0.5


def test_r6_cannot_be_computed_for_one_language() -> None:
    found = figure("R6", CAME)

    assert found.value is None
    assert "one language" in found.reason


def test_rco01_counts_enterprises_by_size() -> None:
    found = figure("RCO01", (H.SUPPORT_GIVEN, A, 9, "", {"hours": 1.0}), (H.SUPPORT_GIVEN, A, 8, "", {"hours": 1.0}), (H.SERVICE_COMPLETED, D, 7, "", {}))

    assert found.value == 2
    assert numbers(found, "size") == {"large": 1, "micro": 1}


def test_support_before_the_period_is_not_in_it() -> None:
    assert figure("RCO01", (H.SUPPORT_GIVEN, A, 400, "", {"hours": 1.0})).value == 0


@pytest.mark.parametrize("key", ["RCO02", "RCO03"])
def test_money_is_not_kept_in_the_ledger(key: str) -> None:
    found = figure(key)

    assert found.value is None
    assert "no grants" in found.why("en")


def test_rco04_leaves_out_a_one_off_contact() -> None:
    found = figure("RCO04", *DEEP, (H.SUPPORT_GIVEN, B, 9, "", {"hours": 3.0}), (H.NEED_ASSESSED, C, 9, "", {}))

    assert (found.value, found.evidence.seqs.tolist()) == (1, [1, 2, 3])
    assert refusals(found) == {"one_off": 1, "hours": 1}


def test_rco05_counts_who_was_founded_in_the_last_years() -> None:
    given: list[Story] = [(H.SUPPORT_GIVEN, who, 9, "", {"hours": 1.0}) for who in (A, B, E)]
    found = figure("RCO05", *given)

    assert (found.value, refusals(found)) == (1, {"founded": 1})


def test_rco10_is_joint_research_not_a_purchase() -> None:
    found = figure("RCO10", *tie(A, UNIVERSITY, 90, kind="research"), *tie(B, UNIVERSITY, 80, kind="commercial"))

    assert (found.value, found.evidence.seqs.tolist()) == (1, [1, 2])
    assert refusals(found) == {"not_research": 1}


@pytest.mark.parametrize(("key", "innovation"), [("RCR03", "product_process"), ("RCR04", "marketing_organisational")])
def test_rcr_innovations_count_for_smes_because_of_the_support(key: str, innovation: str) -> None:
    answers: list[Story] = [
        (H.SURVEY_ANSWERED, who, 9, "", {"innovation": innovation, "because": because}) for who, because in ((A, True), (B, False), (D, True))
    ]
    found = figure(key, *answers, (H.SURVEY_ANSWERED, C, 9, "", {"innovation": "none"}))

    assert (found.value, found.evidence.seqs.tolist()) == (1, [1])
    assert refusals(found) == {"because": 1}


@pytest.mark.parametrize(("key", "kind"), [("RCO83", "strategy"), ("RCO84", "pilot")])
def test_joint_actions_are_of_two_countries_and_confirmed(key: str, kind: str) -> None:
    found = figure(key, *tie(A, B, 90, kind=kind), *tie(C, D, 80, kind=kind), (H.COLLABORATION_SIGNED, A, 9, C, {"kind": kind}))

    assert (found.value, numbers(found)) == (1, {"organisations": 2})
    assert refusals(found) == {"one_country": 2, "confirmation": 1}


def test_rco87_counts_organisations_in_formal_agreements_across_a_border() -> None:
    found = figure("RCO87", *tie(A, B, 90, formal=True), *tie(A, C, 80, formal=True), *tie(A, D, 70))

    assert (found.value, refusals(found)) == (3, {"informal": 2})


def test_rcr84_counts_what_still_lives_after_the_end() -> None:
    ended = TODAY - timedelta(days=30)
    rules = Rules(begins="2025-01-01", ends=ended.isoformat())
    stories: list[Story] = [*tie(A, B, 90, formal=True), *tie(A, C, 80, formal=True), (H.COLLABORATION_ENDED, C, 9, A, {})]

    assert figure("RCR84", *stories, rules=rules).value == 2
    assert figure("RCR84", *stories).value is None


@pytest.mark.parametrize("key", [entry.key for entry in INDICATORS])
def test_every_indicator_has_a_case_computed_by_hand(key: str) -> None:
    cases = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in ("test_indicators.py", "test_indicators_network.py"))

    assert f'"{key}"' in cases


def test_every_key_is_its_code_or_begins_with_it() -> None:
    assert [entry.key for entry in INDICATORS if entry.key.partition(".")[0] != entry.code] == []
