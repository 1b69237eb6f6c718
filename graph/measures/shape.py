"""The shape of a network: density, components, path lengths, centralisation, inequality, closure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from graph.measures.ties import Floats, Ints, Sparse, Ties
from graph.measures.triangles import Shared, at_ends

EXACT = 4_000
"""Up to so many organisations in the largest component, the mean path is taken over all pairs, beyond it over a sample of sources."""
SOURCES = 256
_WORD = 64
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class MeanPath:
    """Mean shortest path between two organisations of the largest component, with its interval of 95 %: the value itself where all pairs were taken."""

    value: float
    low: float
    high: float
    sources: int


def density(ties: Ties) -> float:
    """Ties that are there / ties that could be; 0 for fewer than two organisations."""
    return 2 * ties.m / (ties.n * (ties.n - 1)) if ties.n > 1 else 0.0


def components(ties: Ties) -> Ints:
    """The number of the component that each organisation is in."""
    _, labels = connected_components(ties.matrix(), directed=False)
    return np.asarray(labels, dtype=np.int32)


def largest(labels: Ints) -> NDArray[np.intp]:
    """The rows of the largest component; of equal ones, the one that holds the first row."""
    return np.flatnonzero(labels == np.bincount(labels).argmax()) if len(labels) else np.zeros(0, dtype=np.intp)


def mean_path(ties: Ties, *, sources: int = SOURCES, exact: int = EXACT, seed: int = 0) -> MeanPath | None:
    """Mean path length in the largest component: over all pairs up to `exact` organisations, else over the pairs of a random sample of sources.

    The interval treats the sources' means as a sample without replacement. None where no two are tied.
    """
    inside = ties.among(largest(components(ties)))
    if inside.n < 2:
        return None
    if inside.n <= max(exact, sources):
        value = float(_distances(inside.matrix(), np.arange(inside.n)).mean()) / (inside.n - 1)
        return MeanPath(value, value, value, inside.n)
    chosen = np.sort(np.random.default_rng(seed).choice(inside.n, sources, replace=False))
    means = _distances(inside.matrix(), chosen) / (inside.n - 1)
    value, missed = float(means.mean()), 1 - sources / inside.n
    half = _Z95 * float(means.std(ddof=1)) * (missed / sources) ** 0.5
    return MeanPath(value, value - half, value + half, sources)


def _distances(matrix: Sparse, sources: NDArray[np.integer]) -> Floats:
    """The sum of distances from each source to all others; a breadth-first search of 64 sources at once, each a bit of a word. Every row needs a tie."""
    return np.concatenate([_search(matrix, sources[at : at + _WORD]) for at in range(0, len(sources), _WORD)])


def _search(matrix: Sparse, sources: NDArray[np.integer]) -> Floats:
    bits = np.left_shift(np.uint64(1), np.arange(len(sources), dtype=np.uint64))
    fresh = np.zeros(matrix.shape[0], dtype=np.uint64)
    fresh[sources] = bits
    seen, total, step = fresh.copy(), np.zeros(len(sources)), 0
    while fresh.any():
        fresh = np.bitwise_or.reduceat(fresh[matrix.indices], matrix.indptr[:-1]) & ~seen
        seen |= fresh
        step += 1
        total += step * _counts(fresh, len(sources))
    return total


def _counts(words: NDArray[np.uint64], size: int) -> Floats:
    """How many words have each of the first `size` bits."""
    bytes_ = words.astype("<u8").view(np.uint8).reshape(len(words), 8)
    return np.asarray(np.unpackbits(bytes_, axis=1, bitorder="little").sum(axis=0)[:size], dtype=np.float64)


def centralisation(degree: Ints) -> float:
    """Freeman's degree centralisation: 1 for a star, 0 where all have equally many ties (Freeman 1978)."""
    n = len(degree)
    return float((degree.max() - degree).sum()) / ((n - 1) * (n - 2)) if n > 2 else 0.0


def gini(values: NDArray[np.number]) -> float:
    """How unequally something is spread: 0 for equal shares, towards 1 where one has all of it."""
    total, n = float(values.sum()), len(values)
    ranked = np.sort(values.astype(np.float64))
    return float((2 * np.arange(1, n + 1) - n - 1) @ ranked) / (n * total) if total else 0.0


@dataclass(frozen=True, slots=True)
class Closure:
    """How often two partners of one organisation know each other: `transitivity` over all such pairs, `clustering` as the mean over organisations."""

    transitivity: float
    clustering: float


def closure(ties: Ties, found: Shared) -> Closure:
    """`found` is `shared(ties)`. Organisations with fewer than two partners count as 0 in the mean (Watts and Strogatz 1998)."""
    degree, closed = ties.degree.astype(np.float64), at_ends(ties, found.partners)
    possible = degree * (degree - 1)
    local = np.divide(closed, possible, out=np.zeros(ties.n), where=possible > 0)
    return Closure(float(closed.sum() / possible.sum()) if possible.any() else 0.0, float(local.mean()) if ties.n else 0.0)


def reciprocity(n: int, arcs: NDArray[np.integer]) -> float | None:
    """Of directed arcs (source, target), the share that is returned; each arc counts once. None without any."""
    ends = np.asarray(arcs, dtype=np.int64).reshape(-1, 2)
    ends = ends[ends[:, 0] != ends[:, 1]]
    there, back = np.unique(ends @ np.array([n, 1])), np.unique(ends @ np.array([1, n]))
    return float(np.isin(there, back).mean()) if len(there) else None
