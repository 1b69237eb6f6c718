"""Widgets that choose: a member by searching, where to look, how near or far."""

from collections.abc import Mapping

import streamlit as st

from api.client import JSON
from dashboard import session
from dashboard.i18n import N_, _, language, number
from dashboard.link import keep, param, start
from dashboard.parts.states import asking
from dashboard.words import label, title

SCOPES = {"any": N_("Anywhere"), "national": N_("Same country"), "international": N_("Another country")}
SECTORS = {"any": N_("All sectors"), "other": N_("Another sector"), "same": N_("Same sector")}
DISTANCES = {"0": N_("very near"), "0.25": N_("near"), "0.5": N_("middle"), "0.75": N_("far"), "1": N_("very far")}
_LISTED = 200


def organisation(caller: JSON, *, kind: str = "business") -> str:
    """The organisation the page is about: the caller's own, or one chosen from the list or by typing a part of its name."""
    if caller["role"] == "business":
        keep(id=param("id") or caller["organisation"]["id"])
    names = _names(caller, kind)
    typed = st.session_state.get("typed", "")
    chosen = param("id")
    options = [*dict.fromkeys([*([chosen] if chosen in names else []), *names])]
    if st.session_state.get("chosen") not in options:
        st.session_state["chosen"] = chosen if chosen in names else next(iter(options), None)
    picked = st.selectbox(
        _("Business") if kind else _("Organisation"),
        options,
        format_func=lambda id: names.get(id, id),
        key="chosen",
        placeholder=_("Type a name and press Enter"),
        accept_new_options=True,
        on_change=_typed,
        args=(kind,),
        help=_("Choose from the list, or type a part of any name in the network and press Enter."),
    )
    if typed:
        st.caption(_search_note(typed, len(st.session_state.get("hits", {}))))
    keep(id=str(picked or ""))
    return str(picked or "")


def _search_note(typed: str, hits: int) -> str:
    if not hits:
        return _("Nothing is called “{typed}”. Try a shorter part of the name.").format(typed=typed)
    return _("{count} found for “{typed}”: choose in the list.").format(count=number(hits), typed=typed)


def _names(caller: JSON, kind: str) -> dict[str, str]:
    """What can be chosen, by id: what was searched for, else the caller's members, and always what the link names."""
    names: dict[str, str] = dict(st.session_state.get("hits") or {}) or _members(caller, kind)
    linked = param("id")
    if linked and linked not in names:
        with asking(_("Looking the organisation up …")):
            found = session.client().organisation(linked, lang=language())
        names[linked] = _named(found)
    return names


def _members(caller: JSON, kind: str) -> dict[str, str]:
    clusters = [cluster["id"] for cluster in caller["clusters"]]
    sources = [{"cluster": id} for id in clusters] or [{"source": "illustrative"}, {"source": "upload"}, {"source": "cordis"}]
    names: dict[str, str] = {}
    for source in sources:
        if names and not clusters:
            break
        with asking(_("Fetching the members …")):
            page = session.client().organisations(kind=kind, limit=_LISTED, lang=language(), **source)
        names |= _profiles(page)
    return names


def _profiles(page: JSON) -> dict[str, str]:
    return {found["id"]: _named(found) for found in page["items"] if found["view"] == "profile"}


def _named(found: Mapping[str, object]) -> str:
    place = label(found.get("country"))  # type: ignore[arg-type]
    return f"{title(found)} · {place}" if place else title(found)


def _typed(kind: str) -> None:
    value = st.session_state.get("chosen") or ""
    known = {**_session_names(), param("id"): ""}
    if value in known or ":" in value:
        st.session_state["typed"] = ""
        keep(id=value)
        return
    with asking(_("Searching …")):
        hits = _profiles(session.client().organisations(value, kind=kind, limit=50, lang=language()))
    st.session_state["typed"], st.session_state["hits"] = value, hits
    first = next(iter(hits), param("id"))
    st.session_state["chosen"] = first or None
    keep(id=first)


def _session_names() -> dict[str, str]:
    found: dict[str, str] = st.session_state.get("hits") or {}
    return found


def scope() -> str:
    """Anywhere, same country, another country."""
    return _switch(_("Where"), "scope", SCOPES)


def sector() -> str:
    """All sectors, another, the same."""
    return _switch(_("Sector"), "sector", SECTORS)


def _switch(title: str, name: str, words: Mapping[str, str]) -> str:
    start(f"{name}_switch", name, words, "any")
    picked = st.segmented_control(title, list(words), format_func=lambda code: _(words[code]), key=f"{name}_switch", required=True)
    keep(**{name: str(picked)})
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
    keep(distance=str(picked))
    return float(picked)


def need() -> str:
    """A need in free text; it is sent to the API, but never into the address."""
    return st.text_input(
        _("… or describe a need in your own words"),
        key="need",
        max_chars=2000,
        placeholder=_("For example: we look for packaging without plastic"),
        help=_("English, German or French. The text is not stored."),
    ).strip()


def country(member: str) -> str:
    """The country a need is asked from: the chosen member's."""
    if not member:
        return ""
    with asking(_("Looking the organisation up …")):
        found = session.client().organisation(member, lang=language())
    return str((found["country"] or {"id": ""})["id"]).removeprefix("country:")
