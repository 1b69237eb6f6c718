"""Reads the rows of a register's table: only the columns we use, every cell as text, bounded, and never one of a contact."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

from graph.errors import Invalid
from seeds.cordis.sources import MAX_BYTES, Table

MAX_LINE = 500_000
MAX_ROWS = 5_000_000
Row = Mapping[str, str]
_UNSEEN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def read(table: Table, wanted: Sequence[str], required: Sequence[str]) -> Iterator[Row | None]:
    """The rows by column name; a column the table lacks is "". None stands for a row with more or fewer cells than the header.

    Semicolon, comma or tab between cells, UTF-8. Raises Invalid, also in the middle, if the table cannot be read.
    """
    with table.opened() as stream, io.TextIOWrapper(stream, "utf-8-sig", newline="") as text:
        try:
            yield from _rows(table, _lines(text, table), wanted, required)
        except UnicodeDecodeError as error:
            raise Invalid(f"{table.name} is not UTF-8; download it again, or save it as 'CSV UTF-8'") from error
        except csv.Error as error:
            raise Invalid(f"{table.name} has quotes that do not match or an endless cell ({error}); download it again") from error


def _lines(stream: IO[str], table: Table) -> Iterator[str]:
    """Line by line, so that neither an endless line nor an endless file is ever held in memory."""
    total = 0
    while line := stream.readline(MAX_LINE + 1):
        total += len(line)
        if len(line) > MAX_LINE or total > MAX_BYTES:
            raise Invalid(f"{table.name} has a line of more than {MAX_LINE} characters or more than {MAX_BYTES // 1_000_000} MB; that is no CORDIS table")
        yield line


def _rows(table: Table, lines: Iterator[str], wanted: Sequence[str], required: Sequence[str]) -> Iterator[Row | None]:
    first = next(lines, "")
    header = [name.strip().casefold() for name in next(csv.reader([first], delimiter=_separator(first)), [])]
    if missing := [name for name in required if name.casefold() not in header]:
        found = ", ".join(header)[:200] or "nothing"
        raise Invalid(f"{table.name} has no column {missing[0]!r}; the first line of {table.kind} must name {', '.join(required)} (found: {found})")
    places = [header.index(name.casefold()) if name.casefold() in header else len(header) for name in wanted]
    for number, cells in enumerate(csv.reader(lines, delimiter=_separator(first)), 2):
        if number > MAX_ROWS:
            raise Invalid(f"{table.name} has more than {MAX_ROWS} rows; that is no CORDIS table")
        if len(cells) == len(header):
            cells.append("")  # what a column that is not there holds
            yield {name: plain(cells[at]) for name, at in zip(wanted, places, strict=True)}
        elif cells:
            yield None


def _separator(first: str) -> str:
    return max(";,\t", key=first.count)


def plain(cell: str) -> str:
    """A cell in one line, without characters nobody can see."""
    if cell.isprintable() and "  " not in cell:  # nearly all are
        return cell.strip()
    return " ".join(_UNSEEN.sub("", cell).split())
