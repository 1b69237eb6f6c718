"""Who stands between others: Burt's constraint and effective size, and Gould and Fernandez' roles between groups."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import scipy.sparse as sp

from graph.measures.ties import UNKNOWN, Floats, Ints, Sparse, Ties
from graph.measures.triangles import Rows, Shared, at_ends, triangles

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
"""In a way a → broker → c without a tie from a to c: all in one group; only the broker in another; only c in another; only a in another; three groups."""


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
    ends = np.unique(np.asarray(arcs, dtype=np.int64).reshape(-1, 2), axis=0)
    ends = ends[(ends[:, 0] != ends[:, 1]) & (group[ends] != UNKNOWN).all(axis=1)]
    return _ways(n, ends, group) - _shortened(n, ends, group)


def both_ways(ties: Ties) -> Ints:
    """Ties as arcs in both directions."""
    return np.concatenate([ties.pairs, ties.pairs[:, ::-1]])


def _ways(n: int, ends: Rows, group: Ints) -> Floats:
    """All ways a → broker → c of two different, by role."""
    same = group[ends[:, 0]] == group[ends[:, 1]]
    inner, outer = _matrix(n, ends[same]), _matrix(n, ends[~same])
    (inner_in, inner_out), (outer_in, outer_out) = ((_sum(arcs, 0), _sum(arcs, 1)) for arcs in (inner, outer))
    member = sp.csr_array((np.ones(n), (np.arange(n), np.where(group == UNKNOWN, 0, group))))  # the unknown have no arcs
    home = _sum((outer.T @ member) * (outer @ member), 1)  # from and to one foreign group
    back = [_sum(arcs.T.tocsr() * arcs, 1) for arcs in (inner, outer)]
    columns = [inner_in * inner_out - back[0], home - back[1], inner_in * outer_out, outer_in * inner_out, outer_in * outer_out - home]
    return np.stack(columns, axis=1)


def _matrix(n: int, ends: Rows) -> Sparse:
    return sp.csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))


def _sum(matrix: Sparse, axis: int) -> Floats:
    return np.asarray(matrix.sum(axis=axis), dtype=np.float64)


def _shortened(n: int, ends: Rows, group: Ints) -> Floats:
    """The ways that an arc from a to c shortens: these are in triangles, each of which has three brokers and two directions."""
    ties = Ties.of(n, ends)
    leads = np.zeros((2, ties.m), dtype=bool)  # from the smaller row to the larger, and back
    number = np.searchsorted(ties.pairs.astype(np.int64) @ np.array([n, 1]), np.sort(ends, axis=1) @ np.array([n, 1]))
    leads[(ends[:, 0] > ends[:, 1]).astype(int), number] = True
    counts = np.zeros(n * len(ROLES))
    for edges, corners in triangles(ties):
        for a, broker, c in permutations(range(3)):
            one, between, two = corners[a], corners[broker], corners[c]
            steps = ((edges[c], one, between), (edges[a], between, two), (edges[broker], one, two))
            there = np.logical_and.reduce([leads[(source > target).astype(int), tie] for tie, source, target in steps])
            found = between * len(ROLES) + _role(group[one], group[between], group[two])
            counts += np.bincount(found[there], minlength=len(counts))
    return counts.reshape(n, len(ROLES))


def _role(a: Ints, broker: Ints, c: Ints) -> Rows:
    """Positions in `ROLES`, from the groups of the three."""
    to_other = np.where(broker == c, ROLES.index("gatekeeper"), np.where(a == c, ROLES.index("itinerant"), ROLES.index("liaison")))
    return np.where(a == broker, np.where(broker == c, ROLES.index("coordinator"), ROLES.index("representative")), to_other)
