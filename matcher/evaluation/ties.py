"""The task on real ties: what was known until a year, which ties formed later, and between whom they count.

Two organisations are partners when they share a project of 2 to 60 organisations or declared to work together. Partners known by
then never count; every other organisation that had met somebody by then is a candidate.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import Kind, Rel
from matcher.evaluation.views import until
from matcher.index import Index, build
from matcher.index.columns import RELS, columns
from matcher.index.links import Links, Sparse, links
from matcher.index.vectors import TextVectors
from matcher.signals.network import NEWCOMER_TIES

SLICES = ("international", "business")
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Truth:
    """One source and the rows of those it later worked with, in one slice."""

    slice: str
    row: int
    partners: NDArray[np.int32]
    newcomer: bool


@dataclass(frozen=True, eq=False)
class Split:
    """An index of what was known, and the pairs of its rows that became partners afterwards."""

    index: Index
    formed: Sparse

    @cached_property
    def met(self) -> Flags:
        """Who had met somebody: the candidates."""
        return np.asarray(self.index.links.degree > 0)

    @cached_property
    def businesses(self) -> Flags:
        """Who is a business."""
        return np.asarray(self.index.kinds == Kind.BUSINESS)

    @cached_property
    def ties(self) -> Sparse:
        """Row × row, 1 where two know each other."""
        return sp.csr_array((self.index.ties > 0).astype(np.float64))

    @cached_property
    def onwards(self) -> Sparse:
        """Where a walk from each row goes on to, as columns that sum to one."""
        out = 1 / np.maximum(np.asarray(self.ties.sum(axis=1)), 1)
        return sp.csr_array((sp.diags_array(out) @ self.ties).T)

    @cached_property
    def newcomers(self) -> NDArray[np.intp]:
        """Rows with few known partners."""
        return np.flatnonzero(self.index.links.degree <= NEWCOMER_TIES)

    def askers(self, most: int = 0, seed: int = 0) -> NDArray[np.intp]:
        """Rows of the businesses that found a partner, ordered by key; at most `most` of them, drawn with the seed (0: all)."""
        rows = np.flatnonzero(self.businesses & (np.diff(self.formed.indptr) > 0))
        keys = [str(self.index.ids[row]).partition(":")[2] for row in rows.tolist()]
        rows = rows[np.argsort(np.array(keys), kind="stable")]
        return np.random.default_rng(seed).choice(rows, most, replace=False) if 0 < most < len(rows) else rows

    def partners_of(self, row: int) -> NDArray[np.int32]:
        """Rows that became partners of a row."""
        return np.asarray(self.formed.indices[self.formed.indptr[row] : self.formed.indptr[row + 1]], dtype=np.int32)

    def eligible(self, row: int, slice: str) -> Flags:
        """Who may be found for a source: met somebody, abroad, no known partner, a business if the slice says so."""
        index = self.index
        found: Flags = self.met & (index.countries != index.countries[row])
        if slice == "business":
            found &= self.businesses
        found[index.partners_of(row)] = False
        found[row] = False
        return found

    def truths(self, row: int) -> Iterator[Truth]:
        """What a source found, in each slice where it found anybody."""
        new = self.partners_of(row)
        for slice in SLICES:
            partners = new[self.eligible(row, slice)[new]]
            if len(partners):
                yield Truth(slice, row, partners, int(self.index.links.degree[row]) <= NEWCOMER_TIES)


def fingerprint(snapshot: Snapshot) -> str:
    """A hash of who took part in what and who declared to work with whom, when; the revision does not matter."""
    chosen = np.isin(snapshot.rels, [RELS.index(Rel.PARTICIPATED_IN), RELS.index(Rel.COLLABORATED_WITH)])
    rows = zip(snapshot.ids[snapshot.sources[chosen]], snapshot.ids[snapshot.targets[chosen]], snapshot.since[chosen].tolist(), strict=True)
    return hashlib.sha256("\n".join(f"{source} {target} {since}" for source, target, since in rows).encode()).hexdigest()[:16]


class Ties:
    """A network over the years. `vectors` are those of its texts."""

    def __init__(self, snapshot: Snapshot, vectors: TextVectors) -> None:
        self._snapshot, self._vectors = snapshot, vectors
        self._columns = columns(snapshot)
        self._indexes: dict[int, Index] = {}

    @cached_property
    def _links(self) -> Links:
        return links(self._snapshot, self._columns)

    @property
    def years(self) -> list[int]:
        """The years in which ties are known to have formed."""
        return sorted({int(year) for year in self._links.met.tolist() if year})

    def known(self, year: int) -> Index:
        """The index of what was known at the end of a year."""
        if year not in self._indexes:
            self._indexes[year] = build(until(self._snapshot, year), self._vectors)
        return self._indexes[year]

    def data(self, year: int) -> str:
        """The fingerprint of what was known at the end of a year."""
        return fingerprint(until(self._snapshot, year))

    def split(self, year: int, test_years: Sequence[int]) -> Split:
        """What was known at the end of `year`, and which of its organisations became partners in the test years."""
        index = self.known(year)
        return Split(index, self._formed(index, test_years))

    def _formed(self, index: Index, years: Sequence[int]) -> Sparse:
        """Row × row of the index: 1 where two that had met somebody, but not each other, met in one of the years."""
        known = np.array([index.row.get(id, -1) for id in self._columns.ids.tolist()])
        full = np.flatnonzero(known >= 0)
        met = self._links.meetings[full][:, np.flatnonzero(np.isin(self._links.met, list(years)))]
        place = sp.csr_array((np.ones(len(full)), (known[full], np.arange(len(full)))), shape=(len(index.ids), len(full)))
        had_met = sp.diags_array((index.links.degree > 0).astype(np.float64))
        rows = (had_met @ place @ met).tocsr()
        formed = (rows @ rows.T).tocsr()
        formed.data[:] = 1
        formed.setdiag(0)
        old = formed.multiply(index.links.ties > 0)
        formed = sp.csr_array(formed - old)
        formed.eliminate_zeros()
        formed.sort_indices()
        return formed
