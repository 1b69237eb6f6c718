"""Chooses the trial the page is about; says what to do where there is none."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.i18n import _, day
from dashboard.link import keep, param
from dashboard.parts.states import nothing
from dashboard.parts.trial.words import STATES
from dashboard.words import word

Item = Mapping[str, Any]


def choose(found: Sequence[Item], may_start: bool) -> str:
    """The code of the chosen trial, which the link keeps; empty if there is none."""
    if not found:
        _none(may_start)
        return ""
    codes = {item["code"]: item for item in found}
    linked = param("trial", codes, next(iter(codes)))
    if len(codes) == 1:
        return linked
    chosen = st.selectbox(_("Trial"), list(codes), index=list(codes).index(linked), format_func=lambda code: _line(codes[code]))
    keep(trial=str(chosen))
    return str(chosen)


def _line(item: Item) -> str:
    return f"{item['code']} · {day(item['declared'])} · {word(STATES, item['state'])}"


def _none(may_start: bool) -> None:
    what = _("No trial yet: nobody can say whether ties would have formed anyway.")
    if may_start:
        nothing(what, _("See below how many businesses it takes, then declare one. Half of your members wait half a year, the others do not: that is all."))
    else:
        nothing(what, _("Ask a cluster manager to declare one on this page. The calculator below says how many businesses it takes."))
