"""Whether hours can be true: nobody helps for more than 24 hours a day, whatever the number of rows and files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from graph.eventrules import MOST_HOURS
from graph.model import Entry, Event, Scalar
from graph.schema import Happening
from seeds.report import Problem, Sentence

Helped = tuple[str, date]
"""Who helped, and on which day."""
_SLACK = 1e-6  # of sums of fractions


class Sums:
    """Hours by helper and day: all of them, and with each session for several businesses (same service, same length) counted once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._all: dict[Helped, float] = {}
        self._least: dict[Helped, float] = {}
        self._sessions: set[tuple[Helped, str, float]] = set()
        for entry in entries:
            self._add(entry.happening, entry.about, entry.on, entry.data)

    def problems(self, rows: Sequence[tuple[int, Event]]) -> list[Problem]:
        """New rows that with all that is known say more than a day can hold: rejected, or noted if they may be one session for several."""
        for _, event in rows:
            self._add(event.happening, event.about, event.on, event.data)
        counted = [(row, event) for row, event in rows if _counts(event.happening, event.data)]
        return [self._problem(row, event) for row, event in counted if self._all[_helped(event.on, event.data)] > MOST_HOURS + _SLACK]

    def _problem(self, row: int, event: Event) -> Problem:
        helped = _helped(event.on, event.data)
        values = {"who": helped[0], "hours": f"{self._all[helped]:g}", "day": event.on}
        if self._least[helped] > MOST_HOURS + _SLACK:
            template = "{who} would have helped for {hours} hours on {day}, and a day has 24; correct the hours or the day of these rows"
            return Problem(row, "hours", "day_full", Sentence(template, values), rejected=True)
        template = "{who} helped for {hours} hours on {day} in all; rows of the same service and length were taken for one session with several businesses"
        return Problem(row, "hours", "one_session", Sentence(template, values), rejected=False)

    def _add(self, happening: Happening, about: str, on: date, data: Mapping[str, Scalar]) -> None:
        if not _counts(happening, data):
            return
        helped, hours = _helped(on, data), float(data.get("hours", 0.0))
        session = (helped, about, hours)
        self._all[helped] = self._all.get(helped, 0.0) + hours
        again = bool(about) and session in self._sessions
        self._least[helped] = self._least.get(helped, 0.0) + (0.0 if again else hours)
        self._sessions.add(session)


def _helped(on: date, data: Mapping[str, Scalar]) -> Helped:
    return str(data.get("by", "")), on


def _counts(happening: Happening, data: Mapping[str, Scalar]) -> bool:
    """Hours of a whole service were not given on one day."""
    return happening is Happening.SUPPORT_GIVEN and bool(data.get("by")) and "service" not in data
