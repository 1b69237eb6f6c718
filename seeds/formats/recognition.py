"""What a file is by its first bytes, whatever its name says."""

import re
from enum import StrEnum
from pathlib import Path

from seeds.formats.bounds import Refused


class Format(StrEnum):
    """The formats that can be read, as they are named to the user."""

    CSV = "CSV"
    EXCEL = "Excel"
    JSON = "JSON"
    PARQUET = "Parquet"


SUFFIXES = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".tab": Format.CSV,
    ".txt": Format.CSV,
    ".xlsx": Format.EXCEL,
    ".xlsm": Format.EXCEL,
    ".xltx": Format.EXCEL,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
    ".parquet": Format.PARQUET,
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x7fELF", "ELF"),
)
_MARKUP = re.compile(rb"\s*(?:<!--.{0,400}?-->\s*)?<(!doctype|html|head|table|meta|style|\?xml|svg|workbook)\b", re.IGNORECASE | re.DOTALL)
_OBJECTS = re.compile(rb"\s*(?:\[\s*(?:[\[{]|\]\s*$)|\{\s*(?:\"|\}))")


def recognised(path: Path, name: str) -> Format:
    """The format by the first bytes, then by the name's ending. Raises Refused, saying how to save it, for what cannot be read."""
    with path.open("rb") as file:
        head = file.read(4096)
    suffix = Path(name).suffix.lower()
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.EXCEL
    if head.startswith(_OLE):
        raise _old_excel(path.read_bytes(), name)
    for magic, kind in _OTHERS:
        if head.startswith(magic):
            template = "{name} is a {kind} file; open the list where it was made and save it as Excel workbook (.xlsx) or CSV UTF-8"
            raise Refused("not_a_table", template, name=name, kind=kind)
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(text):
        template = "{name} is a web page or XML, not a table; open it in Excel or LibreOffice and save it as Excel workbook (.xlsx)"
        raise Refused("markup", template, name=name)
    if _OBJECTS.match(text) or SUFFIXES.get(suffix) is Format.JSON:
        return Format.JSON
    if SUFFIXES.get(suffix) is Format.PARQUET:
        raise Refused("broken_parquet", "{name} is no Parquet file, or a damaged one; export it again", name=name)
    return Format.CSV


def _old_excel(content: bytes, name: str) -> Refused:
    """Old Excel and workbooks under a password share one container."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        template = "{name} is protected by a password; save it without one (File, Info, Protect Workbook) and send it again"
        return Refused("encrypted", template, name=name)
    return Refused("old_excel", "{name} is in the old Excel format (.xls); open it and save it as Excel workbook (.xlsx)", name=name)
