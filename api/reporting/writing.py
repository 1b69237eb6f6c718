"""One report in the format that somebody asked for."""

from datetime import date
from enum import StrEnum

from api.labels import Labels
from api.reporting.composing import Ledger, composed
from api.reporting.gathering import Gathered
from api.reporting.pdf import pdf
from api.reporting.table import csv, plain, xlsx
from api.reporting.word import docx_of
from graph.model import Key, Part
from graph.store import Store


class Format(StrEnum):
    """What a report may be written as."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


MEDIA: dict[Format, str] = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}


def ledger(store: Store) -> Ledger:
    """Checks the whole chain: a report says whether it is whole."""
    broken = tuple(store.verify())
    entries = store.version(Key(Part.STREAM, ""))
    last = store.entries(after=max(0, entries - 1), limit=1) if not broken else ()
    return Ledger(entries=entries, head=last[0].mac if last else "", broken=broken)


def written(made: Gathered, known: Ledger, labels: Labels, format: Format, *, lang: str, today: date) -> bytes:
    """The report as a file; the same gathering, ledger, language and day give the same bytes."""
    if format is Format.CSV:
        return csv(made, lang)
    report = composed(made, known, labels, lang=lang, today=today)
    if format is Format.JSON:
        return plain(made, report)
    if format is Format.XLSX:
        return xlsx(made, report, today)
    return pdf(report, today) if format is Format.PDF else docx_of(report, today)


def name(made: Gathered, format: Format, lang: str) -> str:
    """What the file is called."""
    return f"crossmatch-{made.period.first}-{made.period.last}-{lang}.{format.value}"
