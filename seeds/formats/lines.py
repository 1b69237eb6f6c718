"""Makes a line of the cells of any format, and says what is wrong with a cell that no text should hold."""

import re
from collections.abc import Iterable, Sequence

from graph.schema import MAX_TEXT
from seeds.formats.table import Line
from seeds.report import Rejected

_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_KEPT = MAX_TEXT + 1_000
"""A reader need not keep more of one cell: it is too long anyway."""
SHOWN = 80
"""So much of an unreadable cell is kept, to recognise the line by."""


def line(number: int, cells: Iterable[str], *, struck: bool = False) -> Line:
    """A line of stripped cells; `broken` if one of them is too long or holds characters that no text has."""
    stripped = tuple([cell.strip() for cell in cells])
    whole = "".join(stripped)
    if len(whole) <= MAX_TEXT and "\0" not in whole and (whole.isascii() or not _SURROGATE.search(whole)):
        return Line(number, stripped, struck)
    found = [(at, wrong) for at, cell in enumerate(stripped, 1) if (wrong := _wrong(at, cell))]
    return broken(number, stripped, found[0][1]) if found else Line(number, stripped, struck)


def broken(number: int, cells: Sequence[str], why: Rejected) -> Line:
    """A line that cannot come in, with the beginning of its cells."""
    return Line(number, tuple(_SURROGATE.sub("\ufffd", cell.replace("\0", "\ufffd")[:SHOWN]) for cell in cells), broken=why)


def _wrong(place: int, cell: str) -> Rejected | None:
    if len(cell) > MAX_TEXT:
        template = "the cell in column {place} has {length} characters; shorten it to {most}"
        return Rejected(str(place), "cell_too_long", template, place=place, length=len(cell), most=MAX_TEXT)
    if "\0" in cell:
        return Rejected(str(place), "nul_byte", "the cell in column {place} holds a NUL byte; type it again", place=place)
    if _SURROGATE.search(cell):
        template = "the cell in column {place} holds bytes that are no text; type it again, and save the file as UTF-8"
        return Rejected(str(place), "bad_character", template, place=place)
    return None
