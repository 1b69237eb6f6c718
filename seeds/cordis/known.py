"""What a store already holds of the registers, so that a second import adds to the first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.model import Edge, Key, Node, Part, Snapshot
from graph.schema import ORGANISATIONS, PROPS, Kind, Rel, Source

_KINDS, _RELS = tuple(Kind), tuple(Rel)
_RENEWED = (Rel.LOCATED_IN, Rel.CLASSIFIED_AS)


@dataclass(frozen=True, slots=True)
class Known:
    """`organisations`: PIC → id, whatever the kind. `nodes`: organisations and projects by id. `fields`: project id → its fields.

    `took_part`: organisation id → its projects. `placed`: the edges to place and field that each organisation has.
    """

    organisations: Mapping[str, str] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    took_part: Mapping[str, Sequence[str]] = field(default_factory=dict)
    placed: Mapping[str, Sequence[tuple[Rel, str]]] = field(default_factory=dict)

    def with_what_was_known(self, node: Node, *, is_named: bool) -> Node:
        """The node with the facts, text and name that the store has and a poorer table lacks."""
        old = self.nodes.get(node.id)
        if old is None:
            return node
        props = {**old.props, **node.props}
        if is_named or "unnamed" not in old.props:
            props.pop("unnamed", None)
        return Node(node.id, node.name if is_named else old.name, node.text or old.text, props)

    def outdated(self, edges: Iterable[Edge]) -> Iterator[Key]:
        """Places and fields of organisations that the new edges name other ones for, as deletions."""
        named = {(edge.source, edge.rel, edge.target) for edge in edges if edge.rel in _RENEWED}
        renewed = {(source, rel) for source, rel, _ in named}
        for source in sorted({source for source, _ in renewed}):
            for rel, target in self.placed.get(source, ()):
                if (source, rel) in renewed and (source, rel, target) not in named:
                    yield Key(Part.EDGE, f"{source} {rel} {target}")


def known(snapshot: Snapshot) -> Known:
    """Everything of the registers in a snapshot."""
    sources = snapshot.props.get("source")
    of_register = np.zeros(len(snapshot.ids), dtype=bool) if sources is None else sources == Source.CORDIS
    nodes = dict(_nodes(snapshot, of_register))
    organisations = {id.partition(":")[2]: id for id, node in nodes.items() if node.kind in ORGANISATIONS}
    placed: dict[str, list[tuple[Rel, str]]] = defaultdict(list)
    fields: dict[str, list[str]] = defaultdict(list)
    took_part: dict[str, list[str]] = defaultdict(list)
    for source, rel, target in _edges(snapshot, of_register):
        if rel is Rel.PARTICIPATED_IN:
            took_part[source].append(target)
        elif source.startswith("project:"):
            fields[source].append(target)
        else:
            placed[source].append((rel, target))
    return Known(organisations, nodes, fields, took_part, placed)


def _nodes(snapshot: Snapshot, of_register: NDArray[np.bool_]) -> Iterator[tuple[str, Node]]:
    columns = {name: column for name, column in snapshot.props.items() if name in PROPS}
    for at in np.flatnonzero(of_register & np.isin(snapshot.kinds, [_KINDS.index(kind) for kind in (*ORGANISATIONS, Kind.PROJECT)])).tolist():
        props = {name: column[at] for name, column in columns.items() if column[at] is not None}
        yield str(snapshot.ids[at]), Node(str(snapshot.ids[at]), str(snapshot.names[at]), str(snapshot.texts[at]), props)


def _edges(snapshot: Snapshot, of_register: NDArray[np.bool_]) -> Iterator[tuple[str, Rel, str]]:
    wanted = np.isin(snapshot.rels, [_RELS.index(rel) for rel in (*_RENEWED, Rel.PARTICIPATED_IN)]) & of_register[snapshot.sources]
    ids = snapshot.ids
    for at in np.flatnonzero(wanted).tolist():
        yield str(ids[snapshot.sources[at]]), _RELS[int(snapshot.rels[at])], str(ids[snapshot.targets[at]])
