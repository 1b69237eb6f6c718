"""Reads a list of what happened as an office keeps it: every row is accepted or rejected with a sentence, and nothing is written."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from graph.errors import Invalid
from graph.model import kind_of
from graph.schema import Kind, Lang
from seeds.formats.table import Line, Opened, Table
from seeds.happenings.columns import columns_of
from seeds.happenings.days import Order, days_in, order_of
from seeds.happenings.draft import Draft, Read
from seeds.happenings.options import Options, Sort
from seeds.happenings.remarks import about_columns, about_persons, about_sheets, about_struck, about_title
from seeds.happenings.rows import Known, Reader, drafted
from seeds.happenings.sheets import Picked, Sheet, chosen, our_column, places, with_persons
from seeds.happenings.words import table
from seeds.members.body import Entry
from seeds.members.draft import Column
from seeds.members.known import Raw
from seeds.members.reading import Progress, silent
from seeds.members.remarks import about_entries, about_file
from seeds.members.spelling import is_blank, visible, words
from seeds.members.undisturbed import undisturbed
from seeds.report import Problem, Rejected, Report

_SAID = 2_000  # rows between two calls
_MANY = 200  # letters of a title
_LETTERS = 3  # a title has so many


@dataclass(slots=True)
class _Found:
    """What the sheets hold, row by row; each row with its sheet's place and a hash of its line."""

    rows: list[tuple[Raw, int, str]] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    between: list[Entry] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)  # row → line
    persons: int = 0


@undisturbed()
def read(opened: Opened, options: Options, *, progress: Progress = silent) -> Read:
    """The drafts of all rows that can come in, and what became of each row. Raises Invalid if nothing can be read at all."""
    if options.cluster and kind_of(options.cluster) is not Kind.CLUSTER:
        raise Invalid(f"{options.cluster} is no cluster; write an id like cluster:acme")
    options = replace(options, defaults={our_column(column, options.sort): text for column, text in options.defaults.items()})
    picked = chosen(opened, options)
    found = _Found()
    for place, sheet in enumerate(picked.sheets):
        _gather(sheet, place, options, found)
    known = [_known(sheet, place, picked, found, options) for place, sheet in enumerate(picked.sheets)]
    drafts, rejected = _drafts(found, known, progress)
    columns = _together(picked.sheets)
    about = [
        *about_file(opened.remarks),
        *about_sheets(picked),
        *about_columns(columns, options.sort),
        *about_persons(found.persons, columns),
        *about_title(known),
        *about_entries(found.between),
        *about_struck(found.struck),
    ]
    rejected = sorted([*found.broken, *rejected], key=lambda problem: problem.row)
    problems = [*about, *sorted([*rejected, *(note for draft in drafts for note in draft.notes)], key=lambda problem: problem.row)]
    rows = len(found.rows) + len(found.broken)
    report = Report(opened.name, rows, rows - len(rejected), len(rejected), {column.theirs: column.ours for column in columns if column.ours}, problems)
    cells = {raw.row: raw.cells for raw, _, _ in found.rows}
    kept = {problem.row: _ours(cells.get(problem.row, {}), options.sort) for problem in rejected}
    return Read(options.sort, report, tuple(drafts), columns, tuple(sheet.table.name for sheet in picked.sheets), kept, found.lines)


def _together(sheets: Sequence[Sheet]) -> tuple[Column, ...]:
    """The columns of all sheets, each name once."""
    named: dict[str, Column] = {}
    for sheet in sheets:
        for column in sheet.columns:
            named.setdefault(column.theirs, column)
    return tuple(named.values())


def _ours(cells: Mapping[str, str], sort: Sort) -> dict[str, str]:
    return {ours: visible(cells[ours])[0] for ours in columns_of(sort) if ours in cells}


