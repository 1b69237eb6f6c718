"""An organisation in words: facts, needs and offers, projects, history, services that fit."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.i18n import _, day, euro, listed, number, plural
from dashboard.parts.text import badge, plain
from dashboard.words import BASES, CREATIVE, HAPPENINGS, LANGUAGE_NAMES, PARTICIPATION, SIZES, SOURCES, branch, kind_word, label, title, word

Item = Mapping[str, Any]
_HISTORY = 12


def head(profile: Item) -> None:
    """Name, kind, place and whether it is invented."""
    st.title(plain(title(profile)), anchor=False)
    place = [fact for fact in (profile["city"], label(profile["country"])) if fact]
    facts = [kind_word(profile["kind"]), branch(profile), ", ".join(place)]
    invented = badge(_("illustrative")) if profile["source"] == "illustrative" else ""
    st.markdown(" · ".join(plain(fact) for fact in facts if fact) + f"   {invented}")


def facts(profile: Item) -> None:
    """What is known, from where, on which basis; what is unknown is left away."""
    st.subheader(_("What we know"), anchor=False)
    rows = {
        _("Sector"): label(profile["sector"]) or label(profile["section"]),
        _("Field of research"): label(profile["field"]),
        _("Creative industry"): word(CREATIVE, profile["creative"]),
        _("Region"): label(profile["region"]),
        _("Size"): word(SIZES, profile["size"]) if profile["size"] else "",
        _("Founded"): str(profile["founded"] or ""),
        _("Works in"): listed([word(LANGUAGE_NAMES, code) for code in profile["languages"]]),
        _("Member of"): listed([label(cluster) for cluster in profile["clusters"]]),
        _("Skills and topics"): listed([label(topic) for topic in profile["expertise"]]),
        _("Markets"): listed([label(market) for market in profile["markets"]]),
        _("Known partners"): number(profile["partner_count"]) if profile["partner_count"] else "",
        _("Source"): word(SOURCES, profile["source"]) if profile["source"] else "",
        _("Legal basis"): word(BASES, profile["basis"]) if profile["basis"] else "",
        _("Declared on"): day(profile["updated"]) if profile["updated"] else "",
    }
    st.markdown("\n".join("- " + _("{name}: {value}").format(name=plain(name), value=f"**{plain(value)}**") for name, value in rows.items() if value))
    if not profile["contactable"]:
        st.caption(_("It cannot be contacted through Crossmatch: it has not agreed to that."))


def wishes(profile: Item) -> None:
    """What it looks for and brings; an organisation of a public register is not blamed for having neither."""
    if profile["kind"] != "business" and not profile["needs"] and not profile["offers"]:
        return
    pieces(profile["needs"], _("Looks for"), _("No need is known: suggestions stay weak."))
    pieces(profile["offers"], _("Brings"), _("No offer is known: suggestions stay weak."))


def pieces(found: Sequence[Item], heading: str, empty: str) -> None:
    """Needs or offers with their topics."""
    st.subheader(heading, anchor=False)
    if not found:
        st.caption(empty)
    for piece in found:
        topics = " ".join(badge(label(topic)) for topic in piece["about"] if label(topic) != piece["name"])
        text = piece["text"] if piece["text"] and piece["text"] != piece["name"] else ""
        st.markdown(f"**{plain(piece['name'])}** {topics}" + (f"  \n{plain(text)}" if text else ""))


def projects(profile: Item) -> None:
    """Projects, the newest first."""
    st.subheader(_("Projects"), anchor=False)
    if not profile["projects"]:
        st.caption(_("No project is known."))
        return
    rows = [
        (found["name"], word(PARTICIPATION, found["role"]) if found["role"] else "", day(found["start"]), euro(found["funding"]) if found["funding"] else "")
        for found in profile["projects"]
    ]
    table = pd.DataFrame(rows, columns=[_("Project"), _("Role"), _("Start"), _("Funding")])
    right = {_("Funding"): st.column_config.TextColumn(alignment="right")}
    st.dataframe(table, hide_index=True, column_config=right, width="stretch", height=min(38 + 35 * len(rows), 320))
    if profile["project_count"] > len(rows):
        st.caption(_("The newest {shown} of {all}.").format(shown=number(len(rows)), all=number(profile["project_count"])))


def history(profile: Item) -> None:
    """What the ledger knows, the newest first."""
    st.subheader(_("History"), anchor=False)
    if not profile["history"]:
        st.caption(_("Nothing has happened yet, or you may not see it."))
        return
    lists = [entry for entry in profile["history"] if entry["happening"] == "shown"]
    happened = [entry for entry in profile["history"] if entry["happening"] != "shown"]
    others = dict.fromkeys("- " + _("{name}: {value}").format(name=day(entry["on"]), value=plain(_happened(entry))) for entry in happened)
    st.markdown("\n".join([*others][:_HISTORY]))
    if lists:
        st.caption(plural("Lately shown in {count} list.", "Lately shown in {count} lists.", len(lists)))


def _happened(entry: Item) -> str:
    about = label(entry["about"])
    return word(HAPPENINGS, entry["happening"]) + (f" ({about})" if about else "")


def services(items: Sequence[Item]) -> None:
    """Services that fit, each with its reason."""
    st.subheader(_("Services that fit"), anchor=False)
    if not items:
        st.caption(_("No service fits today. A clearer need would help to find one."))
    for item in items:
        marks = badge(_("illustrative")) if item["source"] == "illustrative" else ""
        st.markdown(f"**{plain(title(item))}** · {plain(label(item['country']))} {marks}  \n{plain(item['explanation'])}")


def quoted(text: str) -> str:
    """The organisation's own words."""
    return f"> {plain(text)}"
