"""One cell of a DataFrame: what it may hold, and the sentence that names its table, row and column where it may not."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

from graph.errors import Invalid
from graph.model import Scalar
from graph.schema import PROPS

SEPARATOR = "|"
_BOOLEANS = {"true": True, "false": False}
_AS_TEXT = "read files with dtype=str, keep_default_na=False, so that 007, 01.10 and the country NA stay what they are"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with its number, counted from 1; missing values (None, NaN, "") are absent."""

    table: str
    number: int
    cells: dict[str, object]

    def wrong(self, column: str, what: str) -> Invalid:
        """The error that says where."""
        return Invalid(f"{self.table}, row {self.number}, column {column!r}: {what}")

    def text(self, column: str) -> str:
        """A cell that must be there, as text."""
        return self._text(column, self.cells[column]) if column in self.cells else self._absent(column)

    def texts(self, column: str) -> list[str]:
        """The texts of a cell: one, several with | between them, or a list of them; none if it is absent."""
        value = self.cells.get(column, ())
        parts = value.split(SEPARATOR) if isinstance(value, str) else value if isinstance(value, list | tuple) else [value]
        return [text for part in parts if (text := self._text(column, part).strip())]

    def prop(self, name: str) -> Scalar:
        """A cell as the property of this name: numbers may be written as text, whole ones as 3.0 (pandas does so beside a missing one)."""
        value, kind = self.cells[name], PROPS[name]
        if kind is bool:
            value = _BOOLEANS.get(value.lower(), value) if isinstance(value, str) else value
        elif kind in (int, float):
            value = self._number(name, value, kind)
        elif isinstance(value, str):
            value = value.strip()
        else:
            value = self._text(name, value)
        return cast("Scalar", value)

    def _number(self, column: str, value: object, kind: type) -> object:
        try:
            number = float(value) if isinstance(value, str) else value
        except ValueError as error:
            raise self.wrong(column, f"{str(value)[:80]!r} is no number") from error
        if kind is int and isinstance(number, float) and number.is_integer():
            return int(value) if isinstance(value, str) and value.strip().isdecimal() else int(number)
        return number

    def _text(self, column: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.wrong(column, f"{str(value)[:80]} is of type {type(value).__name__}, not text; {_AS_TEXT}")
        return value

    def _absent(self, column: str) -> str:
        raise self.wrong(column, f"nothing is there; {_AS_TEXT}")


def rows(table: str, frame: pd.DataFrame, *, must: tuple[str, ...], may: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a table. Raises Invalid for a column that is missing, there twice, or unknown."""
    columns = [str(column) for column in frame.columns]
    known = (*must, *may)
    for column in columns:
        if column not in known or columns.count(column) > 1:
            what = "is there twice" if column in known else f"is unknown; known are {', '.join(known)}"
            raise Invalid(f"{table}: column {column[:80]!r} {what}")
    for column in must:
        if column not in columns:
            where = "it is the index: call reset_index() first" if column in frame.index.names else f"there are {', '.join(columns) or 'none'}"
            raise Invalid(f"{table}: column {column!r} is missing; {where}")
    for number, cells in enumerate(frame.to_dict("records"), 1):
        read = {str(column): value.tolist() if isinstance(value, np.ndarray) else value for column, value in cells.items()}
        row = Row(table, number, {column: value for column, value in read.items() if not _is_missing(value)})
        if "country" not in row.cells and not isinstance(cells.get("country", ""), str | None):
            raise row.wrong("country", f"{cells['country']} is missing: write '' where it is unknown, for this may have been Namibia; {_AS_TEXT}")
        yield row


def _is_missing(value: object) -> bool:
    if isinstance(value, str):
        return not value
    return not isinstance(value, Collection) and bool(pd.isna(cast("float", value)))
