"""Corrections in place: which of their columns is which of ours, and cells of rows that cannot come in as they are."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import session
from dashboard.i18n import N_, _, language, plural
from dashboard.parts.sending import HAPPENINGS
from dashboard.parts.states import asking
from dashboard.words import word

Upload = Mapping[str, Any]
Row = Mapping[str, Any]
FOUND = {
    "header": N_("by its name"),
    "synonym": N_("by its name"),
    "content": N_("by its content"),
    "asked": N_("as you said"),
    "remembered": N_("as last time"),
    "left_out": N_("left out"),
}
FILTERS = {"rejected": N_("Rejected"), "noted": N_("With a note"), "new": N_("New"), "changed": N_("Changed"), "all": N_("All")}
_MOST = 200
_TWO_LINES = 66  # pixels of a row; from 65 on a long sentence is broken instead of cut
_NOTHING = "–"


def columns(found: Upload) -> None:
    """Their columns beside ours; a changed assignment reads the file again."""
    titles = {"": _NOTHING} | {field["name"]: field["title"] for field in found["fields"]}
    with st.expander(_heading(found["columns"]), expanded=False, icon=":material/view_column:"):
        st.caption(_("Each of your columns, an example, and what we take it for. Change what is wrong; it is remembered for the next list."))
        table = pd.DataFrame([_column(column, titles) for column in found["columns"]])
        edited = st.data_editor(
            table, hide_index=True, key=f"columns_{found['id']}_{found['version']}", column_config=_headings(titles), disabled=["theirs", "example", "found"]
        )
        changed = _changed(found["columns"], list(edited["ours"]), titles)
        defaults = _defaults(found)
        if st.button(_("Read again with these answers"), disabled=not (changed or defaults), key="reassign", icon=":material/refresh:"):
            _again(found["id"], columns=changed, defaults=defaults)


def _defaults(found: Upload) -> dict[str, str]:
    """What stands for rows that say nothing: the country of organisations, the day and the matter of what happened."""
    if found["kind"] in HAPPENINGS:
        left, right = st.columns(2)
        day = left.text_input(_("Day of rows that name none"), key=f"day_{found['id']}", placeholder=_("For example: 2026-03-31"), max_chars=60)
        about = right.text_input(_("What it was, for rows that do not say"), key=f"about_{found['id']}", max_chars=200)
        given = {"day": day.strip(), "about": about.strip()}
    else:
        country = st.text_input(_("Country of rows that name none"), key=f"country_{found['id']}", placeholder=_("For example: Germany, FR, UK"), max_chars=60)
        given = {"country": country.strip()}
    return {column: text for column, text in given.items() if text}


def _heading(columns: Sequence[Row]) -> str:
    left_out = sum(not column["ours"] for column in columns)
    understood = plural("How {count} column was understood", "How {count} columns were understood", len(columns))
    return f"{understood} · {plural('{count} left out', '{count} left out', left_out)}" if left_out else understood


def _column(column: Row, titles: Mapping[str, str]) -> dict[str, str]:
    return {
        "theirs": column["theirs"],
        "example": " · ".join(column["examples"]),
        "ours": titles.get(column["ours"], column["ours"]),
        "found": word(FOUND, column["found"]),
    }


def _headings(titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "theirs": st.column_config.TextColumn(_("Your column")),
        "example": st.column_config.TextColumn(_("For example"), width="medium"),
        "ours": st.column_config.SelectboxColumn(_("Taken for"), options=list(titles.values()), required=True),
        "found": st.column_config.TextColumn(_("Recognised")),
    }


def _changed(before: Sequence[Row], chosen: Sequence[str], titles: Mapping[str, str]) -> dict[str, str]:
    names = {title: name for name, title in titles.items()}
    return {column["theirs"]: names[now] for column, now in zip(before, chosen, strict=True) if names.get(now, column["ours"]) != column["ours"]}


def rows(found: Upload) -> None:
    """What is wrong, row by row; the text of a cell can be corrected where it stands."""
    start = "rejected" if found["rejected"] else "noted"
    only = st.pills(_("Rows"), list(FILTERS), format_func=lambda code: word(FILTERS, code), default=start, required=True, key=f"only_{found['id']}")
    with asking(_("Fetching the rows …")):
        page = session.client().upload_rows(found["id"], only=str(only), limit=_MOST, lang=language())
    lines = [line for row in page["items"] for line in _lines(row)]
    if not lines:
        st.caption(_("No such row."))
        return
    table = pd.DataFrame(lines)
    edited = st.data_editor(
        table,
        hide_index=True,
        key=f"rows_{found['id']}_{found['version']}_{only}",
        column_order=["line", "name", "title", "text", "message"],
        column_config=_row_headings(),
        disabled=["line", "name", "title", "message"],
        row_height=_TWO_LINES,
    )
    cells = [
        {"row": line["row"], "column": line["column"], "text": now or ""}
        for line, now in zip(lines, list(edited["text"]), strict=True)
        if line["column"] and (now or "") != line["text"]
    ]
    if page["next"]:
        st.caption(plural("Only the first {count} row is shown.", "Only the first {count} rows are shown.", _MOST))
    if st.button(
        plural("Read again with {count} correction", "Read again with {count} corrections", len(cells)),
        disabled=not cells,
        key="recell",
        icon=":material/refresh:",
    ):
        _again(found["id"], cells=cells)


def _lines(row: Row) -> list[dict[str, Any]]:
    """A line for each problem of a row, or one for a row without."""
    problems = row["problems"] or [{"column": "", "title": "", "message": "", "rejected": False}]
    return [
        {
            "row": row["row"],
            "line": row["line"],
            "name": row["name"],
            "column": problem["column"],
            "title": problem["title"],
            "text": row["cells"].get(problem["column"], ""),
            "message": problem["message"],
        }
        for problem in problems
    ]


def _row_headings() -> dict[str, Any]:
    return {
        "line": st.column_config.NumberColumn(_("Line"), width="small"),
        "name": st.column_config.TextColumn(_("Name")),
        "title": st.column_config.TextColumn(_("Column")),
        "text": st.column_config.TextColumn(_("Text (correct it here)")),
        "message": st.column_config.TextColumn(_("What to know or do"), width="large"),
    }


def _again(id: str, **changes: Any) -> None:
    with asking(_("Reading again …")):
        session.client().change_upload(id, **changes)
    st.rerun()
