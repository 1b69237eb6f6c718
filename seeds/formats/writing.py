"""Writes a table that people open in a spreadsheet: text stays text, and no cell is ever a formula."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from graph.errors import Invalid
from seeds.formats.escaping import escaped

Cell = str | int | float | None
MAX_EXCEL_TEXT = 32_767
MAX_EXCEL_ROWS = 1_048_576
MAX_TITLE = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet to write: its rows, of which the first is the header where `bold`, and the width of its columns in characters."""

    title: str
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()
    bold: bool = True


def write_table(
    rows: Sequence[Sequence[Cell]],
    *,
    format: Literal["csv", "xlsx"],
    sheet: str = "Crossmatch",
    widths: Sequence[int] = (),
    separator: Literal[",", ";"] = ";",
) -> bytes:
    """The rows as a file, the header first. Our own reader gives back every text as it was, but for outer white space.

    `separator` of CSV: Excel wants a semicolon in Germany and France, a comma in Britain. Raises Invalid for what Excel cannot hold.
    """
    if format == "csv":
        return _csv(rows, separator)
    return write_workbook([Written(sheet, rows, widths)])


def write_workbook(sheets: Sequence[Written]) -> bytes:
    """Several sheets as one Excel workbook; their headers stay in sight. Raises Invalid for what Excel cannot hold."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        bold, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
        for written in sheets:
            page = book.add_worksheet(_title(written.title))
            _fill(page, written, bold, text)
    return stream.getvalue()


def _csv(rows: Sequence[Sequence[Cell]], separator: str) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator)
    for row in rows:
        writer.writerow([escaped(_clean(cell)) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _fill(page: Any, written: Written, bold: Any, text: Any) -> None:
    """Columns are text in Excel too, so that what is typed below the rows keeps its leading zeros and is no date."""
    if len(written.rows) > MAX_EXCEL_ROWS:
        raise Invalid(f"{len(written.rows)} rows do not fit into an Excel sheet; write CSV")
    columns = max((len(row) for row in written.rows), default=0)
    for column in range(columns):
        width = written.widths[column] if column < len(written.widths) else 20
        page.set_column(column, column, width, text)
    for number, row in enumerate(written.rows):
        for column, cell in enumerate(row):
            _put(page, number, column, cell, bold if written.bold and not number else text)
    if written.bold and written.rows:
        page.freeze_panes(1, 0)


def _put(page: Any, row: int, column: int, cell: Cell, format: Any) -> None:
    if isinstance(cell, str):
        if len(cell) > MAX_EXCEL_TEXT:
            raise Invalid(f"a text of {len(cell)} characters does not fit into an Excel cell; write CSV")
        page.write_string(row, column, _clean(cell), format)
    elif cell is not None:
        page.write_number(row, column, cell)


def _clean(text: str) -> str:
    """No file can hold half a character."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _title(text: str) -> str:
    """A name that Excel allows for a sheet."""
    return text.translate(_NOT_IN_TITLES).strip()[:MAX_TITLE] or "Crossmatch"
