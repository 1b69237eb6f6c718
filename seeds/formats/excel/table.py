"""From the rows of a sheet to lines: merged cells, hidden rows and columns, struck-through rows, and what to say about them.

What somebody hid by hand stays out, as the uploader does not see it; what only a filter or a folded group hides comes in. Both are said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from seeds.formats.excel.sheet import Row, Sheet, lettered
from seeds.formats.lines import broken, line
from seeds.formats.table import Line, Remark, Table
from seeds.report import Rejected, Sentence

_POINTING = re.compile(r"(?:\w+ ){0,2}(?:web ?site|webseite|internetseite|home ?page|seite|site|web|www|link|lien|internet|hier|here|ici)\W*", re.IGNORECASE)
NAMED = 10
"""So many places are named in a remark; more than that nobody looks up."""


def table(title: str, sheet: Sheet, *, filtered: bool) -> tuple[Table, list[Remark]]:
    """The lines of a sheet, all equally wide, and the remarks about it."""
    out = [] if filtered else [row for row in sheet.rows if row.hidden and not row.folded]
    rows = [row for row in sheet.rows if filtered or not row.hidden or row.folded]
    _fill(rows, sheet)
    used = {column for row in rows for column in row.cells}
    columns = [column for column in range(max(used, default=-1) + 1) if column not in sheet.hidden_columns]
    for row in rows:
        _unstrike(row, columns, sheet)
    lines = [made for row in rows if (made := _line(row, columns))]
    return Table(title, lines), list(_remarks(title, sheet, rows, out, sorted(used & sheet.hidden_columns)))


def follow(sheet: Sheet, web: Mapping[str, str]) -> None:
    """Cells that only say that there is a link, such as `zur Website`, become the address behind it."""
    for row in sheet.rows if sheet.links else ():
        for column, text in row.cells.items():
            target = web.get(sheet.links.get((row.number, column), ""))
            if target and _POINTING.fullmatch(text):
                row.cells[column] = target


def _fill(rows: Sequence[Row], sheet: Sheet) -> None:
    """Repeats a value in each row that its merged cells span, where the row has something of its own: a tall title stays one cell."""
    numbered = {row.number: row for row in rows} if sheet.merged else {}
    for merged in sheet.merged:
        top = numbered.get(merged.top)
        if top is None or merged.left not in top.cells:
            continue
        for number in range(merged.top + 1, merged.bottom + 1):
            row = numbered.get(number)
            if row and row.cells.keys() - range(merged.left, merged.right + 1):
                row.cells.setdefault(merged.left, top.cells[merged.left])
                row.struck |= top.struck & {merged.left}


def _line(row: Row, columns: Sequence[int]) -> Line | None:
    cells = [row.cells.get(column, "") for column in columns]
    if any(cells):
        return line(row.number, cells, struck=_struck(row, columns))
    if row.unsolved.isdisjoint(columns) and not (row.unsolved and not columns):
        return None
    template = "this row holds only formulas without a value; open the file in Excel and save it once, so that they are worked out"
    return broken(row.number, cells, Rejected("", "formula_without_value", template))


def _unstrike(row: Row, columns: Sequence[int], sheet: Sheet) -> None:
    """In a row that stands, a cell that is struck through says nothing any more."""
    if row.struck and not _struck(row, columns):
        for column in sorted(row.struck & row.cells.keys()):
            del row.cells[column]
            sheet.cut.append(f"{lettered(column)}{row.number}")
        row.struck = frozenset()


def _struck(row: Row, columns: Sequence[int]) -> bool:
    """Struck through: half of the cells, or the first one that is words, where the name mostly stands."""
    filled = [column for column in columns if column in row.cells]
    first = next((column for column in filled if any(map(str.isalpha, row.cells[column]))), None)
    return first in row.struck or 2 * len(row.struck.intersection(filled)) >= max(len(filled), 1)


def _remarks(title: str, sheet: Sheet, rows: Sequence[Row], out: Sequence[Row], hidden: Sequence[int]) -> Iterator[Remark]:
    if out:
        template = "hidden rows of the sheet '{sheet}' were left out ({count}: {places}); show them in Excel if they belong to the list"
        yield _remark("hidden_rows", template, title, [str(row.number) for row in out])
    if seen := [str(row.number) for row in rows if row.hidden]:
        template = "rows of '{sheet}' that a filter or a folded group hides came in too ({count}: {places}); delete them if they do not belong to the list"
        yield _remark("filtered_rows", template, title, seen)
    if hidden:
        template = "hidden columns of the sheet '{sheet}' were left out ({count}: {places}); show them in Excel if they belong to the list"
        yield _remark("hidden_columns", template, title, [lettered(column) for column in hidden])
    if unsolved := [f"{lettered(column)}{row.number}" for row in rows for column in sorted(row.unsolved)]:
        template = "formulas without a value in the sheet '{sheet}' came in empty ({count}: {places}); open the file in Excel and save it once"
        yield _remark("formula_without_value", template, title, unsolved)
    if sheet.errors:
        template = "cells of the sheet '{sheet}' that show an error such as #REF! came in empty ({count}: {places}); correct them in Excel"
        yield _remark("error_value", template, title, sheet.errors)
    if sheet.cut:
        template = "words that are struck through in cells of the sheet '{sheet}' were left out ({count}: {places})"
        yield _remark("struck_words", template, title, sheet.cut)


def _remark(code: str, template: str, title: str, places: Sequence[str]) -> Remark:
    named = ", ".join(places[:NAMED]) + (", …" if len(places) > NAMED else "")
    return Remark(code, Sentence(template, {"sheet": title[:60], "count": len(places), "places": named}))
