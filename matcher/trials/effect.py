"""After a trial: what the offer changed, between which limits, and for those who only took it up because it was offered."""

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from graph.errors import Invalid
from matcher.trials.strata import LEVEL, Codes, Flags, Numbers, centred, strata_of, wilson


@dataclass(frozen=True, slots=True)
class Effect:
    """A difference and its limits; a limit is infinite where the data set none."""

    value: float
    low: float
    high: float


def intention_to_treat(offered: Flags, outcome: Numbers, stratum: Codes, *, level: float = LEVEL) -> Effect:
    """The share with the outcome (0 or 1) among who was offered minus that among who waits, whoever took it up: as assigned.

    Σ wₛ(p₁ₛ − p₀ₛ) over strata with the weights of Mantel and Haenszel, which is also the coefficient of a regression with one level per
    stratum. Limits: Newcombe's hybrid score interval (1998, Statistics in Medicine 17:873, method 10) at the effective sizes 1/Σ(wₛ²/nₛ) of
    the weighted shares (after Yan and Su 2010, Statistics in Biopharmaceutical Research 2:329); they hold with no outcome at all, too.
    """
    _yes_or_no(outcome)
    found = strata_of(offered, outcome, stratum)
    weights, z = found.weights, float(ndtri((1 + level) / 2))
    arms = []
    for count, total in ((found.offered, found.offered_sum), (found.waiting, found.waiting_sum)):
        share, size = float(weights @ (total / count)), 1 / float(weights**2 @ (1 / count))
        arms.append((share, size, *wilson(share, size, level=level)))
    (one, size, low, high), (other, other_size, other_low, other_high) = arms
    down = math.sqrt(low * (1 - low) / size + other_high * (1 - other_high) / other_size)
    up = math.sqrt(high * (1 - high) / size + other_low * (1 - other_low) / other_size)
    return Effect(one - other, one - other - z * down, one - other + z * up)


def complier_effect(offered: Flags, taken: Flags, outcome: Numbers, stratum: Codes, *, level: float = LEVEL) -> Effect:
    """What taking it up changed for those who took it up because they were encouraged.

    The difference in the outcome over the difference in take-up, within strata: Wald's estimator, which is two-stage least squares
    (Angrist, Imbens and Rubin 1996, JASA 91:444). Limits: Fieller's (1954), all β for which the outcome less β times the take-up shows no difference
    between the arms by a regression with robust standard errors (HC1) and Student's t, the test of Anderson and Rubin (1949); they are infinite where
    encouragement hardly changed the take-up.
    """
    strata_of(offered, outcome, stratum)
    arm = centred(offered.astype(float), stratum)
    spread = float(arm @ arm)
    free = len(arm) - len(np.unique(stratum)) - 1
    if free < 1:
        raise Invalid(f"{len(arm)} businesses in {len(np.unique(stratum))} strata are too few for limits; put strata together")
    slopes, leftover = [], []
    for values in (outcome, taken.astype(float)):
        inside = centred(values, stratum)
        slopes.append(slope := float(arm @ inside) / spread)
        leftover.append(inside - slope * arm)
    if slopes[1] == 0:
        raise Invalid("as many took it up without encouragement as with it; there is nobody whom it moved")
    factor = len(arm) / free / spread**2
    spreads = [factor * float(arm**2 @ (leftover[i] * leftover[j])) for i, j in ((0, 0), (0, 1), (1, 1))]
    low, high = _fieller(slopes, spreads, float(stdtrit(free, (1 + level) / 2)))
    return Effect(slopes[0] / slopes[1], low, high)


def _fieller(slopes: list[float], spreads: list[float], quantile: float) -> tuple[float, float]:
    """Where (y − βd)² = t²(V − 2βC + β²W), solved for β; without limits where the denominator could be 0."""
    square = quantile**2
    a = slopes[1] ** 2 - square * spreads[2]
    b = slopes[0] * slopes[1] - square * spreads[1]
    c = slopes[0] ** 2 - square * spreads[0]
    if a <= 0:
        return -math.inf, math.inf
    root = math.sqrt(max(b * b - a * c, 0.0))
    return (b - root) / a, (b + root) / a


def _yes_or_no(outcome: Numbers) -> None:
    if not np.isin(outcome, (0.0, 1.0)).all():
        raise Invalid("an outcome is 1 (it happened) or 0 (it did not)")
