"""Common partners of every two who are tied, by listing triangles from the less to the more connected corner (Chiba and Nishizeki 1985)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.measures.lookup import Lookup
from graph.measures.ties import Floats, Ties

Rows = NDArray[np.int64]
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Shared:
    """For each tie, in the order of `Ties.pairs`: how many partners its two ends have in common, and the sum of 1/degree over those."""

    partners: Floats
    strength: Floats


def shared(ties: Ties) -> Shared:
    """Common partners of all ties. With m ties it takes at most about m^1.5 steps, whatever the largest degree."""
    partners, strength = np.zeros(ties.m), np.zeros(ties.m)
    weight = np.divide(1.0, ties.degree, out=np.zeros(ties.n), where=ties.degree > 0)
    for edges, opposite in triangles(ties):
        partners += np.bincount(edges.ravel(), minlength=ties.m)
        strength += np.bincount(edges.ravel(), weights=weight[opposite].ravel(), minlength=ties.m)
    return Shared(partners, strength)


def at_ends(ties: Ties, values: Floats) -> Floats:
    """For each organisation, the sum of a value over its ties."""
    return np.bincount(ties.pairs.ravel(), weights=np.repeat(values, 2), minlength=ties.n).astype(np.float64)


def triangles(ties: Ties) -> Iterator[tuple[Rows, Rows]]:
    """Every triangle once, in blocks of columns: its three ties, and below each in the second array the corner opposite to it."""
    rank = np.empty(ties.n, dtype=np.int64)
    rank[np.lexsort((np.arange(ties.n), ties.degree))] = np.arange(ties.n)
    ends = np.sort(rank[ties.pairs], axis=1)
    codes = ends @ np.array([ties.n, 1])
    number = np.argsort(codes)  # position in our order → tie
    ends, codes = ends[number], codes[number]
    starts = np.searchsorted(ends[:, 0], np.arange(ties.n + 1))
    ahead = np.diff(starts)[ends[:, 1]]
    original = np.argsort(rank)
    known = Lookup(codes)
    for block in _blocks(ahead):
        first = np.repeat(block, ahead[block])
        second = np.arange(len(first)) - np.repeat(np.cumsum(ahead[block]) - ahead[block], ahead[block]) + starts[ends[first, 1]]
        third = known.find(ends[first, 0] * ties.n + ends[second, 1])
        found = third >= 0
        first, second, third = first[found], second[found], third[found]
        yield number[np.stack([first, second, third])], original[np.stack([ends[second, 1], ends[first, 0], ends[first, 1]])]


def _blocks(sizes: Rows) -> Iterator[Rows]:
    """Positions in runs whose sizes add up to about what is done at once."""
    number = np.cumsum(sizes) // _AT_ONCE
    yield from (np.asarray(run) for run in np.split(np.arange(len(sizes)), np.flatnonzero(np.diff(number)) + 1) if len(run))
