"""Reading Excel as the person sees it: numbers under their formats, dates, merged, hidden and struck-through cells, and bounds."""

import io
import tempfile
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.filters import FilterColumn
from workbooks import STRUCK, bomb, formats, number, row, text, workbook, zipped

from graph.errors import Invalid
from seeds.formats import bounds
from seeds.formats.excel.shown import shower
from seeds.formats.opening import open_file
from seeds.formats.table import Line, Opened


def opened(folder: Path, content: bytes | Workbook, name: str = "members.xlsx") -> Opened:
    path = folder / name
    if isinstance(content, Workbook):
        content.save(path)
    else:
        path.write_bytes(content)
    return open_file(path)


def lines(folder: Path, content: bytes | Workbook) -> list[Line]:
    return list(opened(folder, content).tables[0].lines)


def cells(folder: Path, content: bytes | Workbook) -> list[tuple[str, ...]]:
    return [line.cells for line in lines(folder, content)]


def said(file: Opened) -> dict[str, str]:
    return {remark.code: remark.sentence.say() for remark in file.remarks}


def is_read_or_refused(folder: Path, content: bytes) -> bool:
    """Anything but Invalid is a failure."""
    try:
        opened(folder, content)
    except Invalid as refused:
        return "members.xlsx" in str(refused)
    return True


def book(*rows: list[object]) -> Workbook:
    made = Workbook()
    for values in rows:
        made.active.append(values)
    return made


def shown(stored: str, code: str, *, since_1904: bool = False) -> str:
    return shower(code, since_1904=since_1904)(stored)


HEADER: list[object] = ["Nr", "Firma", "Ort"]
CELLS = [
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="XFE9"><v>1</v></c>',
    '<c r="ZZZZ1"><v>1</v></c>',
    '<c t="inlineStr"><is><r><rPr><strike/></rPr><t>x</t></r></is></c>',
    '<c t="inlineStr"><is><t>_xD800_ _x0000_</t></is></c>',
    '<c t="inlineStr"><v>x</v></c>',
    '<c t="b"><v>yes</v></c>',
    '<c t="d"><v>2026-13-45T00:00:00</v></c>',
    '<c t="?"><v>x</v></c>',
    '<c s="99999"><v>1e400</v></c>',
    '<c s="1"><v>-1</v></c>',
    "<c><v>1</v><v>2</v></c>",
    "<c><f>1</f></c>",
    "<c><f/><v/></c>",
    "<v>1</v>",
    "<is><t>x</t></is>",
    "<c><c><v>1</v></c></c>",
    '<mergeCell ref="A1:B3"/>',
    '<mergeCell ref="B2:A1"/>',
    "<mergeCell/>",
    '<col min="1" max="999999999999" hidden="1"/>',
    '<row r="-5"/>',
    '<row r="3" hidden="1"/>',
]
ROWS: list[list[object]] = [HEADER, [1, "Holz", "Kiel"], [2, "Druck", "Lyon"], [3, "Film", "York"]]


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("7", "General", "7"),
        ("2012", "General", "2012"),
        ("4.5", "General", "4.5"),
        ("4.5000000000000009", "General", "4.5"),
        ("0.30000000000000004", "General", "0.3"),
        ("80512345600012", "General", "80512345600012"),
        ("8.0512345600012E+13", "0.00E+00", "80512345600012"),
        ("1E-7", "General", "0.0000001"),
        ("-0", "General", "-0"),
        ("7", "000", "007"),
        ("1234", "000", "1234"),
        ("-7", "000", "-007"),
        ("62.1", "0.00", "62.10"),
        ("1.1", "00.00", "01.10"),
        ("4.5", "0", "5"),
        ("0.05", "0%", "5%"),
        ("0.125", "0.0%", "12.5%"),
        ("1234567", "#,##0", "1234567"),
        ("1234.5", "#,##0.00 [$€-407]", "1234.50 €"),
        ("1234.5", '_-* #,##0.00 "€"_-', "1234.50 €"),
        ("7", '"M-"000', "M-007"),
        ("12", '0" MA"', "12 MA"),
        ("612345678", '0#" "##" "##" "##" "##', "06 12 34 56 78"),
        ("732829320", "000\\ 000\\ 000", "732 829 320"),
        ("-5", "0;(0)", "(5)"),
        ("0", "0;-0;", ""),
        ("1.5", "0.##", "1.5"),
        ("1", "0.##", "1"),
        ("0.5", "#.00", ".50"),
        ("-0.2", "0", "0"),
        ("5000", "0,", "5000"),
        ("0.5", "# ?/?", "0.5"),
        ("7", "[Red]0.0", "7.0"),
        ("7", "[>100]0.0;00", "7"),
        ("1e999", "General", "1e999"),
        ("NaN", "0.00", "NaN"),
        ("7", '"' * 99, "7"),
    ],
)
def test_a_number_is_read_as_it_is_shown(stored: str, code: str, seen: str) -> None:
    assert shown(stored, code) == seen


