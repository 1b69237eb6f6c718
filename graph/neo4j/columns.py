"""The snapshot: the whole network read as columns, a range of nodes at a time; row by row it would take six times as long."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np

from graph.columns import Objects, Things, Ties, assemble, objects
from graph.model import Snapshot
from graph.neo4j.connections import Transaction
from graph.neo4j.labels import TYPES
from graph.schema import PROPS, Rel

Columns = Sequence[list[Any]]
AT_ONCE = 20_000
STATE = "MATCH (store:StoreMeta {name: 'store'}) RETURN store.revision, store.seq"
_CELLS = ", ".join(f"[node IN nodes | node.{name}]" for name in PROPS)
NODES = (
    "MATCH (node:Node) WHERE $first <= node._seq < $stop WITH collect(node) AS nodes "
    "RETURN [node IN nodes | node._seq], [node IN nodes | node.id], [node IN nodes | node.name], [node IN nodes | node.text], " + _CELLS
)
EDGES = (
    "MATCH (source:Node)-[edge:" + TYPES + "]->(target:Node) WHERE $first <= source._seq < $stop "
    "RETURN collect(source._seq), collect(type(edge)), collect(target._seq), collect(edge.weight), collect(coalesce(edge.since, 0))"
)
REL_POSITIONS = {rel.value: position for position, rel in enumerate(Rel)}
FIXED = 4  # columns before the properties


def read(transaction: Transaction) -> tuple[int, Columns, Columns]:
    """Revision, columns of nodes and columns of edges; they fit together if no other transaction changed the network meanwhile."""
    ((revision, seq),) = transaction.run(STATE)
    return int(revision), _joined(transaction, NODES, seq), _joined(transaction, EDGES, seq)


def snapshot(revision: int, nodes: Columns, edges: Columns) -> Snapshot:
    return assemble(revision, _things(nodes), _ties(edges))


def _joined(transaction: Transaction, query: str, seq: int) -> Columns:
    """The columns of all ranges, one behind the other."""
    pieces = list(_pieces(transaction, query, seq))
    return [list(chain.from_iterable(column)) for column in zip(*pieces, strict=True)]


def _pieces(transaction: Transaction, query: str, seq: int) -> Iterator[Sequence[list[Any]]]:
    for first in range(0, seq + 1, AT_ONCE):
        yield from transaction.run(query, first=first, stop=first + AT_ONCE)


def _things(columns: Columns) -> Things:
    ids = objects(columns[1])
    order = np.argsort(ids, kind="stable")
    rows = np.array(columns[0], dtype=np.int64)
    props = {name: objects(column)[order] for name, column in zip(PROPS, columns[FIXED:], strict=True) if any(value is not None for value in column)}
    return Things(rows[order], ids[order], objects(columns[2])[order], objects(columns[3])[order], props)


def _ties(columns: Columns) -> Ties:
    rels: Objects = objects(columns[1])
    return Ties(
        sources=np.array(columns[0], dtype=np.int64),
        rels=np.fromiter((REL_POSITIONS[rel] for rel in rels), dtype=np.int8, count=len(rels)),
        targets=np.array(columns[2], dtype=np.int64),
        weights=np.array(columns[3], dtype=np.float64),
        since=np.array(columns[4], dtype=np.int64),
    )
