"""Opens a user's CSV file: bounded, every cell as text, nothing guessed."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import Invalid
from graph.schema import MAX_TEXT
from seeds.report import Rejected

MAX_BYTES = 50_000_000
Line = list[str] | csv.Error


def sheet(path: Path, columns: Sequence[str], required: Sequence[str]) -> tuple[list[str], Iterator[Line]]:
    """The header and the lines below it without blank ones; comma, semicolon or tab between cells, UTF-8.

    A line that breaks the rules of CSV comes as its error. Raises Invalid if the file cannot be read or lacks a column.
    """
    text = _text(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    lines = _lines(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    header = next(lines, None)
    if header is None or isinstance(header, csv.Error):
        raise Invalid(f"{path.name} has no header; its first line must name the columns: {', '.join(columns)}")
    names = [ours(name) for name in header]
    if missing := [name for name in required if name not in names]:
        raise Invalid(f"{path.name} has no column {missing[0]!r}; name it in the first line (found: {', '.join(names)[:200]})")
    if twice := sorted({name for name in names if name in columns and names.count(name) > 1}):
        raise Invalid(f"{path.name} has the column {twice[0]!r} twice; delete or rename one")
    return header, lines


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Invalid(f"{path.name} has {size / 1e6:.0f} MB; split it into files of at most {MAX_BYTES // 1_000_000} MB")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Invalid(f"cannot read {path}: {error.strerror}; name a CSV file") from error
    except UnicodeDecodeError as error:
        raise Invalid(f"{path.name} is not UTF-8 (byte {error.start}); save it as 'CSV UTF-8'") from error


def _lines(reader: Iterator[list[str]]) -> Iterator[Line]:
    """Rows without the blank ones; a row the CSV rules cannot read comes as its error."""
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
            continue
        if any(cell.strip() for cell in cells):
            yield cells


def ours(name: str) -> str:
    """A column's name as we spell it."""
    return name.strip().casefold()


def cells(header: Sequence[str], line: Line) -> dict[str, str]:
    """The cells of a line by our column names, stripped. Raises Rejected for a ragged, broken or endless one."""
    if isinstance(line, csv.Error):
        raise Rejected(
            "", "broken_quotes", "{message}", message=f"the quotes in this row do not match ({line}); double every quote inside a quoted cell, and close it"
        )
    if len(line) != len(header):
        raise Rejected(
            "",
            "ragged_row",
            "{message}",
            message=f"this row has {len(line)} cells, the header {len(header)}; put quotes around cells that contain the separator",
        )
    for name, cell in zip(header, line, strict=True):
        if len(cell) > MAX_TEXT:
            raise Rejected(ours(name), "cell_too_long", "{message}", message=f"{ours(name)} has {len(cell)} characters; shorten it to {MAX_TEXT}")
    return {ours(name): cell.strip() for name, cell in zip(header, line, strict=True)}
