"""Trials in the ledger: declared before the draw, drawn once, and read back with what came of them."""

from datetime import date, timedelta

import numpy as np
import pytest
from trialtown import CODE, COUNT, DECLARED, DRAWN, HORIZON, SEED, TODAY, assigned, business, declared, folded, is_offered, planted, stratum, tie

from graph import Store
from graph.errors import Conflict, Invalid
from graph.model import Batch, Event, Key, Part, Record
from graph.reach import Reach
from graph.schema import Happening as H
from graph.trials import COLLECTION, Declaration, Design, Outcome, Trial, assign, declare, trials, waiting
from graph.trials.declaration import next_code, seed_hash
from graph.trials.outcomes import happened, taken_up
from graph.trials.reading import compared
from graph.trials.surveys import Asked, answers
from graph.trials.ties import lasting, ties

ONE, OTHER, WAITS = business(0), business(1), business(2)
EARLY, SOON, LATE = DRAWN - timedelta(days=1), DRAWN + timedelta(days=1), DRAWN + timedelta(days=HORIZON)
ARMS = {business(number): ("offer" if is_offered(number) else "wait", stratum(number)) for number in range(COUNT)}


def only(store: Store) -> tuple[Reach, Trial]:
    """What the store's ledger says of its one trial."""
    reach = folded(store)
    (trial,) = trials(reach.history)
    return reach, trial


def with_outcome(*events: Event, outcome: str = "collaboration") -> list[str]:
    """The businesses of the planted trial for which these events are the outcome."""
    reach, trial = only(planted(declared(outcome=outcome), *assigned(), *events, trial=False))
    among = compared(trial, reach.history, reach.units)
    return [str(reach.units.ids[unit]) for unit in among.units[happened(reach, trial, among)]]


def declaring(store: Store) -> tuple[Reach, Trial, Record]:
    """A trial that this program declared, ready for its draw."""
    batch, expected = declare(Declaration(code=CODE), seed=SEED, clusters=["cluster:alpha"], on=DECLARED, by="0a1b")
    store.write(batch, expected=expected)
    return *only(store), store.record(COLLECTION, CODE)


def test_the_ledger_is_told_the_rules_and_only_the_hash_of_the_seed() -> None:
    store = planted(trial=False)
    declaring(store)
    (entry,) = store.entries()

    assert dict(entry.data) == {
        "alpha": 0.05,
        "design": "waiting_list",
        "horizon": 180,
        "outcome": "collaboration",
        "seed": seed_hash(CODE, SEED),
        "share": 0.5,
        "stratum": "country+size",
    }


def test_a_code_is_declared_once() -> None:
    store = planted(trial=False)
    declaring(store)
    batch, expected = declare(Declaration(code=CODE, horizon=90), seed=1, clusters=[], on=TODAY, by="0a1b")

    with pytest.raises(Conflict):
        store.write(batch, expected=expected)


