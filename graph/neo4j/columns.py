"""The snapshot: the whole network read as columns, a range of nodes at a time; row by row it would take six times as long."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from graph.columns import Objects, Things, Ties, assemble, objects
from graph.model import Snapshot
from graph.neo4j.connections import Row, Transaction
from graph.neo4j.labels import TYPES
from graph.schema import PROPS, Rel

Columns = Sequence[list[Any]]
AT_ONCE = 20_000
STATE = "MATCH (store:StoreMeta {name: 'store'}) RETURN store.revision, store.seq"
IN_USE = "CALL db.propertyKeys() YIELD propertyKey WHERE propertyKey IN $names RETURN propertyKey"
NODES = """MATCH (node:Node) WHERE $first <= node._seq < $stop WITH collect(node) AS nodes
RETURN [name IN $names | [node IN nodes | node[name]]]"""
EDGES = (
    "MATCH (source:Node)-[edge:" + TYPES + "]->(target:Node) WHERE $first <= source._seq < $stop "
    "RETURN collect(source._seq), collect(type(edge)), collect(target._seq), collect(edge.weight), collect(coalesce(edge.since, 0))"
)
REL_POSITIONS = {rel.value: position for position, rel in enumerate(Rel)}
FIXED = ("_seq", "id", "name", "text")  # columns before the properties of the schema


def read(transaction: Transaction) -> tuple[int, tuple[dict[str, list[Any]], Columns], int]:
    """Columns of nodes by name and of edges, with the revision before and behind them; they fit together if it is the same."""
    ((before, seq),) = transaction.run(STATE)
    names = [*FIXED, *sorted(name for (name,) in transaction.run(IN_USE, names=list(PROPS)))]
    nodes = _joined(columns for ((columns,),) in _pieces(transaction, NODES, seq, names=names))
    edges = _joined(columns for (columns,) in _pieces(transaction, EDGES, seq))
    return before, (dict(zip(names, nodes, strict=True)), edges), transaction.run(STATE)[0][0]


def snapshot(revision: int, nodes: Mapping[str, list[Any]], edges: Columns) -> Snapshot:
    return assemble(revision, _things(nodes), _ties(edges))


def _pieces(transaction: Transaction, query: str, seq: int, **parameters: object) -> Iterator[list[Row]]:
    for first in range(0, seq + 1, AT_ONCE):
        yield transaction.run(query, first=first, stop=first + AT_ONCE, **parameters)


def _joined(pieces: Iterable[Columns]) -> Columns:
    """The columns of all ranges, one behind the other."""
    return [list(chain.from_iterable(column)) for column in zip(*pieces, strict=True)]


def _things(columns: Mapping[str, list[Any]]) -> Things:
    ids = objects(columns["id"])
    order = np.argsort(ids, kind="stable")
    props = {name: objects(column)[order] for name, column in columns.items() if name not in FIXED and any(value is not None for value in column)}
    return Things(np.array(columns["_seq"], dtype=np.int64)[order], ids[order], objects(columns["name"])[order], objects(columns["text"])[order], props)


def _ties(columns: Columns) -> Ties:
    rels: Objects = objects(columns[1])
    return Ties(
        sources=np.array(columns[0], dtype=np.int64),
        rels=np.fromiter((REL_POSITIONS[rel] for rel in rels), dtype=np.int8, count=len(rels)),
        targets=np.array(columns[2], dtype=np.int64),
        weights=np.array(columns[3], dtype=np.float64),
        since=np.array(columns[4], dtype=np.int64),
    )
