"""What an indicator is: an entry of the table, the period it is asked for, and the target it is held against."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from babel.numbers import format_decimal, format_percent

from graph.errors import Invalid
from graph.indicators.figure import Figure
from graph.indicators.phrases import said
from graph.reach import Rules

if TYPE_CHECKING:
    from graph.indicators.world import World


_SHARES = frozenset({"watched"})
"""Thresholds that are said as per cent."""


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Invalid(f"the period ends ({self.last}) before it begins ({self.first}); turn the days round")


class Over(StrEnum):
    """What a figure looks at: all up to the last day, only what happened in the period, the state at the last day, or a measurement of its own date."""

    UNTIL = "until"
    WITHIN = "within"
    ON = "on"
    MEASURED = "measured"


class Better(StrEnum):
    """Which way is better."""

    MORE = "more"
    LESS = "less"
    BETWEEN = "between"
    NONE = "none"


class Unit(StrEnum):
    """What is counted or measured."""

    BUSINESSES = "businesses"
    ORGANISATIONS = "organisations"
    CLUSTERS = "clusters"
    COLLABORATIONS = "collaborations"
    INTERESTS = "interests"
    CONTACTS = "contacts"
    SERVICES = "services"
    PATHS = "paths"
    TIES = "ties"
    COMPONENTS = "components"
    SHARE = "share"
    RATIO = "ratio"
    DIFFERENCE = "difference"
    DAYS = "days"
    STEPS = "steps"
    BITS = "bits"
    INDEX = "index"


Compute = Callable[["World", Period], Figure]


@dataclass(frozen=True, slots=True)
class Target:
    """What the programme has set itself; a bound that is None is open."""

    low: float | None = None
    high: float | None = None

    def met(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def _written(name: str, value: str | float, lang: str) -> str:
    """A threshold as the language writes it."""
    if isinstance(value, str):
        return value
    return str(format_percent(value, locale=lang) if name in _SHARES else format_decimal(value, locale=lang))


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One entry of the table. `code` is that of the list for evaluators; `key` tells several figures of one code apart.

    `name` and `formula` are English here and translated in `locale/`; `{hours}` and the like in a formula stand for thresholds of the rules.
    `version` changes with the formula.
    """

    code: str
    key: str
    name: str
    unit: Unit
    over: Over
    formula: str
    compute: Compute
    better: Better = Better.MORE
    target: Callable[[Rules], Target] | None = None
    source: str = "reach ledger"
    version: str = "1"

    @property
    def group(self) -> str:
        """The letters of the code, common indicators together: those of one group stand on one page."""
        return "RC" if self.code.startswith("RC") else self.code.rstrip("0123456789")

    def aim(self, rules: Rules) -> Target | None:
        return self.target(rules) if self.target else None

    def title(self, lang: str) -> str:
        return said(self.name, lang)

    def explained(self, rules: Rules, lang: str) -> str:
        """The formula as a sentence, with the thresholds in force."""
        return said(self.formula, lang).format(**{name: _written(name, value, lang) for name, value in asdict(rules).items()})

    def sourced(self, lang: str) -> str:
        return said(self.source, lang)
