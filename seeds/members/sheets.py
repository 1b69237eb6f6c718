"""Chooses which sheets of a file are the list: the likeliest one, and others that go on with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import Invalid
from seeds.formats.bounds import Refused
from seeds.formats.table import Opened, Table
from seeds.members.body import Entry, entries
from seeds.members.draft import Column
from seeds.members.firms import firm
from seeds.members.header import Header, find_header, letters
from seeds.members.mapping import mapped
from seeds.members.options import Options
from seeds.members.spelling import heading

_SHARED = 0.1  # of the names; sheets that share more are two states of one list


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose header is known: its columns in order, and what stands below."""

    table: Table
    header: Header
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]

    @property
    def name(self) -> int | None:
        """The place of the column with names."""
        return next((place for place, column in enumerate(self.columns) if column.ours == "name"), None)

    def names(self) -> frozenset[str]:
        """The organisations of the sheet, as identities."""
        place = self.name
        found = (entry.line.cells for entry in self.entries if entry.between is None)
        return frozenset(firm(cells[place]) for cells in found if place is not None and place < len(cells) and cells[place])


@dataclass(frozen=True, slots=True)
class Picked:
    """The sheets that are read, and the names of those that are not."""

    sheets: tuple[Sheet, ...]
    others: tuple[str, ...]


def chosen(opened: Opened, options: Options) -> Picked:
    """The sheets of the list. Raises Invalid if no sheet has a header with a column of names, or an asked one is not there."""
    names = [table.name for table in opened.tables]
    if missing := [name for name in options.sheets if name not in names]:
        raise Invalid(f"{opened.name} has no sheet {missing[0][:60]!r}; it has {', '.join(names)[:200]}")
    wanted = [table for table in opened.tables if not options.sheets or table.name in options.sheets]
    headed = [(table, header) for table in wanted if (header := find_header(table, options))]
    if not headed:
        template = "{name} has no line that names the columns; write one above the rows, such as: name; country; looking for; can offer"
        raise Refused("no_header", template, name=opened.name)
    sheets = [sheet for table, header in headed if (sheet := _sheet(table, header, options)).name is not None]
    if not sheets:
        template = "{name}: no column holds the names of the organisations; say which one does"
        raise Refused("no_name", template, name=opened.name)
    picked = sheets if options.sheets else _likeliest(sheets)
    kept = {sheet.table.name for sheet in picked}
    return Picked(tuple(picked), tuple(name for name in names if name not in kept))


def _sheet(table: Table, header: Header, options: Options) -> Sheet:
    header = _widened(table, header)
    columns = mapped(header, [line for line in table.lines[header.body :] if line.broken is None], options)
    name = next((place for place, column in enumerate(columns) if column.ours == "name"), None)
    return Sheet(table, header, columns, tuple(entries(table, header, name)))


def _widened(table: Table, header: Header) -> Header:
    """Columns without a name at the right edge are columns too, if nearly every line reaches there."""
    body = [line for line in table.lines[header.body :] if line.broken is None]
    usual = Counter(len(line.cells) for line in body).most_common(1)
    width = usual[0][0] if usual and usual[0][1] >= 0.8 * len(body) else 0
    filled = max((place for line in body for place in range(len(header.names), min(width, len(line.cells))) if line.cells[place]), default=-1) + 1
    more = [f"({letters(place)})" for place in range(len(header.names), filled)]
    return Header((*header.names, *more), header.body)


def _likeliest(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheet with most columns understood, and sheets with the same columns whose organisations are others."""
    best = max(sheets, key=lambda sheet: (sum(bool(column.ours) for column in sheet.columns), len(sheet.entries) > 1))
    picked, known = [best], best.names()
    for sheet in sheets:
        if sheet is not best and _headings(sheet) == _headings(best):
            names = sheet.names()
            if len(names & known) <= _SHARED * max(len(names), 1):
                picked.append(sheet)
                known |= names
    return [sheet for sheet in sheets if sheet in picked]


def _headings(sheet: Sheet) -> set[str]:
    return {heading(column.theirs) for column in sheet.columns}
