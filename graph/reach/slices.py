"""Tiers by cluster, country, sector, size and language, each with its conversion."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from graph.reach.intervals import Proportion, wilson
from graph.reach.tiers import Tiers
from graph.reach.units import Units


class By(StrEnum):
    """How units may be told apart."""

    CLUSTER = "cluster"
    COUNTRY = "country"
    SECTOR = "sector"
    SIZE = "size"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Count:
    """Unique enterprises: if all doubtful pairs are one (`low`), and if none is (`high`)."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Slice:
    """The enterprises of one value: how many the programme knows, and how many are in each tier. `value` is "" where it is not known."""

    value: str
    known: Count
    reached: Count
    benefited: Count
    supported: Count
    benefit: Proportion  # of those reached
    depth: Proportion  # of those benefited


def total(units: Units, tiers: Tiers, day: date) -> Slice:
    """All units together."""
    return _slice("", units, tiers.at(day), np.ones(len(units), dtype=bool))


def sliced(units: Units, tiers: Tiers, day: date, by: By) -> list[Slice]:
    """One slice per value, by value. A business in two clusters is in both slices, so these add up to more than the total."""
    at = tiers.at(day)
    return [_slice(value, units, at, chosen) for value, chosen in sorted(groups(units, by).items())]


def groups(units: Units, by: By) -> Mapping[str, NDArray[np.bool_]]:
    """Which units have which value."""
    if by is By.CLUSTER:
        return _by_cluster(units)
    column = {By.COUNTRY: units.countries, By.SECTOR: units.sections, By.SIZE: units.sizes, By.LANGUAGE: units.langs}[by]
    return {str(value): column == value for value in sorted(set(column.tolist()))}


def _by_cluster(units: Units) -> Mapping[str, NDArray[np.bool_]]:
    found: dict[str, NDArray[np.bool_]] = {}
    for unit, clusters in enumerate(units.clusters.tolist()):
        for cluster in clusters or ("",):
            found.setdefault(cluster, np.zeros(len(units), dtype=bool))[unit] = True
    return found


def equity(slices: list[Slice]) -> float | None:
    """Smallest share of the reached who benefited, by the largest, over the values that are known and reached anybody (R6)."""
    shares = [found.benefit.share for found in slices if found.value and found.benefit.share is not None]
    return min(shares) / max(shares) if shares and max(shares) > 0 else None


def _slice(value: str, units: Units, at: NDArray[np.int8], chosen: NDArray[np.bool_]) -> Slice:
    known, reached, benefited, supported = (Count(*units.range(chosen & (at >= tier))) for tier in range(4))
    return Slice(value, known, reached, benefited, supported, wilson(benefited.high, reached.high), wilson(supported.high, benefited.high))
