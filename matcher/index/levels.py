"""How each organisation stands among all: how active, how well connected, since when."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.schema import Kind
from matcher.index.columns import Columns
from matcher.index.links import Links

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """One level per organisation, 0 where nothing is known.

    `active` (projects of several, half for every year they lie back) and `connected` (known partners) are the shares of organisations with
    any that have less; `with_businesses` is the share of businesses among one's partners; `since` is 1 for who was there first, 0 for the newest.
    """

    active: Column
    connected: Column
    with_businesses: Column
    since: Column


def levels(columns: Columns, links: Links) -> Levels:
    """Compute all levels, rounded, so that equals stay equal."""
    first = _first(links)
    span = max(float(first.max(initial=0.0)), 1e-9)
    known = (links.ties > 0).astype(np.float64) @ (columns.kinds == Kind.BUSINESS).astype(np.float64)
    return Levels(
        active=_share(np.asarray(links.meetings @ np.where(links.places >= 0, 0.5**links.age, 0.0))),
        connected=_share(links.degree.astype(np.float64)),
        with_businesses=np.round(known / np.maximum(links.degree, 1), 6),
        since=np.round(first / span, 6),
    )


def _share(values: Column) -> Column:
    """For each value above 0 the share of such values that are not above it."""
    rounded = values.round(9)
    ordered = np.sort(rounded[rounded > 0])
    found = np.searchsorted(ordered, rounded, side="right") / max(len(ordered), 1)
    return np.where(rounded > 0, found, 0.0).round(6)


def _first(links: Links) -> Column:
    """Years from each organisation's first meeting to the newest of all."""
    entries = links.meetings.tocoo()
    ages = np.zeros(links.meetings.shape[0])
    np.maximum.at(ages, entries.row, links.age[entries.col])
    return ages
