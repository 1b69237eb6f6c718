"""How many will be in each tier at the programme's end, if it goes on as in the last months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from graph.reach.tiers import Tiers

MODEL = "weekly hazards by tier"
WEEKS = 26  # that the rates are read off
HALF_LIFE = 8.0  # weeks: a programme gathers speed, so the last weeks say more; of 4, 8, 13, 26 the one whose 80 % intervals held nearest to 80 %
PATHS = 2000
MOST_WEEKS = 1043  # twenty years: no programme lasts longer, and each week costs a draw
_LEVEL = (10.0, 50.0, 90.0)
Weekly = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Forecast:
    """One tier at `day`: the middle of the simulated paths, and the interval that holds 80 % of them."""

    tier: int
    day: date
    now: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Back:
    """A forecast made from the past, beside what came."""

    made: date
    forecast: Forecast
    came: int


def forecast(tiers: Tiers, today: date, ends: date, *, seed: int = 0) -> list[Forecast]:
    """Simulate week by week, for R1, R2, R3. An empty list without anybody reached, or when the end is not ahead, or further than any programme's.

    Who is not yet in a tier moves into it with a chance per week, the hazard: how many moved lately (26 weeks, the last ones weighing most), by
    how many could have (those of the tier before, for R1 those who are known); discrete-time hazards as in Allison 1982, Sociological
    Methodology 13. Weeks differ more than chance alone, so each week's moves are drawn from a beta-binomial with the spread of the observed
    weeks, and the hazard from its posterior.
    """
    weeks = max(0, -(-(ends - today).days // 7))
    now = tiers.at(today)
    if not 0 < weeks <= MOST_WEEKS or (today - date.min).days < 7 * WEEKS or not (now > 0).any():
        return []
    generator = np.random.default_rng(seed)
    counts = np.array([(now >= tier).sum() for tier in range(4)])
    paths = _paths(counts, _hazards(tiers, today), weeks, generator)
    return [Forecast(tier, ends, int(counts[tier]), *_quantiles(paths[tier])) for tier in (1, 2, 3)]


def backtest(tiers: Tiers, made: Sequence[date], ends: date, *, seed: int = 0) -> list[Back]:
    """Forecasts as they would have been made on earlier days for a day that is past, each beside what came."""
    came = tiers.at(ends)
    return [Back(day, found, int((came >= found.tier).sum())) for day in made for found in forecast(tiers, day, ends, seed=seed)]


@dataclass(frozen=True, slots=True)
class _Hazard:
    moved: Weekly  # by week
    could: Weekly


def _hazards(tiers: Tiers, today: date) -> list[_Hazard]:
    """Of the last weeks, how many moved into each tier and how many could have."""
    ends = [today - timedelta(days=7 * week) for week in range(WEEKS, -1, -1)]
    reached = np.array([[(tiers.at(day) >= tier).sum() for tier in range(4)] for day in ends])
    moved, could = np.diff(reached, axis=0), reached[:-1]
    return [_Hazard(moved[:, tier], could[:, tier - 1] - could[:, tier]) for tier in (1, 2, 3)]


def _paths(counts: Weekly, hazards: Sequence[_Hazard], weeks: int, generator: np.random.Generator) -> Weekly:
    """Numbers in each tier at the end, 4 × paths."""
    state = np.repeat(counts[:, None], PATHS, axis=1)
    rates = [_drawn(hazard, generator) for hazard in hazards]
    for _ in range(weeks):
        moves = []
        for tier, (rate, size) in enumerate(rates, 1):
            pool = np.maximum(state[tier - 1] - state[tier], 0)
            chance = generator.beta(np.maximum(rate * size, 1e-9), np.maximum((1 - rate) * size, 1e-9))
            moves.append(generator.binomial(pool, chance))
        for tier, move in enumerate(moves, 1):
            state[tier] += move
    return state


def _drawn(hazard: _Hazard, generator: np.random.Generator) -> tuple[NDArray[np.float64], float]:
    """A hazard for each path, and the size of the beta distribution that weeks are drawn from."""
    weight = 0.5 ** (np.arange(WEEKS)[::-1] / HALF_LIFE)
    moved, could = float(hazard.moved @ weight), float(hazard.could @ weight)
    spread = _spread(hazard)
    rate = generator.beta((moved + 0.5) / spread, (max(could - moved, 0.0) + 0.5) / spread, PATHS)
    pool = float(np.mean(np.maximum(hazard.could, 1)))
    return rate, max(1.0, (pool - spread) / max(spread - 1, 1e-6))


def _spread(hazard: _Hazard) -> float:
    """Variance of the weekly moves by that of a binomial of one hazard; 1 or more."""
    could = np.maximum(hazard.could, 1)
    rate = hazard.moved.sum() / could.sum()
    if not 0 < rate < 1:
        return 1.0
    chi = ((hazard.moved - could * rate) ** 2 / (could * rate * (1 - rate))).mean()
    return float(max(1.0, chi * WEEKS / (WEEKS - 1)))


def _quantiles(numbers: NDArray[np.int64]) -> tuple[float, float, float]:
    low, middle, high = np.percentile(numbers, _LEVEL).tolist()
    return low, middle, high
