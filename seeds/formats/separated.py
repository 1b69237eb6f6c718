"""Reads CSV in all its dialects: the separator is found, quotes are kept to, and a line that breaks them costs itself only."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from seeds.formats.bounds import Bound, Progress, Refused
from seeds.formats.decoding import decoded
from seeds.formats.escaping import unescaped
from seeds.formats.lines import broken, line
from seeds.formats.table import Line, Opened, Remark, Table
from seeds.report import Rejected, Sentence

SEPARATORS = (";", "\t", ",", "|")
SAMPLE = 200
LONGEST_ROW = 200
"""A quoted cell may run over so many lines; past that its quote was a stray one."""
_NAMED = re.compile(r"^\"?sep=(.)\"?\s*$", re.IGNORECASE)


def open_separated(path: Path, name: str, progress: Progress) -> Opened:
    """The file as one table of cells. Raises Refused if it is no text or too large."""
    content = path.read_bytes()
    text, remarks = decoded(content, name)
    physical = list(io.StringIO(text, newline=""))
    named = _NAMED.match(physical[0]) if physical else None
    separator = named[1] if named else _separator(physical)
    lines = list(_lines(_Feed(physical, 1 if named else 0), separator, name, progress))
    if not lines:
        raise Refused("empty", "{name} is empty; put the names of the columns into its first line, and a row for each organisation", name=name)
    remarks += _about(lines)
    return Opened(name, [Table(name, lines)], remarks)


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
        except csv.Error:
            feed.at = feed.start + 1
            reader = csv.reader(feed, delimiter=separator, strict=True)
            bound.take(1)
            yield _misquoted(feed.start + 1, feed.physical[feed.start], separator)
            continue
        if any(map(str.strip, cells)):
            bound.take(len(cells))
            yield line(feed.start + 1, map(unescaped, map(str.strip, cells)))
        if bound.lines % 5000 == 0:
            progress(feed.at, len(feed.physical))


def _misquoted(number: int, text: str, separator: str) -> Line:
    template = "the quotes in this row do not match; double every quote inside a quoted cell, and close the cell with one"
    return broken(number, text.strip().split(separator)[:50], Rejected("", "broken_quotes", template))


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
