"""Lists of matches out: as a DataFrame with a row a match, and as a networkx graph of the evidence."""

from collections.abc import Mapping

import networkx  # type: ignore[import-untyped]
import pandas as pd

from graph.model import kind_of
from matcher.model import Match, MatchList

TEXTS = ("id", "name", "kind", "explanation", "watch_out")
_COLUMNS = ("rank", "id", "name", "kind", "score", "probability", "distance", "cross_sector", "international", "explanation", "watch_out")


def frame_of(found: MatchList, *, parts: bool = False) -> pd.DataFrame:
    """A row a match, best first; `parts` adds a column a part of the score (`base` included): together they are the score.

    Texts stay texts; `cross_sector` and `probability` are missing where they are unknown.
    """
    made = pd.DataFrame([_row(match) for match in found.items], columns=_COLUMNS)
    made = made.astype({**dict.fromkeys(TEXTS, object), "rank": int, "score": float, "probability": float, "distance": float, "international": bool})
    made["cross_sector"] = made["cross_sector"].astype("boolean")
    return made.join(_points(found)) if parts else made


def lists_frame(lists: Mapping[str, MatchList], *, parts: bool = False) -> pd.DataFrame:
    """The lists of many askers, by id, below one another; the first column `source` says whose a row is. No part means 0 points."""
    frames = [frame_of(found, parts=parts) for found in lists.values()]
    if not frames:
        return frame_of(MatchList("", "", "", "", ())).assign(source="")[["source", *_COLUMNS]]
    made = pd.concat(frames, keys=list(lists), names=["source", None]).reset_index(level="source").reset_index(drop=True)
    signals = made.columns.difference(["source", *_COLUMNS])
    return made.fillna(dict.fromkeys(signals, 0.0))


def graph_of(found: MatchList) -> networkx.MultiDiGraph:
    """The matches and every edge their reasons rest on. A match has `rank` and `score`; an edge, keyed by relation, the `signals` that cite it."""
    graph = networkx.MultiDiGraph()
    for match in found.items:
        for part in match.evidence:
            for edge in part.path:
                for end in (edge.source, edge.target):
                    graph.add_node(end, name=(match.names or {}).get(end, end), kind=kind_of(end).value)
                cited = graph.get_edge_data(edge.source, edge.target, edge.rel.value, {"signals": ()})["signals"]
                graph.add_edge(edge.source, edge.target, key=edge.rel.value, weight=edge.weight, signals=tuple(sorted({*cited, part.signal})))
    for match in found.items:
        graph.add_node(match.node.id, name=match.node.name, kind=match.node.kind.value, rank=match.rank, score=match.score)
    return graph


def _row(match: Match) -> tuple[object, ...]:
    node = match.node
    return (
        *(match.rank, node.id, node.name, node.kind.value, match.score, match.probability, match.distance),
        *(match.cross_sector, match.international, match.explanation, match.watch_out),
    )


def _points(found: MatchList) -> pd.DataFrame:
    """Points by signal, in the order in which signals first appear."""
    made = pd.DataFrame([{part.signal: part.points for part in match.evidence} for match in found.items], dtype=float)
    return made.fillna(0.0)