@pytest.mark.parametrize(
    ("stored", "code", "seen"),
    [
        ("46296", "dd.mm.yyyy", "2026-10-01"),
        ("46296", "d-mmm", "2026-10-01"),
        ("46296", '[$-407]d. mmmm yyyy;@"', "2026-10-01"),
        ("46296", "mmm-yy", "2026-10"),
        ("46296", "mm/yyyy", "2026-10"),
        ("46296", "yyyy", "2026"),
        ("46296.5", "dd.mm.yyyy hh:mm", "2026-10-01 12:00"),
        ("46296", "dd.mm.yyyy hh:mm", "2026-10-01"),
        ("0.375", "h:mm", "09:00"),
        ("0.75", "h:mm AM/PM", "18:00"),
        ("0.3750116", "hh:mm:ss", "09:00:01"),
        ("1.5", "[h]:mm", "36:00"),
        ("1", "dd.mm.yyyy", "1900-01-01"),
        ("61", "dd.mm.yyyy", "1900-03-01"),
        ("-5", "dd.mm.yyyy", "-5"),
        ("99999999", "dd.mm.yyyy", "99999999"),
    ],
)
def test_a_date_is_read_as_iso_and_as_much_of_it_as_is_shown(stored: str, code: str, seen: str) -> None:
    assert shown(stored, code) == seen


def test_dates_since_1904_are_four_years_later() -> None:
    assert shown("44834", "dd.mm.yyyy", since_1904=True) == "2026-10-01"


def test_the_calendar_of_the_workbook_is_obeyed(tmp_path: Path) -> None:
    content = workbook(row(1, number("A1", "44834", 1)), styles=formats("dd.mm.yyyy"), properties='date1904="1"')

    assert cells(tmp_path, content) == [("2026-10-01",)]


@given(st.text(max_size=30), st.floats() | st.integers())
def test_any_format_shows_any_number_somehow(code: str, stored: float) -> None:
    assert isinstance(shown(str(stored), code), str)


@given(st.text('0#?.,%;"\\_*[]$€- EeGdmyhs/@', max_size=20), st.floats(-1e12, 1e12))
def test_any_odd_format_shows_any_number_somehow(code: str, stored: float) -> None:
    assert isinstance(shown(repr(stored), code), str)


def test_a_plain_sheet_comes_in_as_text(tmp_path: Path) -> None:
    file = opened(tmp_path, book(HEADER, [7, "Müller & Söhne", None], [8.5, True, "=1+1 is no formula here"[1:]]))

    assert file.tables[0].name == "Sheet"
    assert file.tables[0].lines == [
        Line(1, ("Nr", "Firma", "Ort")),
        Line(2, ("7", "Müller & Söhne", "")),
        Line(3, ("8.5", "TRUE", "1+1 is no formula here")),
    ]
    assert file.remarks == []


def test_dates_are_written_by_other_programs_too(tmp_path: Path) -> None:
    assert cells(tmp_path, book([date(1998, 3, 1), datetime(2012, 5, 6, 7, 8)])) == [("1998-03-01", "2012-05-06 07:08")]


