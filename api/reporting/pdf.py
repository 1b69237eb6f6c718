"""The report as PDF, and its charts as pictures, by Typst: fonts from the package, no network, the same bytes for the same report."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal, cast

import typst

from api.reporting.report import Report
from graph.errors import Invalid

TEMPLATE = Path(__file__).with_name("report.typ")
_DPI = 200


class Unshowable(ValueError):
    """A letter that no font here has."""


def pdf(report: Report, today: date) -> bytes:
    """As PDF/UA-1 wants it for screen readers: tagged, with language, title and described charts. `today` is the day it says it was made on.

    The standard forbids letters that the fonts lack: where a name has such, the same pages are made without the standard's mark.
    """
    try:
        return _typeset(report, today, format="pdf", standards=["ua-1"])[0]
    except Unshowable:
        return _typeset(report, today, format="pdf")[0]


def pictures(report: Report, today: date) -> list[bytes]:
    """Every chart as a PNG: the course if there is one, tiers, conversion, then those of the groups in their order."""
    return _typeset(report, today, format="png")


def _typeset(report: Report, today: date, *, format: Literal["pdf", "png"], standards: Sequence[Literal["ua-1"]] = ()) -> list[bytes]:
    """The texts are handed in as data: whatever stands in them is never markup."""
    made = datetime.combine(today, time(), UTC)
    inputs = {"report": json.dumps(report.plain(), ensure_ascii=False), "as": "pictures" if format == "png" else "pages"}
    compiler = typst.Compiler(TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs=inputs)
    try:
        found = compiler.compile(format=format, ppi=_DPI, timestamp=made, pdf_standards=list(standards))
    except typst.TypstError as error:
        if "could not be displayed with font" in error.message:
            raise Unshowable(error.message[:200]) from error
        raise Invalid(f"the report cannot be typeset ({error.message[:200]}); please report it") from error
    return found if isinstance(found, list) else [cast(bytes, found)]
