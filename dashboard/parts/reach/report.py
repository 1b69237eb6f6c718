"""The report to take away, as PDF, Word or Excel."""

import streamlit as st

from dashboard import session
from dashboard.i18n import N_, _, language
from dashboard.parts.states import asking
from dashboard.words import word

_MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NAMES = {"pdf": N_("PDF"), "docx": N_("Word"), "xlsx": N_("Excel")}


def downloads(on: str) -> None:
    """Choose a form, have it made, take it: a report takes a moment, so it is made when asked for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        format = st.segmented_control(_("Report"), list(_MIME), default="pdf", format_func=lambda code: word(_NAMES, code), key="report-format") or "pdf"
        if not st.button(_("Make the report"), icon=":material/description:", key="report-make"):
            return
        with asking(_("Writing the report …")):
            content = session.client().report(format=format, until=on, lang=language())
        st.download_button(
            _("Download it"),
            content,
            file_name=f"crossmatch-report.{format}",
            mime=_MIME[format],
            icon=":material/download:",
            on_click="ignore",
            type="primary",
        )
