"""What the store knows already of the organisations that a file may be about, read from one snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.errors import NotFound
from graph.model import Node, Scalar, Snapshot
from graph.schema import Kind, Rel, Source

KINDS, RELS = tuple(Kind), tuple(Rel)


@dataclass(frozen=True, slots=True)
class Standing:
    """A node of the store with the edges that start at it: (relation, target) → weight."""

    node: Node
    links: Mapping[tuple[Rel, str], float]

    def targets(self, rel: Rel) -> Iterator[str]:
        return (target for found, target in self.links if found is rel)


class Stock:
    """A snapshot, asked for single nodes and for the members of a cluster."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def row(self) -> dict[str, int]:
        """Id → row of the snapshot."""
        return {id: row for row, id in enumerate(self.snapshot.ids.tolist())}

    @cached_property
    def _starts(self) -> NDArray[np.intp]:
        return np.searchsorted(self.snapshot.sources, np.arange(len(self.snapshot.ids) + 1))

    @cached_property
    def _columns(self) -> list[tuple[str, list[Scalar | None]]]:
        return [(name, column.tolist()) for name, column in sorted(self.snapshot.props.items())]

    def has(self, id: str) -> bool:
        return id in self.row

    def standing(self, id: str) -> Standing:
        """A node and its edges. Raises NotFound."""
        if id not in self.row:
            raise NotFound(f"no node {id[:80]!r}")
        row = self.row[id]
        props = {name: value for name, column in self._columns if (value := column[row]) is not None}
        node = Node(id, self.snapshot.names[row], self.snapshot.texts[row], props)
        places = range(int(self._starts[row]), int(self._starts[row + 1]))
        found = self.snapshot
        return Standing(node, {(RELS[found.rels[at]], found.ids[found.targets[at]]): float(found.weights[at]) for at in places})

    def text(self, id: str) -> str:
        return str(self.snapshot.texts[self.row[id]])

    def name(self, id: str) -> str:
        return str(self.snapshot.names[self.row[id]])

    def prop(self, name: str, id: str) -> Scalar | None:
        column = self.snapshot.props.get(name)
        return None if column is None else column[self.row[id]]

    def of_kind(self, kinds: Sequence[Kind]) -> list[str]:
        """The ids of some kinds, in order."""
        chosen = np.isin(self.snapshot.kinds, [KINDS.index(kind) for kind in kinds])
        return [str(id) for id in self.snapshot.ids[chosen]]

    def sources_of(self, rel: Rel, target: str = "") -> list[str]:
        """Where edges of a relation start: all of them, or those that lead to one node; each once."""
        chosen = self.snapshot.rels == RELS.index(rel)
        if target:
            chosen &= self.snapshot.targets == self.row.get(target, -1)
        return [str(id) for id in self.snapshot.ids[np.unique(self.snapshot.sources[chosen])]]

    def members(self, cluster: str, kind: Kind) -> list[str]:
        """The cluster's members of one kind that came by upload; without a cluster, the uploaded ones that belong to none."""
        belonging = set(self.sources_of(Rel.MEMBER_OF))
        chosen = self.sources_of(Rel.MEMBER_OF, cluster) if cluster else [id for id in self.of_kind([kind]) if id not in belonging]
        prefix = f"{kind.value}:"
        return [id for id in chosen if id.startswith(prefix) and self.prop("source", id) == Source.UPLOAD and not self.prop("ended", id)]

    def ended(self, kind: Kind) -> list[str]:
        """Uploaded organisations of one kind that belong to no cluster any more."""
        if "ended" not in self.snapshot.props:
            return []
        chosen = [row for row, day in enumerate(self.snapshot.props["ended"].tolist()) if day]
        return [str(id) for id in self.snapshot.ids[chosen] if str(id).startswith(f"{kind.value}:")]
