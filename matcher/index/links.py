"""Who is linked with what: sparse matrices with one row per organisation of the index."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import Rel
from matcher.index.columns import Columns, edges

Sparse = sp.csr_array[np.float64]
Rows = NDArray[np.int32]
MIN_MEETING, MAX_MEETING = 2, 60
"""A project of more organisations says little about who works with whom."""
_MIDYEAR = 6
"""Months gone by in the middle of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Things:
    """Needs, offers, markets, … with the organisations they belong to: `matrix` is organisation × thing, `nodes` their snapshot rows."""

    nodes: Rows
    matrix: Sparse

    @property
    def owners(self) -> tuple[Rows, Rows]:
        """Pairs of thing and organisation, ordered by thing, then row."""
        turned = self.matrix.T.tocsr()
        counts = np.diff(turned.indptr)
        return np.repeat(np.arange(len(counts), dtype=np.int32), counts), turned.indices.astype(np.int32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """All links of the organisations.

    `meetings` is organisation × (project of 2 to 60 organisations, or one declared tie), `attended` the same turned; two rows with a
    common column know each other: `ties` counts their common columns, `degree` how many each knows. `met` is the year of a meeting
    (0 = unknown), `age` how many years it lies before the youngest of all, and `places` its snapshot node, -1 for a declared tie.
    `projects` holds projects of every size with the year each began and ended.
    """

    needs: Things
    offers: Things
    expertise: Things
    serves: Things
    targets: Things
    projects: Things
    began: NDArray[np.int16]
    ended: NDArray[np.int16]
    meetings: Sparse
    attended: Sparse
    met: NDArray[np.int16]
    age: NDArray[np.float64]
    places: Rows
    ties: Sparse
    degree: NDArray[np.int32]
    rivals: Sparse


def links(snapshot: Snapshot, columns: Columns) -> Links:
    """Read all links from a snapshot."""
    position = np.full(len(snapshot.ids), -1, dtype=np.int32)
    position[columns.nodes] = np.arange(len(columns.nodes), dtype=np.int32)
    projects = _things(snapshot, position, Rel.PARTICIPATED_IN)
    began, ended = _years(snapshot, projects.nodes, "start"), _years(snapshot, projects.nodes, "end")
    declared, since = _declared(snapshot, position)
    meetings, met, places = _meetings(projects, began, declared, since)
    ties = (meetings @ meetings.T).tocsr()
    ties.setdiag(0)
    ties.eliminate_zeros()
    ties.sort_indices()
    return Links(
        needs=_things(snapshot, position, Rel.NEEDS),
        offers=_things(snapshot, position, Rel.OFFERS),
        expertise=_things(snapshot, position, Rel.HAS_EXPERTISE),
        serves=_things(snapshot, position, Rel.SERVES_MARKET),
        targets=_things(snapshot, position, Rel.TARGETS_MARKET),
        projects=projects,
        began=began,
        ended=ended,
        meetings=meetings,
        attended=meetings.T.tocsr(),
        met=met,
        age=_ages(snapshot, met, places),
        places=places,
        ties=ties,
        degree=np.diff(ties.indptr).astype(np.int32),
        rivals=_pairs(snapshot, position, Rel.COMPETES_WITH),
    )


def sparse(rows: NDArray[np.integer], cols: NDArray[np.integer], shape: tuple[int, int], data: NDArray[np.float64] | None = None) -> Sparse:
    """A sparse matrix with sorted, distinct entries; ones where no data are given."""
    made = sp.csr_array((np.ones(len(rows)) if data is None else data, (rows, cols)), shape=shape)
    made.sum_duplicates()
    return made


def _things(snapshot: Snapshot, position: Rows, rel: Rel) -> Things:
    at = edges(snapshot, rel)
    at = at[position[snapshot.sources[at]] >= 0]
    nodes, cols = np.unique(snapshot.targets[at], return_inverse=True)
    matrix = sparse(position[snapshot.sources[at]], cols, (int(position.max(initial=-1)) + 1, len(nodes)))
    return Things(nodes=nodes.astype(np.int32), matrix=matrix)


def _years(snapshot: Snapshot, nodes: Rows, name: str) -> NDArray[np.int16]:
    column = snapshot.props.get(name)
    if column is None:
        return np.zeros(len(nodes), dtype=np.int16)
    return np.array([int(str(value)[:4]) if value else 0 for value in column[nodes].tolist()], dtype=np.int16)


def _ages(snapshot: Snapshot, met: NDArray[np.int16], places: Rows) -> NDArray[np.float64]:
    """Years between each meeting and the youngest, to the month where a project says when it starts; the median where the year is unknown.

    The data's newest meeting counts as today: what happened since is not known.
    """
    column = snapshot.props.get("start", np.full(len(snapshot.ids), None, dtype=object))
    months = [_month(column[node]) if node >= 0 else _MIDYEAR for node in places.tolist()]
    moments = met + np.array(months, dtype=np.float64) / 12
    dated = moments[met > 0]
    ages: NDArray[np.float64] = dated.max(initial=0.0) - moments
    return np.where(met > 0, ages, np.median(ages[met > 0]) if len(dated) else 0.0).round(6)


def _month(start: object) -> int:
    """Full months of the year that have gone by at an ISO date; half of them where there is only a year."""
    month = str(start)[5:7]
    return int(month) - 1 if month.isdecimal() else _MIDYEAR


def _declared(snapshot: Snapshot, position: Rows) -> tuple[Rows, NDArray[np.int16]]:
    """Pairs of rows that declared to work together, each once, with the earliest known year."""
    at = edges(snapshot, Rel.COLLABORATED_WITH)
    ends = np.sort(np.stack([position[snapshot.sources[at]], position[snapshot.targets[at]]], axis=1), axis=1)
    fine = (ends[:, 0] >= 0) & (ends[:, 0] != ends[:, 1])
    ends, since = ends[fine], snapshot.since[at][fine]
    order = np.lexsort((np.where(since > 0, since, np.iinfo(np.int16).max), ends[:, 1], ends[:, 0]))
    pairs, first = np.unique(ends[order], axis=0, return_index=True)
    return pairs.astype(np.int32), since[order][first]


def _meetings(projects: Things, began: NDArray[np.int16], declared: Rows, since: NDArray[np.int16]) -> tuple[Sparse, NDArray[np.int16], Rows]:
    sizes: NDArray[np.float64] = np.asarray(projects.matrix.sum(axis=0))
    chosen = np.flatnonzero((sizes >= MIN_MEETING) & (sizes <= MAX_MEETING))
    count = len(declared)
    pairs = sparse(declared.ravel(), np.repeat(np.arange(count), 2), (projects.matrix.shape[0], count))
    joined = sp.hstack([projects.matrix[:, chosen], pairs], format="csr")
    places = np.append(projects.nodes[chosen], np.full(count, -1, dtype=np.int32))
    return joined, np.append(began[chosen], since).astype(np.int16), places.astype(np.int32)


def _pairs(snapshot: Snapshot, position: Rows, rel: Rel) -> Sparse:
    """A relation between organisations, read in both directions."""
    at = edges(snapshot, rel)
    ends = position[snapshot.sources[at]], position[snapshot.targets[at]]
    fine = (ends[0] >= 0) & (ends[1] >= 0)
    size = int(position.max(initial=-1)) + 1
    one = sparse(ends[0][fine], ends[1][fine], (size, size))
    return (one + one.T).tocsr()
