"""Hours of a service count once: some offices keep them as a whole when it is completed, some session by session, and some both ways."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.model import Entry, Event
from graph.schema import Happening
from seeds.happenings.past import Identity
from seeds.happenings.told import Told
from seeds.report import Problem, Sentence

SERVICE = "service"
"""What hours of a whole service say in their data: the reference under which they count once."""


class Services:
    """Which services' hours the ledger has already, of which business: as a whole, or as sessions."""

    def __init__(self, known: Iterable[tuple[Identity, Entry]]) -> None:
        self._whole: set[tuple[str, str]] = set()
        self._sessions: set[tuple[str, str]] = set()
        for (business, happening, _, about, *_), entry in known:
            if happening == Happening.SUPPORT_GIVEN and about:
                (self._whole if entry.data.get(SERVICE) else self._sessions).add((business, about))

    def once(self, told: Sequence[Told]) -> tuple[list[Told], list[Problem]]:
        """The rows without hours that the ledger has in the other way, and notes on those that had such."""
        rows, notes = list[Told](), list[Problem]()
        for each in told:
            events = tuple(event for event in each.events if not self._is_counted(event))
            rows.append(replace(each, events=events))
            if events != each.events:
                notes.append(_note(each.draft.row))
        return rows, notes

    def _is_counted(self, event: Event) -> bool:
        """Whether these are a session's hours and the whole service's are there, or the other way round."""
        others = self._sessions if SERVICE in event.data else self._whole
        return event.happening is Happening.SUPPORT_GIVEN and (event.subject, event.about) in others


def _note(row: int) -> Problem:
    template = "the ledger has hours of this service for this organisation already; hours of a service count once, so these add nothing"
    return Problem(row, "hours", "service_counted", Sentence(template), rejected=False)
