"""The home page's parts: figures, this week's suggestions, thin profiles."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.i18n import N_, _, number
from dashboard.menu import link
from dashboard.parts.matches import badges
from dashboard.parts.states import nothing
from dashboard.parts.text import badge, plain
from dashboard.words import branch, label, title, word

Item = Mapping[str, Any]
_FIGURES = {
    "members": N_("Your members"),
    "complete_profiles": N_("With need and offer"),
    "organisations": N_("Organisations you see"),
    "countries": N_("Countries"),
    "clusters": N_("Clusters"),
}
_QUESTIONS = {
    "admin": N_("Who should meet whom this week?"),
    "manager": N_("Which of your members should meet whom this week?"),
    "adviser": N_("Which of your members should meet whom this week?"),
    "business": N_("Whom should you meet this week?"),
    "evaluator": N_("How large is the network, and how is it made?"),
}


def head(home: Item) -> None:
    """The question that the page answers, and for whom."""
    st.title(word(_QUESTIONS, home["role"]), anchor=False)
    place = label(home["organisation"]) or ", ".join(label(cluster) for cluster in home["clusters"])
    if place:
        st.caption(plain(place))


def figures(found: Sequence[Item], role: str) -> None:
    """A row of figures; who has no members is not told how many."""
    own = ("members", "complete_profiles") if role in ("business", "evaluator") else ()
    shown = [figure for figure in found if figure["key"] not in own]
    names = _FIGURES | ({"members": N_("Members of clusters")} if role == "admin" else {})
    for column, figure in zip(st.columns(max(1, len(shown))), shown, strict=False):
        column.metric(word(names, figure["key"]), number(figure["value"]))


def suggestions(found: Sequence[Item]) -> None:
    """The strongest suggestion of some members, others each week."""
    st.subheader(_("Worth an introduction"), anchor=False)
    if not found:
        nothing(_("No suggestion yet."), _("Add a need and an offer to your members' profiles, or look for partners of one business."))
        link("partners", _("Look for partners"), icon=":material/handshake:")
    for suggestion in found:
        with st.container(border=True):
            _suggestion(suggestion["member"], suggestion["match"])


def _suggestion(member: Item, match: Item) -> None:
    text, action = st.columns([5, 1.2], vertical_alignment="center")
    marks = " ".join(badge(mark, "green" if tone == "good" else "gray") for mark, tone in badges(match))
    place = " · ".join(plain(fact) for fact in (branch(match), label(match["country"])) if fact)
    pair = f"**{plain(member['name'])}** ↔ **{plain(title(match))}**"
    text.markdown(f"{pair}   {marks}  \n:gray[{place}]  \n{plain(match['explanation'])}")
    with action:
        link("partners", _("See why"), icon=":material/arrow_forward:", id=member["id"], match=match["id"], sector="other")


def incomplete(found: Sequence[Item]) -> None:
    """Members whose suggestions stay weak."""
    if not found:
        return
    st.subheader(_("Profiles to complete"), anchor=False)
    st.markdown(_("Without a need and an offer, nothing good can be suggested. Ask these members for theirs:"))
    with st.container(horizontal=True):
        for member in found:
            link("organisation", plain(member["name"]), icon=":material/edit_note:", id=member["id"])


def method() -> None:
    """The way on for who sees no single member."""
    st.markdown(_("You see figures, never single members. How suggestions are made, from which data, and who sees what:"))
    link("method", _("How suggestions are made"), icon=":material/rule:")


def honest(illustrative: bool) -> None:
    """Says that invented businesses are among the real ones."""
    if illustrative:
        st.caption(_("Businesses marked *illustrative* are invented for this demonstration. Organisations from CORDIS are real, with real facts only."))
