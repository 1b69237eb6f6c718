"""The statistics of trials, each against a reference on the same data, and what they promise when nothing happened."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import CensoredData, binomtest, ecdf, fisher_exact, logrank
from statsmodels.api import OLS, add_constant
from statsmodels.duration.survfunc import survdiff
from statsmodels.sandbox.regression.gmm import IV2SLS
from statsmodels.stats.proportion import confint_proportions_2indep, power_proportions_2indep, proportion_confint

from graph.errors import Invalid
from matcher.trials.change import difference_in_differences
from matcher.trials.drawing import OFFER, draw
from matcher.trials.effect import complier_effect, intention_to_treat
from matcher.trials.power import Setting, detectable, needed, power
from matcher.trials.redrawing import randomisation_test
from matcher.trials.strata import Codes, Flags, Numbers, wilson
from matcher.trials.survival import MONTH, kaplan_meier, log_rank

Trial = tuple[Flags, Numbers, Codes]
PLAIN = np.zeros(60, dtype=np.intp)
FIRST = np.arange(60) < 30


def trial(seed: int = 7, count: int = 240, lift: float = 0.2) -> Trial:
    """Arms, outcomes and strata of a planted trial: six strata of different shares, and a lift for who is offered."""
    random = np.random.default_rng(seed)
    stratum = random.integers(0, 6, count)
    arms = draw({f"{i:04}": str(code) for i, code in enumerate(stratum)}, share=0.5, seed=seed)
    offered = np.array([arm == OFFER for arm in arms.values()])
    return offered, (random.random(count) < 0.1 + 0.05 * stratum + lift * offered).astype(float), stratum


def outcomes(offered: int, waiting: int) -> Numbers:
    """Sixty businesses of which the first thirty were offered; so many of either arm have the outcome."""
    return np.concatenate([np.arange(30) < offered, np.arange(30) < waiting]).astype(float)


def levels(stratum: Codes) -> Numbers:
    """One column for each stratum, the first as the constant."""
    return np.asarray(add_constant((stratum[:, None] == np.arange(1, stratum.max() + 1)).astype(float)))


@pytest.mark.parametrize(("baseline", "lift", "share"), [(0.1, 0.1, 0.5), (0.3, -0.15, 0.5), (0.05, 0.04, 0.3), (0.5, 0.02, 0.7)])
def test_the_power_is_that_of_statsmodels(baseline: float, lift: float, share: float) -> None:
    reference = power_proportions_2indep(lift, baseline, nobs1=400 * share, ratio=(1 - share) / share, alpha=0.05)

    assert power(400, lift, Setting(baseline, share)) == pytest.approx(reference.power, abs=1e-9)


def test_the_smallest_detectable_lift_is_found_with_the_wanted_chance() -> None:
    setting = Setting(0.12)

    assert power(300, detectable(300, setting, wanted=0.9), setting) == pytest.approx(0.9, abs=1e-9)


@pytest.mark.parametrize("lift", [0.05, 0.1, -0.08])
def test_one_business_fewer_than_needed_is_too_few(lift: float) -> None:
    setting = Setting(0.12, offered=0.4)
    count = needed(lift, setting)

    assert power(count, lift, setting) >= 0.8 > power(count - 1, lift, setting)


def test_too_few_businesses_are_refused_instead_of_promised_something() -> None:
    with pytest.raises(Invalid, match="too few"):
        detectable(5, Setting(0.5))


def test_the_same_seed_draws_the_same_whatever_the_order() -> None:
    strata = {f"~{i:03}": f"DE-{i % 3}" for i in range(50)}

    assert draw(dict(reversed(strata.items())), share=0.5, seed=11) == draw(strata, share=0.5, seed=11)


def test_a_draw_stays_what_it_was_in_every_version() -> None:
    arms = draw({"~a": "x", "~b": "x", "~c": "x", "~d": "y", "~e": "y", "~f": "y"}, share=0.5, seed=2026)

    assert "".join(unit for unit, arm in arms.items() if arm == OFFER) == "~c~d~e"


@pytest.mark.parametrize("share", [0.5, 0.3])
def test_every_stratum_is_divided_as_nearly_as_it_can_be(share: float) -> None:
    strata = {f"{i:04}": f"s{i % 7}" for i in range(605)}
    arms = draw(strata, share=share, seed=3)
    offered = [sum(arms[unit] == OFFER for unit in strata if strata[unit] == f"s{i}") for i in range(7)]

    assert max(abs(count - share * sum(of == f"s{i}" for of in strata.values())) for i, count in enumerate(offered)) < 1
    assert abs(sum(offered) - share * 605) < 1


def test_every_unit_has_the_same_chance_even_in_strata_of_one() -> None:
    strata = {"a": "1", "b": "2", "c": "2", "d": "2", "e": "3", "f": "3"}
    counts = [sum(draw(strata, share=0.3, seed=seed)[unit] == OFFER for seed in range(2000)) for unit in strata]

    assert min(binomtest(count, 2000, 0.3).pvalue for count in counts) > 0.01


def test_the_effect_is_the_coefficient_of_a_regression_with_one_level_per_stratum() -> None:
    offered, outcome, stratum = trial()
    reference = OLS(outcome, np.column_stack([offered, levels(stratum)])).fit()

    assert intention_to_treat(offered, outcome, stratum).value == pytest.approx(reference.params[0], abs=1e-12)


@pytest.mark.parametrize(("one", "other"), [(9, 3), (0, 0), (30, 0), (4, 11)])
def test_the_limits_without_strata_are_newcombes(one: int, other: int) -> None:
    found = intention_to_treat(FIRST, outcomes(one, other), PLAIN)

    assert (found.low, found.high) == pytest.approx(confint_proportions_2indep(one, 30, other, 30, method="newcomb"), abs=1e-9)


def test_the_limits_of_alike_strata_are_those_of_all_together() -> None:
    offered, outcome, stratum = np.tile(FIRST, 4), np.tile(outcomes(9, 3), 4), np.repeat(np.arange(4), 60)
    found = intention_to_treat(offered, outcome, stratum)

    assert (found.low, found.high) == pytest.approx(confint_proportions_2indep(36, 120, 12, 120, method="newcomb"), abs=1e-9)


def test_the_limits_of_one_share_are_wilsons() -> None:
    assert wilson(7 / 40, 40) == pytest.approx(proportion_confint(7, 40, method="wilson"), abs=1e-12)


def test_the_limits_hold_the_true_lift_in_nineteen_of_twenty_trials() -> None:
    found = [intention_to_treat(*trial(seed, lift=0.15)) for seed in range(600)]
    held = sum(one.low <= 0.15 <= one.high for one in found)

    assert binomtest(held, 600, 0.95).proportion_ci(0.99).high >= 0.95


def test_a_stratum_with_one_arm_only_tells_nothing() -> None:
    offered, outcome, stratum = trial()
    more = intention_to_treat(np.append(offered, [True, True]), np.append(outcome, [1.0, 1.0]), np.append(stratum, [6, 6]))

    assert more == intention_to_treat(offered, outcome, stratum)


def test_without_both_arms_there_is_nothing_to_compare() -> None:
    with pytest.raises(Invalid, match="both arms"):
        intention_to_treat(FIRST | True, outcomes(3, 3), PLAIN)


@pytest.mark.parametrize(("one", "other"), [(9, 3), (1, 0), (12, 12), (5, 16)])
def test_the_randomisation_test_without_strata_is_fishers(one: int, other: int) -> None:
    found = randomisation_test(FIRST, outcomes(one, other), PLAIN)

    assert found.p == pytest.approx(fisher_exact(np.array([[one, 30 - one], [other, 30 - other]])).pvalue, abs=1e-9)


def test_counting_every_draw_and_drawing_ten_thousand_times_agree() -> None:
    offered, outcome, stratum = trial(lift=0.08)
    exact, drawn = (randomisation_test(offered, values, stratum) for values in (outcome, outcome * 2.5))

    assert (exact.redraws, drawn.redraws) == (0, 10_000)
    assert drawn.p == pytest.approx(exact.p, abs=4 * np.sqrt(exact.p / 10_000))


def alarms(outcome: Numbers, stratum: Codes, redraws: int) -> int:
    """How many of a thousand draws of one population in which the offer changes nothing have p < .05."""
    strata = {f"{i:04}": str(code) for i, code in enumerate(stratum)}
    arms = [np.array([arm == OFFER for arm in draw(strata, share=0.5, seed=seed).values()]) for seed in range(1000)]
    return sum(randomisation_test(offered, outcome, stratum, seed=seed, redraws=redraws).p < 0.05 for seed, offered in enumerate(arms))


@pytest.mark.parametrize("kind", ["numbers", "yes or no"])
def test_a_thousand_trials_without_effect_find_one_in_twenty(kind: str) -> None:
    random, stratum = np.random.default_rng(0), np.repeat(np.arange(8), 40)
    happened = (random.random(320) < 0.1 + 0.04 * stratum).astype(float)  # the exact test can reach .0487 here, so it is hardly timid
    outcome = {"numbers": random.normal(size=320) + stratum, "yes or no": happened}[kind]
    interval = binomtest(alarms(outcome, stratum, redraws=399), 1000).proportion_ci()

    assert interval.low <= 0.05 <= interval.high


def encouraged(seed: int = 3, moved: float = 0.4) -> tuple[Flags, Flags, Numbers, Codes]:
    """Arms, take-up, outcomes and strata where encouragement moves a part, and taking it up helps by .3."""
    random = np.random.default_rng(seed)
    offered, _, stratum = trial(seed, count=600)
    taken = random.random(600) < 0.2 + moved * offered
    return offered, taken, (random.random(600) < 0.2 + 0.03 * stratum + 0.3 * taken).astype(float), stratum


def test_the_complier_effect_is_that_of_two_stage_least_squares() -> None:
    offered, taken, outcome, stratum = encouraged()
    columns = levels(stratum)
    reference = IV2SLS(outcome, np.column_stack([taken, columns]), np.column_stack([offered, columns])).fit()

    assert complier_effect(offered, taken, outcome, stratum).value == pytest.approx(reference.params[0], abs=1e-9)


@pytest.mark.parametrize("limit", ["low", "high"])
def test_a_limit_of_the_complier_effect_leaves_a_difference_that_is_just_significant(limit: str) -> None:
    offered, taken, outcome, stratum = encouraged()
    at = getattr(complier_effect(offered, taken, outcome, stratum), limit)
    left = OLS(outcome - at * taken, np.column_stack([offered, levels(stratum)])).fit(cov_type="HC1", use_t=True)

    assert left.pvalues[0] == pytest.approx(0.05, abs=1e-9)


def test_encouragement_that_moved_nobody_sets_no_limits() -> None:
    found = complier_effect(*encouraged(moved=0.01))

    assert (found.low, found.high) == (-np.inf, np.inf)


def ties() -> tuple[Numbers, Flags, Codes]:
    """Durations in days, with many equal ones, which ends were seen, and three channels."""
    random = np.random.default_rng(4)
    channel = random.integers(0, 3, 150)
    days = np.ceil(random.exponential(300 + 150 * channel) / 30) * 30
    return np.minimum(days, 600.0), days < 600, channel


def test_survival_and_its_limits_are_those_of_scipy() -> None:
    days, ended, _ = ties()
    reference = ecdf(CensoredData.right_censored(days, ~ended)).sf
    limits: Any = reference.confidence_interval(method="log-log")
    expected = np.array([step.evaluate(np.array([6, 12, 18]) * MONTH) for step in (reference, limits.low, limits.high)])
    found = np.array([kaplan_meier(days, ended).at(months * MONTH) for months in (6, 12, 18)])

    assert np.abs(found.T - expected).max() < 1e-9


def test_survival_and_log_rank_are_what_lifelines_says() -> None:
    days, ended, channel = ties()  # lifelines 0.30.3 gave these on the same data; it wants an older pandas, so it is not installed beside us

    assert kaplan_meier(days, ended).at(6 * MONTH) == pytest.approx((0.68666667, 0.60583027, 0.75430421), abs=1e-8)
    assert kaplan_meier(days, ended).at(12 * MONTH) == pytest.approx((0.45333333, 0.37235474, 0.53070791), abs=1e-8)
    assert log_rank(days, ended, channel).statistic == pytest.approx(19.69591195, abs=1e-8)


def test_nothing_is_said_beyond_the_longest_tie() -> None:
    days, ended, _ = ties()

    assert np.isnan(kaplan_meier(days, ended).at(24 * MONTH)).all()


def test_ties_that_all_last_have_no_limits() -> None:
    found = kaplan_meier(np.array([200.0, 400.0]), np.array([False, False])).at(6 * MONTH)

    assert found == pytest.approx((1.0, np.nan, np.nan), nan_ok=True)


def test_the_log_rank_test_of_two_channels_is_that_of_scipy() -> None:
    days, ended, channel = ties()
    two = channel < 2
    one, other = (CensoredData.right_censored(days[channel == code], ~ended[channel == code]) for code in (0, 1))

    assert log_rank(days[two], ended[two], channel[two]).p == pytest.approx(logrank(one, other).pvalue, abs=1e-9)


def test_the_log_rank_test_of_three_channels_is_that_of_statsmodels() -> None:
    days, ended, channel = ties()
    found = log_rank(days, ended, channel)

    assert (found.statistic, found.p) == pytest.approx(survdiff(days, ended.astype(int), channel), abs=1e-9)


def test_the_difference_in_differences_is_a_regression_with_errors_clustered_by_business() -> None:
    random = np.random.default_rng(9)
    offered = np.asarray(random.random(80) < 0.5)
    before = random.integers(0, 8, 80).astype(float)
    after = np.clip(before + random.integers(-1, 2, 80) + offered, 0.0, 7.0).astype(np.float64)
    arm, late = np.tile(offered, 2).astype(float), np.repeat([0.0, 1.0], 80)
    model = OLS(np.concatenate([before, after]), np.column_stack([np.ones(160), arm, late, arm * late]))
    reference = model.fit(cov_type="cluster", cov_kwds={"groups": np.tile(np.arange(80), 2)}, use_t=True)
    found = difference_in_differences(before, after, offered)

    assert (found.value, found.low, found.high) == pytest.approx((reference.params[3], *reference.conf_int()[3]), abs=1e-9)


def test_one_answer_in_an_arm_is_no_comparison() -> None:
    with pytest.raises(Invalid, match="two businesses"):
        difference_in_differences(np.zeros(3), np.ones(3), np.array([True, False, False]))
