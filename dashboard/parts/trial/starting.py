"""Starts a trial: rules that can never be changed, then the draw."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import _, number, plural
from dashboard.link import keep
from dashboard.parts.states import asking
from dashboard.parts.trial.words import DESIGNS, OUTCOMES, STRATA
from dashboard.words import word

Item = Mapping[str, Any]
_FEWEST = 8


def form(eligible: int) -> None:
    """The rules of a new trial; declared when its button is pressed."""
    with st.expander(_("Declare a trial"), icon=":material/science:"):
        st.markdown(
            plural("{count} member could take part today.", "{count} members could take part today.", eligible)
            + " "
            + _("Those count who agreed to statistics and matching, and who are in no other trial.")
        )
        if eligible < _FEWEST:
            st.markdown(_("That is too few: {fewest} are the least.").format(fewest=number(_FEWEST)))
            return
        with st.form("declare", border=False):
            rules = _rules()
            st.markdown(_("Declaring is final: the rules go into the ledger with the hash of a number that will decide the lot. The draw comes after."))
            sent = st.form_submit_button(_("Declare"), type="primary", icon=":material/gavel:")
        if sent:
            with asking(_("Declaring …")):
                made = session.client().declare_trial(**rules)
            keep(trial=str(made["code"]))
            st.rerun()


def _rules() -> dict[str, Any]:
    left, right = st.columns(2, gap="large")
    with left:
        outcome = st.selectbox(_("What should come of it?"), list(OUTCOMES), format_func=lambda code: word(OUTCOMES, code), key="trial_outcome")
        design = st.radio(_("How?"), list(DESIGNS), format_func=lambda code: word(DESIGNS, code), key="trial_design")
    with right:
        months = st.select_slider(
            _("Within how many months?"), [3, 6, 9, 12], 6, format_func=lambda count: plural("{count} month", "{count} months", count), key="trial_months"
        )
        share = st.slider(_("Of 100, how many are offered introductions at once?"), 20, 80, 50, 5, key="trial_share")
        strata = st.multiselect(_("Balanced by"), list(STRATA), ["country", "size"], format_func=lambda code: word(STRATA, code), key="trial_strata")
    return {"outcome": outcome, "design": design, "horizon": 30 * int(months), "share": share / 100, "strata": strata}


def draw(trial: Item) -> None:
    """The button that draws a declared trial."""
    if not trial["drawable"]:
        return
    st.markdown(_("The draw cannot be undone. It says who is offered introductions at once and who waits."))
    if st.button(_("Draw now"), type="primary", icon=":material/casino:", key="draw_trial"):
        with asking(_("Drawing …")):
            session.client().draw_trial(str(trial["code"]))
        st.rerun()
