"""The report as DOCX, with the charts of the PDF as pictures; the same bytes for the same report."""

import io
from collections.abc import Sequence
from datetime import date

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from api.reporting.packing import undated
from api.reporting.pdf import pictures
from api.reporting.report import Chart, Group, Line, Method, Report, Table

_LANGS = {"en": "en-GB", "de": "de-DE", "fr": "fr-FR"}
_QUIET = RGBColor(0x5B, 0x66, 0x76)
_WIDE, _SMALL = Cm(16.5), Pt(8.5)


def docx_of(report: Report, today: date) -> bytes:
    """`today` is the day that the file says it was made on."""
    return _Writer(report, today).written()


class _Writer:
    """Writes one report into one document."""

    def __init__(self, report: Report, today: date) -> None:
        self._report, self._today = report, today
        self._file: Document = docx.Document()
        drawn = pictures(report, today)
        self._course = drawn.pop(0) if report.course else b""
        self._pictures = iter(drawn)

    def written(self) -> bytes:
        self._prepare()
        self._first_page()
        for group in self._report.groups:
            self._group(group)
        self._methods()
        stream = io.BytesIO()
        self._file.save(stream)
        return undated(stream.getvalue(), self._today)

    def _prepare(self) -> None:
        report, file = self._report, self._file
        told = file.core_properties
        told.title, told.author, told.language = f"{report.title}, {report.subtitle}", "Crossmatch", _LANGS[report.lang]
        told.last_modified_by, told.comments = "Crossmatch", ""
        normal = file.styles["Normal"]
        normal.font.size = Pt(10)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), _LANGS[report.lang])
        normal.element.get_or_add_rPr().append(language)
        section = file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        _numbered(section.footer.paragraphs[0], f"{report.title}, {report.subtitle} · {report.words['page']} ")

    def _first_page(self) -> None:
        report, file = self._report, self._file
        file.add_heading(report.title, 0)
        _quiet(file.add_paragraph(f"{report.subtitle} · {report.scope}"))
        if report.illustrative:
            file.add_paragraph(report.illustrative, style="Intense Quote")
        self._pairs(report.facts)
        file.add_heading(report.words["tiers"], 1)
        self._picture(report.tiers)
        _quiet(file.add_paragraph(report.words["interval"]))
        if report.course:
            self._placed(self._course, report.course.alt)
        file.add_heading(report.words["conversion"], 1)
        self._picture(report.conversion)
        file.add_heading(report.words["missing"], 1)
        for sentence in report.missing:
            file.add_paragraph(sentence, style="List Bullet")
        if report.forecast.rows:
            file.add_heading(report.words["forecast"], 1)
            _quiet(file.add_paragraph(report.forecast.title))
            self._table(report.forecast.head, report.forecast.rows)

    def _group(self, group: Group) -> None:
        self._file.add_heading(group.title, 1).paragraph_format.page_break_before = True
        self._table(self._report.columns, [_cells(line) for line in group.lines], (1.3, 5.2, 1.9, 2.9, 2.5, 1.4, 1.5))
        if any(line.met for line in group.lines):
            _quiet(self._file.add_paragraph(self._report.words["met"]))
        for drawn in group.charts:
            self._picture(drawn)
        for table in group.tables:
            self._breakdown(table)

    def _breakdown(self, table: Table) -> None:
        if table.rows:
            self._file.add_heading(table.title, 2)
            self._table(table.head, table.rows)

    def _methods(self) -> None:
        report, file = self._report, self._file
        file.add_heading(report.words["methods"], 1).paragraph_format.page_break_before = True
        file.add_heading(report.words["ledger"], 2)
        file.add_paragraph(report.whole, style="Intense Quote")
        self._pairs(report.ledger)
        for one in report.methods:
            self._method(one)

    def _method(self, one: Method) -> None:
        self._file.add_heading(f"{one.key}  {one.name}", 3)
        _small(self._file.add_paragraph(one.formula))
        refused = ((self._report.words["refused"], "; ".join(one.refused)),) if one.refused else ()
        self._pairs((*one.facts, *refused))

    def _pairs(self, items: Sequence[tuple[str, str]]) -> None:
        table = self._file.add_table(rows=0, cols=2)
        table.autofit = False
        for name, value in items:
            cells = table.add_row().cells
            _write(cells[0], name, quiet=True)
            _write(cells[1], value)
            cells[0].width, cells[1].width = Cm(4.6), Cm(12)

    def _table(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float] = ()) -> None:
        table = self._file.add_table(rows=1, cols=len(head), style="Light List Accent 1")
        table.autofit = not widths
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            _write(cell, text)
        _repeated(table.rows[0])
        for row in rows:
            for place, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
                _write(cell, text, right=place > (1 if widths else 0))
        for place, width in enumerate(widths):
            for cell in table.columns[place].cells:
                cell.width = Cm(width)

    def _picture(self, drawn: Chart) -> None:
        """The next of the pictures, which come in the order of the document."""
        self._placed(next(self._pictures), drawn.alt)

    def _placed(self, content: bytes, alt: str) -> None:
        picture = self._file.add_picture(io.BytesIO(content), width=_WIDE)
        picture._inline.docPr.set("descr", alt)


def _cells(line: Line) -> tuple[str, ...]:
    name = f"{line.name} ({line.unit})" + (f"\n{line.note}" if line.note else "")
    met = {"yes": " ●", "no": " ○", "": ""}[line.met]
    return line.code, name, line.value, line.interval, f"{line.target}{met}", line.change, line.evidence


def _write(cell: _Cell, text: str, *, quiet: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.font.size = _SMALL
    paragraph.paragraph_format.space_after = Pt(1)
    if quiet:
        run.font.color.rgb = _QUIET
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _quiet(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), _QUIET


def _small(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(9)


def _repeated(row: _Row) -> None:
    """The header stands on every page that the table runs over."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _numbered(paragraph: Paragraph, text: str) -> None:
    """A footer with the number of the page."""
    run = paragraph.add_run(text)
    run.font.size = Pt(8)
    number = paragraph.add_run()
    number.font.size = Pt(8)
    for kind, content in (("begin", ""), ("", "PAGE"), ("end", "")):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = content or None
        number._r.append(mark)
