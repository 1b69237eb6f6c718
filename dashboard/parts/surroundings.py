"""The map around one organisation: what to draw, the drawing, the list beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import network
from dashboard.i18n import N_, _, plural
from dashboard.link import keep, param, start
from dashboard.menu import link
from dashboard.parts.text import badge, plain
from dashboard.words import ORGANISATIONS, kind_word, relation_word

Item = Mapping[str, Any]
MOST = {1: 60, 2: 120}
RELATIONS = {
    "partners": (N_("Partners"), "COLLABORATED_WITH"),
    "projects": (N_("Projects"), "PARTICIPATED_IN"),
    "clusters": (N_("Clusters"), "MEMBER_OF"),
    "wishes": (N_("Needs and offers"), "NEEDS,OFFERS,ABOUT"),
    "topics": (N_("Skills and sectors"), "HAS_EXPERTISE,CLASSIFIED_AS"),
    "places": (N_("Places and markets"), "LOCATED_IN,TARGETS_MARKET,SERVES_MARKET"),
}


def steps() -> int:
    """One or two steps around the centre."""
    start("steps_switch", "steps", ("1", "2"), "1")
    words = {"1": _("One step"), "2": _("Two steps")}
    picked = st.segmented_control(_("How far"), list(words), format_func=words.__getitem__, key="steps_switch", required=True)
    keep(steps="" if picked == "1" else str(picked))
    return int(str(picked))


def relations() -> str:
    """Which relations to draw; none chosen means all."""
    if "relations_pills" not in st.session_state:
        st.session_state["relations_pills"] = [name for name in param("show").split("-") if name in RELATIONS]
    picked = st.pills(_("Only these relations"), list(RELATIONS), selection_mode="multi", format_func=lambda name: _(RELATIONS[name][0]), key="relations_pills")
    keep(show="-".join(picked))
    return ",".join(RELATIONS[name][1] for name in picked)


def drawing(found: Item) -> str:
    """Draw it and return the node that is chosen, at first the centre."""
    ids = [node["id"] for node in found["nodes"]]
    chosen = param("node", ids, param("near", ids, found["centre"]))
    nodes = [
        {
            "id": node["id"],
            "label": node["name"],
            "kind": node["kind"],
            "distance": node["distance"],
            "invented": node["source"] == "illustrative" and node["kind"] in ORGANISATIONS,
            "teaser": node["view"] == "teaser",
        }
        for node in found["nodes"]
    ]
    edges = [
        {"source": edge["source"], "target": edge["target"], "label": relation_word(edge["relation"])}
        for edge in found["edges"]
        if edge["source"] != edge["target"]
    ]
    picked = network.draw(nodes, edges, centre=found["centre"], chosen=chosen, height=540, key=f"map-{found['centre']}")
    if picked in ids and picked != chosen:
        keep(node=picked)
        st.rerun()
    return chosen


def beside(found: Item, chosen: str) -> None:
    """Who is chosen, how it is tied, and everything else by kind."""
    names = {node["id"]: node for node in found["nodes"]}
    node = names[chosen]
    st.subheader(plain(node["name"]), anchor=False)
    st.markdown(badge(kind_word(node["kind"])) + (" " + badge(_("illustrative")) if node["source"] == "illustrative" else ""))
    _ways(node, found["centre"])
    _ties(found["edges"], chosen, names)
    total = len(found["nodes"]) - 1
    st.caption(
        plural("{count} neighbour is drawn.", "{count} neighbours are drawn.", total)
        + (" " + _("More are left out: choose relations.") if found["cut"] else "")
    )


def _ways(node: Item, centre: str) -> None:
    if node["kind"] not in ORGANISATIONS or node["kind"] == "cluster" or node["view"] == "teaser":
        return
    with st.container(horizontal=True):
        link("organisation", _("Profile"), icon=":material/apartment:", id=node["id"])
        if node["id"] != centre:
            link("map", _("Put in the middle"), icon=":material/center_focus_strong:", id=node["id"])
        if node["kind"] == "business":
            link("partners", _("Partners"), icon=":material/handshake:", id=node["id"])


def _ties(edges: Sequence[Item], chosen: str, names: Mapping[str, Item]) -> None:
    by_verb: dict[str, list[str]] = {}
    for edge in edges:
        if chosen in (edge["source"], edge["target"]):
            backwards = edge["target"] == chosen
            other = edge["source"] if backwards else edge["target"]
            by_verb.setdefault(relation_word(edge["relation"], backwards), []).append(names[other]["name"])
    with st.container(height=380, border=False):
        for verb, others in sorted(by_verb.items()):
            st.markdown(f"*{plain(verb)}*\n" + "\n".join(f"- {plain(name)}" for name in sorted(set(others))))
