"""How often chance alone would make such a difference: the trial is drawn again and again, with the outcomes left as they are."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from matcher.trials.strata import Codes, Flags, Numbers, centred, strata_of

REDRAWS = 10_000
_AT_ONCE = 2_000_000
"""Random numbers held at once."""


@dataclass(frozen=True, slots=True)
class Tested:
    """The chance of a difference at least as large, in either direction; `redraws` is 0 where every possible draw was counted."""

    p: float
    redraws: int


def randomisation_test(offered: Flags, outcome: Numbers, stratum: Codes, *, seed: int = 0, redraws: int = REDRAWS) -> Tested:
    """Fisher's test (1935): nothing is assumed but that the lot decided.

    The difference within strata, with the weights of Mantel and Haenszel, is compared with that of other draws with as many offered in each stratum.
    Outcomes of 0 and 1: all draws are counted, exactly, since the successes among the offered of a stratum are hypergeometric and those of
    several strata add up. Other numbers: `redraws` draws, p = (1 + as large) / (1 + redraws) (Phipson and Smyth 2010).
    """
    strata_of(offered, outcome, stratum)
    if np.isin(outcome, (0.0, 1.0)).all():
        return Tested(_exact(offered, outcome, stratum), 0)
    inside = centred(outcome, stratum)
    seen = abs(float(inside[offered].sum())) - 1e-9 * float(np.abs(inside).sum())
    random = np.random.Generator(np.random.PCG64(seed))
    larger, step = 0, max(_AT_ONCE // len(inside), 1)
    for start in range(0, redraws, step):
        larger += int((np.abs(_redrawn(inside, offered, stratum, min(step, redraws - start), random)) >= seen).sum())
    return Tested((1 + larger) / (1 + redraws), redraws)


def _redrawn(inside: Numbers, offered: Flags, stratum: Codes, times: int, random: np.random.Generator) -> Numbers:
    """The sum among the offered of other draws, so many times."""
    total = np.zeros(times)
    for code in np.unique(stratum):
        values = inside[stratum == code]
        count = int(offered[stratum == code].sum())
        if 0 < count < len(values):
            chosen = np.argpartition(random.random((times, len(values)), dtype=np.float32), count - 1, axis=1)[:, :count]
            total += values[chosen].sum(axis=1)
    return total


def _exact(offered: Flags, outcome: Numbers, stratum: Codes) -> float:
    found = strata_of(offered, outcome, stratum)
    chances, least, middle = np.ones(1), 0, 0.0
    for count, waiting, one, other in zip(found.offered, found.waiting, found.offered_sum, found.waiting_sum, strict=True):
        first, part = _hypergeometric(round(count), round(waiting), round(one + other))
        chances, least, middle = np.convolve(chances, part), least + first, middle + count * (one + other) / (count + waiting)
    away = np.abs(least + np.arange(len(chances)) - middle)
    seen = abs(float(found.offered_sum.sum()) - middle)
    return min(float(chances[away >= seen - 1e-7].sum()), 1.0)


def _hypergeometric(offered: int, waiting: int, successes: int) -> tuple[int, Numbers]:
    """The least number of successes among the offered, and the chances of it and of every larger number."""
    least, most = max(0, successes - waiting), min(offered, successes)
    x = np.arange(least, most + 1)
    logs = _choose(offered, x) + _choose(waiting, successes - x) - _choose(offered + waiting, np.array([successes]))
    chances = np.exp(logs)
    return least, np.asarray(chances / chances.sum())


def _choose(n: int, k: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Numbers:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))
