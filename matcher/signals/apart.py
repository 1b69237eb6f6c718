"""How far apart two sides are, and who is too close: a competitor."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, is_somebody, once, unit
from matcher.signals.needs import met
from matcher.signals.network import common_partners

Flags = NDArray[np.bool_]
_LEVELS = 4  # section, division, group, class
_MEETS = 0.5  # of the value of a need that is met: from here on a suggestion is about that need


@dataclass(frozen=True, slots=True)
class Band:
    """The shape of what counts as the right distance: 1 at the target, 0 from `width` on (0..1) on either side.

    `steep` bends the fall between: 1 a straight line, larger a flat top with steep sides, smaller a peak with long tails.
    """

    width: float = 0.5
    steep: float = 1.0

    def __post_init__(self) -> None:
        if not (0 < self.width <= 1 and 0 < self.steep < np.inf):
            raise Invalid(f"a band of width {self.width} and steepness {self.steep}; width is above 0 and at most 1, steepness a positive number")

    def of(self, distances: Values, target: Values | float) -> Values:
        """How right distances are for a target, 0 to 1."""
        off: Values = np.abs(distances - target) / self.width
        return unit(1 - off**self.steep)


BAND = Band()


def distances(index: Index, query: Query) -> Values:
    """Distance of each organisation, 0 near to 1 far: the mean of what is known of sector, text and network distance, ½ if nothing is."""
    return once(query, "distances", lambda: _mean_distances(index, query))


def _mean_distances(index: Index, query: Query) -> Values:
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

    1 at the distance of the dial, or of the need they meet if it has one of its own, falling to 0 half a dial away
    (Nooteboom et al. 2007; Boschma 2005).
    """
    return BAND.of(distances(index, query), targets(index, query))


def targets(index: Index, query: Query) -> Values:
    """The distance asked for of each organisation: the dial's, or that of the need it meets best where this need carries its own.

    A need to do better what one does already looks near, a need for something new looks far (March 1991): property `distance`, 0 to 1.
    """
    found = np.full(len(index.ids), query.distance)
    own = _own_distances(index, query)
    if np.isnan(own).all():
        return found
    fit = met(index, query)
    which = fit.argmax(axis=1)
    about: Flags = (fit.max(axis=1) >= _MEETS) & ~np.isnan(own[which])
    found[about] = own[which[about]]
    return found


def _own_distances(index: Index, query: Query) -> Values:
    """For each of the asker's needs its own distance, nan without one."""
    column = index.snapshot.props.get("distance")
    if column is None or not len(query.need_nodes):
        return np.full(max(len(query.needs), 1), np.nan)
    own: Values = np.array([np.nan if value is None else float(value) for value in column[query.need_nodes].tolist()])
    return own.clip(0, 1)


def competitor_guard(index: Index, query: Query) -> Values:
    """They do exactly what you do, elsewhere: rather a competitor or a colleague than a partner. −1 if so, else 0.

    Whoever does the same in the same place, or was declared a competitor, is not suggested at all.
    """
    return -same_class(index, query).astype(np.float64)


def competitors(index: Index, query: Query) -> Flags:
    """Rows that must see none of the asker's needs, nor the asker theirs. The relation is the same from both sides.

    Declared competitors; and whoever makes the same product in the same place: the same four-digit class, or offers that say the same
    in other words to the same market. The same place is the same region; where a region is unknown, the same town; and where that is
    unknown too, the same country (for a class only: a country is too large for words).
    """
    rivals: Flags = np.zeros(len(index.ids), dtype=bool)
    if not is_somebody(query):
        return rivals
    rivals[index.links.rivals[[query.row]].indices] = True
    home = index.in_country(query.country)
    for row in (np.flatnonzero(same_class(index, query)[home]) + home.start).tolist():
        rivals[row] |= _is_near(index, query.row, row, unknown=True)
    for row in _same_offer(index, query):
        rivals[row] |= _is_near(index, query.row, row, unknown=False) and _share_market(index, query.row, row)
    rivals[query.row] = False
    return rivals


def same_class(index: Index, query: Query) -> Flags:
    """Rows with the asker's four-digit class."""
    same: Flags = np.zeros(len(index.ids), dtype=bool)
    if is_somebody(query) and (mine := index.sectors[query.row]):
        same = (index.sectors == mine).astype(bool)
        same[query.row] = False
    return same


def _is_near(index: Index, one: int, two: int, *, unknown: bool) -> bool:
    """Are two rows in the same place? `unknown` is the answer where only the country is known of one of them."""
    regions = str(index.regions[one]), str(index.regions[two])
    if all(regions):
        return regions[0].startswith(regions[1]) or regions[1].startswith(regions[0])  # one may be known less precisely
    towns = index.cities[one], index.cities[two]
    same = bool(index.countries[one]) and index.countries[one] == index.countries[two]
    return bool(same and (towns[0] == towns[1] if all(towns) else unknown))


def _same_offer(index: Index, query: Query) -> list[int]:
    """Rows in the asker's country that offer what it offers, nearly to the word."""
    texts = index.texts
    if not len(query.offers):
        return []
    alike = (texts.offers @ query.offers.T).max(axis=1) >= texts.scale.label
    which, owners = index.links.offers.owners
    rows = np.unique(owners[alike[which]])
    found: list[int] = rows[(index.countries[rows] == query.country) & (rows != query.row)].tolist()
    return found


def _share_market(index: Index, one: int, two: int) -> bool:
    """Do two rows serve a common market? Where one says nothing of its markets, they may."""
    served = index.links.serves.matrix
    markets = served[[one]].indices, served[[two]].indices
    return not all(len(some) for some in markets) or bool(np.intersect1d(*markets).size)


def _in_sectors(index: Index, query: Query) -> Values | None:
    """The share of levels of the sector tree that differ; nan where a sector is unknown."""
    if not is_somebody(query) or index.tree[query.row, 0] < 0:
        return None
    shared = ((index.tree == index.tree[query.row]) & (index.tree >= 0)).sum(axis=1)
    return np.where(index.tree[:, 0] >= 0, 1 - shared / _LEVELS, np.nan)


def _in_text(index: Index, query: Query) -> Values | None:
    """0 for descriptions that say the same, 1 for descriptions without anything in common."""
    if not query.text.any() or not len(index.texts.rows):
        return None
    found = np.full(len(index.ids), np.nan)
    cosines = (index.texts.organisations @ query.text[0]).astype(np.float64)
    found[index.texts.rows] = 1 - np.clip(cosines / index.texts.scale.label, 0, 1)
    return found


def _in_network(index: Index, query: Query) -> Values | None:
    """1 without a common partner, less the more there are; unknown for an asker without ties."""
    if not is_somebody(query) or not index.links.degree[query.row]:
        return None
    found: Values = 1 - common_partners(index, query)
    return np.where(index.links.degree > 0, found, np.nan)
