"""Arithmetic that several signals share."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from matcher.encoder import Scale, Vectors
from matcher.index import Index
from matcher.index.links import Rows, Things
from matcher.query import NOBODY, Query

Values = NDArray[np.float64]
Table = NDArray[np.float64]
Signal = Callable[[Index, Query], Values]
"""A business or free text in, one value per organisation out; the docstring is shown to users."""

CHANCE = 0.1


def nothing(index: Index) -> Values:
    """Zero for everybody."""
    return np.zeros(len(index.ids))


def unit(values: Values) -> Values:
    """Values cut to 0..1, rounded so that the number of threads cannot change an answer."""
    cut: Values = np.minimum(np.maximum(values, 0.0), 1.0)
    return cut.round(6)


def scaled(cosines: NDArray[np.floating], scale: Scale) -> Values:
    """Cosines to 0..1: from what chance gives to what clearly belongs together."""
    return unit((cosines.astype(np.float64) - scale.chance) / (scale.clear - scale.chance))


def best_of_owner(index: Index, things: Things, values: Values) -> Values:
    """For each organisation the highest value among its things, 0 without any."""
    which, owners = things.owners
    best = nothing(index)
    np.maximum.at(best, owners, values[which])
    return best


def best_pairs(asked: Vectors, given: Vectors, scale: Scale) -> Values:
    """For each given row the scaled cosine of the asked row that fits it best."""
    if not len(asked) or not len(given):
        return np.zeros(len(given))
    return scaled((given @ asked.T).max(axis=1), scale)


def settled(lifts: Values) -> Values:
    """Log-lifts cut to −1..1; within a tenth of chance they say nothing."""
    cut = np.round(np.clip(lifts, -1, 1), 6)
    return np.where(np.abs(cut) < CHANCE, 0.0, cut)


def is_somebody(query: Query) -> bool:
    """Is the query an organisation of the network, not a free text?"""
    return query.row != NOBODY


def knows_somebody(index: Index, query: Query) -> bool:
    """Is the query an organisation with known ties?"""
    return is_somebody(query) and bool(index.links.degree[query.row])


def visible_partners(index: Index, query: Query) -> Rows:
    """Rows of the asker's known partners that ties may lead through; none for a free text."""
    if not is_somebody(query):
        return np.zeros(0, dtype=np.int32)
    partners = index.partners_of(query.row)
    return partners if query.through is None else partners[query.through[partners]]


def once(query: Query, name: str, compute: Callable[[], Table]) -> Table:
    """What `compute` gives, computed at most once per query: several signals share it."""
    if name not in query.memo:
        query.memo[name] = compute()
    return query.memo[name]