def test_texts_are_joined_from_their_runs_without_reading_aids(tmp_path: Path) -> None:
    strings = "<si><r><t>Holz</t></r><r><t> &amp; Form</t></r><rPh><t>horutsu</t></rPh></si><si><t>a_x000D_b_x005F_x000D_</t></si>"
    content = workbook(row(1, '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'), strings=strings)

    assert cells(tmp_path, content) == [("Holz & Form", "a\rb_x000D_")]


def test_cells_without_an_address_follow_one_another(tmp_path: Path) -> None:
    assert cells(tmp_path, workbook("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")) == [("1", "2"), ("3", "")]


def test_the_names_of_elements_may_have_a_prefix(tmp_path: Path) -> None:
    sheet = '<x:worksheet xmlns:x="urn:any"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'

    assert cells(tmp_path, workbook("", more={"xl/worksheets/sheet1.xml": sheet})) == [("5",)]


def test_a_merged_value_stands_in_each_row_it_spans(tmp_path: Path) -> None:
    made = book(["Sparte", "Firma"], ["Design", "Holz"], [None, "Druck"], ["Film", "Ton"])
    made.active.merge_cells("A2:A3")

    assert cells(tmp_path, made)[1:] == [("Design", "Holz"), ("Design", "Druck"), ("Film", "Ton")]


def test_a_merged_title_stays_one_cell(tmp_path: Path) -> None:
    made = book(["Mitglieder", None, None], [], [], *ROWS)
    made.active.merge_cells("A1:C3")

    assert lines(tmp_path, made)[:2] == [Line(1, ("Mitglieder", "", "")), Line(4, ("Nr", "Firma", "Ort"))]


def test_hidden_sheets_are_left_out_and_said(tmp_path: Path) -> None:
    made = book(*ROWS)
    made.create_sheet("Ehemalige")["A1"] = "x"
    made["Ehemalige"].sheet_state = "veryHidden"
    file = opened(tmp_path, made)

    assert [table.name for table in file.tables] == ["Sheet"]
    assert "'Ehemalige'" in said(file)["hidden_sheet"]


def test_each_visible_sheet_with_something_in_it_is_a_table(tmp_path: Path) -> None:
    made = book(*ROWS)
    made.create_sheet("Leer")
    made.create_sheet("Frankreich")["A1"] = "Nom"

    assert [table.name for table in opened(tmp_path, made).tables] == ["Sheet", "Frankreich"]


def test_rows_hidden_by_hand_are_left_out_and_said(tmp_path: Path) -> None:
    made = book(*ROWS)
    made.active.row_dimensions[3].hidden = True
    file = opened(tmp_path, made)

    assert [line.number for line in file.tables[0].lines] == [1, 2, 4]
    assert "(1: 3)" in said(file)["hidden_rows"]


def test_rows_that_a_filter_hides_come_in_and_that_is_said(tmp_path: Path) -> None:
    made = book(*ROWS)
    made.active.auto_filter.ref = "A1:C4"
    made.active.auto_filter.filterColumn.append(FilterColumn(colId=2))
    made.active.row_dimensions[3].hidden = True
    file = opened(tmp_path, made)

    assert len(file.tables[0].lines) == 4
    assert list(said(file)) == ["filtered_rows"]


def test_the_filter_of_a_table_of_excel_counts_too(tmp_path: Path) -> None:
    links = '<Relationships><Relationship Id="r1" Type="x/table" Target="../tables/table1.xml"/></Relationships>'
    more = {"xl/worksheets/_rels/sheet1.xml.rels": links, "xl/tables/table1.xml": "<table><autoFilter><filterColumn/></autoFilter></table>"}
    content = workbook(row(1, number("A1", "1")) + row(2, number("A2", "2"), more='hidden="1"'), more=more)

    assert cells(tmp_path, content) == [("1",), ("2",)]


def test_folded_rows_come_in_and_that_is_said(tmp_path: Path) -> None:
    content = workbook(row(1, number("A1", "1")) + row(2, number("A2", "2"), more='hidden="1" outlineLevel="1"'))

    assert list(said(opened(tmp_path, content))) == ["filtered_rows"]


