"""Rows of texts as CSV for a spreadsheet, and the button that hands it over."""

import csv
import io
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.i18n import _

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(rows: Sequence[Mapping[str, str]]) -> bytes:
    """UTF-8 with a mark that spreadsheets recognise; no cell is a live formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([harmless(name) for name in rows[0]])
    writer.writerows([[harmless(str(cell)) for cell in row.values()] for row in rows])
    return text.getvalue().encode("utf-8-sig")


def download(rows: Sequence[Mapping[str, str]], file: str) -> None:
    """A button for these rows as a file, in the session's language."""
    st.download_button(
        _("Download as CSV"), sheet(rows), file_name=f"{file}.csv", mime="text/csv", icon=":material/download:", on_click="ignore", key=f"csv-{file}"
    )


def harmless(cell: str) -> str:
    """The text of a cell, never a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
