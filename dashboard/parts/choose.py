"""Widgets that choose where to look, how near or far, and for which need."""

from collections.abc import Mapping

import streamlit as st

from dashboard.i18n import N_, _
from dashboard.link import keep, start

SCOPES = {"any": N_("Anywhere"), "national": N_("Same country"), "international": N_("Another country")}
SECTORS = {"any": N_("All sectors"), "other": N_("Another sector"), "same": N_("Same sector")}
_LONGEST = 2000  # what the API takes; as a limit of the widget it would draw a counter over the text
DISTANCES = {"0": N_("very near"), "0.25": N_("near"), "0.5": N_("middle"), "0.75": N_("far"), "1": N_("very far")}


def scope() -> str:
    """Anywhere, same country, another country."""
    return _switch(_("Where"), "scope", SCOPES)


def sector() -> str:
    """All sectors, another, the same."""
    return _switch(_("Sector"), "sector", SECTORS)


def _switch(title: str, name: str, words: Mapping[str, str]) -> str:
    start(f"{name}_switch", name, words, "any")
    picked = st.segmented_control(title, list(words), format_func=lambda code: _(words[code]), key=f"{name}_switch", required=True)
    keep(**{name: "" if picked == "any" else str(picked)})
    return str(picked)


def distance() -> float:
    """How unlike the partner may be: near exploits what is known, far explores."""
    start("distance_dial", "distance", DISTANCES, "0.5")
    picked = st.select_slider(
        _("Distance"),
        list(DISTANCES),
        format_func=lambda code: _(DISTANCES[code]),
        key="distance_dial",
        help=_(
            "How different the partner may be in sector, topic and network. Near: safe and familiar. Far: new, "
            "but more effort. Middle has brought the most innovation."
        ),
    )
    keep(distance="" if picked == "0.5" else str(picked))
    return float(picked)


def need() -> str:
    """A need in free text; it is sent to the API, but never into the address."""
    return st.text_input(
        _("… or describe a need"),
        key="need",
        placeholder=_("For example: we look for packaging without plastic"),
        help=_("English, German or French. The text is not stored."),
    ).strip()[:_LONGEST]
