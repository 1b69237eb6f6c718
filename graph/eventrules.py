"""What the figures of an event may be, whatever way it comes in: hours, the share of a video, the wave of a survey."""

from collections.abc import Callable, Mapping

from graph.errors import Invalid
from graph.model import Entry, Event, Scalar
from graph.schema import Happening, Purpose

WAVES = (0, 6, 12, 24)
"""Months after the support at which businesses are asked."""
MOST_HOURS = 24
"""A day has no more; hours of a whole service, which name it, are of many days."""
MOST_SERVICE_HOURS = 1000


def check_figures(event: Event | Entry, what: str) -> None:
    """Raise Invalid for a figure that cannot be true: it could never be taken back."""
    for name, rule in _RULES.get(event.happening, {}).items():
        if name in event.data:
            rule(event, f"{what}: {name}={str(event.data[name])[:80]!r}")


def _hours(event: Event | Entry, what: str) -> None:
    most = MOST_SERVICE_HOURS if event.data.get("service") else MOST_HOURS
    value = _number(event.data["hours"])
    if value is None or not 0 < value <= most:
        raise Invalid(f"{what} must be hours, more than 0 and at most {most}; write one event a day")


def _share(event: Event | Entry, what: str) -> None:
    value = _number(event.data["share"])
    if value is None or not 0 <= value <= 1:
        raise Invalid(f"{what} must be a share from 0 to 1, such as .75")


def _wave(event: Event | Entry, what: str) -> None:
    if _number(event.data["wave"]) not in WAVES:
        raise Invalid(f"{what} must be one of {', '.join(map(str, WAVES))} months")


def _number(value: Scalar) -> float | None:
    return None if isinstance(value, (bool, str)) else float(value)


def _purpose(event: Event | Entry, what: str) -> None:
    if event.data["purpose"] not in tuple(Purpose):
        raise Invalid(f"{what} is no purpose; use {', '.join(Purpose)}")


Rule = Callable[[Event | Entry, str], None]
_RULES: Mapping[Happening, Mapping[str, Rule]] = {
    Happening.SUPPORT_GIVEN: {"hours": _hours},
    Happening.WATCHED: {"share": _share},
    Happening.SURVEY_ANSWERED: {"wave": _wave},
    Happening.BASIS_GIVEN: {"purpose": _purpose},
    Happening.BASIS_WITHDRAWN: {"purpose": _purpose},
}
