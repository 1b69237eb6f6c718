"""What the page is asked: at the end of which day, told apart by what."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.i18n import N_, _, language
from dashboard.link import keep, param
from dashboard.words import word

WIDTH = 260  # px of a field: beside others on a wide screen, below them on a narrow one
_FORMATS = {"en": "DD/MM/YYYY", "de": "DD.MM.YYYY", "fr": "DD/MM/YYYY"}
BY = {"cluster": N_("Cluster"), "country": N_("Country"), "sector": N_("Sector"), "size": N_("Size"), "language": N_("Language")}


def day() -> str:
    """The day in ISO form, "" for today; it stands in the link."""
    known = _day(st.query_params.get("on", ""))
    picked = st.date_input(_("At the end of"), value=known, max_value="today", format=_FORMATS[language()], key="reach-on", help=_("Leave empty for today."))
    found = picked.isoformat() if isinstance(picked, date) else ""
    keep(on=found)
    return found


def chosen() -> str:
    """What the breakdown tells apart, as the link says."""
    return param("by", BY, "cluster")


def by() -> None:
    """Pills for the breakdown; a click changes the link and counts again."""
    now = chosen()
    picked = st.pills(_("Tell apart by"), list(BY), default=now, format_func=lambda code: word(BY, code), key="reach-by")
    if picked and picked != now:
        keep(by=picked)
        st.rerun()


def picked_key(by: str) -> str:
    """Under which the chosen value of a breakdown is kept; the field that shows it bears this key."""
    return f"reach-value-{by}"


def pick(by: str, value: Mapping[str, Any] | None) -> None:
    """A row of the breakdown was chosen, or none any more: once, so that the field can be changed afterwards."""
    id, last = str(value["id"]) if value else "", f"reach-last-{by}"
    if st.session_state.get(last, "") != id:
        st.session_state[last] = st.session_state[picked_key(by)] = id


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
