"""The table of all indicators, in the order of the list for evaluators."""

from graph.errors import NotFound
from graph.indicators.common import COMMON
from graph.indicators.crossing import CROSSING
from graph.indicators.data import DATA
from graph.indicators.distant import DISTANT
from graph.indicators.indicator import Indicator
from graph.indicators.introductions import INTRODUCTIONS
from graph.indicators.listed import LISTED
from graph.indicators.network import NETWORK
from graph.indicators.quality import BESIDE, RANKING
from graph.indicators.reached import REACHED
from graph.indicators.support import SUPPORT

INDICATORS: tuple[Indicator, ...] = (*REACHED, *COMMON, *INTRODUCTIONS, *CROSSING, *NETWORK, *RANKING, *LISTED, *DISTANT, *BESIDE, *SUPPORT, *DATA)


def indicator(key: str) -> Indicator:
    """One entry by its key."""
    for entry in INDICATORS:
        if entry.key == key:
            return entry
    raise NotFound(f"no indicator {key[:40]!r}; known are {', '.join(entry.key for entry in INDICATORS)}")
