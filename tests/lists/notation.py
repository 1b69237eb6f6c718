"""How the three lists are written down: a block of lines is a member, `|` parts cells, `¶` breaks a line inside a cell, `==` opens a section."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """A section line (no cells) or a member with one cell for each column after the number."""

    section: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different a year later: who is gone (by name), which cells say something else, and who is new."""

    gone: tuple[str, ...]
    changed: Mapping[str, Mapping[str, str]]
    new: str
    everywhere: Mapping[str, str] = field(default_factory=dict)


def names(text: str) -> tuple[str, ...]:
    """The names of the columns, written down between bars."""
    return tuple(text.split("|"))


def rows(text: str, columns: Sequence[str]) -> list[Row]:
    """The blocks of `text` as rows; a block with a wrong number of cells is an error of whoever wrote it down."""
    return list(_rows(text, columns))


def a_year_later(text: str, columns: Sequence[str], changes: Changes) -> list[Row]:
    """The rows of `text` without who is gone, with the changed cells, and with the new ones in the last section."""
    kept = [_changed(row, columns, changes.changed) for row in rows(text, columns) if not (row.cells and row.cells[0] in changes.gone)]
    return kept + rows(changes.new, columns)


def _rows(text: str, columns: Sequence[str]) -> Iterator[Row]:
    for block in text.strip("\n").split("\n\n"):
        line = "".join(block.split("\n"))
        if line.startswith("== "):
            yield Row(section=line[3:])
            continue
        cells = tuple(cell.strip(" ") for cell in line.split("|"))
        if len(cells) != len(columns):
            raise SystemExit(f"{len(cells)} cells instead of {len(columns)}: {block}")
        yield Row(cells=cells)


def _changed(row: Row, columns: Sequence[str], changed: Mapping[str, Mapping[str, str]]) -> Row:
    said = changed.get(row.cells[0], {}) if row.cells else {}
    return Row(row.section, tuple(said.get(column, cell) for column, cell in zip(columns, row.cells, strict=False)))
