"""The drawing of a small network: around one organisation, or along the paths of one suggestion."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from dashboard.i18n import _
from dashboard.words import kind_word

_HTML = Path(__file__).with_name("network.html").read_text(encoding="utf-8")
MOST = 150
Element = Mapping[str, Any]


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("crossmatch.network", html=_HTML, css="network.css", js="network.js")


def draw(nodes: Sequence[Element], edges: Sequence[Element], *, centre: str, placed: bool = False, chosen: str = "", height: int = 460, key: str) -> str:
    """Draw and return the id of the node picked by a click, empty if none was.

    A node has id, label, kind, distance and, where true, `invented` or `teaser`; an edge source, target and label. `placed` nodes
    bring x, y, `room` for the name and `reach` to the next (shares of the frame) and where true `above`; others are arranged around `centre`. At most 150.
    """
    data = {
        "mode": "path" if placed else "ego",
        "nodes": list(nodes)[:MOST],
        "edges": list(edges),
        "centre": centre,
        "chosen": chosen,
        "height": height,
        "legend": _legend(nodes),
        "words": _words(),
        "file": "crossmatch",
    }
    answer = _component()(data=data, key=key, on_picked_change=lambda: None)
    return str(answer.get("picked") or "")


def _legend(nodes: Sequence[Element]) -> list[dict[str, Any]]:
    kinds = sorted({str(node["kind"]) for node in nodes})
    entries: list[dict[str, Any]] = [{"kind": kind, "label": kind_word(kind)} for kind in kinds]
    if any(node.get("invented") for node in nodes):
        entries.append({"kind": "business", "label": _("illustrative (invented)"), "dashed": True})
    return entries


def _words() -> dict[str, str]:
    return {
        "closer": _("Zoom in"),
        "farther": _("Zoom out"),
        "fit": _("Show all"),
        "picture": _("Save as picture"),
        "picture_of": _("Picture of the network; the list beside it says the same in words"),
    }
