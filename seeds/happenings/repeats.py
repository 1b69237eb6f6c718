"""Tells new events from those that the list says twice or the ledger knows already: each event is kept once, however often a list is loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Entry, Event, Scalar
from graph.schema import Happening
from seeds.happenings.past import Identity, identity
from seeds.happenings.told import Told
from seeds.report import Problem, Sentence


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a row: the events that are new, and what has to be said."""

    told: Told
    new: tuple[Event, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def rejected(self) -> bool:
        return any(problem.rejected for problem in self.problems)


class Repeats:
    """Looks events up among those of the ledger and of the rows before."""

    def __init__(self, known: Mapping[Identity, Entry]) -> None:
        self._known = known
        self._first: dict[Identity, tuple[Told, Event]] = {}
        self._lines: dict[tuple[Identity, str], int] = {}  # an event and the hash of the line that says it → row

    def fates(self, told: Sequence[Told]) -> list[Fate]:
        return [self._fate(each) for each in told]

    def _fate(self, told: Told) -> Fate:
        again = [self._first[key] for event in told.events if (key := identity(event)) in self._first]
        if again and (problem := self._repeated(told, *again[0])):
            return Fate(told, (), (problem,))
        for event in told.events:
            self._first.setdefault(identity(event), (told, event))
            self._lines.setdefault((identity(event), told.draft.whole), told.draft.row)
        seen = {identity(event) for _, event in again}
        fresh = [event for event in told.events if identity(event) not in seen]
        new = tuple(event for event in fresh if identity(event) not in self._known)
        notes = [_counted_once(told, again[0][0])] if again else []
        notes += [_known_already(told, event, self._known[identity(event)]) for event in fresh if event not in new][:1]
        return Fate(told, new, tuple(notes))

    def _repeated(self, told: Told, first: Told, event: Event) -> Problem | None:
        """Why a row that says again what an earlier one said does not come in; None if it is another person of the same business."""
        if row := self._lines.get((identity(event), told.draft.whole)):
            return Problem(told.draft.row, "name", "duplicate", Sentence("this row repeats row {row}; delete one of them", {"row": row}), rejected=True)
        other = next(each for each in told.events if identity(each) == identity(event))
        if event.happening is not Happening.SUPPORT_GIVEN and _plain(other.data) == _plain(event.data):
            return None
        template = "this row says the same as row {row} with other figures; add them up in one row, or give each row its own reference"
        return Problem(told.draft.row, "name", "duplicate_differs", Sentence(template, {"row": first.draft.row}), rejected=True)


def _plain(data: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """The figures of an event, without who told of it."""
    return {name: value for name, value in data.items() if name != "by"}


def _counted_once(told: Told, first: Told) -> Problem:
    template = "this organisation stands in row {row} already; the event counts once for a business, whoever came"
    return Problem(told.draft.row, "name", "counted_once", Sentence(template, {"row": first.draft.row}), rejected=False)


def _known_already(told: Told, event: Event, entry: Entry) -> Problem:
    if _plain(event.data) != _plain(entry.data):
        template = "known already, with other figures ({figures}); what is in the ledger stays: give the row its own reference if it is another event"
        figures = ", ".join(f"{name} {value}" for name, value in sorted(_plain(entry.data).items())) or "–"
        return Problem(told.draft.row, "name", "known_differs", Sentence(template, {"figures": figures}), rejected=False)
    return Problem(told.draft.row, "name", "known", Sentence("known already; it was not written again"), rejected=False)
