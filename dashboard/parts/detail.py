"""One suggestion in full, beside the list."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language, number
from dashboard.menu import link
from dashboard.parts import profile, reasons, waterfall
from dashboard.parts.states import asking

Item = Mapping[str, Any]


def basis(said: str) -> None:
    """Where no tie of the asker is known, what the list rests on instead."""
    if said == "without ties":
        st.caption(_("Nobody is known yet to work with the one who asks. So this list rests on what is stated: needs and offers, skills, sectors, languages."))


def suggestion(item: Item, *, member: str) -> None:
    """Sentence, path, picture, points, caution, next steps."""
    reasons.head(item)
    reasons.why(item, member)
    _next_steps(item, member)
    reasons.picture(item, member, key=f"path-{member}-{item['id']}")
    st.markdown("**" + _("How the points add up") + "**")
    waterfall.waterfall(item)
    reasons.reasons(item)
    with st.expander(_("Every signal, one by one")):
        reasons.signals(item)
    st.caption(_probability(item))


def _probability(item: Item) -> str:
    """The chance in words, with those it speaks of."""
    if item["probability"] is None:
        return _("Points say who comes before whom. They are no probability.")
    chance = 100 * float(item["probability"])
    return _(
        "Of 100 suggestions with ties and fields like these, about {count} became a common project within a year. "
        "Measured on public projects, for businesses that found a partner abroad in that year; needs and offers were not known there."
    ).format(count=number(chance, 0 if chance >= 1 else 1))


def _next_steps(item: Item, member: str) -> None:
    if item["view"] == "teaser":
        st.info(
            _("This business belongs to another cluster, which shows no names yet. Ask its cluster manager for an introduction."),
            icon=":material/visibility_off:",
        )
        return
    with st.container(horizontal=True):
        link("organisation", _("Open the profile"), icon=":material/apartment:", id=item["id"])
        link("map", _("Show on the map"), icon=":material/hub:", id=item["id"], **({"near": member} if member else {}))


def services(member: str) -> None:
    """Services that fit the member, below its partners."""
    with asking(_("Looking for services …")):
        found = session.client().services_for(member, limit=4, lang=language())
    profile.services(found["items"])
