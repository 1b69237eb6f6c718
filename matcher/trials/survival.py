"""How long ties last, though many of them still do."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, ndtri

from graph.errors import Invalid
from matcher.trials.strata import LEVEL, Codes, Flags, Numbers

MONTH = 365.25 / 12
"""Days."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of ties that last, after each duration at which one ended, from 0 on; limits are NaN where there are none to give."""

    days: Numbers
    share: Numbers
    low: Numbers
    high: Numbers
    longest: float

    def at(self, day: float) -> tuple[float, float, float]:
        """The share and its limits after so many days; NaN beyond the longest tie that was watched."""
        if day > self.longest:
            return math.nan, math.nan, math.nan
        row = int(np.searchsorted(self.days, day, side="right")) - 1
        return float(self.share[row]), float(self.low[row]), float(self.high[row])


def kaplan_meier(days: Numbers, ended: Flags, *, level: float = LEVEL) -> Curve:
    """The product-limit estimate S(t) = Π(1 − dᵢ/nᵢ) of Kaplan and Meier (1958), from durations and whether the end was seen.

    Limits: S(t)^exp(±z·√(Σ dᵢ/(nᵢ(nᵢ−dᵢ)))/log S(t)), Greenwood's variance on the log-minus-log scale (Kalbfleisch and Prentice 1980),
    which keeps them between 0 and 1; none where nothing or everything has ended.
    """
    if not len(days) or len(days) != len(ended) or float(days.min()) < 0:
        raise Invalid(f"{len(days)} durations and {len(ended)} ends; there must be as many of both, and no negative duration")
    times = np.unique(days[ended])
    ends = np.array([np.count_nonzero(ended & (days == time)) for time in times], dtype=np.float64)
    risk = np.array([np.count_nonzero(days >= time) for time in times], dtype=np.float64)
    share = np.cumprod(1 - ends / risk)
    with np.errstate(divide="ignore", invalid="ignore"):  # the last tie may have ended: then log S(t) has no value
        bent = float(ndtri((1 + level) / 2)) * np.sqrt(np.cumsum(ends / (risk * (risk - ends)))) / np.log(share)
        low, high = share ** np.exp(-bent), share ** np.exp(bent)
    known = share > 0
    start = 0 if len(times) and times[0] == 0 else 1
    return Curve(
        days=np.concatenate([np.zeros(start), times]),
        share=np.concatenate([np.ones(start), share]),
        low=np.concatenate([np.full(start, np.nan), np.where(known, low, np.nan)]),
        high=np.concatenate([np.full(start, np.nan), np.where(known, high, np.nan)]),
        longest=float(days.max()),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """Chi-square with so many degrees of freedom, and the chance of one at least as large if all groups were alike."""

    statistic: float
    freedom: int
    p: float


def log_rank(days: Numbers, ended: Flags, group: Codes) -> Compared:
    """Whether several groups of ties last equally long: the log-rank test (Mantel 1966; Peto and Peto 1972), with the covariance of ends among groups.

    `group` numbers the groups from 0. Raises Invalid for fewer than two groups, or if no end was seen.
    """
    groups = np.unique(group)
    if len(groups) < 2 or not ended.any():
        raise Invalid("survival is compared between two groups or more, of which one tie at least has ended")
    difference, spread = np.zeros(len(groups)), np.zeros((len(groups), len(groups)))
    for time in np.unique(days[ended]):
        risk = np.array([np.count_nonzero((days >= time) & (group == code)) for code in groups], dtype=np.float64)
        ends = np.array([np.count_nonzero(ended & (days == time) & (group == code)) for code in groups], dtype=np.float64)
        n, d = risk.sum(), ends.sum()
        difference += ends - d * risk / n
        if n > 1:
            spread += d * (n - d) / (n - 1) * (np.diag(risk / n) - np.outer(risk / n, risk / n))
    statistic = float(difference @ np.linalg.pinv(spread, hermitian=True) @ difference)
    freedom = int(np.linalg.matrix_rank(spread, hermitian=True))
    return Compared(statistic, freedom, float(chdtrc(freedom, statistic)) if freedom else 1.0)
