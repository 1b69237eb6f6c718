"""Edges that a reason rests on, looked up in the snapshot: what is not there cannot be cited."""

import numpy as np

from graph.model import Edge
from graph.schema import Rel
from matcher.index import Index
from matcher.index.columns import RELS
from matcher.index.links import Rows, Sparse


def edge(index: Index, source: int, rel: Rel, target: int) -> Edge | None:
    """The edge between two nodes of the snapshot, if there is one."""
    snapshot = index.snapshot
    start, stop = index.leaving[source], index.leaving[source + 1]
    found = (place for place in (snapshot.targets[start:stop] == target).nonzero()[0] + start if snapshot.rels[place] == RELS.index(rel))
    if (place := next(found, None)) is None:
        return None
    return Edge(str(snapshot.ids[source]), rel, str(snapshot.ids[target]), float(snapshot.weights[place]))


def columns_of(matrix: Sparse, row: int) -> Rows:
    """The columns in which a row has entries (of a matrix by columns the rows of a column): `matrix[[row]].indices` without making a matrix."""
    found: Rows = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    return found


def path(*edges: Edge | None) -> tuple[Edge, ...]:
    """The edges as a path, or nothing if one of them is missing."""
    return tuple(one for one in edges if one) if all(edges) else ()


def between(index: Index, one: int, two: int) -> tuple[Edge, ...]:
    """How two organisations (rows of the index) know each other: a declared tie, or the youngest project of both."""
    ends = int(index.nodes[one]), int(index.nodes[two])
    for source, target in (ends, ends[::-1]):
        if found := edge(index, source, Rel.COLLABORATED_WITH, target):
            return (found,)
    common = np.intersect1d(columns_of(index.links.meetings, one), columns_of(index.links.meetings, two))
    common = common[index.links.places[common] >= 0]
    if not len(common):
        return ()
    youngest = int(index.links.places[common[np.argmax(index.links.met[common])]])
    return path(edge(index, ends[0], Rel.PARTICIPATED_IN, youngest), edge(index, ends[1], Rel.PARTICIPATED_IN, youngest))
