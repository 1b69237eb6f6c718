"""From the parts of a score to a match a person can check: sentences, paths, one reason against, and what would change its place."""

from graph.model import Edge, Node
from matcher.asked import Asked
from matcher.explaining.against import against
from matcher.explaining.counterfactual import Candidates, missing, without
from matcher.explaining.families import by_family
from matcher.explaining.phrases import phrases
from matcher.model import Evidence, Match, Reason
from matcher.reasons import reason
from matcher.score import BASE
from matcher.signals import FAMILIES

_SENTENCES = 2
_LAST = frozenset({"distance_band", "newcomer", "common_language", "recent_activity"})  # true of many: said only where nothing closer is


def explained(
    asked: Asked, row: int, *, rank: int, points: list[tuple[str, float]], distance: float, crossing: object, candidates: Candidates | None = None
) -> Match:
    """One match. `points` are its parts by signal; the explanation is made of the strongest reasons for it.

    Without `candidates` nothing is said of what would change its place.
    """
    evidence = tuple(_evidence(asked, row, name, value) for name, value in points)
    reasons = by_family(evidence)
    strongest = _strongest(reasons)
    country = str(asked.index.countries[row])
    return Match(
        rank=rank,
        node=_node(asked, row),
        score=sum(value for _, value in points),
        evidence=evidence,
        explanation=_said(strongest) or phrases(asked.lang).gettext("No strong reason is known."),
        watch_out=against(asked, row, distance, dict(points)),
        distance=distance,
        cross_sector=None if crossing is None else bool(crossing),
        international=bool(country and asked.query.country and country != asked.query.country),
        names=_names(asked, [edge for part in evidence for edge in part.path]),
        reasons=reasons,
        without=without(asked, row, strongest[0] if strongest else None, candidates) if candidates else None,
        missing=missing(asked, row, candidates) if candidates else "",
    )


def _said(strongest: list[Reason]) -> str:
    """The two strongest reasons in words; what is true of many only if there is nothing else to say."""
    closer = [reason for reason in strongest if reason.signal not in _LAST]
    return " ".join(reason.text for reason in (closer or strongest)[:_SENTENCES])


def _strongest(reasons: tuple[Reason, ...]) -> list[Reason]:
    """What speaks for a suggestion, the strongest first; what is true of many comes last."""
    return sorted((one for one in reasons if one.points > 0 and one.family != BASE), key=lambda one: (one.signal in _LAST, -one.points))


def _evidence(asked: Asked, row: int, name: str, value: float) -> Evidence:
    text, path = reason(asked, name, row, value)
    return Evidence(name, value, text, path, FAMILIES.get(name, BASE))


def _node(asked: Asked, row: int) -> Node:
    snapshot, node = asked.index.snapshot, int(asked.index.nodes[row])
    return Node(str(snapshot.ids[node]), str(snapshot.names[node]), str(snapshot.texts[node]))


def _names(asked: Asked, edges: list[Edge]) -> dict[str, str]:
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return {id: asked.name_of(id) for id in sorted(ends)}
