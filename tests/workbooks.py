"""Makes workbooks part by part, as careless or hostile programs do."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def workbook(
    rows: str, *, after: str = "", columns: str = "", styles: str = "", strings: str = "", properties: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """A workbook with one sheet: `rows` inside its `sheetData`, `after` behind it, `styles` and `strings` inside those parts."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{link("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>',
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><workbookPr {properties}/><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">{link("rId1", "worksheet", "worksheets/sheet1.xml")}'
            f"{link('rId2', 'styles', 'styles.xml')}{link('rId3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>"
        ),
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}">{columns}<sheetData>{rows}</sheetData>{after}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return zipped({**parts, **(more or {})})


def link(id: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id}" Type="{LINKS}/{kind}" Target="{target}"/>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def text(reference: str, content: str) -> str:
    """A cell that holds its text itself."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{content}</t></is></c>'


def number(reference: str, stored: str, style: int = 0) -> str:
    return f'<c r="{reference}" s="{style}"><v>{stored}</v></c>'


def row(at: int, *cells: str, more: str = "") -> str:
    return f'<row r="{at}" {more}>{"".join(cells)}</row>'


def formats(*codes: str) -> str:
    """Styles of which the n-th (from 1) has the n-th number format; 0 has none."""
    known = "".join(f'<numFmt numFmtId="{200 + at}" formatCode="{code}"/>' for at, code in enumerate(codes))
    used = "".join(f'<xf numFmtId="{200 + at}" fontId="0"/>' for at in range(len(codes)))
    return f'<numFmts>{known}</numFmts><fonts><font/></fonts><cellXfs><xf numFmtId="0" fontId="0"/>{used}</cellXfs>'


STRUCK = '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs>'
"""Styles of which 1 is struck through, and 2 says that it is not."""


@cache
def bomb(megabytes: int = 500) -> bytes:
    """A small workbook whose sheet unpacks to so many megabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(megabytes):
                sheet.write(b" " * 1_000_000)
    return stream.getvalue()
