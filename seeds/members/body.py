"""Tells the rows of a table from what stands between them: blank lines, headings of sections, repeated headers, sums, members struck off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from seeds.formats.table import Line, Table
from seeds.members.firms import has_legal_form
from seeds.members.header import Header
from seeds.members.spelling import words
from seeds.members.traces import is_amount, is_data
from seeds.members.vocabulary import pattern

_WIDE = 4  # columns in use from which a line with a single cell is a heading rather than a row
EXAMPLE = re.compile(r"(?:Example|Beispiel|Exemple) ?\((?:invented|erfunden|inventé)\)", re.IGNORECASE)
"""How the name in a template's example row begins."""
_SUMS = pattern("", "sums", "")
_COUNTED = pattern(
    r"(?:(?:total|summe|gesamt|insgesamt|stand|nombre de|anzahl|number of)\s)?\d* ?", "counted", r"(?: gesamt| insgesamt| in total| total| au total)?(?: \d+)?"
)
_SUM_OF = re.compile(r"(?:zwischensumme|summe|sub ?total|sous total|total general|gesamtsumme)\b")
_SECTIONS = pattern("", "sections", "")


class Between(StrEnum):
    """What a line is that is no row."""

    SECTION = "section"
    SUM = "sum"
    HEADER = "header"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line below the header that holds something. `between` is None for a row; `section` is the heading it stands under."""

    line: Line
    between: Between | None
    section: str


def entries(table: Table, header: Header, name: int | None) -> Iterator[Entry]:
    """The lines below the header that are not blank, in order; `name` is the column with the organisation's name."""
    used = _used(table.lines[header.body :], len(header.names))
    repeated = frozenset(header.names) | {cell for line in table.lines[max(header.body - 2, 0) : header.body] for cell in line.cells if cell}
    section = ""
    for line in table.lines[header.body :]:
        if line.broken is None and not any(line.cells):
            continue
        between = None if line.broken or table.keyed else _between(line, repeated, name, used)
        if between is Between.SECTION:
            section = next(cell for cell in line.cells if cell)
        yield Entry(line, between, section)


def _used(lines: Sequence[Line], width: int) -> int:
    """How many columns hold anything at all."""
    return sum(any(place < len(line.cells) and line.cells[place] for line in lines) for place in range(width))


def _between(line: Line, repeated: frozenset[str], name: int | None, used: int) -> Between | None:
    filled = [(place, cell) for place, cell in enumerate(line.cells) if cell]
    if name is not None and name < len(line.cells) and EXAMPLE.match(line.cells[name]):
        return Between.EXAMPLE
    if len(filled) == 1 and _is_section(*filled[0], name, used):
        return Between.SUM if _counts(words(filled[0][1])) else Between.SECTION
    if _is_repeated(filled, repeated):
        return Between.HEADER
    return Between.SUM if _is_sum(filled, used) else None


def _is_section(place: int, cell: str, name: int | None, used: int) -> bool:
    """A line with one cell: a heading or footnote in a wide table, unless it can only be a member (a legal form) or somebody's data."""
    if is_data(cell) and " " not in cell and not _COUNTED.fullmatch(words(cell)):
        return False
    if _SECTIONS.fullmatch(words(cell)) or cell.endswith(":") or _COUNTED.fullmatch(words(cell)):
        return True
    return used >= _WIDE and (name is None or place <= name or place == 0) and not has_legal_form(cell)


def _is_repeated(filled: Sequence[tuple[int, str]], repeated: frozenset[str]) -> bool:
    same = sum(cell in repeated for _, cell in filled)
    return same >= 2 and same >= 0.6 * len(filled)


def _is_sum(filled: Sequence[tuple[int, str]], used: int) -> bool:
    """A word for a sum, and for the rest nothing but numbers; or numbers only, in few columns of many."""
    if 2 * len(filled) > max(used, _WIDE):
        return False
    texts = [words(cell) for _, cell in filled if not is_amount(cell)]
    if len(texts) != 1:
        return not texts and used >= _WIDE
    few = len(filled) > 1 and (3 * len(filled) <= used or len(texts[0].split()) <= 3)
    return (_counts(texts[0]) or (few and _SUMS.match(texts[0]) is not None)) and not has_legal_form(filled[0][1])


def _counts(spelled: str) -> bool:
    """`Summe`, `Zwischensumme Film, Ton`, `42 Mitglieder`."""
    counted = _COUNTED.fullmatch(spelled) is not None and any(map(str.isdigit, spelled))
    return counted or _SUMS.fullmatch(spelled) is not None or _SUM_OF.match(spelled) is not None
