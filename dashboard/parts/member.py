"""Chooses the organisation a page is about: by searching a name, or from the caller's members."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from api.client import JSON, ApiProblem
from dashboard import session
from dashboard.i18n import _, language, plural
from dashboard.link import keep, param
from dashboard.parts.states import asking
from dashboard.words import label, title

_LISTED, _FOUND = 200, 50
Names = dict[str, str]


def choose(caller: JSON, *, kind: str = "") -> str:
    """Two fields, search and list; returns the id, which the link keeps, or nothing if there is nobody to choose."""
    own = caller["organisation"] if caller["role"] == "business" else None
    if own and kind:
        return _only(own)
    if own and not param("id"):
        keep(id=own["id"])
    search, listed = st.columns([2, 3], vertical_alignment="bottom")
    with search:
        typed = st.text_input(_("Search by name"), key="search", icon=":material/search:", placeholder=_("Part of a name"), on_change=_forget).strip()
    with asking(_("Searching …")):
        names = _found(typed, kind) if typed else _members(caller, kind)
        names = _linked(kind, names) | names
    with listed:
        return _pick(names, typed, kind)


def _only(own: JSON) -> str:
    st.selectbox(_("Business"), [own["name"]], disabled=True)
    keep(id=own["id"])
    return str(own["id"])


def _pick(names: Names, typed: str, kind: str) -> str:
    linked = param("id")
    st.session_state["listed"] = linked if linked in names else next(iter(names), None)
    name = _("Business") if kind else _("Organisation")
    heading = plural("{count} found", "{count} found", len(names)) if typed else name
    picked = st.selectbox(heading, list(names), format_func=names.__getitem__, key="listed", placeholder=_("Nothing has this name"), on_change=_follow)
    keep(id=str(picked or ""))
    return str(picked or "")


def _follow() -> None:
    keep(id=str(st.session_state["listed"] or ""), match="", node="")


def _forget() -> None:
    keep(id="", match="", node="")


def _found(typed: str, kind: str) -> Names:
    return _profiles(session.client().organisations(typed, kind=kind, limit=_FOUND, lang=language()))


def _members(caller: JSON, kind: str) -> Names:
    """Members of the caller's clusters; who has no cluster gets the first source that holds anybody."""
    client, lang = session.client(), language()
    names: Names = {}
    for cluster in caller["clusters"]:
        names |= _profiles(client.organisations(kind=kind, cluster=cluster["id"], limit=_LISTED, lang=lang))
    for source in () if caller["clusters"] else ("illustrative", "upload", "cordis"):
        names = names or _profiles(client.organisations(kind=kind, source=source, limit=_LISTED, lang=lang))
    return names


def _linked(kind: str, names: Names) -> Names:
    """The organisation that the link names, where it is not listed anyway; of another kind, or gone, it is let go."""
    linked = param("id")
    if not linked or linked in names:
        return {}
    try:
        found = session.client().organisation(linked, lang=language())
    except ApiProblem as problem:
        if problem.status not in (404, 422):
            raise
        st.warning(_("Nothing you may see has the id of this link. Choose another organisation."), icon=":material/link_off:")
        found = {"id": "", "kind": ""}
    if not found["id"] or (kind and found["kind"] != kind):
        keep(id="")
        return {}
    return {linked: _named(found)}


def _profiles(page: JSON) -> Names:
    return {found["id"]: _named(found) for found in page["items"] if found["view"] == "profile"}


def _named(found: Mapping[str, Any]) -> str:
    place = label(found.get("country"))
    return f"{title(found)} · {place}" if place else title(found)


def country(member: str) -> str:
    """The country a need is asked from: the chosen member's."""
    if not member:
        return ""
    with asking(_("Searching …")):
        found = session.client().organisation(member, lang=language())
    return str((found["country"] or {"id": ""})["id"]).removeprefix("country:")