def test_hidden_columns_are_left_out_and_said(tmp_path: Path) -> None:
    made = book(*ROWS)
    made.active.column_dimensions["B"].hidden = True
    file = opened(tmp_path, made)

    assert file.tables[0].lines[1].cells == ("1", "Kiel")
    assert "(1: B)" in said(file)["hidden_columns"]


def test_a_row_is_struck_if_its_first_words_are(tmp_path: Path) -> None:
    made = book(*ROWS)
    made.active["B3"].font = Font(strike=True)

    assert [line.struck for line in lines(tmp_path, made)] == [False, False, True, False]


def test_a_row_is_not_struck_if_one_of_its_other_cells_is(tmp_path: Path) -> None:
    made = book(*ROWS)
    made.active["C3"].font = Font(strike=True)

    assert [line.struck for line in lines(tmp_path, made)] == [False, False, False, False]


def test_a_struck_cell_of_a_row_that_stands_is_left_out_and_said(tmp_path: Path) -> None:
    made = book(["Firma", "Ort", "Gesucht"], ["Holz", "Zittau", "Lager"])
    made.active["C2"].font = Font(strike=True)
    file = opened(tmp_path, made)

    assert file.tables[0].lines[1] == Line(2, ("Holz", "Zittau", ""))
    assert "(1: C2)" in said(file)["struck_words"]


def test_a_cell_that_only_points_to_a_link_becomes_its_address(tmp_path: Path) -> None:
    made = book(["Firma", "Web"], ["Holz", "zur Website"], ["Papier", "Papier"])
    made.active["B2"].hyperlink = "https://holz.example.org/"
    made.active["A3"].hyperlink = "https://papier.example.org/"

    assert [line.cells for line in lines(tmp_path, made)][1:] == [("Holz", "https://holz.example.org/"), ("Papier", "Papier")]


def test_a_switch_that_says_no_strikes_nothing(tmp_path: Path) -> None:
    content = workbook('<row><c s="1" t="inlineStr"><is><t>a</t></is></c></row><row><c s="2" t="inlineStr"><is><t>b</t></is></c></row>', styles=STRUCK)

    assert [line.struck for line in lines(tmp_path, content)] == [True, False]


def test_struck_words_inside_a_cell_are_left_out_and_said(tmp_path: Path) -> None:
    made = book(["Firma"], [CellRichText(TextBlock(InlineFont(strike=True), "Alt GmbH "), TextBlock(InlineFont(), "Neu GmbH"))])
    file = opened(tmp_path, made)

    assert file.tables[0].lines[1] == Line(2, ("Neu GmbH",))
    assert "(1: A2)" in said(file)["struck_words"]


def test_a_cell_of_struck_words_only_is_struck(tmp_path: Path) -> None:
    made = book(["Firma"], [CellRichText(TextBlock(InlineFont(strike=True), "Alt GmbH"))])

    assert lines(tmp_path, made)[1] == Line(2, ("Alt GmbH",), struck=True)


def test_a_formula_gives_the_value_it_had(tmp_path: Path) -> None:
    assert cells(tmp_path, workbook('<row r="1"><c r="A1" t="str"><f>A2&amp;"x"</f><v>Holz</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>')) == [("Holz", "2")]


def test_a_formula_without_a_value_is_said(tmp_path: Path) -> None:
    file = opened(tmp_path, book(["Firma", "MA"], ["Holz", "=1+1"]))

    assert file.tables[0].lines[1] == Line(2, ("Holz", ""))
    assert "(1: B2)" in said(file)["formula_without_value"]


def test_a_row_of_formulas_without_values_is_no_blank_row(tmp_path: Path) -> None:
    broken = lines(tmp_path, book(["Firma", "MA"], ["=A9", "=B9"]))[1].broken

    assert broken is not None
    assert broken.code == "formula_without_value"


