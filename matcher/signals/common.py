"""Arithmetic that several signals share."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from matcher.encoder import Scale, Vectors
from matcher.index import Index
from matcher.links import Things
from matcher.query import NOBODY, Query

Values = NDArray[np.float64]
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


def share_of_best(values: Values, least: float) -> Values:
    """Values as a share of the mean of the source's ten highest (or of `least`, so that one weak link is no strong reason), at most 1."""
    if not values.any():
        return values
    best = max(float(np.sort(values)[-10:].mean()), least)
    return unit(values / best)


def settled(lifts: Values) -> Values:
    """Log-lifts cut to −1..1; within a tenth of chance they say nothing."""
    cut = np.round(np.clip(lifts, -1, 1), 6)
    return np.where(np.abs(cut) < CHANCE, 0.0, cut)


def is_somebody(query: Query) -> bool:
    """Is the query an organisation of the network, not a free text?"""
    return query.row != NOBODY
