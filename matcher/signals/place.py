"""Signals about where both sides are."""

import numpy as np

from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, nothing


def _place(index: Index, query: Query) -> int:
    """The position of the asker's country in the tables, -1 if it is unknown."""
    rows = index.in_country(query.country)
    return int(index.tables.country[rows.start]) if query.country and rows.start < rows.stop else -1


def country_affinity(index: Index, query: Query) -> Values:
    """Organisations of your country and theirs work together more (or less) often than chance would give.

    −1 to 1: log((observed + 30) / (expected + 30)) of known ties between the two countries, 0 at what chance gives.
    """
    mine = _place(index, query)
    return nothing(index) if mine < 0 else np.round(np.clip(index.tables.affinity[mine], -1, 1), 6)[index.tables.country]


def border(index: Index, query: Query) -> Values:
    """Their country has a land border with yours: a visit is a train ride. 1 or 0."""
    mine = _place(index, query)
    return nothing(index) if mine < 0 else index.tables.borders[mine].astype(np.float64)[index.tables.country]
