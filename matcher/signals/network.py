"""Signals about who already works with whom."""

import numpy as np

from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, is_somebody, nothing, share_of_best, unit

NEWCOMER_TIES = 8
_STEPS = 5
_RESTART = 0.5
HALF_TRUST = 2
"""Known partners at which ties count half."""


def common_partners(index: Index, query: Query) -> Values:
    """You have partners in common; a partner with few ties says more than one who works with everybody.

    Adamic–Adar over projects of 2 to 60 organisations and declared ties, relative to your ten best: 0 to 1 (Adamic, Adar 2003).
    """
    if not is_somebody(query):
        return nothing(index)
    ties = index.ties
    partners = ties.indices[ties.indptr[query.row] : ties.indptr[query.row + 1]]
    if query.through is not None:
        partners = partners[query.through[partners]]
    found = nothing(index)
    if len(partners):
        weights = index.tables.closeness[partners]
        some = ties[partners]
        lengths = np.diff(some.indptr)
        found = np.bincount(some.indices, weights=np.repeat(weights, lengths), minlength=len(found)).astype(np.float64)
    found[query.row] = 0
    return _trust(index, query.row) * share_of_best(found, least=1.0)


def walk(index: Index, query: Query) -> Values:
    """Somebody who walks at random from you along known ties, and often starts again, comes by here often.

    Personalised PageRank over organisations and their meetings, five steps, relative to your ten best: 0 to 1 (Page et al. 1999).
    """
    found = nothing(index)
    if not is_somebody(query) or not index.links.degree[query.row]:
        return found
    meetings = index.links.meetings
    out = 1 / np.maximum(meetings.sum(axis=1), 1)
    back = 1 / np.maximum(meetings.sum(axis=0), 1)
    current = nothing(index)
    current[query.row] = 1
    for _ in range(_STEPS):
        current = _RESTART * np.asarray(meetings @ (back * np.asarray(meetings.T @ (out * current))))
        if query.through is not None:
            current *= query.through
        found += current
    found[query.row] = 0
    ties = index.ties
    found[ties.indices[ties.indptr[query.row] : ties.indptr[query.row + 1]]] = 0  # who is known already must not set the scale
    return _trust(index, query.row) * share_of_best(found, least=0.02)


def network_position(index: Index, query: Query) -> Values:
    """You stand in the same part of the network, even without a common partner.

    0 to 1: cosine in 32 directions of who works with whom (truncated SVD, Halko et al. 2011).
    """
    if not is_somebody(query):
        return nothing(index)
    return _trust(index, query.row) * unit((index.tables.position @ index.tables.position[query.row]).astype(np.float64))


def popularity(index: Index, query: Query) -> Values:
    """How many they work with already. A control, shown as such: it weighs against them a little, because hubs are suggested everywhere.

    0 to 1: logarithm of known partners, relative to the network's largest.
    """
    degree = np.log1p(index.links.degree)
    return np.round(degree / max(float(degree.max(initial=0)), 1.0), 6)


def newcomer(index: Index, query: Query) -> Values:
    """They have few known ties (at most eight) and say what they need or offer: those a programme is for.

    1 or 0.
    """
    return ((index.links.degree <= NEWCOMER_TIES) & (index.has_offer | index.has_need)).astype(np.float64)


def _trust(index: Index, row: int) -> float:
    """How much an asker's ties say, 0 to 1: one tie is an anecdote, twenty a pattern."""
    degree = int(index.links.degree[row])
    return degree / (degree + HALF_TRUST)
