"""Writes the German list as the workbook its office keeps: logo, header over two lines, sections, merged and struck-out cells, a hidden sheet."""

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import german
import xlsxwriter
from notation import Row
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

HEADER = german.HEADER
TITLES = 4
LAST = len(HEADER) - 1
FEE = HEADER.index("Beitrag")
LINK = re.compile(r"\[(.+)\]\((.+)\)")
STRUCK = re.compile(r"~~(.*?)~~(.*)", re.DOTALL)
NUMBERED_IN_ADVANCE = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """The members' sheet, its formats, and the rows below the header."""

    page: Worksheet
    formats: Mapping[str, Format]
    rows: Sequence[Row]


def write(path: Path, title: Sequence[str], rows: Sequence[Row]) -> None:
    """The whole workbook, equal to the byte on every run."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"author": "Jana Mirtschin", "created": datetime(2013, 4, 2, 9, 30)})
        sheet = Sheet(book.add_worksheet("Mitglieder"), _formats(book), rows)
        _top(sheet, title)
        _header(sheet)
        _foot(sheet, _members(sheet))
        _plain(book.add_worksheet("Fördermitglieder"), (("Name", "PLZ Ort", "Zuwendung"), *german.SUPPORTERS))
        _plain(book.add_worksheet("Legende"), german.LEGEND)
        fees = book.add_worksheet("Beiträge")
        _plain(fees, (("Firma", "Beitrag", "IBAN"), *german.FEES))
        fees.hide()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    styles = {
        "title": {"bold": True, "font_size": 14},
        "head": {"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"},
        "section": {"bold": True, "bg_color": "#F4B084"},
        "sum": {"bold": True, "top": 1},
        "cell": {"text_wrap": True, "valign": "top"},
        "struck": {"font_strikeout": True, "font_color": "#7F7F7F"},
        "day": {"num_format": "dd. mmm", "valign": "top"},
        "date": {"num_format": "dd.mm.yyyy", "valign": "top"},
    }
    return {name: book.add_format(style) for name, style in styles.items()}


def _top(sheet: Sheet, title: Sequence[str]) -> None:
    sheet.page.insert_image(0, 0, "logo.png", {"image_data": BytesIO(_logo())})
    for number, line in enumerate(title):
        sheet.page.merge_range(number, 1, number, LAST, line, sheet.formats["title"])
    for number, width in enumerate(german.WIDTHS):
        sheet.page.set_column(number, number, width, None, {"hidden": number == FEE})


def _header(sheet: Sheet) -> None:
    head = sheet.formats["head"]
    below = set[int]()
    for start, end, group in german.GROUPS:
        first, last = HEADER.index(start), HEADER.index(end)
        sheet.page.merge_range(TITLES, first, TITLES, last, group, head)
        below.update(range(first, last + 1))
    for column, name in enumerate(HEADER):
        if column in below:
            sheet.page.write_string(TITLES + 1, column, name, head)
        else:
            sheet.page.merge_range(TITLES, column, TITLES + 1, column, name, head)
    sheet.page.freeze_panes(TITLES + 2, 2)


def _members(sheet: Sheet) -> int:
    """Writes section lines, their subtotals and members; the line below the last of them."""
    line, number, section, fees = TITLES + 2, 0, "", 0
    for position, row in enumerate(sheet.rows):
        if row.section:
            line, fees = _subtotal(sheet, line, section, fees), 0
            section = row.section
            sheet.page.merge_range(line, 0, line, LAST, section, sheet.formats["section"])
        else:
            number += 1
            fees += _fee(row)
            sheet.page.write_formula(line, 0, _next_number(line, number), sheet.formats["cell"], number)
            _cells(sheet, line, position)
        line += 1
    return _subtotal(sheet, line, section, fees)


def _next_number(line: int, number: int) -> str:
    return f"=MAX(A${TITLES + 3}:A{line})+1" if number > 1 else "=1"


def _subtotal(sheet: Sheet, line: int, section: str, fees: int) -> int:
    if not section:
        return line
    sheet.page.write_string(line, 1, f"Zwischensumme {section}", sheet.formats["sum"])
    sheet.page.write_number(line, FEE, fees, sheet.formats["sum"])
    return line + 1


def _fee(row: Row) -> int:
    fee = row.cells[FEE - 1].strip("~#")
    return int(fee) if fee.isdigit() else 0


def _cells(sheet: Sheet, line: int, position: int) -> None:
    for column, text in enumerate(sheet.rows[position].cells, start=1):
        joined = _merged_below(sheet.rows, position, column - 1)
        if text == "^" or not text:
            continue
        if joined:
            sheet.page.merge_range(line, column, line + joined, column, text, sheet.formats["cell"])
        else:
            _cell(sheet, line, column, text.replace("¶", "\n"))


def _merged_below(rows: Sequence[Row], position: int, cell: int) -> int:
    below = 0
    while position + below + 1 < len(rows) and rows[position + below + 1].cells[cell : cell + 1] == ("^",):
        below += 1
    return below


def _cell(sheet: Sheet, line: int, column: int, text: str) -> None:
    page, formats = sheet.page, sheet.formats
    if text.startswith("#"):
        page.write_number(line, column, float(text[1:]), formats["cell"])
    elif text.startswith("@"):
        style = "day" if HEADER[column].startswith("Branche") else "date"
        page.write_datetime(line, column, datetime.fromisoformat(text[1:]), formats[style])
    elif link := LINK.fullmatch(text):
        page.write_url(line, column, link[2], string=link[1])
    elif (struck := STRUCK.fullmatch(text)) and struck[2]:
        page.write_rich_string(line, column, formats["struck"], struck[1], struck[2], formats["cell"])
    elif struck:
        page.write_string(line, column, struck[1], formats["struck"])
    else:
        page.write_string(line, column, text, formats["cell"])


def _foot(sheet: Sheet, line: int) -> None:
    members = [row for row in sheet.rows if row.cells]
    for ahead in range(1, NUMBERED_IN_ADVANCE + 1):
        sheet.page.write_number(line, 0, len(members) + ahead, sheet.formats["cell"])
        line += 1
    sheet.page.write_string(line, 1, f"Summe: {len(members)} Mitglieder", sheet.formats["sum"])
    sheet.page.write_formula(line, FEE, f"=SUM(P{TITLES + 3}:P{line})/2", sheet.formats["sum"], sum(map(_fee, members)))
    for offset, text in enumerate(german.FOOT, start=2):
        sheet.page.merge_range(line + offset, 0, line + offset, LAST, text)


def _plain(page: Worksheet, lines: Sequence[Sequence[str | int]]) -> None:
    for number, line in enumerate(lines):
        page.write_row(number, 0, line)


def _logo() -> bytes:
    """A picture of 24 × 24 orange points, as every such list has one in its corner."""
    pixels = (b"\0" + b"\xf4\x7b\x20" * 24) * 24
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 24, 24, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(pixels, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts)
