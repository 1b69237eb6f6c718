"""What else a general list says of an event: share watched, survey answers, reasons, channels, kinds of collaboration; as short codes and numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.eventrules import WAVES
from graph.model import Scalar
from graph.schema import Happening
from seeds.happenings.amounts import share, whole
from seeds.happenings.words import code_of, is_yes, table
from seeds.members.spelling import is_blank
from seeds.members.traces import quoted
from seeds.report import Rejected

H = Happening
_MOST_BAND, _MOST_YEARS = 7, 99
_TIES = frozenset({H.INTRODUCED, H.HANDED_OVER, H.MEETING_SCHEDULED, H.MET, H.MISSED})
_COLLABORATIONS = frozenset({H.COLLABORATION_SIGNED, H.COLLABORATION_CONFIRMED, H.COLLABORATION_ENDED})
_SURVEYS = frozenset({H.SURVEY_ANSWERED})


@dataclass(frozen=True, slots=True)
class Fact:
    """One column: the events it belongs to, its name in their data, how a cell is read, what it may say, and the events that need it."""

    of: frozenset[Happening]
    name: str
    read: Callable[[str], Scalar | None]
    known: str
    needed: frozenset[Happening] = frozenset()


def _word(group: str) -> tuple[Callable[[str], Scalar | None], str]:
    return lambda text: code_of(text, group) or None, ", ".join(table()[group])


def _wave(text: str) -> int | None:
    found = whole(text, max(WAVES))
    return found if found in WAVES else None


FACTS: Mapping[str, Fact] = {
    "share": Fact(frozenset({H.WATCHED}), "share", share, "0 – 1, 0 % – 100 %", needed=frozenset({H.WATCHED})),
    "wave": Fact(_SURVEYS, "wave", _wave, ", ".join(map(str, WAVES)), needed=_SURVEYS),
    "revenue": Fact(_SURVEYS, "revenue", lambda text: whole(text, _MOST_BAND), f"0 – {_MOST_BAND}"),
    "innovation": Fact(_SURVEYS, "innovation", *_word("innovations")),
    "because": Fact(_SURVEYS, "because", is_yes, "yes, no"),
    "reason": Fact(frozenset({H.SERVICE_BROKEN_OFF}), "reason", *_word("reasons")),
    "channel": Fact(_TIES | _COLLABORATIONS, "channel", *_word("channels")),
    "collaboration": Fact(_COLLABORATIONS, "kind", *_word("collaborations")),
    "formal": Fact(_COLLABORATIONS, "formal", is_yes, "yes, no"),
    "years": Fact(_COLLABORATIONS, "years", lambda text: whole(text, _MOST_YEARS), f"0 – {_MOST_YEARS}"),
}
"""By our column, in the template's order."""


def facts(happening: Happening, cells: Mapping[str, str]) -> dict[str, Scalar]:
    """What the cells say about an event, for its data. Raises Rejected for a value that cannot be, and for one that is missing."""
    data: dict[str, Scalar] = {}
    for column, fact in FACTS.items():
        if happening not in fact.of:
            continue
        cell = cells.get(column, "")
        if is_blank(cell) and column != "innovation":
            if happening in fact.needed:
                raise Rejected(column, "missing_figure", "{what} needs a figure here; write one of {known}", what=happening.value, known=fact.known)
            continue
        value = fact.read(cell) if cell else None
        if value is None and cell:
            raise Rejected(column, "bad_figure", "{value!r} is none of {known}; correct it", value=quoted(cell), known=fact.known)
        if value is not None:
            data[fact.name] = value
    return data
