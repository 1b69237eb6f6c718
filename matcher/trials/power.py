"""Before a trial starts: how large a difference so many businesses can show, and how many it takes.

Two groups, one outcome that a business has or has not, and a two-sided test of the difference of both shares.
"""

import math
from dataclasses import dataclass

from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from graph.errors import Invalid


@dataclass(frozen=True, slots=True)
class Setting:
    """What is settled before the start: the share that has the outcome anyway, the share that is offered, and the chance of a false alarm."""

    baseline: float
    offered: float = 0.5
    alpha: float = 0.05

    def __post_init__(self) -> None:
        for name in ("baseline", "offered", "alpha"):
            if not 0 < getattr(self, name) < 1:
                raise Invalid(f"{name}={getattr(self, name)}: choose a share between 0 and 1, both excluded")


def power(businesses: float, lift: float, setting: Setting) -> float:
    """The chance that the test finds a true `lift` (offered share minus baseline, so 0.1 is ten points) among so many businesses.

    Φ((|d| − z·s₀)/s₁) + Φ((−|d| − z·s₀)/s₁), where s₀ is the standard error at the pooled share, s₁ at the two true shares and
    z the normal quantile at 1 − α/2. Fleiss, Levin and Paik: Statistical Methods for Rates and Proportions (3rd ed. 2003), chapter 4.
    """
    if businesses <= 0 or not -setting.baseline <= lift <= 1 - setting.baseline:
        raise Invalid(f"{businesses} businesses with a lift of {lift}: the lift must leave the share between 0 and 1, and there must be businesses")
    one, together = _spreads(lift, setting)
    root, far = math.sqrt(businesses), float(ndtri(1 - setting.alpha / 2)) * together
    if one == 0:  # a share of 0 against a share of 1: nothing is left to chance
        return float(abs(lift) * root > far)
    return float(ndtr((abs(lift) * root - far) / one) + ndtr((-abs(lift) * root - far) / one))


def detectable(businesses: float, setting: Setting, *, wanted: float = 0.8) -> float:
    """The smallest positive lift that the test finds with the `wanted` chance: `power` solved for the lift by Brent's method.

    Raises Invalid where not even the largest possible lift would be found.
    """
    highest = 1 - setting.baseline
    if power(businesses, highest, setting) < wanted:
        raise Invalid(f"{businesses:g} businesses are too few: even if all who are offered succeeded, it would be found with less than {wanted:.0%} chance")
    return float(brentq(lambda lift: power(businesses, lift, setting) - wanted, 0.0, highest)) if wanted > setting.alpha else 0.0


def needed(lift: float, setting: Setting, *, wanted: float = 0.8) -> int:
    """How many businesses, both groups together, find a true `lift` with the `wanted` chance.

    ((z₁₋α⸝₂·s₀ + z₁₋β·s₁) / d)², rounded up, s₀ and s₁ for one business; Fleiss, Levin and Paik (2003), chapter 4.
    """
    if not lift or not -setting.baseline <= lift <= 1 - setting.baseline or not setting.alpha < wanted < 1:
        raise Invalid(f"a lift of {lift} found with a chance of {wanted}: the lift is not 0 and leaves the share between 0 and 1, the chance is below 1")
    one, together = _spreads(lift, setting)
    return math.ceil(((float(ndtri(1 - setting.alpha / 2)) * together + float(ndtri(wanted)) * one) / lift) ** 2)


def _spreads(lift: float, setting: Setting) -> tuple[float, float]:
    """Standard errors for one business in all: at the two true shares, and at the share of both together."""
    waiting, offered, part = setting.baseline, setting.baseline + lift, setting.offered
    pooled = part * offered + (1 - part) * waiting
    apart = offered * (1 - offered) / part + waiting * (1 - waiting) / (1 - part)
    return math.sqrt(apart), math.sqrt(max(pooled * (1 - pooled), 0.0) * (1 / part + 1 / (1 - part)))
