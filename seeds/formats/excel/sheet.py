"""One pass over the XML of a sheet: rows of text, and what only its end tells (merged cells, filters)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from seeds.formats.bounds import MAX_CELLS, MAX_COLUMNS, Bound
from seeds.formats.excel.strings import Runs, Words
from seeds.formats.excel.styles import Style
from seeds.formats.lines import MAX_KEPT

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PLAIN = Style()
_YES = ("1", "true")


@dataclass(slots=True)
class Row:
    """A row with something in it: cells by column from 0, some of them struck, and whether it is hidden by hand or folded."""

    number: int
    hidden: bool
    folded: bool
    cells: dict[int, str] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()
    unsolved: frozenset[int] = frozenset()  # formulas without a value


@dataclass(frozen=True, slots=True)
class Merged:
    """Merged cells: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """Walks through a sheet. Cells that are only formatted cost nothing."""

    def __init__(self, strings: Sequence[Words], styles: Sequence[Style], bound: Bound) -> None:
        self.strings, self.styles, self.bound = strings, styles, bound
        self.rows: list[Row] = []
        self.merged: list[Merged] = []
        self.hidden_columns: set[int] = set()
        self.filtered = False
        self.cut: list[str] = []  # cells whose struck words were left out
        self.links: dict[tuple[int, int], str] = {}  # row and column of a cell → the name of its link
        self.errors: list[str] = []
        self._columns: dict[str, int] = {}
        self._row = Row(0, False, False)
        self._at, self._kind, self._style, self._formula = -1, "n", _PLAIN, False
        self._value: list[str] | None = None
        self._taken = self._spanned = 0
        self._runs: Runs | None = None
        self._starts: dict[str, Callable[[Mapping[str, str]], None]] = {
            "c": self._cell,
            "v": self._begin,
            "f": self._formulated,
            "is": self._inline,
            "row": self._begin_row,
            "col": self._column,
            "hyperlink": self._link,
            "mergeCell": self._merge,
            "filterColumn": self._filter,
        }

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._runs is not None:
            self._runs.start(tag, attributes)
        elif begin := self._starts.get(tag):
            begin(attributes)

    def text(self, text: str) -> None:
        """Characters, of which so many are kept that the cell is known to be too long."""
        if self._value is not None and self._taken <= MAX_KEPT:
            self._value.append(text)
            self._taken += len(text)
        elif self._runs is not None:
            self._runs.text(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "c":
            self._end_cell()
        elif tag == "row":
            self._end_row()
        elif tag == "is":
            self._end_inline()
        elif self._runs is not None:
            self._runs.end(tag)

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        hidden = attributes.get("hidden") in _YES
        number = int(attributes.get("r", self._row.number + 1))
        self._row, self._at = Row(number, hidden, hidden and attributes.get("outlineLevel", "0") != "0"), -1

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self._at = self._index(attributes["r"].rstrip("0123456789")) if "r" in attributes else self._at + 1
        self._kind, self._formula, self._value = attributes.get("t", "n"), False, None
        style = int(attributes.get("s", "0"))
        self._style = self.styles[style] if style < len(self.styles) else _PLAIN

    def _begin(self, attributes: Mapping[str, str]) -> None:
        self._value, self._taken = [], 0

    def _formulated(self, attributes: Mapping[str, str]) -> None:
        self._formula = True

    def _inline(self, attributes: Mapping[str, str]) -> None:
        self._runs = Runs()

    def _end_inline(self) -> None:
        if self._runs is not None:
            self._put(self._runs.words())
            self._runs = None

    def _end_cell(self) -> None:
        stored = "".join(self._value) if self._value is not None else ""
        if stored:
            self._put(self._words(stored))
        elif self._formula and self._kind != "str":
            self._row.unsolved |= {self._at}
        self._value = None

    def _words(self, stored: str) -> Words:
        if self._kind == "s":
            return self.strings[int(stored)]
        if self._kind == "n":
            return Words(self._style.show(stored))
        if self._kind == "b":
            return Words("TRUE" if stored in _YES else "FALSE")
        if self._kind == "e":
            self.errors.append(self._place())
            return Words("")
        return Words(stored.removesuffix("T00:00:00") if self._kind == "d" else stored)

    def _put(self, words: Words) -> None:
        if words.cut:
            self.cut.append(self._place())
        if text := words.text.strip():
            self._row.cells[self._at] = text
            if words.struck or self._style.struck:
                self._row.struck |= {self._at}

    def _end_row(self) -> None:
        if self._row.cells or self._row.unsolved:
            self.bound.take(max(max(self._row.cells, default=0), max(self._row.unsolved, default=0)) + 1)
            self.rows.append(self._row)

    def _column(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("hidden") in _YES and attributes.get("outlineLevel", "0") == "0":
            last = min(int(attributes["max"]), MAX_COLUMNS)
            self.hidden_columns.update(range(int(attributes["min"]) - 1, last))

    def _merge(self, attributes: Mapping[str, str]) -> None:
        ends = [self._place_of(reference) for reference in attributes["ref"].split(":")]
        (top, left), (bottom, right) = ends[0], ends[-1]
        self._spanned += max(bottom - top, 0)
        if self._spanned > MAX_CELLS:  # real merged cells do not overlap
            raise ValueError("merged cells over one another")
        if bottom > top:
            self.merged.append(Merged(top, left, bottom, right))

    def _link(self, attributes: Mapping[str, str]) -> None:
        name = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        if name and ":" not in attributes["ref"]:
            self.links[self._place_of(attributes["ref"])] = name

    def _filter(self, attributes: Mapping[str, str]) -> None:
        self.filtered = True

    def _place_of(self, reference: str) -> tuple[int, int]:
        found = _REFERENCE.fullmatch(reference)
        if not found:
            raise ValueError(f"no reference: {reference[:20]}")
        return int(found[2]), self._index(found[1])

    def _index(self, letters: str) -> int:
        """A column's number from 0: A is 0, AA is 26."""
        if letters not in self._columns:
            if not re.fullmatch("[A-Z]{1,3}", letters):
                raise ValueError(f"no column: {letters[:20]}")
            number = 0
            for letter in letters:
                number = number * 26 + ord(letter) - 64
            self._columns[letters] = number - 1
        return self._columns[letters]

    def _place(self) -> str:
        return f"{lettered(self._at)}{self._row.number}"


def lettered(column: int) -> str:
    """A column's letters as Excel writes them: 0 is A."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
