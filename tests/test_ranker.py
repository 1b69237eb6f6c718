"""The additive ranker: scikit-learn's own checks, an exact sum, and nothing known is worth nothing."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.utils.estimator_checks import parametrize_with_checks

from matcher.ranker.estimator import AdditiveRanker
from matcher.ranker.shapes import bins


@parametrize_with_checks([AdditiveRanker(rounds=5)])
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
    return AdditiveRanker(rounds=60, monotone=[1, 0, 0]).fit(*planted)


def test_the_tables_say_exactly_what_the_trees_say(fitted: AdditiveRanker, planted: tuple[np.ndarray, np.ndarray]) -> None:
    known, outcome = planted
    coded = np.column_stack([known[:, :-1], bins(fitted.shapes_.context, known[:, -1])])
    trees = HistGradientBoostingClassifier(
        max_iter=60,
        learning_rate=0.07,
        max_leaf_nodes=4,
        min_samples_leaf=1,
        max_bins=64,
        interaction_cst=[{0, 3}, {1, 3}, {2, 3}],
        monotonic_cst=[1, 0, 0, 0],
        early_stopping=False,
        random_state=0,
    ).fit(coded, outcome)

    assert fitted.decision_function(known) == pytest.approx(trees.decision_function(coded), abs=1e-9)


def test_what_is_not_known_earns_no_points(fitted: AdditiveRanker, planted: tuple[np.ndarray, np.ndarray]) -> None:
    signals = planted[0][:, :-1]

    assert not fitted.parts(planted[0])[:, :-1][signals == 0].any()


def test_more_of_a_monotone_signal_never_earns_less(fitted: AdditiveRanker) -> None:
    assert np.diff(fitted.shapes_.shapes[0].points, axis=0).min() >= 0


def test_the_context_decides_what_a_signal_is_worth(fitted: AdditiveRanker) -> None:
    gain = fitted.shapes_.shapes[1].points[-1]

    assert gain[-1] > 2 * gain[0]
