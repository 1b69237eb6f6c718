"""A network of ties as arrays: who is tied with whom, and to which group each organisation belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.errors import Invalid
from graph.measures.lookup import distinct

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Sparse = sp.csr_array
UNKNOWN = -1
"""The group of an organisation of which none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """An undirected network: `pairs` holds each tie once, as two rows of 0 … n-1, the smaller first, in ascending order.

    `groups` names partitions (cluster, sector, country, …) and holds one code per organisation, `UNKNOWN` where none is known.
    Build one with `Ties.of`, which brings pairs into this form.
    """

    n: int
    pairs: Ints
    groups: Mapping[str, Ints] = field(default_factory=dict)

    @classmethod
    def of(cls, n: int, pairs: NDArray[np.integer], groups: Mapping[str, Ints] | None = None) -> "Ties":
        """Ties of pairs in any order and direction: what is double counts once, a tie with itself not at all. Raises Invalid for a row beyond n."""
        ends = np.sort(np.asarray(pairs, dtype=np.int64).reshape(-1, 2), axis=1)
        if len(ends) and (ends[:, 0].min() < 0 or ends[:, 1].max() >= n):
            raise Invalid(f"a tie leads to row {ends.max()}, of {n} organisations; rows count from 0")
        codes = distinct(ends[ends[:, 0] != ends[:, 1]] @ np.array([n, 1]))
        return cls(n=n, pairs=np.stack([codes // max(n, 1), codes % max(n, 1)], axis=1).astype(np.int32), groups=dict(groups or {}))

    @property
    def m(self) -> int:
        """How many ties."""
        return len(self.pairs)

    @property
    def degree(self) -> Ints:
        """How many others each organisation is tied with."""
        return np.bincount(self.pairs.ravel(), minlength=self.n).astype(np.int32)

    def matrix(self) -> Sparse:
        """The symmetric adjacency matrix, rows sorted, ones as float64."""
        source, target = np.concatenate([self.pairs, self.pairs[:, ::-1]]).T
        return sp.csr_array((np.ones(2 * self.m), (source, target)), shape=(self.n, self.n))

    def among(self, rows: NDArray[np.integer]) -> "Ties":
        """Only these organisations (ascending rows, numbered anew in this order) and the ties among them."""
        place = np.full(self.n, UNKNOWN, dtype=np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        ends = place[self.pairs]
        return Ties(n=len(rows), pairs=ends[(ends >= 0).all(axis=1)], groups={name: codes[rows] for name, codes in self.groups.items()})

    def tied(self) -> "Ties":
        """Only organisations that have a tie."""
        return self.among(np.flatnonzero(self.degree))
