"""Why two organisations should meet: the sentence, the path in words and as a picture, what speaks against it, reason by reason."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import streamlit as st

from dashboard import network
from dashboard.i18n import _, signed
from dashboard.parts.matches import badges, counter
from dashboard.parts.text import badge, plain
from dashboard.parts.trails import Step, trail
from dashboard.words import FAMILIES, ORGANISATIONS, branch, label, relation_word, title, word

Item = Mapping[str, Any]
_ROWS = 3
VISIBLE = 0.005


def head(item: Item) -> None:
    """Name, marks and place of a suggestion."""
    st.subheader(plain(title(item)), anchor=False)
    tones = {"good": "green", "invented": "gray", "": "gray"}
    facts = [plain(fact) for fact in (branch(item), label(item["country"])) if fact]
    st.markdown(" · ".join(facts) + "   " + " ".join(badge(text, tones[tone]) for text, tone in badges(item)))


def why(item: Item, member: str) -> None:
    """The sentence, the strongest path in words, what to watch out for, and how much hangs on the strongest reason."""
    st.markdown(plain(item["explanation"]))
    if trails := best(item, member):
        st.markdown(chips(trails[0], item["names"]))
    lines = ((_("Watch out"), "orange", item["watch_out"]), (_("Counter-check"), "gray", counter(item)), (_("Still unknown"), "gray", item["missing"]))
    st.markdown("  \n".join(f"{badge(name, colour)} {plain(text)}" for name, colour, text in lines if text))


def best(item: Item, member: str) -> list[list[Step]]:
    """Trails of the strongest reasons, one for each family: those that lead from the member to the suggestion, or else what there is."""
    trails = [trail(reason["path"], member, item["id"]) for reason in item["reasons"] if reason["path"] and reason["points"] > 0]
    whole = [steps for steps in trails if steps[0].id == member and steps[-1].id == item["id"]]
    return (whole or sorted(trails, key=lambda steps: steps[-1].id == item["id"], reverse=True))[:_ROWS]


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


def reasons(item: Item) -> None:
    """Each family of reasons in one line: its points, its name, and what the signal says that says it best."""
    for reason in item["reasons"]:
        if reason["family"] != "base" and abs(reason["points"]) >= VISIBLE:
            mark = badge(signed(reason["points"]), "green" if reason["points"] > 0 else "orange")
            st.markdown(f"{mark} **{plain(word(FAMILIES, reason['family']))}**  \n{plain(reason['text'])}")


def signals(item: Item) -> None:
    """Every signal with its own points, the base included: all that the score is the sum of."""
    for part in sorted(item["evidence"], key=lambda part: -part["points"]):
        if part["text"] and abs(part["points"]) >= VISIBLE:
            named = f"**{plain(part['name'])}** " if part["name"] else ""
            st.markdown(f"{badge(signed(part['points'], 2), 'green' if part['points'] > 0 else 'orange')} {named}{plain(part['text'])}")
    st.caption(_("Together, with the starting point: a score of {score}.").format(score=signed(float(item["score"]), 2)))
