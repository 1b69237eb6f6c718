"""Hostile files through the one door: read with every line accounted for, or refused with a sentence that names the file (T13)."""

import codecs
import gzip
import io
import os
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from workbooks import bomb, number, row, text, workbook, zipped

from graph.errors import Invalid
from graph.schema import MAX_TEXT
from seeds.formats.bounds import MAX_BYTES, Refused
from seeds.formats.opening import open_file
from seeds.formats.table import Line, Opened

GOOD = "Firma;Ort\nHolz;Kiel\nDruck;Lyon\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def opened(folder: Path, content: str | bytes, name: str) -> Opened:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_file(path)


def saved(*rows: list[object]) -> bytes:
    stream = io.BytesIO()
    book = Workbook()
    for values in rows:
        book.active.append(values)
    book.save(stream)
    return stream.getvalue()


def parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table({"name": ["Holz"]}), stream)
    return stream.getvalue()


REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "nothing": ("members.csv", b"", "is empty"),
    "white space": ("members.csv", " \r\n\t\r\n;;;\n", "is empty"),
    "a byte order mark": ("members.csv", codecs.BOM_UTF8, "is empty"),
    "a line about the separator": ("members.csv", "sep=;\n", "is empty"),
    "zeros": ("members.csv", b"\0" * 5000, "is no text"),
    "millions of blank lines": ("members.csv", "\n" * 2_100_000, "split it"),
    "random bytes": ("members.csv", bytes(range(256)) * 40, "is no text"),
    "utf-16 cut in half": ("members.csv", codecs.BOM_UTF16_LE + b"a\0b", "says that it is UTF-16-LE, but is not"),
    "no utf-32": ("members.csv", codecs.BOM_UTF32_LE + b"abcd", "says that it is UTF-32-LE, but is not"),
    "old Excel": ("members.xls", OLE, "old Excel format"),
    "old Excel under a new name": ("members.xlsx", OLE, "old Excel format"),
    "old Excel as CSV": ("members.csv", OLE, "old Excel format"),
    "a password": ("members.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "OpenDocument": ("members.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "is OpenDocument"),
    "OpenDocument as Excel": ("members.xlsx", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "is OpenDocument"),
    "binary Excel": ("members.xlsb", zipped({"xl/workbook.bin": "x"}), "binary"),
    "Word": ("members.xlsx", zipped({"word/document.xml": "x"}), "is Word"),
    "Numbers": ("members.xlsx", zipped({"Index/Document.iwa": "x"}), "Apple Numbers"),
    "a zip of lists": ("members.zip", zipped({"members.csv": GOOD}), "zip archive without a workbook"),
    "an empty zip": ("members.xlsx", zipped({}), "zip archive without a workbook"),
    "half a workbook": ("members.xlsx", saved(["a"])[:2000], "is damaged"),
    "the head of a workbook": ("members.xlsx", b"PK\x03\x04", "is damaged"),
    "a workbook without sheets": ("members.xlsx", workbook("", more={"xl/workbook.xml": "<workbook/>"}), "no visible sheet"),
    "a workbook without a list of sheets": ("members.xlsx", zipped({"xl/x": ""}), "is damaged"),
    "an empty sheet": ("members.xlsx", saved(), "no visible sheet"),
    "a bomb": ("members.xlsx", bomb(), "far more than a list needs"),
    "a bomb under another name": ("members.csv", bomb(), "far more than a list needs"),
    "many parts": ("members.xlsx", zipped({f"xl/{at:0600}": "" for at in range(2_000)}), "far more than a list needs"),
    "entities": ("members.xlsx", workbook("", more={"xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "XML entities"),
    "a foreign document type": ("members.xlsx", workbook("", more={"xl/workbook.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "XML entities"),
    "an endless tag": ("members.xlsx", workbook(f'<row r="1" x="{"a" * 5_000_000}"/>'), "is damaged"),
    "a column past the last": ("members.xlsx", workbook(row(1, number("ZZZ1", "1"))), "18278 columns"),
    "a web page": ("members.xls", "<html><table><tr><td>Holz</td></tr></table></html>", "web page or XML"),
    "a web page as CSV": ("members.csv", "\ufeff <!DOCTYPE html><table>", "web page or XML"),
    "XML of 2003": ("members.xls", '<?xml version="1.0"?><Workbook/>', "web page or XML"),
    "PDF": ("members.pdf", b"%PDF-1.7\n", "is a PDF file"),
    "PDF as CSV": ("members.csv", b"%PDF-1.7\n", "is a PDF file"),
    "RTF": ("members.doc", "{\\rtf1 Holz}", "is a RTF file"),
    "gzip": ("members.csv.gz", gzip.compress(GOOD.encode(), mtime=0), "is a gzip file"),
    "a picture": ("members.csv", b"\x89PNG\r\n\x1a\n", "is a PNG file"),
    "a database": ("members.csv", b"SQLite format 3\0", "is a SQLite file"),
    "no JSON": ("members.json", "Firma;Ort", "holds no objects"),
    "half of JSON": ("members.json", '[{"name": "Holz"}, {"na', "broken JSON at line 1"),
    "deep JSON": ("members.json", "[{" + '"a":[' * 50_000, "members.json"),
    "JSON without objects": ("members.json", "[[1, 2], [3, 4]]", "holds no objects"),
    "no Parquet": ("members.parquet", GOOD, "is no Parquet file"),
    "half of Parquet": ("members.parquet", parquet()[:-10], "is no Parquet file"),
    "Parquet with a damaged footer": ("members.parquet", parquet()[:-30] + b"\xff" * 22 + parquet()[-8:], "is no Parquet file"),
}

READ: dict[str, tuple[str, str | bytes, int, int]] = {
    "good": ("members.csv", GOOD, 3, 0),
    "no ending": ("members", GOOD, 3, 0),
    "an unknown ending": ("members.dat", GOOD, 3, 0),
    "CSV as Excel": ("members.xlsx", GOOD, 3, 0),
    "CSV as old Excel": ("members.xls", GOOD, 3, 0),
    "Excel as CSV": ("members.csv", saved(["a"], ["b"]), 2, 0),
    "Excel as old Excel": ("members.xls", saved(["a"], ["b"]), 2, 0),
    "JSON as CSV": ("members.csv", '[{"a": 1}]', 2, 0),
    "Parquet as CSV": ("members.csv", parquet(), 2, 0),
    "lone carriage returns": ("members.csv", GOOD.replace("\n", "\r"), 3, 0),
    "mixed line ends": ("members.csv", "a;b\r1;2\n3;4\r\n5;6", 4, 0),
    "doubled headers": ("members.csv", "a;a\n1;2\n", 2, 0),
    "ragged rows": ("members.csv", "a;b;c\n1;2\n1;2;3;4\n1\n", 4, 0),
    "stray quotes": ("members.csv", 'a;b\n"x;1\ny;"2\nz;3\n', 4, 2),
    "quotes in every line": ("members.csv", "a;b\n" + '"x;y\n' * 99, 100, 99),
    "a quote after a quote": ("members.csv", 'a;b\n"x"y;1\n2;3\n', 3, 1),
    "NUL bytes": ("members.csv", "a;b\n\0x;1\n2;3\0\n4;5\n", 4, 2),
    "escape sequences": ("members.csv", "a;b\n\x1b[31mHolz;1\n", 2, 0),
    "a huge cell": ("members.csv", "a;b\n" + "x" * (MAX_TEXT + 1) + ";1\n2;3\n", 3, 1),
    "a huger cell": ("members.csv", "a;b\n" + "x" * 200_000 + ";1\n2;3\n", 3, 1),
    "a huge cell of Excel": ("members.xlsx", workbook(row(1, text("A1", "x" * (MAX_TEXT + 1))) + row(2, text("A2", "y"))), 2, 1),
    "blank lines": ("members.csv", "a;b\n" + "\n;;\n" * 100_000, 1, 0),
    "half characters in Excel": ("members.xlsx", workbook(row(1, text("A1", "_xD800_")) + row(2, text("A2", "y"))), 2, 1),
    "bidi and zero-width marks": ("members.csv", "a;b\n\u202eHolz\u200b;1\n", 2, 0),
    "two encodings in one file": ("members.csv", "a;b\nMüller;Köln\nSöhne;Nîmes\n".encode() + b"Caf\xe9;x\n", 4, 1),
    "a two-byte sign cut off": ("members.csv", "a;b\nMüller;Köln\nSöhne;\u00ee".encode()[:-1], 3, 1),
    "formulas": ("members.csv", "a;b\n=1+1;@SUM(1)\n=cmd|'/c calc'!A0;-2+3\n", 3, 0),
    "formulas of Excel without a value": ("members.xlsx", saved(["a"], ["=1+1"]), 2, 1),
    "JSON lines with a broken one": ("members.jsonl", '{"a": 1}\n{"a"\n{"a": 2}\n', 4, 1),
    "JSON with NaN": ("members.json", '[{"a": NaN}, {"a": 1}]', 3, 1),
    "JSON with doubled keys": ("members.json", '[{"a": 1, "a": 2}]', 2, 1),
    "JSON of anything": ("members.json", '[1, "x", null, [], {"a": 1}]', 6, 4),
    "the last row of Excel": ("members.xlsx", workbook(row(1, text("A1", "a")) + row(1_048_576, text("A1048576", "b"))), 2, 0),
    "rows in disorder": ("members.xlsx", workbook(row(5, text("A5", "a")) + row(2, text("A2", "b"))), 2, 0),
}


@pytest.mark.parametrize(("name", "content", "said"), REFUSED.values(), ids=REFUSED)
def test_t13_a_hopeless_file_is_refused_in_one_sentence_with_its_name(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        opened(tmp_path, content, name)

    assert name in str(refused.value)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert len({refused.value.sentence.say(lang) for lang in ("en", "de", "fr")}) == 3


@pytest.mark.parametrize(("name", "content", "lines", "broken"), READ.values(), ids=READ)
def test_t13_every_line_of_a_troubled_file_is_accounted_for(tmp_path: Path, name: str, content: str | bytes, lines: int, broken: int) -> None:
    found = opened(tmp_path, content, name).tables[0].lines

    assert (len(found), sum(line.broken is not None for line in found)) == (lines, broken)
    assert [line for line in found if line.broken and line.broken.sentence.say("de") == line.broken.sentence.say("fr")] == []


def test_t13_there_are_sixty_hostile_files() -> None:
    assert len(REFUSED) + len(READ) >= 60


def test_t13_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "members.csv").mkdir()

    with pytest.raises(Invalid, match=r"members\.csv is a folder"):
        open_file(tmp_path / "members.csv")


def test_t13_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"members\.csv cannot be read"):
        open_file(tmp_path / "members.csv")


def test_t13_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "members.csv")

    with pytest.raises(Invalid, match=r"members\.csv is"):
        open_file(tmp_path / "members.csv")


def test_t13_a_file_past_the_bound_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1_000_000)

    with pytest.raises(Invalid, match=r"members\.csv has 51 MB; split it into files of at most 50 MB"):
        open_file(path)


@pytest.mark.parametrize("name", ["members.xlsx", "members.xls", "members.json.csv.xlsx"])
def test_a_name_that_contradicts_the_content_is_said(tmp_path: Path, name: str) -> None:
    assert [remark.code for remark in opened(tmp_path, GOOD, name).remarks] == ["another_format"]


def test_a_stored_file_is_called_what_its_user_calls_it(tmp_path: Path) -> None:
    path = tmp_path / "4f2a"
    path.write_text(GOOD)
    file = open_file(path, name="Mitglieder.csv")

    assert (file.name, file.tables[0].name, file.remarks) == ("Mitglieder.csv", "Mitglieder.csv", [])


def test_a_name_with_signs_that_cannot_be_printed_is_said_without_them(tmp_path: Path) -> None:
    path = tmp_path / "4f2a"
    path.write_text("")

    with pytest.raises(Invalid, match=r"^a\?\[31m\?b\.csv is empty"):
        open_file(path, name="a\x1b[31m\u202eb.csv")


@settings(max_examples=300)
@given(
    st.binary(max_size=200),
    st.sampled_from(["x.csv", "x.xlsx", "x.json", "x.parquet", "x"]),
    st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"[{", b"\xff\xfe", b"a;b\n"]),
)
def test_t13_any_bytes_are_read_or_refused(content: bytes, name: str, head: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = opened(Path(folder), head + content, name).tables[0].lines
        except Invalid as refused:
            assert name in str(refused)
        else:
            assert "".join(cell for line in found for cell in line.cells).encode() is not None


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff'"), max_size=20).map(str.strip)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=2).filter(any), min_size=1, max_size=6))
def test_t13_what_is_written_in_quotes_is_read_as_it_was(rows: list[list[str]]) -> None:
    content = "Firma;Ort\n" + "".join(";".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\n" for cells in rows)
    with tempfile.TemporaryDirectory() as folder:
        found = opened(Path(folder), content, "x.csv").tables[0].lines

    assert list(found[1:]) == [Line(number, tuple(cells)) for number, cells in enumerate(rows, 2)]
