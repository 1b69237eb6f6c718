"""Shares by arm within strata, and the weights that put them together; the intervals of single shares."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from graph.errors import Invalid

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.intp]
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Strata:
    """Arrays over strata, one row each: how many were offered and how many wait, and the sum of the outcome in either arm."""

    offered: Numbers
    waiting: Numbers
    offered_sum: Numbers
    waiting_sum: Numbers

    @property
    def weights(self) -> Numbers:
        """n₁n₀/n, scaled to 1: what each stratum can tell (Mantel and Haenszel 1959); a stratum with one arm only tells nothing."""
        told = self.offered * self.waiting / (self.offered + self.waiting)
        return np.asarray(told / told.sum())


def strata_of(offered: Flags, outcome: Numbers, stratum: Codes) -> Strata:
    """Counted by stratum, those with both arms only. Raises Invalid if there is none, or for arrays of different length."""
    if not len(offered) == len(outcome) == len(stratum):
        raise Invalid(f"{len(offered)} arms, {len(outcome)} outcomes and {len(stratum)} strata; there must be one of each for every business")
    waits = ~offered
    columns = [np.bincount(stratum, weights).astype(np.float64) for weights in (offered.astype(float), waits.astype(float), offered * outcome, waits * outcome)]
    both = (columns[0] > 0) & (columns[1] > 0)
    if not both.any():
        raise Invalid("no stratum has businesses in both arms; nothing can be compared")
    return Strata(*(column[both] for column in columns))


def centred(values: Numbers, stratum: Codes) -> Numbers:
    """Each value less the mean of its stratum."""
    count = np.maximum(np.bincount(stratum), 1)
    return np.asarray(values - (np.bincount(stratum, values) / count)[stratum])


def wilson(share: float, size: float, *, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of one share: (p + z²/2n ± z·√(pq/n + z²/4n²)) / (1 + z²/n). Wilson (1927), JASA 22:209."""
    z = float(ndtri((1 + level) / 2))
    middle, spread = share + z * z / (2 * size), z * math.sqrt(max(share * (1 - share), 0.0) / size + (z / (2 * size)) ** 2)
    scale = 1 + z * z / size
    return max((middle - spread) / scale, 0.0), min((middle + spread) / scale, 1.0)
