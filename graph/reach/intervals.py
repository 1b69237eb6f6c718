"""Intervals of proportions."""

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Proportion:
    """`part` of `whole` with its 95 % interval; share and bounds are None where there is no whole."""

    part: int
    whole: int
    share: float | None
    low: float | None
    high: float | None


def wilson(part: int, whole: int, z: float = Z95) -> Proportion:
    """The score interval of a proportion (Wilson 1927, JASA 22): keeps within 0..1 and holds for small numbers."""
    if whole <= 0:
        return Proportion(part, whole, None, None, None)
    share = part / whole
    centre = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return Proportion(part, whole, share, max(0.0, centre - half), min(1.0, centre + half))
