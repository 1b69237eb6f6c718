"""Makes a draft of a row of what happened: the day, what it was, its figures; what cannot be true is rejected."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.eventrules import MOST_HOURS, MOST_SERVICE_HOURS
from graph.model import Scalar, text_hash
from graph.schema import Happening
from seeds.happenings.amounts import hours
from seeds.happenings.columns import columns_of
from seeds.happenings.days import Day, Order, read_day
from seeds.happenings.draft import Claim, Draft
from seeds.happenings.facts import FACTS, facts
from seeds.happenings.options import Options, Sort
from seeds.happenings.words import happening_of, is_yes, table
from seeds.members.known import Raw
from seeds.members.spelling import is_blank, one_line, visible, words
from seeds.members.traces import quoted
from seeds.report import Problem, Rejected, Sentence

H = Happening
_OLDEST = 1990
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]{0,63}")
_TITLE = 300  # letters of a title
WITH_WHOM = frozenset(
    {H.INTRODUCED, H.HANDED_OVER, H.MEETING_SCHEDULED, H.MET, H.MISSED, H.COLLABORATION_SIGNED, H.COLLABORATION_CONFIRMED, H.COLLABORATION_ENDED}
)
"""What happens between two organisations: the row has to name the other one."""
OF_SERVICES = frozenset({H.REFERRED, H.SERVICE_STARTED, H.SERVICE_COMPLETED, H.SERVICE_BROKEN_OFF})
"""What happens with a service: the row has to name it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a list while its rows are read: how its column of days is written, what its title says, and which columns are filled at all."""

    options: Options
    order: Order | None
    day: date | None
    about: str
    filled: frozenset[str]
    headings: Mapping[str, str]  # ours → theirs


@dataclass(slots=True)
class Reader:
    """Reads one row and collects notes on it."""

    known: Known
    raw: Raw
    whole: str
    cells: dict[str, str] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)

    def note(self, column: str, code: str, template: str, /, **values: object) -> None:
        self.notes.append(Problem(self.raw.row, column, code, Sentence(template, values), rejected=False))

    def draft(self) -> Draft:
        """Raises Rejected."""
        self.cells = {ours: one_line(visible(cell)[0]) for ours, cell in self.raw.cells.items()}
        if all(is_blank(self.cells.get(column, "")) for column in ("id", "name", "register")):
            raise Rejected("name", "missing_business", "this row names no organisation; write its name, member number or register number")
        on = self.day("day")
        claims = tuple(self._claims(on))
        happening = claims[0].happening if claims else H.DELIVERED
        about, by = self.text("about") or self.known.about, self.text("by")
        self._complete(happening, about, by)
        cells = {ours: self.cells[ours] for ours in columns_of(self.known.options.sort) if ours in self.cells}
        return Draft(self.raw.row, self.raw.line, cells, about[:_TITLE], by[:_TITLE], claims, self.whole, tuple(self.notes))

    def text(self, column: str) -> str:
        cell = self.cells.get(column, "")
        return "" if is_blank(cell) else cell

    def day(self, column: str) -> date:
        """The day of a cell, else of the title. Raises Rejected for none, one that is not sure, and one that has not come yet."""
        cell, today = self.text(column), self.known.options.today
        if not cell and self.known.day:
            return self.known.day
        if not cell:
            raise Rejected(column, "missing_day", "this row has no day; write when it happened, such as 2026-03-31")
        found = read_day(cell, self.known.order, today.year)
        if not found.on:
            raise _no_day(column, cell, found)
        if found.on > today:
            raise Rejected(column, "future", "{day} has not come yet (today is {today}); load the row when it has happened", day=found.on, today=today)
        if found.on.year < _OLDEST:
            raise Rejected(column, "too_long_ago", "{day} is too long ago; correct the year", day=found.on)
        if found.serial:
            self.note(column, "day_read", "{value!r} was read as {day}: a spreadsheet's number of a day", value=quoted(cell), day=found.on)
        return found.on

    def _claims(self, on: date) -> Iterator[Claim]:
        sort = self.known.options.sort
        if sort is Sort.ATTENDANCE:
            yield self._attended(on)
        elif sort is Sort.NEWSLETTER:
            yield from self._mailed(on)
        elif sort is Sort.HOURS:
            yield Claim(H.SUPPORT_GIVEN, on, {"hours": self.hours(MOST_HOURS), **self._ref()})
        else:
            yield from self._event(on)

    def _attended(self, on: date) -> Claim:
        """Who was asked or registered and did not come counts as invited."""
        cell = self.text("attended")
        came = self._said("attended", cell) if cell else "attended" not in self.known.filled
        if came:
            return Claim(H.ATTENDED, on)
        self.note("attended", "not_there", "{value!r}: was not there, which is kept as an invitation and reaches nobody", value=quoted(cell) or "–")
        return Claim(H.INVITED, on)

    def _mailed(self, on: date) -> Iterator[Claim]:
        """Opened means delivered. A mail that came back is no event."""
        cell, opened = self.text("delivered"), self.text("opened")
        upside_down = words(self.known.headings.get("delivered", "")) in table()["upside_down"]
        read = bool(opened) and self._said("opened", opened)
        came = self._said("delivered", cell) if cell else upside_down or "delivered" not in self.known.filled
        came = came != (upside_down and bool(cell))
        if not came and not read:
            self.note("delivered", "not_delivered", "this mail was not delivered; nothing is kept of it")
            return
        yield Claim(H.DELIVERED, on)
        if read or words(cell) in table()["also_opened"]:
            yield Claim(H.OPENED, self._opened_on(opened, on))

    def _opened_on(self, cell: str, sent: date) -> date:
        found = read_day(cell, self.known.order, self.known.options.today.year) if cell else Day()
        return found.on if found.on and sent <= found.on <= self.known.options.today and not found.serial else sent

    def _said(self, column: str, cell: str) -> bool:
        """A yes or no; a number counts (0 is no), a day or time is a yes. Raises Rejected."""
        said = is_yes(cell)
        if said is not None:
            return said
        if cell.isascii() and cell.isdigit():
            return int(cell[:9]) > 0
        if read_day(cell, Order.DAY, self.known.options.today.year).on or re.fullmatch(r"\d\d?[:h.]\d\d(?::\d\d)?(?: ?uhr)?", cell.casefold()):
            return True
        raise Rejected(column, "not_yes_or_no", "{value!r} says neither yes nor no; write yes, no, or x", value=quoted(cell))

    def _event(self, on: date) -> Iterator[Claim]:
        cell = self.text("what")
        if not cell:
            raise Rejected("what", "missing_what", "this row does not say what happened; write one of {known}", known=_known())
        happening = happening_of(cell)
        if happening is None:
            raise Rejected("what", "unknown_what", "{value!r} is nothing that a list may bring in; write one of {known}", value=quoted(cell), known=_known())
        data = {**facts(happening, self.cells), **self._ref()}
        if happening is H.SUPPORT_GIVEN:
            data["hours"] = self.hours(MOST_HOURS)
        self._unfit(happening)
        yield Claim(happening, on, data)
        if happening is H.SERVICE_COMPLETED and self.text("hours"):
            yield Claim(H.SUPPORT_GIVEN, on, {"hours": self.hours(MOST_SERVICE_HOURS), "service": "", **self._ref()})

    def _unfit(self, happening: Happening) -> None:
        fitting = {column for column, fact in FACTS.items() if happening in fact.of}
        fitting |= {"hours"} if happening in (H.SUPPORT_GIVEN, H.SERVICE_COMPLETED) else set()
        for column in (*FACTS, "hours"):
            if column not in fitting and self.text(column):
                template = "{value!r} was left out: it says nothing about {what}"
                self.note(column, "not_of_this", template, value=quoted(self.cells[column]), what=happening.value)

    def hours(self, most: int) -> float:
        """Raises Rejected."""
        cell = self.text("hours")
        if not cell:
            raise Rejected("hours", "missing_hours", "this row has no hours; write how many, such as 1.5")
        found = hours(cell)
        if found is None:
            raise Rejected("hours", "not_hours", "{value!r} is no number of hours; write 1.5 or 1:30", value=quoted(cell))
        if found <= 0:
            raise Rejected("hours", "hours_not_positive", "{value!r}: hours are more than 0; delete the row or correct it", value=quoted(cell))
        if found > most:
            template = "{value!r} is more than {most} hours; correct it, or write one row a day"
            raise Rejected("hours", "too_many_hours", template, value=quoted(cell), most=most)
        return found

    def _ref(self) -> Mapping[str, Scalar]:
        """The row's own reference; one that is no short code with a figure in it might be a name and becomes one."""
        cell = self.text("ref")
        if not cell:
            return {}
        plain = _CODE.fullmatch(cell) and any(map(str.isdigit, cell))
        return {"ref": cell if plain else f"ref-{text_hash(words(cell) or cell)[:16]}"}

    def _complete(self, happening: Happening, about: str, by: str) -> None:
        if happening in WITH_WHOM and not about:
            raise Rejected("about", "missing_partner", "this row names only one organisation; write the other one beside it")
        if happening in OF_SERVICES and not about:
            raise Rejected("about", "missing_service", "this row names no service; write its name or id")
        if happening is H.TOLD and not by:
            raise Rejected("by", "missing_by", "somebody told them: write who it was, as a code such as manager-leeds")


def _no_day(column: str, cell: str, found: Day) -> Rejected:
    if found.why == "ambiguous":
        one, other = found.two
        template = "{value!r} may be {one} or {other}, and nothing else in the list tells; write it as year-month-day"
        return Rejected(column, "ambiguous_day", template, value=quoted(cell), one=one, other=other)
    if found.why == "no_year":
        return Rejected(column, "no_year", "{value!r} names no year; write it like 2026-03-31", value=quoted(cell))
    return Rejected(column, "not_a_day", "{value!r} is no day; write it like 2026-12-31", value=quoted(cell))


def _known() -> str:
    return ", ".join(table()["happenings"])


def drafted(reader: Reader) -> Draft | Problem:
    """The draft of a row, or why there is none."""
    try:
        return reader.draft()
    except Rejected as error:
        return Problem(reader.raw.row, error.column, error.code, error.sentence, rejected=True)
