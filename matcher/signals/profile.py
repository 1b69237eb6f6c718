"""Signals about what both sides are: expertise, sector, field, markets, languages."""

import numpy as np

from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, is_somebody, nothing, settled

STRONG_SHARE = 0.1
"""A branch that supplies a tenth of another's inputs is a strong supplier."""


def shared_expertise(index: Index, query: Query) -> Values:
    """You both know the same things; rare expertise counts more than what everybody has.

    The share (0 to 1) of your expertise they have too, weighted by rarity (inverse document frequency, Spärck Jones 1972).
    """
    table = index.links.expertise.matrix
    if not is_somebody(query) or not table[[query.row]].nnz:
        return nothing(index)
    mine = table[[query.row]].toarray()[0] * index.tables.rarity
    found: Values = np.asarray(table @ mine) / max(float(mine.sum()), 1e-9)
    return np.round(found, 6)


def related_sector(index: Index, query: Query) -> Values:
    """Your sector and theirs work well together: businesses of the two have more known ties than chance would give, or one supplies the other.

    −1 to 1; learned from the ties of this network, with Eurostat's supply between branches as the starting point.
    """
    tables = index.tables
    mine = tables.division[query.row] if is_somebody(query) else -1
    if mine < 0:
        return nothing(index)
    supply = np.clip(np.maximum(tables.supplies[mine], tables.supplies[:, mine]) / STRONG_SHARE, 0, 1)
    supply[mine] = 0  # a branch that buys from itself says nothing about two businesses
    strength = settled(tables.related[mine] + supply)
    strength[-1] = 0  # unknown
    found: Values = strength[tables.division]
    return found


def target_market(index: Index, query: Query) -> Values:
    """They are in a country, sector or market that you want to reach, or you are in one of theirs.

    0, ½ for one direction, 1 for both.
    """
    if not is_somebody(query):
        return nothing(index)
    wanted = _of(index, query.row)
    places = _places(index, query.row)
    serves, targets = index.links.serves, index.links.targets
    reached = np.zeros(len(index.ids), dtype=bool)
    if len(wanted):
        reached |= np.isin(index.tree, wanted).any(axis=1)
    for country in (id.removeprefix("country:") for id in index.snapshot.ids[wanted].tolist() if id.startswith("country:")):
        reached[index.in_country(country)] = True
    reached |= np.asarray(serves.matrix @ np.isin(serves.nodes, wanted).astype(float)) > 0
    reaching = np.asarray(targets.matrix @ np.isin(targets.nodes, places).astype(float)) > 0
    return 0.5 * reached + 0.5 * reaching


def common_language(index: Index, query: Query) -> Values:
    """You have a working language in common. 1 if so, −1 if not, 0 where theirs or yours are unknown."""
    mine = int(index.speaks[query.row]) if is_somebody(query) else 0
    if not mine:
        return nothing(index)
    return np.where(index.speaks == 0, 0.0, np.where(index.speaks & mine, 1.0, -1.0))


def _of(index: Index, row: int) -> np.ndarray:
    table = index.links.targets
    return table.nodes[table.matrix[[row]].indices]


def _places(index: Index, row: int) -> np.ndarray:
    """What the asker is to somebody looking for markets: its country, its sector's path, the markets it serves."""
    served = index.links.serves
    path = index.tree[row][index.tree[row] >= 0]
    country = np.array([index.at.get(f"country:{index.countries[row]}", -1)], dtype=np.int32)
    return np.concatenate([path, country[country >= 0], served.nodes[served.matrix[[row]].indices]])
