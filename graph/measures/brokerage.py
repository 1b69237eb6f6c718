"""Who stands between others: Burt's constraint and effective size, and Gould and Fernandez' roles between groups."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp

from graph.measures.ties import UNKNOWN, Floats, Ints, Sparse, Ties
from graph.measures.triangles import Shared, at_ends

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
"""In a way a → broker → c without a tie from a to c: all in one group; only the broker in another; only c in another; only a in another; three groups."""
_BLOCK = 2_000


@dataclass(frozen=True, slots=True)
class Holes:
    """For each organisation: `constraint` (low: its partners lead to different places) and `effective` size (partners that lead somewhere new).

    Both are NaN for an organisation without ties (Burt 1992).
    """

    constraint: Floats
    effective: Floats


def holes(ties: Ties, found: Shared) -> Holes:
    """Structural holes, every tie counting alike; `found` is `shared(ties)`."""
    degree = ties.degree.astype(np.float64)
    degree[degree == 0] = np.nan
    constraint = at_ends(ties, (1 + found.strength) ** 2) / degree**2
    return Holes(constraint, degree - at_ends(ties, found.partners) / degree)


def roles(n: int, arcs: Ints, group: Ints) -> Floats:
    """How often each organisation is a broker in each of `ROLES` (columns), by the way a → broker → c that no arc from a to c shortens.

    `arcs` are directed (source, target); ties go in both directions (`both_ways`), and then every way counts there and back, so that
    representative and gatekeeper are equal. Organisations of unknown group take no part (Gould and Fernandez 1989).
    """
    inner, outer = _split(n, arcs, group)
    known = int(group.max(initial=UNKNOWN)) + 1
    member = _member(group, known)
    into, out = _ways(outer.T.tocsr(), member), _ways(outer, member)
    mutual = _diagonal(outer, outer)
    pairs = np.asarray((into * out).sum(axis=1))
    counts = np.zeros((n, len(ROLES)))
    counts[:, 0] = _sum(inner, 0) * _sum(inner, 1) - _diagonal(inner, inner) - _shortened(inner, inner, inner)
    counts[:, 1] = pairs - mutual - _shortened(outer, outer, inner)
    counts[:, 2] = _sum(inner, 0) * _sum(outer, 1) - _shortened(inner, outer, outer)
    counts[:, 3] = _sum(outer, 0) * _sum(inner, 1) - _shortened(outer, inner, outer)
    counts[:, 4] = _sum(outer, 0) * _sum(outer, 1) - pairs - _shortened(outer, outer, outer)
    return counts


def both_ways(ties: Ties) -> Ints:
    """Ties as arcs in both directions."""
    return np.concatenate([ties.pairs, ties.pairs[:, ::-1]])


def _split(n: int, arcs: Ints, group: Ints) -> tuple[Sparse, Sparse]:
    """Arcs within groups and between groups, each once, as matrices."""
    ends = np.unique(np.asarray(arcs, dtype=np.int64).reshape(-1, 2), axis=0)
    ends = ends[(ends[:, 0] != ends[:, 1]) & (group[ends] != UNKNOWN).all(axis=1)]
    same = group[ends[:, 0]] == group[ends[:, 1]]
    return _matrix(n, ends[same]), _matrix(n, ends[~same])


def _matrix(n: int, ends: Any) -> Sparse:
    return sp.csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))


def _member(group: Ints, count: int) -> Sparse:
    """Organisation × group."""
    rows = np.flatnonzero(group != UNKNOWN)
    return sp.csr_array((np.ones(len(rows)), (rows, group[rows])), shape=(len(group), count))


def _ways(arcs: Sparse, member: Sparse) -> Sparse:
    """Organisation × group at the other end: how many arcs."""
    return sp.csr_array(arcs @ member)


def _sum(matrix: Sparse, axis: int) -> Floats:
    return np.asarray(matrix.sum(axis=axis), dtype=np.float64)


def _diagonal(one: Sparse, two: Sparse) -> Floats:
    """Ways there and back: a → broker → a."""
    return np.asarray((one.T.tocsr() * two).sum(axis=1), dtype=np.float64)


def _shortened(one: Sparse, two: Sparse, direct: Sparse) -> Floats:
    """For each broker, the ways a → broker (in `one`) → c (in `two`) with an arc a → c in `direct`; in blocks of brokers, to bound memory."""
    into = one.T.tocsr()
    return np.concatenate([_sum((into[at : at + _BLOCK] @ direct) * two[at : at + _BLOCK], 1) for at in range(0, into.shape[0], _BLOCK)])
