"""How good a ranking is, per source, and how sure one can be of a mean."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.integer]
Numbers = NDArray[np.float64]
NAMES = ("ndcg10", "recall50", "mrr", "hits10")
_DRAWS = 2000


def figures_of(ranked: Rows, relevant: Rows) -> tuple[float, float, float, float]:
    """nDCG@10, Recall@50, reciprocal rank of the first hit within 50, and whether the ten best hold a hit (Järvelin, Kekäläinen 2002).

    `ranked` are rows, the best first, without repetition; `relevant` at least one row. Recall@50 is of at most 50 relevant ones.
    """
    hit = np.isin(ranked[:50], relevant)
    gain = 1 / np.log2(np.arange(2, 12))
    ten = hit[:10]
    first = np.flatnonzero(hit)
    ndcg = float((ten * gain[: len(ten)]).sum() / gain[: min(10, len(relevant))].sum())
    return ndcg, float(hit.sum() / min(len(relevant), 50)), 1 / (int(first[0]) + 1) if len(first) else 0.0, float(ten.any())


def interval(values: Sequence[float] | Numbers, seed: int = 0) -> tuple[float, float, float]:
    """Mean, and the 95 % interval of the mean of a bootstrap over sources (percentiles, 2,000 draws; Efron 1979)."""
    known = np.asarray(values, dtype=np.float64)
    if not len(known):
        return 0.0, 0.0, 0.0
    draw = np.random.default_rng(seed)
    means = np.array([known[draw.integers(len(known), size=len(known))].mean() for _ in range(_DRAWS)])
    low, high = np.percentile(means, [2.5, 97.5])
    return float(known.mean()), float(low), float(high)


def ece(predicted: Numbers, happened: NDArray[np.bool_], count: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error over bins of equal mass, and the bins: mean prediction, share that happened, size (Naeini et al. 2015)."""
    parts = np.array_split(np.argsort(predicted, kind="stable"), count)
    found = [(float(predicted[part].mean()), float(happened[part].mean()), len(part)) for part in parts if len(part)]
    total = max(sum(size for _, _, size in found), 1)
    return sum(abs(said - seen) * size for said, seen, size in found) / total, found
