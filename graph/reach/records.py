"""What is said of records: which went into which, which may be one, whose membership ended."""

from collections.abc import Mapping

import numpy as np

from graph.model import Snapshot
from graph.reach.history import History
from graph.schema import Happening, Rel

_RELS = tuple(Rel)


def merges(history: History, kinds: Mapping[str, str]) -> dict[str, str]:
    """Who goes → who stays, by pseudonym, as decided last; `kinds` limits it to names it knows."""
    links: dict[str, str] = {}
    for row in history.rows(Happening.MERGED, Happening.UNMERGED).tolist():
        stays, goes = history.names[history.subjects[row]], history.about(row)
        if history.happening(row) is Happening.UNMERGED:
            if links.get(goes) == stays:
                del links[goes]
        elif goes in kinds and stays in kinds and _end(stays, links) != goes:
            links[goes] = stays
    return {goes: _end(stays, links) for goes, stays in links.items()}


def ended(snapshot: Snapshot) -> frozenset[str]:
    """Ids of those whose last membership ended."""
    column = snapshot.props.get("ended")
    return frozenset() if column is None else frozenset(snapshot.ids[[value is not None for value in column.tolist()]].tolist())


def doubts(snapshot: Snapshot) -> list[tuple[str, str, float]]:
    """Pairs of ids that may be the same, with the probability."""
    at = np.flatnonzero(snapshot.rels == _RELS.index(Rel.SAME_AS))
    ends = zip(snapshot.ids[snapshot.sources[at]].tolist(), snapshot.ids[snapshot.targets[at]].tolist(), snapshot.weights[at].tolist(), strict=True)
    return [(one, other, float(weight)) for one, other, weight in ends]


def _end(name: str, links: Mapping[str, str]) -> str:
    while name in links:
        name = links[name]
    return name
