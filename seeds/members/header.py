"""Finds the line (or the two lines) that name the columns, below titles, logos and dates."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from seeds.formats.table import Line, Table
from seeds.members.columns import CONTACTS, WEAK, meaning
from seeds.members.options import Listing, Options
from seeds.members.spelling import heading, one_line
from seeds.members.traces import is_data

_SEARCHED = 60  # lines; a header further down is none
_LONE = 1.5  # what a single known name is worth less than: two are needed below a title


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, unique and never empty, and where the rows begin in the table's lines."""

    names: tuple[str, ...]
    body: int


@dataclass(frozen=True, slots=True)
class _Guess:
    names: tuple[str, ...]
    body: int
    worth: float


def find_header(table: Table, options: Options) -> Header | None:
    """The most telling header of a table, None if nothing there names columns."""
    if table.keyed and table.lines:
        return Header(_unique(table.lines[0].cells), 1)
    asked = {heading(theirs) for theirs in options.columns}
    guesses = list(_guesses(table.lines, options.kind, asked))
    best = max(guesses, key=lambda guess: (guess.worth, -guess.body), default=None)
    return Header(_unique(best.names), best.body) if best else None


def _guesses(lines: Sequence[Line], kind: Listing, asked: set[str]) -> Iterator[_Guess]:
    above = 0
    for place, line in enumerate(lines[:_SEARCHED]):
        filled = [cell for cell in line.cells if cell]
        worth = _worth(line.cells, kind, asked)
        if worth > _LONE or (worth >= 1 and not above) or (worth and len(filled) == 1 and _is_narrow(lines)):
            yield _Guess(line.cells, place + 1, worth)
            if place + 1 < len(lines) and (pair := _pair(line.cells, lines[place + 1].cells, kind)):
                yield _Guess(pair, place + 2, _worth(pair, kind, asked))
        above += bool(filled)


def _is_narrow(lines: Sequence[Line]) -> bool:
    return max((sum(map(bool, line.cells)) for line in lines), default=0) <= 2


def _worth(cells: Sequence[str], kind: Listing, asked: set[str]) -> float:
    """How many of the cells name columns; each meaning counts once, and what looks like data counts against."""
    known: dict[str, float] = {}
    data = 0
    for cell in cells:
        if not cell:
            continue
        if heading(cell) in asked:
            known[f"asked {cell}"] = 1.0
        elif found := meaning(cell, kind):
            known[found.ours] = max(known.get(found.ours, 0.0), 0.6 if found.strength < WEAK else 1.0)
        else:
            data += is_data(cell)
    return max(sum(known.values()) - data, 0.0)


def _pair(upper: Sequence[str], lower: Sequence[str], kind: Listing) -> tuple[str, ...] | None:
    """Both lines as one header, if the lower one goes on with names: groups above (`Kontakt`), or words cut in two (`Gründungs-`, `jahr`)."""
    width = max(len(upper), len(lower))
    above, below = [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))]
    if not any(below) or any(is_data(cell) for cell in below):
        return None
    names, gained, group = [], 0, ""
    for over, under in zip(above, below, strict=True):
        group = over or group
        name, won = _joined(over, under, group, kind)
        if name is None:
            return None
        names.append(name)
        gained += won
    return tuple(names) if gained else None


def _joined(over: str, under: str, group: str, kind: Listing) -> tuple[str | None, bool]:
    """The name of one column of two lines, and whether the lower line added something; no name if the lower cell is data."""
    if not under or over == under:
        return over, False
    both = f"{over}\n{under}" if over else under
    if over.endswith("-") and meaning(both, kind):
        return both, True
    below, above = meaning(under, kind), meaning(over or group, kind)
    if below and above and above.ours in CONTACTS and below.ours == "name":
        return f"{over or group} {under}", True
    if over and (found := meaning(both, kind)) and found.strength >= WEAK:
        return both, True
    if below and below.strength >= WEAK:
        return under, True
    return (None, False) if above and over else (both, False)


def _unique(cells: Sequence[str]) -> tuple[str, ...]:
    """The names as the person reads them; empty ones are called by their letter, repeated ones are counted."""
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    names = [one_line(cell)[:120] or f"({letters(place)})" for place, cell in enumerate(cells[:last])]
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(unique)


def letters(place: int) -> str:
    """The letter of a column as spreadsheets count: 0 → A, 26 → AA."""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)
