"""The table of all indicators, in the order of the list for evaluators."""

from graph.errors import NotFound
from graph.indicators.common import COMMON
from graph.indicators.indicator import Indicator
from graph.indicators.reached import REACHED

INDICATORS: tuple[Indicator, ...] = (*REACHED, *COMMON)


def indicator(key: str) -> Indicator:
    """One entry by its key."""
    for entry in INDICATORS:
        if entry.key == key:
            return entry
    raise NotFound(f"no indicator {key[:40]!r}; known are {', '.join(entry.key for entry in INDICATORS)}")
