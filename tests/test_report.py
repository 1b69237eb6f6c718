"""The report as a file: three languages, charts, dead formulas, the same bytes for the same day."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from programmetown import NORTH, RULES, TODAY, YEAR, A, B, C, Story, programme, seen, tie
from typer.testing import CliRunner

from api.commands import app
from api.commands.build import Built
from api.labels import Labels
from api.reporting.composing import Ledger, composed
from api.reporting.gathering import Gathered
from api.reporting.pdf import pictures
from api.reporting.report import Report
from api.reporting.writing import Format, written
from graph.indicators import INDICATORS
from graph.indicators.compiler import compiled
from graph.model import Batch, Node
from graph.schema import Happening as H

CODE = '=1+1 #panic("no") $x$ <b>'
WHOLE = Ledger(entries=9, head="ab" * 32, broken=())
LANGS = pytest.mark.parametrize("lang", ["en", "de", "fr"])
STORIES: list[Story] = [
    (H.ATTENDED, A, 60, "event:fair", {}),
    (H.NEED_ASSESSED, B, 50, "", {}),
    (H.SUPPORT_GIVEN, B, 40, "", {"hours": 9.5}),
    (H.DELIVERED, C, 30, "", {}),
    *tie(A, C, 90),
]


class Reports:
    """Reports of one gathering; what was typeset once is not typeset again."""

    def __init__(self, gathered: Gathered, labels: Labels) -> None:
        self._gathered, self._labels = gathered, labels
        self.file = cache(self.fresh)

    def report(self, lang: str = "en", ledger: Ledger = WHOLE) -> Report:
        return composed(self._gathered, ledger, self._labels, lang=lang, today=TODAY)

    def fresh(self, format: Format, lang: str = "en") -> bytes:
        return written(self._gathered, WHOLE, self._labels, format, lang=lang, today=TODAY)


@pytest.fixture(scope="module")
def made() -> Iterator[Reports]:
    """The planted programme; a cluster bears a name that is code in a spreadsheet and in a typesetter, and so do the rules."""
    trap = Batch([Node(NORTH, CODE)])
    with programme(*STORIES, more=trap) as store:
        world = seen(store, rules=replace(RULES, version="=1+1"))
        yield Reports(Gathered(world=world, period=YEAR, figures=compiled(world, YEAR), whole=True, illustrative=True), Labels(world.snapshot))


def texts(content: bytes) -> str:
    """All that stands in a DOCX."""
    opened = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def test_the_first_page_holds_tiers_against_targets_and_says_what_is_missing(made: Reports) -> None:
    report = made.report()

    assert [bar.text for bar in report.tiers.bars] == ["3 of 7,000", "2 of 2,000", "1 of 250"]
    assert "Reached: 6,997 more for the target of 7,000." in report.missing
    assert "Of those who benefited, 1 have too few hours; the nearest has 9.5 of 12." in report.missing


def test_the_course_ends_at_what_the_bars_say(made: Reports) -> None:
    report = made.report()

    assert report.course is not None
    assert [row[-1] for row in report.course.values] == [bar.value for bar in report.tiers.bars]
    assert [len(row) for row in report.course.values] == [13, 13, 13]


def test_every_figure_is_in_a_group_and_says_how_it_was_made(made: Reports) -> None:
    report = made.report()
    keys = [one.key for one in INDICATORS]

    assert sorted(line.key for group in report.groups for line in group.lines) == sorted(keys)
    assert [method.key for method in report.methods] == keys
    assert [line.key for group in report.groups for line in group.lines if (line.value == "–") != bool(line.note)] == []


def test_invented_data_are_said_to_be_invented(made: Reports) -> None:
    assert "invented" in made.report().illustrative
    assert "erfunden" in texts(made.file(Format.DOCX, "de"))


def test_a_broken_chain_is_said(made: Reports) -> None:
    report = made.report(ledger=Ledger(entries=9, head="", broken=("entry 4 is not what was written",)))

    assert (report.is_whole, "broken in 1 places" in report.whole) == (False, True)


@LANGS
def test_the_pdf_has_a_title_a_language_and_tags_for_screen_readers(made: Reports, lang: str) -> None:
    content = made.file(Format.PDF, lang)
    wanted = (rb"^%PDF-1\.7", rb"/Title", rb"/Lang ?\(" + lang.encode() + rb"\)", rb"/StructTreeRoot", rb"/Marked true", rb"<pdfuaid:part>1<")

    assert [pattern for pattern in wanted if not re.search(pattern, content)] == []


def test_the_pdf_has_a_page_for_each_group_at_least(made: Reports) -> None:
    counts = [int(count) for count in re.findall(rb"/Count (\d+)", made.file(Format.PDF))]

    assert max(counts) >= 2 + len(made.report().groups)


def test_each_chart_is_a_picture(made: Reports) -> None:
    report = made.report()
    drawn = pictures(report, TODAY)

    assert {picture[:4] for picture in drawn} == {b"\x89PNG"}
    assert len(drawn) == 3 + sum(len(group.charts) for group in report.groups)


@LANGS
def test_the_document_opens_and_speaks_the_language(made: Reports, lang: str) -> None:
    content, report = made.file(Format.DOCX, lang), made.report(lang)
    opened = docx.Document(io.BytesIO(content))
    text = texts(content)

    assert [word for word in (report.title, report.words["missing"], report.methods[-1].formula, report.ledger[1][1]) if word not in text] == []
    assert len(opened.inline_shapes) == 3 + sum(len(group.charts) for group in report.groups)


def test_every_picture_of_the_document_is_described(made: Reports) -> None:
    opened = docx.Document(io.BytesIO(made.file(Format.DOCX)))

    assert [shape for shape in opened.inline_shapes if not shape._inline.docPr.get("descr")] == []


@LANGS
def test_a_csv_has_a_row_for_each_indicator_and_no_live_formula(made: Reports, lang: str) -> None:
    text = made.file(Format.CSV, lang).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter="," if lang == "en" else ";"))

    assert [row[1] for row in rows[1:]] == [one.key for one in INDICATORS]
    assert {row[15] for row in rows[1:]} == {"'=1+1"}


def test_an_excel_file_keeps_numbers_as_numbers_and_text_as_text(made: Reports) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made.file(Format.XLSX)))
    rows = list(book["Indicators"].iter_rows(values_only=True))
    cell = book["Indicators"].cell(row=2, column=16)

    assert (rows[1][0], rows[1][4]) == ("R1", 3)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_json_holds_figures_with_their_evidence(made: Reports) -> None:
    told = json.loads(made.file(Format.JSON))
    depth = next(one for one in told["indicators"] if one["key"] == "R2")

    assert (told["whole"], depth["value"], len(depth["evidence"])) == (True, 2, 2)


def test_a_name_that_is_code_is_only_a_name(made: Reports) -> None:
    names = [bar.label for group in made.report().groups for drawn in group.charts for bar in drawn.bars]

    assert CODE in names


@pytest.mark.parametrize("format", list(Format))
def test_the_same_day_gives_the_same_bytes(made: Reports, format: Format) -> None:
    assert made.fresh(format) == made.file(format)


def test_the_command_refuses_a_file_whose_ending_it_does_not_know() -> None:
    answer = CliRunner().invoke(app, ["report", "--out", "report.odt"])

    assert "end the file's name with .pdf, .docx" in str(answer.exception)


@pytest.mark.long
def test_the_command_writes_the_figures_of_a_demonstration(demonstration: Built, tmp_path: Path) -> None:
    out = tmp_path / "report.json"
    answer = CliRunner().invoke(app, ["report", "--out", str(out), "--store", demonstration.store, "--lang", "de"])
    told = json.loads(out.read_bytes())

    assert answer.exit_code == 0
    assert (told["illustrative"], told["whole"], len(told["indicators"])) == (True, True, len(INDICATORS))
    assert sum(one["value"] is not None for one in told["indicators"]) > 60
