"""Computes indicators: all of them, or a few."""

from collections.abc import Iterable

from graph.indicators.figure import Figure
from graph.indicators.indicator import Indicator, Period
from graph.indicators.table import INDICATORS
from graph.indicators.world import World


def compiled(world: World, period: Period, indicators: Iterable[Indicator] = INDICATORS) -> dict[str, Figure]:
    """Each figure by the key of its indicator. What happened after the period is not seen; merges decided since stay decided."""
    past = world.as_of(period.last)
    return {indicator.key: indicator.compute(past, period) for indicator in indicators}
