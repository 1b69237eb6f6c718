"""One suggestion in full, beside the list."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import _, language, percent
from dashboard.menu import link
from dashboard.parts import profile, reasons
from dashboard.parts.states import asking

Item = Mapping[str, Any]


def suggestion(item: Item, *, member: str) -> None:
    """Sentence, path, picture, points, caution, next steps."""
    reasons.head(item)
    reasons.why(item, member)
    _next_steps(item, member)
    reasons.picture(item, member, key=f"path-{member}-{item['id']}")
    st.markdown("**" + _("How the points add up") + "**")
    reasons.waterfall(item)
    with st.expander(_("Every reason, one by one")):
        reasons.reasons(item)
    st.caption(_probability(item))


def _probability(item: Item) -> str:
    if item["probability"] is None:
        return _("The weights are set by hand so far, so points rank suggestions but are no probability.")
    return _("Chance that a tie forms once they are introduced: {share}.").format(share=percent(item["probability"]))


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
