"""Reads a member list as a cluster office keeps it: every row is accepted or rejected with a sentence, and nothing is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.errors import Invalid
from graph.model import kind_of
from graph.schema import Kind
from seeds.formats.table import Line, Opened, Table
from seeds.members.body import Entry
from seeds.members.codes import scheme
from seeds.members.columns import LEFT_OUT, columns_of
from seeds.members.draft import Column, Draft, Read
from seeds.members.evidence import common, pointer
from seeds.members.known import Known, Raw
from seeds.members.labels import TRADE, trade
from seeds.members.leaving import has_left
from seeds.members.mapping import our_column
from seeds.members.options import Listing, Options, Proposal
from seeds.members.remarks import about_columns, about_country, about_entries, about_file, about_left, about_sheets
from seeds.members.repeats import without_repeats
from seeds.members.rows import drafted, unread
from seeds.members.services import drafted_service
from seeds.members.sheets import Sheet, chosen
from seeds.members.spelling import is_blank, words
from seeds.members.ties import drafted_tie
from seeds.members.undisturbed import undisturbed
from seeds.places import Gazetteer, gazetteer
from seeds.report import Problem, Rejected, Report

Progress = Callable[[str, int, int], None]
"""Called with a stage, how many are done and how many there are."""
_SAID = 2_000  # rows between two calls


def silent(stage: str, done: int, all: int) -> None:
    """For callers that nobody watches."""


@dataclass(slots=True)
class _Found:
    """What the sheets hold, row by row."""

    rows: list[Raw] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    between: list[Entry] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)  # row → line


@undisturbed()
def read(opened: Opened, options: Options, *, progress: Progress = silent) -> Read:
    """The drafts of all rows that can come in, and what became of each row. Raises Invalid if nothing can be read at all."""
    if options.cluster and kind_of(options.cluster) is not Kind.CLUSTER:
        raise Invalid(f"{options.cluster} is no cluster; write an id like cluster:acme")
    options = _checked(options)
    picked = chosen(opened, options)
    found = _Found()
    for sheet in picked.sheets:
        _gather(sheet, options, found)
    columns = _together(picked.sheets)
    known = _known(found.rows, columns, options, progress)
    drafts, rejected = _drafts(found.rows, known, progress)
    drafts, repeated = without_repeats(drafts)
    rejected = sorted([*found.broken, *rejected, *repeated], key=lambda problem: problem.row)
    about = [
        *about_file(opened.remarks),
        *about_sheets(picked),
        *about_columns(columns, options.kind),
        *about_entries(found.between),
        *about_left(found.left),
        *about_country(known.country, len(found.rows)),
    ]
    problems = [*about, *sorted([*rejected, *(note for draft in drafts for note in draft.notes)], key=lambda problem: problem.row)]
    rows = len(found.rows) + len(found.broken)
    named = {column.theirs: column.ours for column in columns if column.ours}
    report = Report(opened.name, rows, rows - len(rejected), len(rejected), named, problems)
    cells = {raw.row: raw.cells for raw in found.rows}
    kept = {problem.row: _ours(cells.get(problem.row, {}), options.kind) for problem in rejected}
    return Read(options.kind, report, tuple(drafts), columns, tuple(sheet.table.name for sheet in picked.sheets), kept, found.lines)


def _checked(options: Options) -> Options:
    """The options with defaults by our columns. Raises Invalid for a column we do not have, and for a country that is none."""
    defaults = {column if column == "country" else our_column(column, options.kind): text for column, text in options.defaults.items()}
    try:
        if country := defaults.get("country", ""):
            gazetteer().country(country)
    except Rejected as error:
        raise Invalid(str(error)) from error
    return replace(options, defaults=defaults)


def _together(sheets: Sequence[Sheet]) -> tuple[Column, ...]:
    """The columns of all sheets, each name once."""
    named: dict[str, Column] = {}
    for sheet in sheets:
        for column in sheet.columns:
            named.setdefault(column.theirs, column)
    return tuple(named.values())


def _gather(sheet: Sheet, options: Options, found: _Found) -> None:
    """Number the rows of a sheet and bring their cells under our columns."""
    places = _places(sheet.columns)
    width, today = len(sheet.header.names), options.today
    for entry in sheet.entries:
        if entry.between:
            found.between.append(entry)
            continue
        row = len(found.rows) + len(found.broken) + 1
        found.lines[row] = entry.line.number
        error = entry.line.broken or _ragged(entry.line, sheet.table, width)
        if error:
            found.broken.append(Problem(row, error.column, error.code, error.sentence, rejected=True))
            continue
        cells = _cells(entry.line.cells, places)
        cells |= {ours: text for (corrected, ours), text in options.cells.items() if corrected == row}
        cells |= {ours: text for ours, text in options.defaults.items() if ours != "country" and is_blank(cells.get(ours, ""))}
        if entry.line.struck or has_left(cells, today):
            found.left.append(entry.line.number)
        else:
            found.rows.append(Raw(row, entry.line.number, cells))


def _places(columns: Sequence[Column]) -> list[tuple[str, list[int]]]:
    places: dict[str, list[int]] = {}
    for place, column in enumerate(columns):
        if ours := column.ours or (column.why if column.why in LEFT_OUT else ""):
            places.setdefault(ours, []).append(place)
    return list(places.items())


def _cells(line: Sequence[str], places: Sequence[tuple[str, list[int]]]) -> dict[str, str]:
    """Ours → text; several of their columns under one of ours stand on lines of their own, in order."""
    cells = {}
    width = len(line)
    for ours, found in places:
        if len(found) == 1:
            cells[ours] = line[found[0]] if found[0] < width else ""
        else:
            texts = [line[place] if place < width else "" for place in found]
            cells[ours] = "\n".join(texts if ours == "nace" else [text for text in texts if not is_blank(text)])
    return cells


def _ragged(line: Line, table: Table, width: int) -> Rejected | None:
    """A line with more cells than the header has names, or fewer, has slipped: nobody knows which cell is which."""
    cells = len(line.cells)
    if cells == width or table.keyed or (cells > width and not any(line.cells[width:])):
        return None
    template = "this row has {cells} cells, the header {width}; put quotes around cells that contain the separator"
    return Rejected("", "ragged_row", template, cells=cells, width=width)


def _known(rows: Sequence[Raw], columns: Sequence[Column], options: Options, progress: Progress) -> Known:
    """What has to be known before the first row is read: the country the file points to, and classes for words."""
    known = gazetteer()
    organisations = options.kind not in (Listing.SERVICE, Listing.TIES)
    homeless = [raw for raw in rows if is_blank(raw.cells.get("country", ""))] if organisations and not options.defaults.get("country") else []
    country, _ = common(pointer(raw.cells, known) for raw in homeless)
    schemes = tuple(scheme(column.theirs) for column in columns if column.ours == "nace")
    first = Known(options, known, schemes, country, _is_british(rows, known), {})
    return replace(first, proposals=_proposals(rows, first, progress)) if organisations else first


def _is_british(rows: Sequence[Raw], known: Gazetteer) -> bool:
    """Whether most rows that name a country name the United Kingdom: `NI` is not Nicaragua there."""
    named = [known.countries.get(words(raw.cells["country"]), "") for raw in rows if not is_blank(raw.cells.get("country", ""))]
    return 2 * named.count("GB") > len(named)


def _proposals(rows: Sequence[Raw], known: Known, progress: Progress) -> Mapping[str, Proposal]:
    texts = list(dict.fromkeys(text for raw in rows for text in unread(raw, known)))
    proposals = {text: Proposal(code, TRADE) for text in texts if (code := trade(text))}
    texts = [text for text in texts if text not in proposals]
    for start in range(0, len(texts), 256):
        some = texts[start : start + 256]
        progress("classes", start, len(texts))
        proposals |= {text: proposal for text, proposal in zip(some, known.options.propose(some), strict=True) if proposal}
    return proposals


def _drafts(rows: Sequence[Raw], known: Known, progress: Progress) -> tuple[list[Draft], list[Problem]]:
    make = {Listing.SERVICE: drafted_service, Listing.TIES: drafted_tie}.get(known.options.kind, drafted)
    drafts: list[Draft] = []
    rejected: list[Problem] = []
    for done, raw in enumerate(rows):
        if done % _SAID == 0:
            progress("rows", done, len(rows))
        made = make(raw, known)
        if isinstance(made, Problem):
            rejected.append(made)
        else:
            drafts.append(made)
    progress("rows", len(rows), len(rows))
    return drafts, rejected


def _ours(cells: Mapping[str, str], kind: Listing) -> dict[str, str]:
    return {ours: cells.get(ours, "") for ours in columns_of(kind) if ours in cells}
