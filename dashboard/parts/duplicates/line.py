"""The line of pairs: how far it is, which pair is looked at, and the answer to it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.i18n import N_, _, language, number, percent, plural
from dashboard.link import keep, param, start
from dashboard.parts.duplicates.words import certain
from dashboard.parts.states import asking, nothing
from dashboard.parts.text import plain

Item = Mapping[str, Any]
STATES = {"open": N_("Waiting"), "decided": N_("Decided")}
_LAST, _PICKED = "duplicates.last", "duplicates.pair"


def state() -> str:
    """Waiting pairs, or those that were decided."""
    start("duplicates_state", "pairs", STATES, "open")
    with st.container(width="content"):  # where there is little room its two halves stand below each other instead of being cut
        picked = st.segmented_control(_("Pairs"), list(STATES), format_func=lambda code: _(STATES[code]), key="duplicates_state", required=True)
    keep(pairs="" if picked == "open" else str(picked))
    return str(picked)


def progress(counts: Item) -> None:
    """How many are done, and how many the rule did by itself."""
    done = counts["same"] + counts["apart"]
    total = done + counts["open"]
    said = _("{done} of {all} decided by people").format(done=number(done), all=number(total))
    if total:
        st.progress(done / total, text=said)
    if counts["by_rule"]:
        said = plural(
            "{count} clear pair was merged by rule; each can be undone.", "{count} clear pairs were merged by rule; each can be undone.", counts["by_rule"]
        )
        st.caption(said)


def last() -> None:
    """What was decided just now, with the way back."""
    done: Item | None = st.session_state.get(_LAST)
    if not done:
        return
    names = " ↔ ".join(plain(record["name"]) for record in done["records"])
    said = _("One business: {names}") if done["state"] == "same" else _("Two businesses: {names}")
    text, back = st.columns([5, 1], vertical_alignment="center")
    text.success(said.format(names=names), icon=":material/check:")
    with back:
        if st.button(_("Undo"), key="duplicates_undo_last", icon=":material/undo:", width="stretch"):
            undo(done["id"])


def choose(found: Sequence[Item], which: str) -> Item | None:
    """The pair to look at: the link's, else the first."""
    if not found:
        _empty(which)
        return None
    by_id = {pair["id"]: pair for pair in found}
    linked = param("pair")
    st.session_state[_PICKED] = linked if linked in by_id else found[0]["id"]
    heading = plural("{count} pair", "{count} pairs", len(found))
    picked = st.selectbox(heading, list(by_id), format_func=lambda id: _named(by_id[id]), key=_PICKED, on_change=_follow)
    return by_id[picked]


def _follow() -> None:
    keep(pair=str(st.session_state[_PICKED] or ""))


def _named(pair: Item) -> str:
    chance = f" · {percent(certain(pair))}" if pair["probability"] is not None and pair["state"] == "open" else ""
    return " ↔ ".join(record["name"] for record in pair["records"]) + chance


def search(caller: Item) -> None:
    """An administrator has all lists compared; it is background work."""
    if caller.get("role") != "admin":
        return
    if st.button(_("Compare all lists now"), key="duplicates_search", icon=":material/sync:"):
        with asking(_("Writing it down …")):
            begun = session.client().search_duplicates(lang=language())["begun"]
        st.toast(_("The lists are compared in the background. Look again in a minute.") if begun else _("The lists are being compared already."))


def _empty(which: str) -> None:
    if which == "open":
        nothing(
            _("No pair waits for you."), _("Pairs come after new lists, when the administrator has all lists compared: here, or with `crossmatch duplicates`.")
        )
    else:
        nothing(_("Nothing was decided yet."), _("What you decide, and what the rule decides, stands here and can be undone."))


def answer(pair: Item, following: str) -> None:
    """The question, and three answers to it; `following` is the pair behind this one."""
    names = {record["id"]: f"{record['name']} ({number(place)})" for place, record in enumerate(pair["records"], 1)}
    stays = st.radio(_("If they are one: which record should count?"), list(names), format_func=names.__getitem__, key=f"stays-{pair['id']}", horizontal=True)
    with st.container(horizontal=True):
        if st.button(_("Same business"), key="duplicates_same", type="primary", icon=":material/merge:"):
            _decide(pair, following, same=True, stays=str(stays))
        if st.button(_("Different businesses"), key="duplicates_apart", icon=":material/call_split:"):
            _decide(pair, following, same=False)
        if st.button(_("Decide later"), key="duplicates_later", icon=":material/skip_next:", disabled=not following):
            keep(pair=following)
            st.rerun()
    st.caption(_("Nothing is deleted: both records stay as they are, only counts take them for one. You can undo it at any time."))


def _decide(pair: Item, following: str, *, same: bool, stays: str = "") -> None:
    with asking(_("Writing it down …")):
        st.session_state[_LAST] = session.client().decide_duplicate(pair["id"], same=same, stays=stays, lang=language())
    keep(pair=following)
    st.rerun()


def taken_back(pair: Item) -> None:
    """Which record counts, and the way back."""
    if pair["state"] == "same":
        stays = next(record["name"] for record in pair["records"] if record["id"] == pair["stays"])
        st.caption(_("Counted as {name}.").format(name=plain(stays)))
    if st.button(_("Undo"), key="duplicates_undo", icon=":material/undo:"):
        undo(pair["id"])


def undo(id: str) -> None:
    """Take a decision back; the pair waits again."""
    with asking(_("Writing it down …")):
        session.client().undo_duplicate(id, lang=language())
    st.session_state[_LAST] = None
    keep(pair="")
    st.rerun()
