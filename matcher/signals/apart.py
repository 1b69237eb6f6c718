"""How far apart two sides are, and who is too close: a competitor."""

import numpy as np
from numpy.typing import NDArray

from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, is_somebody, unit
from matcher.signals.network import common_partners

Flags = NDArray[np.bool_]
_LEVELS = 4  # section, division, group, class
_ALIKE = 0.7  # cosine of descriptions that say the same


def distances(index: Index, query: Query) -> Values:
    """Distance of each organisation, 0 near to 1 far: the mean of what is known of sector, text and network distance, ½ if nothing is."""
    parts = [part for part in (_in_sectors(index, query), _in_text(index, query), _in_network(index, query)) if part is not None]
    if not parts:
        return np.full(len(index.ids), 0.5)
    table = np.stack(parts)
    known = ~np.isnan(table)
    total = np.where(known, table, 0).sum(axis=0)
    found: Values = np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), 0.5)
    return np.round(found, 6)


def distance_band(index: Index, query: Query) -> Values:
    """They are as far from you as you asked for: not the most alike, not strangers. Alliances innovate most at middle distance.

    1 at the distance of the dial, falling to 0 half a dial away (Nooteboom et al. 2007; Boschma 2005).
    """
    return unit(1 - 2 * np.abs(distances(index, query) - query.distance))


def competitor_guard(index: Index, query: Query) -> Values:
    """They do exactly what you do, elsewhere: rather a competitor or a colleague than a partner. −1 if so, else 0.

    Whoever does the same in the same place, or was declared a competitor, is not suggested at all.
    """
    return -same_class(index, query).astype(np.float64)


def competitors(index: Index, query: Query) -> Flags:
    """Rows that must not be suggested: declared competitors, and the same class in the same region (country, where a region is unknown)."""
    if not is_somebody(query):
        return np.zeros(len(index.ids), dtype=bool)
    declared = index.links.rivals[[query.row]].toarray()[0] > 0
    region = index.regions[query.row]
    here = index.regions == region if region else index.countries == query.country
    rivals: Flags = declared | (same_class(index, query) & here)
    return rivals


def same_class(index: Index, query: Query) -> Flags:
    """Rows with the asker's four-digit class."""
    mine = index.sectors[query.row] if is_somebody(query) else ""
    same: Flags = (index.sectors == mine) & (mine != "") & (np.arange(len(index.ids)) != query.row)
    return same


def _in_sectors(index: Index, query: Query) -> Values | None:
    """The share of levels of the sector tree that differ; nan where a sector is unknown."""
    if not is_somebody(query) or index.tree[query.row, 0] < 0:
        return None
    shared = ((index.tree == index.tree[query.row]) & (index.tree >= 0)).sum(axis=1)
    return np.where(index.tree[:, 0] >= 0, 1 - shared / _LEVELS, np.nan)


def _in_text(index: Index, query: Query) -> Values | None:
    if not query.text.any():
        return None
    found = np.full(len(index.ids), np.nan)
    cosines = (index.texts.organisations @ query.text[0]).astype(np.float64)
    found[index.texts.rows] = 1 - np.clip(cosines / _ALIKE, 0, 1)
    return found


def _in_network(index: Index, query: Query) -> Values | None:
    """1 without a common partner, less the more there are; unknown for an asker without ties."""
    if not is_somebody(query) or not index.links.degree[query.row]:
        return None
    found: Values = 1 - common_partners(index, query)
    return np.where(index.links.degree > 0, found, np.nan)
