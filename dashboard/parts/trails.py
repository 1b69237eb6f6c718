"""Puts the edges of a reason in the order of reading: from the business asked about to the one suggested."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.i18n import _
from dashboard.words import relation_word

Edge = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A node of a trail and the verb that leads to it; `edge` is None at the start, and where only the meaning is close."""

    id: str
    verb: str = ""
    edge: Edge | None = None


def trail(edges: Sequence[Edge], start: str, end: str) -> list[Step]:
    """Steps from `start` to `end` as far as the edges reach; what lies apart is joined as close in meaning."""
    ids = {edge[side] for edge in edges for side in ("source", "target")}
    ahead, rest = _walk(edges, start if start in ids or end in ids else _loose(edges))
    behind, _left = _walk(rest, end)
    if not behind:
        return _named(ahead)
    backwards = [id for id, _edge in reversed(behind)]
    links = [edge for _id, edge in reversed(behind[1:])]
    return _named([*ahead, (backwards[0], None), *zip(backwards[1:], links, strict=True)])


def _walk(edges: Sequence[Edge], at: str) -> tuple[list[tuple[str, Edge | None]], list[Edge]]:
    """Follow edges from a node as far as they lead; what was not used comes back too."""
    rest, steps = list(edges), list[tuple[str, Edge | None]]()
    while found := next((edge for edge in rest if at in (edge["source"], edge["target"])), None):
        steps = steps or [(at, None)]
        rest.remove(found)
        at = found["target"] if found["source"] == at else found["source"]
        steps.append((at, found))
    return steps, rest


def _loose(edges: Sequence[Edge]) -> str:
    """An end that only one edge touches."""
    ends = [edge[side] for edge in edges for side in ("source", "target")]
    return next((str(id) for id in ends if ends.count(id) == 1), str(ends[0]))


def _named(steps: Sequence[tuple[str, Edge | None]]) -> list[Step]:
    named = [Step(steps[0][0])]
    for id, edge in steps[1:]:
        verb = relation_word(edge["relation"], edge["source"] == id) if edge else _("is close in meaning to")
        named.append(Step(id, verb, edge))
    return named
