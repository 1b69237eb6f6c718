"""The network around one node, as a map shows it: nearest first, only through what the viewer may see."""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import Kind, Rel

_KINDS, _RELS = tuple(Kind), tuple(Rel)
_BROAD = frozenset({Kind.COUNTRY, Kind.REGION, Kind.SECTOR, Kind.FIELD, Kind.MARKET, Kind.EXPERTISE})
"""Kinds that join thousands of strangers: shown, but not walked through."""


class Links:
    """All edges of a snapshot, walkable in both directions."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        n, m = len(snapshot.ids), len(snapshot.sources)
        ends = np.concatenate([snapshot.sources, snapshot.targets]), np.concatenate([snapshot.targets, snapshot.sources])
        number = np.tile(np.arange(m, dtype=np.int32), 2)
        order = np.lexsort((ends[1], ends[0]))
        starts = np.searchsorted(ends[0][order], np.arange(n + 1))
        self._starts, self._ends, self._edges = starts, ends[1][order], number[order]
        self._broad = np.isin(snapshot.kinds, [_KINDS.index(kind) for kind in _BROAD])

    def edges_at(self, row: int) -> NDArray[np.int32]:
        """Positions of all edges that touch a node."""
        return self._edges[self._starts[row] : self._starts[row + 1]]

    def around(self, row: int, *, depth: int, limit: int, shown: NDArray[np.bool_], rels: Collection[Rel] = ()) -> tuple[dict[int, int], list[int], bool]:
        """Rows with their distance (nearest first, by number of links within a step, then by row), the edges between them, and whether `limit` cut."""
        codes = np.array([_RELS.index(rel) for rel in rels or _RELS])
        usable = np.isin(self.snapshot.rels, codes)
        steps: dict[int, int] = {row: 0}
        cut = False
        for step in range(1, depth + 1):
            frontier = [node for node, at in steps.items() if at == step - 1 and (node == row or not self._broad[node])]
            found = self._next(frontier, shown, usable, steps)
            room = limit - len(steps)
            cut = cut or len(found) > room
            steps.update(dict.fromkeys(found[:room], step))
        return steps, self._between(steps, usable), cut

    def _next(self, frontier: Sequence[int], shown: NDArray[np.bool_], usable: NDArray[np.bool_], known: dict[int, int]) -> list[int]:
        counts: dict[int, int] = {}
        for node in frontier:
            span = slice(self._starts[node], self._starts[node + 1])
            for end in self._ends[span][usable[self._edges[span]]].tolist():
                if shown[end] and end not in known:
                    counts[end] = counts.get(end, 0) + 1
        return sorted(counts, key=lambda end: (-counts[end], end))

    def _between(self, rows: dict[int, int], usable: NDArray[np.bool_]) -> list[int]:
        chosen = np.fromiter(rows, np.int32, len(rows))
        inside = usable & np.isin(self.snapshot.sources, chosen) & np.isin(self.snapshot.targets, chosen)
        return np.flatnonzero(inside).tolist()
