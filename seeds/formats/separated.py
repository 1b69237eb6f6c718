"""Reads CSV in all its dialects: the separator is found, quotes are kept to, and a line that breaks them costs itself only."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.schema import MAX_TEXT
from seeds.formats.bounds import MAX_LINES, Bound, Progress, Refused, too_many
from seeds.formats.decoding import decoded
from seeds.formats.escaping import unescaped
from seeds.formats.lines import broken, line
from seeds.formats.table import Line, Opened, Remark, Table
from seeds.report import Rejected, Sentence

SEPARATORS = (";", "\t", ",", "|")
SAMPLE = 200
MAX_PHYSICAL = 4 * MAX_LINES  # blank lines and those inside of quotes cost memory too
LONGEST_ROW = 200
"""A quoted cell may run over so many lines; past that its quote was a stray one."""
_PHYSICAL = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_NAMED = re.compile(r"^\"?sep=(.)\"?\s*$", re.IGNORECASE)


def open_separated(path: Path, name: str, progress: Progress) -> Opened:
    """The file as one table of cells. Raises Refused if it is no text or too large."""
    text, remarks = decoded(path.read_bytes(), name)
    if max(text.count("\n"), text.count("\r")) > MAX_PHYSICAL:
        raise too_many(name)
    physical = _PHYSICAL.findall(text)
    lines = _read(physical, name, progress)
    if not lines:
        raise Refused("empty", "{name} is empty; put the names of the columns into its first line, and a row for each organisation", name=name)
    if all(len(line.cells) == 1 for line in lines):
        lines = _unwrapped(lines, name, progress) or lines
    return Opened(name, [Table(name, lines)], [*remarks, *_about(lines)])


def _read(physical: Sequence[str], name: str, progress: Progress) -> list[Line]:
    named = _NAMED.match(physical[0]) if physical else None
    return list(_lines(_Feed(physical, 1 if named else 0), named[1] if named else _separator(physical), name, progress))


def _unwrapped(lines: Sequence[Line], name: str, progress: Progress) -> list[Line]:
    """Spreadsheets that took a line for one cell put quotes around the whole of it; the lines inside, if that is so."""
    inside = [line.cells[0] for line in lines]
    separator = _separator(inside)
    agreed, width = _agreeing(inside[:SAMPLE], separator)
    if agreed * 2 < min(len(inside), SAMPLE) or width < 3:
        return []
    again = _lines(_Feed(inside, 0), separator, name, progress)
    return [replace(line, number=lines[line.number - 1].number) for line in again]


class _Feed:
    """Physical lines for the csv reader; a record that does not end in time is cut off, and reading goes on after its first line."""

    __slots__ = ("at", "physical", "start")

    def __init__(self, physical: Sequence[str], at: int) -> None:
        self.physical, self.at, self.start = physical, at, at

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self.at >= len(self.physical) or self.at - self.start >= LONGEST_ROW:
            raise StopIteration
        self.at += 1
        return self.physical[self.at - 1]


def _lines(feed: _Feed, separator: str, name: str, progress: Progress) -> Iterator[Line]:
    """Every line that is not blank. The reader is begun anew after each broken one."""
    bound, reader = Bound(name), csv.reader(feed, delimiter=separator, strict=True)
    while feed.at < len(feed.physical):
        feed.start = feed.at
        try:
            cells = next(reader, [])
        except csv.Error as error:
            feed.at = feed.start + 1
            reader = csv.reader(feed, delimiter=separator, strict=True)
            bound.take(1)
            yield broken(feed.start + 1, feed.physical[feed.start].strip().split(separator)[:50], _reason(error))
            continue
        if any(map(str.strip, cells)):
            bound.take(len(cells))
            yield line(feed.start + 1, map(unescaped, map(str.strip, cells)))
        if bound.lines % 5000 == 0:
            progress(feed.at, len(feed.physical))
    progress(feed.at, len(feed.physical))


def _reason(error: csv.Error) -> Rejected:
    if "field limit" in str(error):
        return Rejected("", "cell_too_long", "a cell in this row has more than {most} characters; shorten it", most=MAX_TEXT)
    template = "the quotes in this row do not match; double every quote inside a quoted cell, and close the cell with one"
    return Rejected("", "broken_quotes", template)


def _separator(physical: Sequence[str]) -> str:
    """The separator by which most of the first lines have the same number of cells; title lines above the header have none."""
    sample = [text for text in physical[: 2 * SAMPLE] if text.strip()][:SAMPLE]
    votes = {separator: _agreeing(sample, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: votes[separator])
    return best if votes[best][0] * 4 >= len(sample) else ";"


def _agreeing(sample: Sequence[str], separator: str) -> tuple[int, int]:
    """How many records have the most frequent number of cells (more than one), and that number."""
    counts = Counter(len(cells) for cells in _loosely(sample, separator) if len(cells) > 1)
    return max(((lines, width) for width, lines in counts.items()), default=(0, 0))


def _loosely(sample: Sequence[str], separator: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(sample, delimiter=separator)
    except csv.Error:
        return


def _about(lines: Sequence[Line]) -> list[Remark]:
    """A file whose lines have one cell each probably has a separator we do not know."""
    if any(len(line.cells) > 1 for line in lines):
        return []
    template = "only one column was found; put a semicolon, comma or tab between the cells, or save the list as Excel workbook (.xlsx)"
    return [Remark("one_column", Sentence(template))]
