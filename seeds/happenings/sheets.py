"""Finds the line that names the columns, says which column is which, and chooses the sheets that are read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.errors import Invalid
from graph.schema import Lang
from seeds.formats.bounds import Refused
from seeds.formats.table import Line, Opened, Table
from seeds.happenings.columns import PERSON, WHO, Meaning, columns_of, meaning
from seeds.happenings.options import Options, Sort
from seeds.members.body import Entry, entries
from seeds.members.columns import EXACT, WEAK, Found
from seeds.members.draft import Column
from seeds.members.header import Header, letters
from seeds.members.spelling import heading, is_blank, one_line
from seeds.members.traces import is_data, without_contacts

_SEARCHED = 60  # lines; a header further down is none
_NAMES = frozenset({"id", "name", "register"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose header is known: its columns in order, what stands above, what stands below."""

    table: Table
    header: Header
    columns: tuple[Column, ...]
    above: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """The sheets that are read, the names of those that are not, and the language they are headed in, if that can be told."""

    sheets: tuple[Sheet, ...]
    others: tuple[str, ...]
    lang: Lang | None


def chosen(opened: Opened, options: Options) -> Picked:
    """The likeliest sheet and those with the same columns. Raises Invalid if no sheet names businesses, or an asked one is not there."""
    names = [table.name for table in opened.tables]
    if missing := [name for name in options.sheets if name not in names]:
        raise Invalid(f"{opened.name} has no sheet {missing[0][:60]!r}; it has {', '.join(names)[:200]}")
    wanted = [table for table in opened.tables if not options.sheets or table.name in options.sheets]
    headed = [(table, header) for table in wanted if (header := find_header(table, options))]
    if not headed:
        template = "{name} has no line that names the columns; write one above the rows, such as: organisation; date; hours"
        raise Refused("no_header", template, name=opened.name)
    made = [_sheet(table, header, options) for table, header in headed]
    sheets = [sheet for sheet in made if _NAMES & {column.ours for column in sheet.columns}]
    if not sheets:
        raise Refused("no_name", "{name}: no column holds the names of the organisations; say which one does", name=opened.name)
    picked = sheets if options.sheets else _likeliest(sheets)
    kept = {sheet.table.name for sheet in picked}
    return Picked(tuple(picked), tuple(name for name in names if name not in kept), _language(picked, options.sort))


def find_header(table: Table, options: Options) -> Header | None:
    """The most telling line of a table, None if none names two columns."""
    if table.keyed and table.lines:
        return Header(_unique(table.lines[0].cells), 1)
    asked = {heading(theirs) for theirs in options.columns}
    worths = [(_worth(line, options.sort, asked), -place) for place, line in enumerate(table.lines[:_SEARCHED])]
    worth, place = max(worths, default=(0.0, 0))
    return Header(_unique(table.lines[-place].cells), 1 - place) if worth >= 1 else None


def _worth(line: Line, sort: Sort, asked: set[str]) -> float:
    """How many of the cells name columns; each meaning counts once, and what looks like data counts against."""
    known: dict[str, float] = {}
    data = 0
    for cell in filter(None, line.cells):
        if heading(cell) in asked:
            known[f"asked {cell}"] = 1.0
        elif found := meaning(cell, sort):
            known[found.ours] = max(known.get(found.ours, 0.0), 0.5 if found.left_out or found.strength < WEAK else 1.0)
        else:
            data += is_data(cell)
    return sum(known.values()) - data


def _unique(cells: Sequence[str]) -> tuple[str, ...]:
    """The names as the person reads them; empty ones are called by their letter, repeated ones are counted."""
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    seen: Counter[str] = Counter()
    unique = []
    for place, cell in enumerate(cells[:last]):
        name = one_line(cell)[:120] or f"({letters(place)})"
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(unique)


def _sheet(table: Table, header: Header, options: Options) -> Sheet:
    body = [line for line in table.lines[header.body :] if line.broken is None]
    columns = _mapped(header, body, options)
    name = next((place for place, column in enumerate(columns) if column.ours == "name"), None)
    above = [cell for line in table.lines[: header.body - 1] for cell in line.cells if cell]
    return Sheet(table, header, columns, (*above, table.name), tuple(entries(table, header, name)))


