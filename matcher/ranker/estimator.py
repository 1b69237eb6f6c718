"""An additive classifier: boosted steps of one signal each, which may depend on the context, written out as tables.

Boosting of small trees on one feature at a time is a generalised additive model (Lou, Caruana, Gehrke 2012). The trees are
scikit-learn's; here they are kept from mixing signals, and added up into one table per signal, so that a score is exactly the
sum of its parts and needs no trees when it is asked for.
"""

from collections.abc import Iterator, Sequence
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.utils.multiclass import check_classification_targets, type_of_target
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from matcher.ranker.shapes import Numbers, Shape, Shapes, bins

Nodes = NDArray[np.void]
Box = dict[int, tuple[float, float]]
"""Feature → the values above the first and up to the second number that reach a leaf."""


class AdditiveRanker(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Two classes; the last column of X is the context, each other column a signal.

    A signal's part is a step function of its value and of the context, and 0 where the value is 0: what is not known neither helps
    nor harms. `decision_function` is `base` (by context) plus the parts, on the log-odds scale.

    Parameters: `rounds` trees are added at the learning `rate`, each with up to `leaves` leaves of at least `least` rows. `steps`
    bounds how many bins a signal has, `contexts` how many the context has. `monotone` holds 1 (more never earns less), −1 (the
    reverse) or 0 for each signal; None leaves all free.

    After `fit`: `shapes_` (a `Shapes`), `classes_`, `n_features_in_`.
    """

    def __init__(
        self,
        *,
        rounds: int = 220,
        rate: float = 0.07,
        leaves: int = 4,
        least: int = 1,
        steps: int = 64,
        contexts: int = 12,
        monotone: Sequence[int] | None = None,
        seed: int = 0,
    ) -> None:
        self.rounds = rounds
        self.rate = rate
        self.leaves = leaves
        self.least = least
        self.steps = steps
        self.contexts = contexts
        self.monotone = monotone
        self.seed = seed

    def __sklearn_tags__(self) -> object:
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        return tags

    def fit(self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None) -> Self:
        """Learn the shapes. Raises ValueError for anything but finite numbers and two classes."""
        given: tuple[Numbers, NDArray[np.generic]] = validate_data(self, X, y, dtype=np.float64)
        known, y = given
        check_classification_targets(y)
        if type_of_target(y, input_name="y") != "binary":
            raise ValueError(f"Only binary classification is supported. The type of the target is {type_of_target(y)}.")
        weights = _check_sample_weight(sample_weight, known, ensure_non_negative=True)
        rows = weights > 0  # a row without weight must not set a step either
        self.classes_, targets = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2 or len(np.unique(targets[rows])) < 2:
            raise ValueError("AdditiveRanker learns the difference between two classes; this data has rows of one class only")
        edges = _cuts(known[rows, -1], self.contexts)
        coded = np.column_stack([known[rows, :-1], bins(edges, known[rows, -1])])
        self.shapes_ = _shapes(self._boosted(coded, targets[rows], weights[rows]), known.shape[1] - 1, edges)
        return self

    def _boosted(self, X: Numbers, y: NDArray[np.intp], weights: Numbers) -> HistGradientBoostingClassifier:
        signals = X.shape[1] - 1
        monotone = [*(self.monotone if self.monotone is not None else [0] * signals), 0]
        if len(monotone) != signals + 1:
            raise ValueError(f"monotone holds {len(monotone) - 1} numbers for {signals} signals; give one for each column but the last")
        boosting = HistGradientBoostingClassifier(
            max_iter=self.rounds,
            learning_rate=self.rate,
            max_leaf_nodes=self.leaves,
            min_samples_leaf=self.least,
            max_bins=self.steps,
            interaction_cst=[{signal, signals} for signal in range(signals)] or [{0}],
            monotonic_cst=monotone,
            early_stopping=False,
            random_state=self.seed,
        )
        with threadpool_limits(1):  # the order of sums depends on threads: one gives the same tables everywhere
            return boosting.fit(X, y, sample_weight=weights)

    def parts(self, X: ArrayLike) -> Numbers:
        """Points of each signal for each row, the base in the last column."""
        check_is_fitted(self)
        known: Numbers = validate_data(self, X, reset=False, dtype=np.float64)
        context = bins(self.shapes_.context, known[:, -1])
        columns = [shape.of(known[:, at], context) for at, shape in enumerate(self.shapes_.shapes)]
        return np.column_stack([*columns, self.shapes_.base[context]])

    def decision_function(self, X: ArrayLike) -> Numbers:
        """Log-odds of the second class: the sum of the parts."""
        total: Numbers = self.parts(X).sum(axis=1)
        return total

    def predict_proba(self, X: ArrayLike) -> Numbers:
        """Probabilities of the two classes."""
        second = 1 / (1 + np.exp(-self.decision_function(X)))
        return np.column_stack([1 - second, second])

    def predict(self, X: ArrayLike) -> NDArray[np.generic]:
        """The likelier class of each row."""
        second = (self.decision_function(X) > 0).astype(int)
        found: NDArray[np.generic] = self.classes_[second]
        return found


def _cuts(values: Numbers, most: int) -> Numbers:
    """Edges between at most `most` bins of about equal mass, halfway between values that occur."""
    distinct = np.unique(values)
    if len(distinct) <= most:
        return np.asarray((distinct[1:] + distinct[:-1]) / 2)
    wanted = np.unique(np.quantile(values, np.arange(1, most) / most, method="lower"))
    at = np.searchsorted(distinct, wanted[wanted < distinct[-1]])
    return np.asarray((distinct[at] + distinct[at + 1]) / 2)


def _shapes(model: HistGradientBoostingClassifier, signals: int, context: Numbers) -> Shapes:
    """Add the trees up: those of a signal to its table, those of the context alone to the base; then make 0 worth nothing."""
    leaves = [leaf for (tree,) in model._predictors for leaf in _leaves(tree.nodes, signals)]
    edges = [np.array(sorted(_bounds(leaves, signal))) for signal in range(signals)]
    tables = [np.zeros((len(some) + 1, len(context) + 1)) for some in edges]
    base = np.full(len(context) + 1, float(np.ravel(model._baseline_prediction)[0]))
    codes = np.arange(len(context) + 1, dtype=np.float64)
    for owner, box, value in leaves:
        here = _inside(box.get(signals), codes)
        if owner == signals:
            base[here] += value
        else:
            upper = np.append(edges[owner], np.inf)
            tables[owner][np.ix_(_inside(box.get(owner), upper), here)] += value
    zero = [int(bins(some, np.zeros(1))[0]) for some in edges]
    base += sum((table[row] for table, row in zip(tables, zero, strict=True)), np.zeros_like(base))
    shapes = [Shape(signal=str(at), edges=some, points=table - table[row]) for at, (some, table, row) in enumerate(zip(edges, tables, zero, strict=True))]
    return Shapes(context=context, base=base, shapes=shapes)


def _leaves(nodes: Nodes, context: int) -> Iterator[tuple[int, Box, float]]:
    """Each leaf of a tree: the signal the tree is about (the context's column if it is about none), its box and its value."""
    inner = nodes[nodes["is_leaf"] == 0]
    owner = int(inner["feature_idx"].min(initial=context))
    for box, value in _boxes(nodes, 0, {}):
        yield owner, box, value


def _boxes(nodes: Nodes, at: int, box: Box) -> Iterator[tuple[Box, float]]:
    node = nodes[at]
    if node["is_leaf"]:
        yield box, float(node["value"])
        return
    feature, cut = int(node["feature_idx"]), float(node["num_threshold"])
    low, high = box.get(feature, (-np.inf, np.inf))
    yield from _boxes(nodes, int(node["left"]), {**box, feature: (low, min(high, cut))})
    yield from _boxes(nodes, int(node["right"]), {**box, feature: (max(low, cut), high)})


def _bounds(leaves: Sequence[tuple[int, Box, float]], signal: int) -> set[float]:
    """The finite numbers at which a signal's points change."""
    ends = {end for owner, box, _ in leaves if owner == signal and signal in box for end in box[signal]}
    return {end for end in ends if np.isfinite(end)}


def _inside(bounds: tuple[float, float] | None, upper: Numbers) -> NDArray[np.intp]:
    """Which bins, given by their upper ends, lie within the bounds."""
    low, high = bounds or (-np.inf, np.inf)
    return np.flatnonzero((upper > low) & (upper <= high))
