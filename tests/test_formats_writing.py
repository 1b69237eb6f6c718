"""Writing tables that people open in a spreadsheet: no formula lives, and our own reader gives the text back (T15)."""

import csv
import io
import itertools
import re
import tempfile
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from graph.errors import Invalid
from seeds.formats.escaping import escaped, unescaped
from seeds.formats.opening import open_file
from seeds.formats.writing import Written, write_table, write_workbook

SIGNS = "=+-@＝＋－＠"
HEADS = ["", "'", "''", " ", "\t", "\r", "\n", "x;", "x,", "x\t", "x|", "x\n", "x\r\n", '"', '";', '",', "x;'", "x,''", "' ", "'\t"]
BODIES = [
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://x.example";"x")',
    "SUM(A1:A9)",
    "2+3+cmd|'/c x'!A0",
    "WEBSERVICE(A1)",
    "",
    " x",
    "'",
    "49 30 123",
    "1;=1",
    "1,=1",
    'x";=1;"',
]
TAILS = ["", ";x", ",x", "\n=1", '"', " ", "'"]
PAYLOADS = [head + sign + body + tail for head, sign, body, tail in itertools.product(HEADS, SIGNS, BODIES, TAILS)][::2]


def back(content: bytes, name: str) -> list[tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return [line.cells for line in open_file(path).tables[0].lines]


def live(content: bytes, separator: str) -> list[str]:
    """Cells that a spreadsheet with this separator would take for formulas; a bullet before a blank is none inside a text."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator)
    return [cell for row in rows for cell in row if cell.lstrip()[:1] in tuple(SIGNS)]


def table(payloads: list[str]) -> list[list[str]]:
    return [["no", "text", "more"], *[[f"n{at}", payload, "end"] for at, payload in enumerate(payloads)]]


def test_t15_there_are_five_thousand_payloads() -> None:
    assert len(set(PAYLOADS)) >= 5000


@pytest.mark.parametrize("separator", [";", ","])
def test_t15_no_formula_lives_in_a_csv(separator: Literal[";", ","]) -> None:
    content = write_table(table(PAYLOADS), format="csv", separator=separator)

    assert live(content, separator) == []


@pytest.mark.parametrize(("written", "taken"), [(";", ","), (";", "\t"), (",", ";"), (",", "|")])
def test_t15_a_spreadsheet_that_takes_another_separator_finds_bullets_at_most(written: Literal[";", ","], taken: str) -> None:
    content = write_table(table(PAYLOADS), format="csv", separator=written)

    assert [cell for cell in live(content, taken) if not re.match(r'\s*[-－](\s|[";,]|$)', cell)] == []


@pytest.mark.parametrize("separator", [";", ","])
def test_t15_the_reader_gives_back_what_was_written_to_a_csv(separator: Literal[";", ","]) -> None:
    content = write_table(table(PAYLOADS), format="csv", separator=separator)

    assert back(content, "x.csv") == [tuple(cell.strip() for cell in row) for row in table(PAYLOADS)]


def test_t15_no_formula_lives_in_excel() -> None:
    book = load_workbook(io.BytesIO(write_table(table(PAYLOADS), format="xlsx")))

    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {"s", "n"}
    assert book.active.max_row == len(PAYLOADS) + 1


def test_t15_the_reader_gives_back_what_was_written_to_excel() -> None:
    content = write_table(table(PAYLOADS), format="xlsx")

    assert back(content, "x.xlsx") == [tuple(cell.strip() for cell in row) for row in table(PAYLOADS)]


@pytest.mark.parametrize("text", ["'n Abend", "L'Œuvre", "a, b", "Wir suchen:\n- Strom\n- Gas", "x; -y", "100 %", "a=b", "mail@x.example", "Rock 'n' Roll"])
def test_ordinary_text_gets_no_apostrophe(text: str) -> None:
    assert escaped(text) == text
    assert unescaped(text) == text


@settings(max_examples=500)
@given(st.text("'=+-@;,\t\n\r| xＡ－", max_size=12))
def test_escaping_is_undone_exactly(text: str) -> None:
    assert unescaped(escaped(text)) == text


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12), min_size=1, max_size=5))
def test_t15_any_text_comes_back_from_both(texts: list[str]) -> None:
    written = [tuple(cell.strip() for cell in row) for row in table(texts)]

    assert back(write_table(table(texts), format="csv"), "x.csv") == written
    assert back(write_table(table(texts), format="xlsx"), "x.xlsx") == written


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_numbers_are_numbers_and_nothing_is_nothing(format: Literal["csv", "xlsx"]) -> None:
    assert back(write_table([["a", "b", "c"], ["x", -5, None], ["y", 4.5, "007"]], format=format), f"x.{format}")[1:] == [("x", "-5", ""), ("y", "4.5", "007")]


def test_a_workbook_may_have_several_sheets_and_odd_titles() -> None:
    content = write_workbook([Written("Liste: [Köln/Bonn]", [["a"]]), Written("", [["b"]]), Written("x" * 50, [["c"]])])
    book = load_workbook(io.BytesIO(content))

    assert book.sheetnames == ["Liste   Köln Bonn", "Crossmatch", "x" * 31]


def test_what_is_typed_below_the_rows_is_text_in_excel() -> None:
    book = load_workbook(io.BytesIO(write_table([["id"], ["007"]], format="xlsx", widths=[12])))

    assert book.active.column_dimensions["A"].width == pytest.approx(12, abs=1)
    assert book.active["A2"].number_format == "@"


def test_a_text_that_excel_cannot_hold_is_refused() -> None:
    with pytest.raises(Invalid, match="write CSV"):
        write_table([["x" * 40_000]], format="xlsx")