def _mapped(header: Header, body: Sequence[Line], options: Options) -> tuple[Column, ...]:
    """One column for each name of the header: asked, remembered, or by its name; each of ours once."""
    asked = {heading(theirs): our_column(ours, options.sort) for theirs, ours in options.columns.items()}
    recalled = options.recall(header.names)
    known = columns_of(options.sort)
    found: list[tuple[str, Found, int, str]] = []  # ours, how, strength, group if left out
    for theirs in header.names:
        if heading(theirs) in asked or theirs in options.columns:
            ours = asked[heading(theirs)] if heading(theirs) in asked else our_column(options.columns[theirs], options.sort)
            found.append((ours, Found.ASKED, EXACT + 2, "" if ours else "asked"))
        elif theirs in recalled and recalled[theirs] in ("", *known):
            found.append((recalled[theirs], Found.REMEMBERED, EXACT + 1, "" if recalled[theirs] else "asked"))
        else:
            found.append(_by_name(meaning(theirs, options.sort)))
    return tuple(_column(place, each, header.names[place], body) for place, each in enumerate(_settled(found)))


def _by_name(found: Meaning | None) -> tuple[str, Found, int, str]:
    if found is None:
        return "", Found.LEFT_OUT, 0, ""
    if found.left_out:
        return "", Found.LEFT_OUT, found.strength, "personal" if found.ours == PERSON else found.ours
    return found.ours, Found.HEADER if found.strength >= EXACT else Found.SYNONYM, found.strength, ""


def _settled(found: list[tuple[str, Found, int, str]]) -> list[tuple[str, Found, int, str]]:
    """The best column of each of ours; a `Name` beside a firm's column, or beside a first name, holds persons."""
    best: dict[str, int] = {}
    for place, (ours, _, strength, _) in enumerate(found):
        if ours and (ours not in best or strength > found[best[ours]][2]):
            best[ours] = place
    weak = {place for place, (ours, _, strength, _) in enumerate(found) if ours == "name" and strength == WEAK}
    settled = []
    for place, each in enumerate(found):
        lost = each[0] and best[each[0]] != place
        settled.append(("", Found.LEFT_OUT, each[2], "personal" if place in weak else "twice") if lost else each)
    return settled


def _column(place: int, each: tuple[str, Found, int, str], theirs: str, body: Sequence[Line]) -> Column:
    ours, found, _, why = each
    values = [line.cells[place] for line in body[:200] if place < len(line.cells) and not is_blank(line.cells[place])]
    shown = () if why == "personal" or ours == "by" else tuple(dict.fromkeys(_shown(value, ours) for value in values[:20]))[:3]
    return Column(theirs, ours, found, shown, why)


def _shown(value: str, ours: str) -> str:
    """An example as a screen may show it; a register number or a day only looks like a telephone's."""
    line = " ".join(value.split())
    return (line if ours in (*WHO, "day", "ref") else without_contacts(line))[:60]


def our_column(text: str, sort: Sort) -> str:
    """Our column that an uploader names, by its name here or on screens; "" for none. Raises Invalid."""
    spelled = text.strip().casefold()
    if not spelled or spelled in columns_of(sort):
        return spelled
    found = meaning(text, sort)
    if found and not found.left_out:
        return found.ours
    raise Invalid(f"a list of {sort.value} has no column {text[:60]!r}; use one of {', '.join(columns_of(sort))}, or nothing to leave the column out")


def _likeliest(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheet with most columns understood, and those with the same columns: one a month, or one an event."""
    best = max(sheets, key=lambda sheet: (sum(bool(column.ours) for column in sheet.columns), len(sheet.entries)))
    return [sheet for sheet in sheets if _headings(sheet) == _headings(best)]


def _headings(sheet: Sheet) -> set[str]:
    return {heading(column.theirs) for column in sheet.columns}


def _language(sheets: Sequence[Sheet], sort: Sort) -> Lang | None:
    """The language in which most of the headings are; None if two are as many."""
    counted: Counter[Lang] = Counter()
    for column in sheets[0].columns:
        if found := meaning(column.theirs, sort):
            counted.update(found.langs)
    ranked: Sequence[tuple[Lang, int]] = counted.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def places(columns: Sequence[Column]) -> Mapping[str, int]:
    """Ours → its place in a line."""
    return {column.ours: place for place, column in enumerate(columns) if column.ours}


def with_persons(columns: Sequence[Column]) -> tuple[int, ...]:
    """The places of columns about persons."""
    return tuple(place for place, column in enumerate(columns) if column.why == "personal")