def test_an_error_comes_in_empty_and_is_said(tmp_path: Path) -> None:
    file = opened(tmp_path, workbook(row(1, text("A1", "Holz"), '<c r="B1" t="e"><v>#REF!</v></c>') + row(2, text("A2", "x"), text("B2", "y"))))

    assert file.tables[0].lines[0] == Line(1, ("Holz", ""))
    assert "(1: B1)" in said(file)["error_value"]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    assert cells(tmp_path, workbook(row(1, text("A1", "=1+1"), text("B1", "'+49")))) == [("=1+1", "'+49")]


def test_a_used_range_with_nothing_in_it_costs_no_minutes(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{at}"><c r="A{at}" s="1"/><c r="B{at}" s="1"/></row>' for at in range(2, 100_000))
    start = time.process_time()
    found = cells(tmp_path, workbook(row(1, text("A1", "Firma")) + empty + row(1_048_576, number("A1048576", "1"))))

    assert found == [("Firma",), ("1",)]
    assert time.process_time() - start < 5


def test_t14_a_bomb_is_refused_from_the_directory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(bomb())
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(Invalid, match=r"bomb\.xlsx would unpack to far more"):
        open_file(path)
    took, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert path.stat().st_size < 600_000
    assert took < 0.1
    assert peak < 30_000_000


def test_t14_a_directory_past_a_megabyte_is_refused_unread(tmp_path: Path) -> None:
    content = zipped({f"xl/{at:0600}": "" for at in range(2_000)})

    with pytest.raises(Invalid, match="unpack to far more"):
        opened(tmp_path, content)


def test_t14_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    honest = workbook(row(1, text("A1", "x" * 70_000)))
    with zipfile.ZipFile(io.BytesIO(honest)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lying = honest.replace(size.to_bytes(4, "little"), (300).to_bytes(4, "little"))

    with pytest.raises(Invalid, match="damaged"):
        opened(tmp_path, lying)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str) -> None:
    hostile = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

    with pytest.raises(Invalid, match="XML entities"):
        opened(tmp_path, workbook("", more={part: hostile}))


def test_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_CELLS", 8)

    with pytest.raises(Invalid, match="split it"):
        opened(tmp_path, book(*ROWS))


def test_merged_cells_over_one_another_are_refused(tmp_path: Path) -> None:
    merged = "<mergeCells>" + '<mergeCell ref="A1:A1048576"/>' * 20 + "</mergeCells>"

    with pytest.raises(Invalid, match="damaged"):
        opened(tmp_path, workbook(row(1, text("A1", "x")), after=merged))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="x"/>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>x</v></c></row>',
        '<row r="1"><c r="A1" s="-"><v>1</v></c></row>',
        "<row",
        "<row>&unknown;</row>",
    ],
)
def test_a_damaged_sheet_is_refused_by_name(tmp_path: Path, rows: str) -> None:
    with pytest.raises(Invalid, match=r"members\.xlsx is damaged \(List\)"):
        opened(tmp_path, workbook(rows))


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = tmp_path / "members.xlsx"
    book(*ROWS).save(path)
    open_file(path, progress=lambda done, total: told.append((done, total)))

    assert told[-1][0] == told[-1][1]


@settings(max_examples=150)
@given(st.binary(min_size=1, max_size=8), st.floats(0, 1))
def test_t13_a_workbook_with_damaged_bytes_is_read_or_refused(damage: bytes, where: float) -> None:
    whole = io.BytesIO()
    book(*ROWS).save(whole)
    content = bytearray(whole.getvalue())
    at = int(where * len(content))
    content[at : at + len(damage)] = damage

    with tempfile.TemporaryDirectory() as folder:
        assert is_read_or_refused(Path(folder), bytes(content))


@settings(max_examples=150)
@given(st.lists(st.lists(st.sampled_from(CELLS), max_size=4), max_size=4))
def test_t13_a_sheet_of_any_elements_is_read_or_refused(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert is_read_or_refused(Path(folder), workbook("".join(f"<row>{''.join(cells)}</row>" for cells in rows), styles=formats("dd.mm.yyyy")))