def _gather(sheet: Sheet, place: int, options: Options, found: _Found) -> None:
    """Number the rows of a sheet, bring their cells under our columns, and count cells about persons."""
    at, persons, width = places(sheet.columns), with_persons(sheet.columns), len(sheet.header.names)
    for entry in sheet.entries:
        if entry.between:
            found.between.append(entry)
            continue
        line = entry.line
        if line.struck:
            found.struck.append(line.number)
            continue
        row = len(found.rows) + len(found.broken) + 1
        found.lines[row] = line.number
        if error := line.broken or _ragged(line, sheet.table, width):
            found.broken.append(Problem(row, error.column, error.code, error.sentence, rejected=True))
            continue
        found.persons += sum(1 for place in persons if place < len(line.cells) and not is_blank(line.cells[place]))
        cells = {ours: line.cells[place] if place < len(line.cells) else "" for ours, place in at.items()}
        cells |= {ours: text for (corrected, ours), text in options.cells.items() if corrected == row}
        cells |= {ours: text for ours, text in options.defaults.items() if is_blank(cells.get(ours, ""))}
        found.rows.append((Raw(row, line.number, cells), place, _hashed(line.cells)))


def _hashed(cells: Sequence[str]) -> str:
    """Tells a line that is repeated; half a character is one, too."""
    return hashlib.sha256("\x1f".join(cells).encode("utf-8", "surrogatepass")).hexdigest()


def _ragged(line: Line, table: Table, width: int) -> Rejected | None:
    """A line with more cells than the header has names, or fewer, has slipped: nobody knows which cell is which."""
    cells = len(line.cells)
    if cells == width or table.keyed or (cells > width and not any(line.cells[width:])):
        return None
    template = "this row has {cells} cells, the header {width}; put quotes around cells that contain the separator"
    return Rejected("", "ragged_row", template, cells=cells, width=width)


def _known(sheet: Sheet, place: int, picked: Picked, found: _Found, options: Options) -> Known:
    """What the whole list says: the order of its days by their column or the language, and its title's day and name where rows have none."""
    rows = [raw.cells for raw, at, _ in found.rows if at == place]
    order = order_of(cells.get("day", "") for cells in rows) or order_of(cells.get("opened", "") for cells in rows)
    if order is None and picked.lang in (Lang.DE, Lang.FR) and not _contradicts(rows):
        order = Order.DAY
    filled = frozenset(ours for ours in columns_of(options.sort) if any(not is_blank(cells.get(ours, "")) for cells in rows))
    titled = options.sort in (Sort.ATTENDANCE, Sort.NEWSLETTER)
    day = _day_above(sheet, options) if titled and "day" not in filled else None
    about = _title_above(sheet) if titled and "about" not in filled else ""
    return Known(options, order, day, about, filled, {column.ours: column.theirs for column in sheet.columns if column.ours})


def _contradicts(rows: Sequence[Mapping[str, str]]) -> bool:
    """Whether some cells of the column can only have the day first and others only the month."""
    texts = [cells.get("day", "") for cells in rows]
    return order_of(texts) is None and len({order_of([text]) for text in texts} - {None}) > 1


def _day_above(sheet: Sheet, options: Options) -> date | None:
    """The one day that stands above the table, but for the day on which the list was printed."""
    days = {day for text in _titles(sheet) for day in days_in(text, options.today.year)}
    return days.pop() if len(days) == 1 and max(days) <= options.today else None


def _title_above(sheet: Sheet) -> str:
    named = [text for text in _titles(sheet) if sum(map(str.isalpha, text)) >= _LETTERS]
    return " ".join(named[0].split())[:_MANY] if named else ""


def _titles(sheet: Sheet) -> Iterator[str]:
    """The texts above the table, without those that say when the list was made."""
    printed = tuple(table()["printed"])
    yield from (text for text in sheet.above[:-1] if not words(text).startswith(printed))


def _drafts(found: _Found, known: Sequence[Known], progress: Progress) -> tuple[list[Draft], list[Problem]]:
    drafts, rejected = list[Draft](), list[Problem]()
    for at, (raw, place, whole) in enumerate(found.rows):
        if at % _SAID == 0:
            progress("rows", at, len(found.rows))
        draft = drafted(Reader(known[place], raw, whole))
        if isinstance(draft, Problem):
            rejected.append(draft)
        else:
            drafts.append(draft)
    return drafts, rejected
