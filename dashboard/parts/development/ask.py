"""Whose network, and figures that may still be computed."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from dashboard.i18n import N_, _, percent
from dashboard.link import keep, param
from dashboard.parts.states import asking
from dashboard.words import word

Item = Mapping[str, Any]
Ask = Callable[[], Item]
SCOPES = {"programme": N_("Members of clusters"), "h2020": N_("European research projects"), "all": N_("Everybody")}
EVERY = {"programme": "month", "h2020": "quarter", "all": "quarter"}
"""Points of large networks take seconds each."""
_SECONDS = 3


def scope() -> str:
    """The chosen network; it stands in the link."""
    now = param("scope", SCOPES, "programme")
    picked = st.segmented_control(_("Whose network"), list(SCOPES), default=now, format_func=lambda code: word(SCOPES, code), key="development-scope")
    keep(scope=picked or now)
    return picked or now


def settled(ask: Ask, what: str) -> Item | None:
    """The figures, or None while they are computed: then the page shows how far it is, and comes back by itself."""
    with asking(what):
        found = ask()
    if found["state"] == "ready":
        return found
    _waiting(ask, what)
    return None


@st.fragment(run_every=_SECONDS)
def _waiting(ask: Ask, what: str) -> None:
    found = ask()
    if found["state"] == "ready":
        st.rerun()
    st.progress(found["done"], _("{what} {share} The page comes back by itself.").format(what=what, share=percent(round(found["done"], 2))))
