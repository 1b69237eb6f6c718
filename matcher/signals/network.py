"""Signals about who already works with whom."""

import numpy as np
from numpy.typing import NDArray

from graph.schema import Kind
from matcher.index import Index
from matcher.index.links import Sparse
from matcher.query import Query
from matcher.signals.common import Table, Values, is_somebody, knows_somebody, nothing, once, unit, visible_partners

NEWCOMER_TIES = 8
HALF_TRUST = 2
"""Known partners at which ties count half: one tie is an anecdote, twenty a pattern."""
_LONG = 5
_RESTART = 0.5


def walk(index: Index, query: Query) -> Values:
    """Somebody who walks at random from you along known ties is often here after three steps; ties count half for every year they lie back.

    0 to 1: the share of such walks. Each project of 2 to 60 organisations, and each declared tie, is shared among its members (Newman 2001).
    """
    return np.asarray(_steps(index, query)[2])


def long_walk(index: Index, query: Query) -> Values:
    """Somebody who walks at random from you along known ties is often here after five steps: the wider circle around you.

    0 to 1: the share of such walks; ties count half for every year they lie back.
    """
    return np.asarray(_steps(index, query)[_LONG - 1])


def pagerank(index: Index, query: Query) -> Values:
    """Somebody who walks at random from you along all ties, old ones too, and often starts again, comes by here often.

    0 to 1: personalised PageRank, five steps with a restart of one half (Page et al. 1999).
    """
    if not knows_somebody(index, query):
        return nothing(index)
    path = index.tables.even.path(query.row, _LONG, query.through)
    found = sum((_RESTART**step * shares for step, shares in enumerate(path, 1)), nothing(index))
    return np.asarray(found)


def common_businesses(index: Index, query: Query) -> Values:
    """You have businesses as partners in common; one with few ties says more than one that works with everybody.

    At least 0: the sum of 1/log(ties) over these partners (Adamic, Adar 2003).
    """
    return np.asarray(_common(index, query)[0])


def common_researchers(index: Index, query: Query) -> Values:
    """You have partners in common that are no businesses, most of them research organisations; one with few ties says more.

    At least 0: the sum of 1/log(ties) over these partners (Adamic, Adar 2003).
    """
    return np.asarray(_common(index, query)[1])


def fresh_ties(index: Index, query: Query) -> Values:
    """Your partners worked with them in the last year that is known; a partner with few fresh ties says more.

    At least 0: the sum of 1/log(ties of that year) over your partners (Adamic, Adar 2003).
    """
    if not knows_somebody(index, query):
        return nothing(index)
    mine = nothing(index)
    mine[visible_partners(index, query)] = 1.0
    fresh = index.tables.fresh
    found = fresh @ (mine / np.log(np.maximum(np.diff(fresh.indptr), 2)))
    return np.asarray(found)


def lineage(index: Index, query: Query) -> Values:
    """They took part in a project that two or more of your fellows of one project went on to together.

    At least 0: fellows beyond the first, summed over pairs of projects; projects count half for every year they lie back.
    """
    if not knows_somebody(index, query):
        return nothing(index)
    meetings = index.links.meetings
    mine = meetings[[query.row]].indices
    fellows = index.links.attended[mine]
    if query.through is not None:
        fellows.data = fellows.data * query.through[fellows.indices]
    shared = fellows @ meetings
    shared.data = np.maximum(shared.data - 1, 0)
    kin: Values = np.asarray(shared.sum(axis=0))
    kin[mine] = 0  # whom these lead to is known already
    return np.asarray(meetings @ (kin * index.tables.walk.weights))


def network_position(index: Index, query: Query) -> Values:
    """You stand in the same part of the network, even without a common partner.

    0 to 1: cosine in 96 directions of who works with whom (truncated SVD, Halko et al. 2011).
    """
    return _near(index, query, index.tables.position, index.tables.position)


def lasting_position(index: Index, query: Query) -> Values:
    """You stand in the same part of the network as the last years made it.

    0 to 1: cosine in 96 directions of ties that count half for every three years they lie back (Amini et al. 2013).
    """
    tables = index.tables
    return _near(index, query, tables.lasting_position, tables.lasting_position)


def same_circle(index: Index, query: Query) -> Values:
    """You move in the same wide circle of the network.

    0 to 1: cosine in 48 directions of all ties, small groups apart left out (Amini et al. 2013).
    """
    return _near(index, query, index.tables.circle, index.tables.circle)


def fits_pattern(index: Index, query: Query) -> Values:
    """The circles you move in work with them: a tie that would fit the pattern of all ties.

    At least 0: the share of one step of a random walk, rebuilt from the 48 leading directions of the network (Halko et al. 2011).
    """
    return _near(index, query, index.tables.starts, index.tables.ends, digits=9)


def _near(index: Index, query: Query, starts: NDArray[np.float32], ends: NDArray[np.float32], digits: int = 6) -> Values:
    if not knows_somebody(index, query):
        return nothing(index)
    found: Values = np.maximum(ends @ starts[query.row], 0).astype(np.float64)
    return found.round(digits)


def common_partners(index: Index, query: Query) -> Values:
    """How much two have in common by their partners, 0 to 1: relative to the asker's ten best, less for an asker with few ties. For distances."""
    found = np.sum(_common(index, query), axis=0)
    if is_somebody(query):
        found[query.row] = 0
    best = max(float(np.sort(found)[-10:].mean()), 1.0) if len(found) else 1.0
    degree = int(index.links.degree[query.row]) if is_somebody(query) else 0
    return degree / (degree + HALF_TRUST) * unit(found / best)


def newcomer(index: Index, query: Query) -> Values:
    """They have few known ties (at most eight) and say what they need or offer: those a programme is for.

    1 or 0.
    """
    return ((index.links.degree <= NEWCOMER_TIES) & (index.has_offer | index.has_need)).astype(np.float64)


def _steps(index: Index, query: Query) -> Table:
    """Where a walk from the asker is after one to five steps, one row each."""

    def walked() -> Table:
        if not knows_somebody(index, query):
            return np.zeros((_LONG, len(index.ids)))
        return np.stack(index.tables.walk.path(query.row, _LONG, query.through))

    return once(query, "steps", walked)


def _common(index: Index, query: Query) -> Table:
    """Adamic–Adar through businesses, and through all others, one row each."""

    def counted() -> Table:
        partners = visible_partners(index, query)
        some = index.ties[partners]
        closeness = index.tables.closeness[partners]
        of_business = index.kinds[partners] == Kind.BUSINESS
        found = [_sums(some, closeness * who, len(index.ids)) for who in (of_business, ~of_business)]
        return np.stack(found)

    return once(query, "common", counted)


def _sums(some: Sparse, weights: Values, size: int) -> Values:
    """For each organisation the weights of the rows in which it appears."""
    found: Values = np.bincount(some.indices, weights=np.repeat(weights, np.diff(some.indptr)), minlength=size).astype(np.float64)
    return found
