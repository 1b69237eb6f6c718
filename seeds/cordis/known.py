"""What a store already holds of the registers, so that a second import adds to the first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.model import Edge, Key, Part, Snapshot
from graph.schema import ORGANISATIONS, Kind, Rel, Source

_KINDS, _RELS = tuple(Kind), tuple(Rel)
_RENEWED = (Rel.LOCATED_IN, Rel.CLASSIFIED_AS)


@dataclass(frozen=True, slots=True)
class Known:
    """`organisations`: PIC → id, whatever the kind. `projects`: all project ids. `fields`: project id → its fields.

    `took_part`: organisation id → its projects. `placed`: the edges to place and field that each organisation has.
    """

    organisations: Mapping[str, str] = field(default_factory=dict)
    projects: frozenset[str] = frozenset()
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    took_part: Mapping[str, Sequence[str]] = field(default_factory=dict)
    placed: Mapping[str, Sequence[tuple[Rel, str]]] = field(default_factory=dict)

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
    organisations = snapshot.ids[of_register & np.isin(snapshot.kinds, [_KINDS.index(kind) for kind in ORGANISATIONS])]
    projects = snapshot.ids[of_register & (snapshot.kinds == _KINDS.index(Kind.PROJECT))]
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
    return Known({id.partition(":")[2]: id for id in organisations.tolist()}, frozenset(projects.tolist()), fields, took_part, placed)


def _edges(snapshot: Snapshot, of_register: NDArray[np.bool_]) -> Iterator[tuple[str, Rel, str]]:
    wanted = np.isin(snapshot.rels, [_RELS.index(rel) for rel in (*_RENEWED, Rel.PARTICIPATED_IN)]) & of_register[snapshot.sources]
    ids = snapshot.ids
    for at in np.flatnonzero(wanted).tolist():
        yield str(ids[snapshot.sources[at]]), _RELS[int(snapshot.rels[at])], str(ids[snapshot.targets[at]])
