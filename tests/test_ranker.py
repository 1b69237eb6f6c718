"""The additive ranker: scikit-learn's own checks, an exact sum, and nothing known is worth nothing."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.utils.estimator_checks import parametrize_with_checks

from matcher.ranker.estimator import AdditiveRanker


@parametrize_with_checks([AdditiveRanker()])
def test_scikit_learn_finds_nothing_amiss(estimator: AdditiveRanker, check: object) -> None:
    assert callable(check)
    check(estimator)


@pytest.fixture(scope="module")
def planted() -> tuple[np.ndarray, np.ndarray]:
    """Three signals, of which 0 means unknown, and a context that decides what the second is worth."""
    draw = np.random.default_rng(0)
    known = draw.random((4000, 4)) * (draw.random((4000, 4)) < 0.8)
    return known, known[:, 0] + known[:, 1] * known[:, 3] + 0.1 * draw.normal(size=4000) > 0.6


@pytest.fixture(scope="module")
def fitted(planted: tuple[np.ndarray, np.ndarray]) -> AdditiveRanker:
    return AdditiveRanker(monotone=[1, 0, 0]).fit(*planted)


def test_a_decision_is_exactly_the_sum_of_its_parts(fitted: AdditiveRanker, planted: tuple[np.ndarray, np.ndarray]) -> None:
    known = planted[0]
    shapes = fitted.shapes_

    assert fitted.decision_function(known) == pytest.approx(fitted.parts(known).sum(axis=1), abs=1e-12)
    assert [shapes.scores(row[:-1, None], row[-1])[0] for row in known[:50]] == pytest.approx(fitted.decision_function(known[:50]), abs=1e-9)


def test_bent_lines_fit_better_than_straight_ones(fitted: AdditiveRanker, planted: tuple[np.ndarray, np.ndarray]) -> None:
    known, outcome = planted
    loss = np.logaddexp(0, np.where(outcome, -1, 1) * fitted.decision_function(known)).mean()
    linear = LogisticRegression(C=1e6).fit(known, outcome)

    assert loss < -linear.predict_log_proba(known)[np.arange(len(known)), outcome.astype(int)].mean()


def test_what_is_not_known_earns_no_points(fitted: AdditiveRanker, planted: tuple[np.ndarray, np.ndarray]) -> None:
    signals = planted[0][:, :-1]

    assert not fitted.parts(planted[0])[:, :-1][signals == 0].any()


def test_more_of_a_monotone_signal_never_earns_less(fitted: AdditiveRanker) -> None:
    first = fitted.shapes_.shapes[0]

    assert min(np.diff(first.few).min(), np.diff(first.many).min()) >= 0


def test_the_context_decides_what_a_signal_is_worth(fitted: AdditiveRanker) -> None:
    second = fitted.shapes_.shapes[1]

    assert second.many[-1] > 2 * second.few[-1]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_is_no_finite_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"NaN|infinity"):
        AdditiveRanker().fit([[0.0, value], [1.0, 1.0]], [0, 1])
