"""The blobs of an upload: the file as it was sent, and what reading it gave, page by page. Contact cells never get into the latter."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import NotFound
from graph.store import Files
from seeds.report import Sentence

_PAGE = 1000  # rows of a blob
REJECTED, NEW, CHANGED, SAME = "rejected", "new", "changed", "same"
_LETTERS = {REJECTED: "r", NEW: "n", CHANGED: "c", SAME: "s"}


@dataclass(frozen=True, slots=True)
class Note:
    """A problem of a row, or a note on one that came in."""

    column: str
    code: str
    sentence: Sentence
    rejected: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is shown: its place in the file, our columns with their text, what becomes of it, and the organisation it is."""

    row: int
    line: int
    state: str
    name: str
    organisation: str
    cells: Mapping[str, str]
    notes: Sequence[Note] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One of their columns: which of ours it is, how that was found, and what stands in it."""

    theirs: str
    ours: str
    found: str
    examples: Sequence[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """What reading a file gave, without its rows: `states` has a letter for each row (upper case if it has a note), `pages` the blobs they are in."""

    columns: Sequence[Column] = ()
    remarks: Sequence[tuple[str, Sentence]] = ()  # code and sentence
    gone: Sequence[tuple[str, str]] = ()  # id and name
    states: str = ""
    pages: Sequence[str] = field(default=())

    def positions(self, only: str, start: int) -> Iterator[int]:
        """Positions of the rows of one kind, from `start` on."""
        wanted = {"all": "rncsRNCS", "noted": "NCS"}.get(only) or _LETTERS[only] + _LETTERS[only].upper()
        return (at for at in range(start, len(self.states)) if self.states[at] in wanted)


def send(files: Files, id: str, pieces: Iterable[bytes]) -> str:
    """Keep a file under its upload's id: two uploads of one file are two blobs, so that deleting one leaves the other."""
    return files.receive(_marked(id, pieces))


def _marked(id: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield f"{id}\n".encode()
    yield from pieces


def content(files: Files, file: str) -> bytes:
    """The file as it was sent. NotFound if it was deleted."""
    return files.get(file).partition(b"\n")[2]


def keep(files: Files, mark: str, summary: Summary, rows: Sequence[Row]) -> str:
    """Keep what reading gave; `mark` (the job) makes its blobs its own. Gives the name of the summary's blob."""
    pages = [files.put(_json({"of": mark, "rows": [_row(row) for row in rows[at : at + _PAGE]]})) for at in range(0, len(rows), _PAGE)]
    value = {
        "of": mark,
        "columns": [[column.theirs, column.ours, column.found, list(column.examples)] for column in summary.columns],
        "remarks": [[code, *_spelled(sentence)] for code, sentence in summary.remarks],
        "gone": [list(pair) for pair in summary.gone],
        "states": "".join(_letter(row) for row in rows),
        "pages": pages,
    }
    return files.put(_json(value))


def summary(files: Files, result: str) -> Summary:
    """What reading gave, without its rows; an empty one if there is none (any more)."""
    if not result:
        return Summary()
    value = json.loads(files.get(result))
    return Summary(
        columns=[Column(*column) for column in value["columns"]],
        remarks=[(code, Sentence(template, values)) for code, template, values in value["remarks"]],
        gone=[(id, name) for id, name in value["gone"]],
        states=value["states"],
        pages=value["pages"],
    )


def rows(files: Files, found: Summary, positions: Iterable[int]) -> Iterator[Row]:
    """The rows at these positions, each page read once."""
    at, page = -1, []
    for position in positions:
        if position // _PAGE != at:
            at = position // _PAGE
            page = json.loads(files.get(found.pages[at]))["rows"]
        row, line, state, name, organisation, cells, notes = page[position % _PAGE]
        yield Row(row, line, state, name, organisation, cells, [Note(column, code, Sentence(text, values), bad) for column, code, text, values, bad in notes])


def drop(files: Files, result: str) -> None:
    """Delete what reading gave; nothing if it is gone already."""
    if not result:
        return
    try:
        pages = summary(files, result).pages
    except NotFound:
        return
    for page in pages:
        files.delete(page)
    files.delete(result)


def _letter(row: Row) -> str:
    letter = _LETTERS[row.state]
    return letter.upper() if row.notes else letter


def _row(row: Row) -> list[object]:
    notes = [[note.column, note.code, *_spelled(note.sentence), note.rejected] for note in row.notes]
    return [row.row, row.line, row.state, row.name, row.organisation, dict(row.cells), notes]


def _spelled(sentence: Sentence) -> tuple[str, dict[str, object]]:
    """A sentence as JSON knows it: what is neither text nor number becomes text."""
    return sentence.template, {name: value if isinstance(value, str | int | float) else str(value) for name, value in sentence.values.items()}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
