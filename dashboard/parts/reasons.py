"""Why two organisations should meet: the sentence, the path in words and as a picture, the points, and what speaks against it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import network
from dashboard.i18n import _, signed
from dashboard.parts.matches import badges
from dashboard.parts.text import badge, plain
from dashboard.parts.trails import Step, trail
from dashboard.words import FAMILIES, ORGANISATIONS, branch, label, relation_word, title, word

Item = Mapping[str, Any]
_ROWS = 3
_VISIBLE = 0.005


def head(item: Item) -> None:
    """Name, marks and place of a suggestion."""
    st.subheader(plain(title(item)), anchor=False)
    tones = {"good": "green", "invented": "gray", "": "gray"}
    facts = [plain(fact) for fact in (branch(item), label(item["country"])) if fact]
    st.markdown(" · ".join(facts) + "   " + " ".join(badge(text, tones[tone]) for text, tone in badges(item)))


def why(item: Item, member: str) -> None:
    """The sentence, the strongest path in words, and what to watch out for."""
    st.markdown(plain(item["explanation"]))
    if trails := best(item, member):
        st.markdown(chips(trails[0], item["names"]))
    if item["watch_out"]:
        st.markdown(badge(_("Watch out"), "orange") + " " + plain(item["watch_out"]))


def best(item: Item, member: str) -> list[list[Step]]:
    """Trails of the strongest reasons; those that lead from the member to the suggestion come first."""
    parts = sorted((part for part in item["evidence"] if part["path"] and part["points"] > 0), key=lambda part: -part["points"])
    trails = [trail(part["path"], member, item["id"]) for part in parts]
    return sorted(trails, key=lambda steps: (steps[0].id == member) + (steps[-1].id == item["id"]), reverse=True)[:_ROWS]


def chips(steps: Sequence[Step], names: Mapping[str, str]) -> str:
    """A trail as a line of Markdown: names as badges, relations as verbs in the direction of reading."""
    return " → ".join(f"*{plain(step.verb)}* {_chip(step.id, names)}" if step.verb else _chip(step.id, names) for step in steps)


def _chip(id: str, names: Mapping[str, str]) -> str:
    kind = id.partition(":")[0]
    return badge(names.get(id, id), "orange" if kind in ("need", "offer") else "green" if kind == "business" else "gray")


def picture(item: Item, member: str, *, key: str) -> None:
    """The trails of the strongest reasons as one small graph, each on its row, read from left to right."""
    trails = best(item, member)
    if not trails:
        return
    names = item["names"]
    nodes = [
        {
            "id": id,
            "label": names.get(id, id),
            "kind": id.partition(":")[0],
            "distance": 1,
            "invented": id in item["invented"] and id.partition(":")[0] in ORGANISATIONS,
            **place,
        }
        for id, place in _places(trails, member, item["id"]).items()
    ]
    network.draw(nodes, _edges(trails), centre=member or trails[0][0].id, placed=True, height=100 + 85 * len(trails), key=key)


def _edges(trails: Sequence[Sequence[Step]]) -> list[dict[str, object]]:
    """Each relation once, in its own direction; what is only close in meaning is dashed."""
    found: dict[tuple[str, str, str], dict[str, object]] = {}
    for before, step in (pair for steps in trails for pair in pairwise(steps)):
        source, target = (step.edge["source"], step.edge["target"]) if step.edge else (before.id, step.id)
        verb = relation_word(step.edge["relation"]) if step.edge else _("close in meaning")
        found[source, verb, target] = {"source": source, "target": target, "label": verb, "meant": step.edge is None}
    return list(found.values())


def _places(trails: Sequence[Sequence[Step]], left: str, right: str) -> dict[str, dict[str, float | bool]]:
    """Both ends stand at the sides in the middle; a trail that does not reach them stays between them."""
    places: dict[str, dict[str, float | bool]] = {}
    for row, steps in enumerate(trails):
        start, end = (0.0 if steps[0].id == left else 0.25), (1.0 if steps[-1].id == right else 0.75)
        stride = (end - start) / (len(steps) - 1)
        for at, step in enumerate(steps):
            height = 0.5 if step.id in (left, right) else (row + 1) / (len(trails) + 1)
            above = row == 0 if len(trails) > 1 and 0 < at < len(steps) - 1 else at % 2 == 1
            room = (0.95 if len(trails) > 1 else 1.7) * stride
            places.setdefault(step.id, {"x": start + at * stride, "y": height, "room": room, "reach": stride, "above": above})
    return places


def waterfall(item: Item) -> None:
    """How the points add up, reason family by reason family."""
    sums: dict[str, float] = {}
    for part in item["evidence"]:
        sums[part["family"]] = sums.get(part["family"], 0.0) + float(part["points"])
    parts = [(family, points) for family, points in sorted(sums.items(), key=lambda pair: (pair[0] != "base", -pair[1])) if abs(points) >= _VISIBLE]
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
        if part["text"] and abs(part["points"]) >= _VISIBLE:
            st.markdown(f"{badge(signed(part['points'], 2), 'green' if part['points'] > 0 else 'orange')} {plain(part['text'])}")
