"""Indicators for evaluators: one declarative table of figures, each with its evidence and with what was refused and why."""

from graph.indicators.compiler import compiled
from graph.indicators.figure import Evidence, Figure, Part, Refusal
from graph.indicators.indicator import Better, Indicator, Over, Period, Target, Unit
from graph.indicators.table import INDICATORS, indicator
from graph.indicators.world import Handed, World, world

__all__ = [
    "INDICATORS",
    "Better",
    "Evidence",
    "Figure",
    "Handed",
    "Indicator",
    "Over",
    "Part",
    "Period",
    "Refusal",
    "Target",
    "Unit",
    "World",
    "compiled",
    "indicator",
    "world",
]
