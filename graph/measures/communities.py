"""Groups that a network falls into by itself, and what becomes of them from one month to the next."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.special import gammaln
from sknetwork.clustering import Leiden, Louvain

from graph.measures.ties import UNKNOWN, Floats, Ints, Ties

SMALLEST = 3
"""Two who only know each other are no community whose fate is followed."""


def communities(ties: Ties, *, refined: bool = True, seed: int = 0) -> Ints:
    """A community for each organisation with ties, `UNKNOWN` for others: Leiden (Traag 2019), or the faster Louvain (Blondel 2008).

    Numbered from the largest, ties by their first row.
    """
    labels = np.full(ties.n, UNKNOWN, dtype=np.int32)
    if not ties.m:
        return labels
    rows = np.flatnonzero(ties.degree)
    method = Leiden(random_state=seed) if refined else Louvain(random_state=seed)
    found = method.fit_predict(sp.csr_matrix(ties.among(rows).matrix()))
    _, first, codes, sizes = np.unique(found, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order))
    labels[rows] = place[codes]
    return labels


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the communities between two moments, and how alike the two divisions are (adjusted mutual information: 1 the same, about 0 by chance)."""

    continued: int
    born: int
    ended: int
    merged: int
    split: int
    alike: float | None


def changes(before: Ints, after: Ints, *, smallest: int = SMALLEST) -> Changes:
    """Follow communities of at least `smallest` by their overlap; both arrays hold a label per organisation, `UNKNOWN` for none.

    A community's *heir* is the later one that holds at least half of it, its *origin* the earlier one that at least half of it comes from.
    Continued: heir and origin of each other. Merged: later ones that are the heir of several. Split: earlier ones that are the origin of
    several. Born: no origin, and heir of none. Ended: no heir, and origin of none.
    """
    table = _table(_large(before, smallest), _large(after, smallest))
    earlier, later = _sizes(before, smallest), _sizes(after, smallest)
    heir = _half(table, earlier)
    origin = _half(table.T, later)
    heirs = np.bincount(heir[heir >= 0], minlength=len(later))
    origins = np.bincount(origin[origin >= 0], minlength=len(earlier))
    mutual = (heir >= 0) & (origin[heir] == np.arange(len(heir))) if len(origin) else np.zeros(len(heir), dtype=bool)
    return Changes(
        continued=int(mutual.sum()),
        born=int(((origin < 0) & (heirs == 0)).sum()),
        ended=int(((heir < 0) & (origins == 0)).sum()),
        merged=int((heirs > 1).sum()),
        split=int((origins > 1).sum()),
        alike=alike(before, after),
    )


def _sizes(labels: Ints, smallest: int) -> NDArray[np.int64]:
    sizes = np.bincount(labels[labels >= 0])
    return sizes[sizes >= smallest]


def _large(labels: Ints, smallest: int) -> Ints:
    """Labels of communities of at least that size, numbered without gaps."""
    sizes = np.bincount(labels[labels >= 0])
    number = np.where(sizes >= smallest, np.cumsum(sizes >= smallest) - 1, UNKNOWN).astype(np.int32)
    return np.where(labels >= 0, number[labels] if len(number) else UNKNOWN, UNKNOWN).astype(np.int32)


def _table(before: Ints, after: Ints) -> NDArray[np.float64]:
    both = (before >= 0) & (after >= 0)
    shape = int(before.max(initial=-1)) + 1, int(after.max(initial=-1)) + 1
    return sp.coo_array((np.ones(int(both.sum())), (before[both], after[both])), shape=shape).toarray()


def _half(table: NDArray[np.float64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each row the column with at least half of the row's size, the first of equal ones, -1 without."""
    if not table.size:
        return np.full(len(sizes), UNKNOWN, dtype=np.int64)
    best = table.argmax(axis=1)
    return np.where(2 * table[np.arange(len(sizes)), best] >= sizes, best, UNKNOWN)


def alike(one: Ints, two: Ints) -> float | None:
    """Adjusted mutual information of two divisions, over organisations that are in both; None for none (Vinh 2010)."""
    both = (one >= 0) & (two >= 0)
    if not both.any():
        return None
    rows, cols = (np.unique(labels[both], return_inverse=True)[1] for labels in (one, two))
    counts = sp.coo_array((np.ones(len(rows)), (rows, cols))).tocsr()
    a, b, n = np.bincount(rows).astype(np.float64), np.bincount(cols).astype(np.float64), float(len(rows))
    if len(a) == len(b) == 1 or len(a) == len(b) == n:
        return 1.0
    shared, expected = _mutual(counts, a, b), _expected(a, b, n)
    mean = (_entropy(a) + _entropy(b)) / 2
    return min(1.0, (shared - expected) / (mean - expected)) if abs(mean - expected) > 1e-15 else 0.0


def _entropy(sizes: Floats) -> float:
    share = sizes / sizes.sum()
    return float(-(share * np.log(share)).sum())


def _mutual(counts: sp.csr_array, a: Floats, b: Floats) -> float:
    cells = counts.tocoo()
    n = a.sum()
    return float((cells.data / n * np.log(n * cells.data / (a[cells.row] * b[cells.col]))).sum())


def _expected(a: Floats, b: Floats, n: float) -> float:
    """Expected mutual information of two random divisions with these sizes; equal sizes are computed once."""
    (sizes_a, times_a), (sizes_b, times_b) = np.unique(a, return_counts=True), np.unique(b, return_counts=True)
    return float(
        sum(x_times * y_times * _cell(x, y, n) for x, x_times in zip(sizes_a, times_a, strict=True) for y, y_times in zip(sizes_b, times_b, strict=True))
    )


def _cell(a: float, b: float, n: float) -> float:
    k = np.arange(max(1.0, a + b - n), min(a, b) + 1)
    ways = gammaln(a + 1) + gammaln(b + 1) + gammaln(n - a + 1) + gammaln(n - b + 1) - gammaln(n + 1)
    chance = ways - gammaln(k + 1) - gammaln(a - k + 1) - gammaln(b - k + 1) - gammaln(n - a - b + k + 1)
    return float((k / n * np.log(n * k / (a * b)) * np.exp(chance)).sum())