def test_the_next_code_counts_on_after_z() -> None:
    taken = [f"trial-2026{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]

    assert (next_code(taken[:2], 2026), next_code(taken, 2026), next_code(taken, 2027)) == ("trial-2026c", "trial-2026aa", "trial-2027a")


@pytest.mark.parametrize("wrong", [{"horizon": 5}, {"share": 0.95}, {"alpha": 0.5}, {"strata": ("city",)}, {"strata": ("size", "size")}, {"code": "a trial"}])
def test_rules_out_of_bounds_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        Declaration(**{"code": CODE, **wrong})  # type: ignore[arg-type]


def test_the_draw_publishes_the_seed_that_was_declared() -> None:
    store = planted(trial=False)
    reach, trial, record = declaring(store)
    batch, expected = assign(trial, record, reach.units, ARMS, on=DRAWN)
    store.write(batch, expected=expected)
    _, drawn = only(store)

    assert (trial.seed, trial.seed_kept) == (None, None)
    assert (drawn.seed, drawn.seed_kept) == (SEED, True)
    assert (drawn.assigned, drawn.ends, len(drawn.names)) == (DRAWN, date(2026, 8, 9), COUNT)


def test_a_trial_is_drawn_once() -> None:
    store = planted(trial=False)
    reach, trial, record = declaring(store)
    batch, expected = assign(trial, record, reach.units, ARMS, on=DRAWN)
    store.write(batch, expected=expected)

    with pytest.raises(Conflict):
        store.write(batch, expected=expected)
    with pytest.raises(Conflict, match="made once"):
        assign(only(store)[1], store.record(COLLECTION, CODE), reach.units, ARMS, on=TODAY)


def test_another_seed_than_the_declared_one_is_refused() -> None:
    reach, trial, record = declaring(planted(trial=False))

    with pytest.raises(Invalid, match="not the one that was declared"):
        assign(trial, Record(COLLECTION, CODE, {**record.value, "seed": SEED + 1}, record.version), reach.units, ARMS, on=DRAWN)


def test_who_has_no_basis_for_statistics_is_not_drawn() -> None:
    store = planted(Event(H.BASIS_WITHDRAWN, ONE, DECLARED, data={"purpose": "statistics"}), trial=False)
    reach, trial, record = declaring(store)

    with pytest.raises(Invalid, match="legal basis"):
        assign(trial, record, reach.units, ARMS, on=DRAWN)


def test_what_was_assigned_before_a_declaration_is_no_trial() -> None:
    _, trial = only(planted(*assigned()[:4], declared(), *assigned()[8:], trial=False))

    assert len(trial.names) == COUNT - 8


def test_the_first_declaration_and_the_first_assignment_count() -> None:
    again = Event(H.TRIAL_ASSIGNED, WAITS, SOON, about=CODE, data={"arm": "offer", "stratum": "DE-micro"})
    _, trial = only(planted(declared(outcome="r3", horizon=30), again))

    assert (trial.declaration.outcome, trial.declaration.horizon, trial.arms.count("offer")) == (Outcome.COLLABORATION, HORIZON, COUNT // 2)


def test_a_declaration_that_says_too_little_is_none() -> None:
    bare = Event(H.TRIAL_DECLARED, "", DECLARED, about="trial-2026b", data={"outcome": "collaboration"})

    assert [trial.code for trial in trials(folded(planted(bare)).history)] == [CODE]


def test_a_result_is_due_the_day_after_the_horizon() -> None:
    _, trial = only(planted())

    assert (trial.is_over(LATE), trial.is_over(LATE + timedelta(days=1))) == (False, True)


def test_a_confirmed_collaboration_counts_for_both_sides() -> None:
    assert with_outcome(*tie(ONE, OTHER, SOON)) == [ONE, OTHER]


@pytest.mark.parametrize(
    "events",
    [
        tuple(tie(ONE, OTHER, EARLY)),
        tuple(tie(ONE, OTHER, SOON, confirmed=HORIZON)),
        (Event(H.COLLABORATION_SIGNED, ONE, SOON, about=OTHER),),
        (Event(H.COLLABORATION_SIGNED, ONE, SOON, about=OTHER), Event(H.COLLABORATION_CONFIRMED, ONE, SOON, about=OTHER)),
    ],
    ids=["signed before the draw", "confirmed after the horizon", "not confirmed", "confirmed by the same side"],
)
def test_a_collaboration_outside_the_rules_is_no_outcome(events: tuple[Event, ...]) -> None:
    assert with_outcome(*events) == []


def test_an_accepted_interest_counts_for_both_sides_until_the_last_day() -> None:
    events = [Event(H.INTEREST_ACCEPTED, ONE, LATE, about=OTHER), Event(H.INTEREST_ACCEPTED, WAITS, LATE + timedelta(days=1), about=ONE)]

    assert with_outcome(*events, outcome="interest_accepted") == [ONE, OTHER]


def test_a_tier_counts_for_who_enters_it_after_the_draw() -> None:
    events = [Event(H.ATTENDED, ONE, SOON), Event(H.ATTENDED, OTHER, EARLY), Event(H.ATTENDED, OTHER, SOON), Event(H.TOLD, WAITS, SOON)]

    assert with_outcome(*events, outcome="r2") == [ONE]


def test_depth_counts_from_the_day_on_which_all_of_it_is_there() -> None:
    help = [Event(H.NEED_ASSESSED, ONE, EARLY), Event(H.ACTION_PLANNED, ONE, SOON), Event(H.SUPPORT_GIVEN, ONE, LATE, data={"hours": 12.0})]

    assert (with_outcome(*help, outcome="r3"), with_outcome(*help[:2], outcome="r3")) == ([ONE], [])


def test_an_offer_is_taken_up_by_being_introduced_on_either_side() -> None:
    reach, trial = only(planted(Event(H.INTRODUCED, ONE, SOON, about=OTHER, data={"by": "manager-alpha-1"})))
    among = compared(trial, reach.history, reach.units)

    assert reach.units.ids[among.units[taken_up(reach, trial, among)]].tolist() == [ONE, OTHER]


def test_who_withdrew_statistics_is_left_out_of_its_arm() -> None:
    reach, trial = only(planted(*(Event(H.BASIS_WITHDRAWN, id, SOON, data={"purpose": "statistics"}) for id in (WAITS, business(3), ONE))))
    among = compared(trial, reach.history, reach.units)

    assert (among.left_out, len(among.units)) == ((1, 2), COUNT - 3)


def test_an_erased_business_stays_in_the_comparison_without_a_name() -> None:
    store = planted(*tie(ONE, OTHER, SOON))
    store.write(Batch(events=[Event(H.ERASED, ONE, TODAY)], deletions=[Key(Part.NODE, ONE), Key(Part.PSEUDONYM, ONE)]))
    reach, trial = only(store)
    among = compared(trial, reach.history, reach.units)

    assert (len(among.units), int(happened(reach, trial, among).sum())) == (COUNT, 2)


def test_duplicates_found_to_be_one_count_once_as_first_assigned() -> None:
    reach, trial = only(planted(Event(H.MERGED, WAITS, TODAY, about=ONE)))
    among = compared(trial, reach.history, reach.units)
    at = reach.units.ids[among.units].tolist().index(WAITS)

    assert (len(among.units), bool(among.offered[at])) == (COUNT - 1, True)


def test_who_waits_waits_until_the_horizon_is_over() -> None:
    _, trial = only(planted())
    counts = [len(waiting([trial], day)) for day in (EARLY, DRAWN, LATE, LATE + timedelta(days=1))]

    assert counts == [0, COUNT // 2, COUNT // 2, 0]


def test_nobody_waits_where_the_others_are_only_not_encouraged() -> None:
    _, trial = only(planted(declared(design="encouragement"), *assigned(), trial=False))

    assert (trial.declaration.design, waiting([trial], DRAWN)) == (Design.ENCOURAGEMENT, frozenset())


def test_ties_last_from_their_signature_to_their_end_or_until_today() -> None:
    signed = TODAY - timedelta(days=200)
    reach = folded(planted(*tie(ONE, OTHER, signed, ended=150, channel="own"), *tie(OTHER, WAITS, signed)))
    found = lasting(ties(reach.history, reach.units), TODAY)

    assert (found.days.tolist(), found.ended.tolist(), found.channel.tolist()) == ([150, 200], [True, False], ["own", "crossmatch"])


def test_a_tie_that_nobody_confirmed_is_not_counted() -> None:
    reach = folded(planted(Event(H.COLLABORATION_SIGNED, ONE, SOON, about=OTHER)))

    assert len(lasting(ties(reach.history, reach.units), TODAY).days) == 0


def test_a_pair_that_signs_again_has_a_second_tie() -> None:
    reach = folded(planted(*tie(ONE, OTHER, SOON, ended=60), *tie(OTHER, ONE, SOON + timedelta(days=90))))
    found = lasting(ties(reach.history, reach.units), TODAY)

    assert (found.days.tolist(), found.ended.tolist()) == ([60, (TODAY - SOON).days - 90], [True, False])


def answer(on: date, wave: int, **told: str | int) -> Event:
    return Event(H.SURVEY_ANSWERED, ONE, on, data={"wave": wave, **told})


def test_answers_are_compared_from_the_last_before_to_the_last_in_the_window() -> None:
    half_a_year = DRAWN + timedelta(days=183)
    told = [answer(EARLY, 0, revenue=2), answer(DRAWN + timedelta(days=30), 0, revenue=7), answer(half_a_year, 6, revenue=4)]
    reach, trial = only(planted(*told))
    found = answers(reach, compared(trial, reach.history, reach.units), Asked.REVENUE, 6)

    assert (found.at.tolist(), found.before.tolist(), found.after.tolist()) == ([0], [2.0], [4.0])


def test_who_answered_only_once_is_not_compared() -> None:
    reach, trial = only(planted(answer(EARLY, 0, revenue=2)))

    assert len(answers(reach, compared(trial, reach.history, reach.units), Asked.REVENUE, 6).at) == 0


def test_an_innovation_is_one_of_either_kind_and_none_before_the_start() -> None:
    told = [answer(EARLY, 0, revenue=2), answer(DRAWN + timedelta(days=183), 6, innovation="marketing_organisational")]
    reach, trial = only(planted(*told))
    found = answers(reach, compared(trial, reach.history, reach.units), Asked.INNOVATION, 6)

    assert np.array_equal([found.before, found.after], [[0.0], [1.0]])
