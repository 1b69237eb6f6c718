"""Why two organisations should meet: the sentence, the path in words and as a picture, the points, and what speaks against it."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import network
from dashboard.i18n import _, signed
from dashboard.parts.matches import badges
from dashboard.parts.text import badge, plain
from dashboard.words import FAMILIES, branch, label, relation_word, title, word

Item = Mapping[str, Any]
_ROWS = 3


def head(item: Item) -> None:
    """Name, marks and place of a suggestion."""
    st.subheader(plain(title(item)), anchor=False)
    tones = {"good": "green", "invented": "gray", "": "gray"}
    facts = [plain(fact) for fact in (branch(item), label(item["country"])) if fact]
    st.markdown(" · ".join(facts) + "   " + " ".join(badge(text, tones[tone]) for text, tone in badges(item)))


def why(item: Item) -> None:
    """The sentence, the strongest path in words, and what to watch out for."""
    st.markdown(plain(item["explanation"]))
    if paths := _paths(item):
        st.markdown(chips(paths[0], item["names"]))
    if item["watch_out"]:
        st.markdown(badge(_("Watch out"), "orange") + " " + plain(item["watch_out"]))


def _paths(item: Item) -> list[Sequence[Item]]:
    """Paths of the strongest reasons, read towards the suggestion; those that reach it come first."""
    parts = sorted((part for part in item["evidence"] if part["path"] and part["points"] > 0), key=lambda part: -part["points"])
    paths = [part["path"][::-1] if steps(part["path"])[0] == item["id"] else part["path"] for part in parts]
    return sorted(paths, key=lambda path: steps(path)[-1] != item["id"])[:_ROWS]


def chips(path: Sequence[Item], names: Mapping[str, str]) -> str:
    """A path as a line of Markdown: names as badges, relations as verbs in the direction of reading."""
    ids = steps(path)
    verbs = [plain(relation_word(edge["relation"], edge["source"] != at)) for edge, at in zip(path, ids, strict=False)]
    return " → ".join([_chip(ids[0], names), *(f"*{verb}* {_chip(id, names)}" for verb, id in zip(verbs, ids[1:], strict=True))])


def _chip(id: str, names: Mapping[str, str]) -> str:
    kind = id.partition(":")[0]
    return badge(names.get(id, id), "orange" if kind in ("need", "offer") else "green" if kind == "business" else "gray")


def _first(path: Sequence[Item]) -> str:
    """Where the reading starts: the end of the first edge that the second does not share."""
    first = path[0]
    if len(path) > 1 and first["source"] in (path[1]["source"], path[1]["target"]):
        return str(first["target"])
    return str(first["source"])


def picture(item: Item, *, key: str) -> None:
    """The paths of the strongest reasons as one small graph, each on its row, read from left to right."""
    paths = _paths(item)
    if not paths:
        return
    edges = {(edge["source"], edge["relation"], edge["target"]): edge for path in paths for edge in path}
    drawn = [{"source": edge["source"], "target": edge["target"], "label": relation_word(edge["relation"])} for edge in edges.values()]
    names, invented = item["names"], item["id"] if item["source"] == "illustrative" else ""
    nodes = [
        {"id": id, "label": names.get(id, id), "kind": id.partition(":")[0], "distance": 1, "invented": id == invented, **place}
        for id, place in _places(paths).items()
    ]
    network.draw(nodes, drawn, centre=steps(paths[0])[0], placed=True, height=90 + 80 * len(paths), key=key)


def _places(paths: Sequence[Sequence[Item]]) -> dict[str, dict[str, float | bool]]:
    """Both ends stand at the sides in the middle; a path that does not join them stays between them."""
    left, *_between, right = steps(paths[0])
    places: dict[str, dict[str, float | bool]] = {}
    for row, path in enumerate(paths):
        ids = steps(path)
        start, end = (0.0 if ids[0] == left else 0.25), (1.0 if ids[-1] == right else 0.75)
        for step, id in enumerate(ids):
            height = 0.5 if id in (left, right) else (row + 1) / (len(paths) + 1)
            across = start + (end - start) * step / len(path)
            places.setdefault(id, {"x": across, "y": height, "room": (end - start) / len(path), "above": step % 2 == 1})
    return places


def steps(path: Sequence[Item]) -> list[str]:
    """The ids along a path, in the order of reading."""
    at = _first(path)
    ids = [at]
    for edge in path:
        at = edge["target"] if edge["source"] == at else edge["source"]
        ids.append(at)
    return ids


def waterfall(item: Item) -> None:
    """How the points add up, reason family by reason family."""
    sums: dict[str, float] = {}
    for part in item["evidence"]:
        sums[part["family"]] = sums.get(part["family"], 0.0) + float(part["points"])
    parts = [(family, points) for family, points in sorted(sums.items(), key=lambda pair: (pair[0] != "base", -pair[1])) if abs(points) >= 0.005]
    st.altair_chart(_bars(_levels(parts, float(item["score"]))), width="stretch", height=34 * (len(parts) + 1) + 20)


def _levels(parts: Sequence[tuple[str, float]], score: float) -> pd.DataFrame:
    rows, level = [], 0.0
    for family, points in parts:
        tone = "base" if family == "base" else "for" if points > 0 else "against"
        rows.append((word(FAMILIES, family), level, level + points, signed(points, 2), tone))
        level += points
    rows.append((_("Score"), 0.0, score, signed(score, 2), "sum"))
    return pd.DataFrame(rows, columns=["step", "start", "end", "points", "tone"])


def _bars(table: pd.DataFrame) -> alt.LayerChart | alt.FacetChart:
    table = table.assign(right=table[["start", "end"]].max(axis=1))
    dark = st.context.theme.type == "dark"
    colours = ["#8896a0", "#4fc3b5" if dark else "#0f6e66", "#e8a24c" if dark else "#b45309", "#aab6bd" if dark else "#3d4a51"]
    axis = alt.Axis(title=None, labelLimit=180, ticks=False, domain=False, labelFontSize=13)
    base = alt.Chart(table).encode(y=alt.Y("step:N", sort=list(table["step"]), axis=axis))
    bars = base.mark_bar(height=14, cornerRadius=2).encode(
        x=alt.X("start:Q", axis=alt.Axis(title=None, labels=False, ticks=False, grid=False, domain=False)),
        x2="end:Q",
        color=alt.Color("tone:N", scale=alt.Scale(domain=["base", "for", "against", "sum"], range=colours), legend=None),
        tooltip=[alt.Tooltip("step:N", title=_("Reason")), alt.Tooltip("points:N", title=_("Points"))],
    )
    texts = base.mark_text(align="left", dx=6, fontSize=12, color="#e6ebed" if dark else "#1d262b").encode(x="right:Q", text="points:N")
    return alt.layer(bars, texts)


def reasons(item: Item) -> None:
    """Each reason as a sentence with its points, the strongest first."""
    for part in sorted(item["evidence"], key=lambda part: -part["points"]):
        if part["text"]:
            st.markdown(f"{badge(signed(part['points'], 2), 'green' if part['points'] > 0 else 'orange')} {plain(part['text'])}")
