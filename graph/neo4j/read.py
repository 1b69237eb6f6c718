"""Reads of nodes, neighbourhoods, vectors, contacts and records, each inside the caller's transaction."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.errors import NotFound
from graph.model import Contact, Edge, Graph, Key, Node, Part, Record, Scalar, Vector
from graph.neo4j.connections import Row, Transaction
from graph.neo4j.labels import TYPES
from graph.schema import PROPS, Rel
from graph.stored import around_name, check_around, no_record, page, record_id, unknown, unversioned, vector_of

REVISION = "MATCH (store:StoreMeta {name: 'store'}) RETURN store.revision"
VECTORS_AT_ONCE = 5_000
NODES = "UNWIND $ids AS id MATCH (node:Node {id: id}) RETURN node {.*, vector: null}"  # the vector is for other programs, and long
NODE_VERSIONS = "UNWIND $ids AS id MATCH (node:Node {id: id}) RETURN id, node._version"
RECORD_VERSIONS = """UNWIND $ids AS id MATCH (record:StoreRecord {collection: id[0], order: id[1]})
RETURN record.collection + '/' + record.key, record.version"""
STREAM_VERSIONS = """UNWIND $ids AS id MATCH (name:LedgerName {id: id})
RETURN id, COUNT { MATCH (entry:LedgerEntry {subject: name.pseudonym}) }"""
LEDGER_VERSION = "MATCH (entry:LedgerEntry) WHERE entry.seq IS NOT NULL RETURN entry.seq ORDER BY entry.seq DESC LIMIT 1"
BEFORE = "MATCH (node:Node) WHERE node.id < $id RETURN node.id ORDER BY node.id DESC LIMIT 50"
AFTER = "MATCH (node:Node) WHERE node.id > $id RETURN node.id ORDER BY node.id LIMIT 50"
CONTAINING = "MATCH (node:Node) WHERE node.id > $start AND node.id < $stop AND node.id CONTAINS $half RETURN node.id ORDER BY node.id LIMIT 50"
CENTRE = "MATCH (store:StoreMeta {name: 'store'}) OPTIONAL MATCH (node:Node {id: $id}) RETURN store.revision, node {.*, vector: null}"
STEP = (
    "UNWIND $frontier AS id MATCH (:Node {id: id})-[:" + TYPES + "]-(node:Node) WHERE NOT node.id IN $known "
    "WITH DISTINCT node ORDER BY node.id LIMIT $room RETURN node {.*, vector: null}"
)
BETWEEN = (
    "UNWIND $ids AS id MATCH (source:Node {id: id})-[edge:" + TYPES + "]->(target:Node) WHERE target.id IN $ids "
    "WITH collect([source.id, type(edge), target.id, properties(edge)]) AS edges MATCH (store:StoreMeta {name: 'store'}) RETURN store.revision, edges"
)
VECTORS_BEGINNING = """MATCH (vector:StoreVector) WHERE vector.hash STARTS WITH $digit AND vector.encoder = $encoder
RETURN collect(vector.hash), collect(vector.row)"""
VECTORS = "UNWIND $hashes AS hash MATCH (vector:StoreVector {hash: hash, encoder: $encoder}) RETURN collect(hash), collect(vector.row)"
CONTACTS = """MATCH (contact:StoreContact) WHERE contact.organisation = $id AND contact.name IS NOT NULL
RETURN contact.name, contact.email, contact.phone"""  # an index over two properties is used only where both are asked for
RECORD = "MATCH (record:StoreRecord {collection: $collection, order: $order}) RETURN record.collection, record.key, record.value, record.version"
RECORDS = """MATCH (record:StoreRecord) WHERE record.collection = $collection AND record.order > $after
RETURN record.collection, record.key, record.value, record.version ORDER BY record.order LIMIT $limit"""


def in_order(text: str) -> str:
    """The text spelled so that Neo4j, which sorts by UTF-16 or by UTF-8 as its plan goes, sorts it by code points: one letter a byte of UTF-8."""
    return text.encode().decode("latin-1")


def revision(transaction: Transaction) -> int:
    return int(transaction.run(REVISION)[0][0])


def versions(transaction: Transaction, keys: Collection[Key]) -> dict[Key, int]:
    """How often each node or record was written, or how many events each stream holds (the whole ledger, for stream '')."""
    for key in sorted(keys):
        if key.part not in (Part.NODE, Part.RECORD, Part.STREAM):
            raise unversioned(key)
    ids = {part: sorted(key.id for key in keys if key.part is part and key.id) for part in (Part.NODE, Part.RECORD, Part.STREAM)}
    found = {(Part.NODE, id): version for id, version in _asked(transaction, NODE_VERSIONS, ids[Part.NODE])}
    records = [_place(*record_id(Key(Part.RECORD, id))) for id in ids[Part.RECORD]]
    found |= {(Part.RECORD, id): version for id, version in _asked(transaction, RECORD_VERSIONS, records)}
    found |= {(Part.STREAM, id): version for id, version in _asked(transaction, STREAM_VERSIONS, ids[Part.STREAM])}
    if any(key == Key(Part.STREAM, "") for key in keys):
        found[Part.STREAM, ""] = next((seq for (seq,) in transaction.run(LEDGER_VERSION)), 0)
    return {key: found.get((key.part, key.id), 0) for key in keys}


def _asked(transaction: Transaction, query: str, ids: Sequence[object]) -> list[Row]:
    return transaction.run(query, ids=ids) if ids else []


def _place(collection: str, key: str) -> list[str]:
    return [collection, in_order(key)]


def node(transaction: Transaction, id: str) -> Node:
    found = transaction.run(NODES, ids=[id])
    if not found:
        raise NotFound(nearest(transaction, id))
    return node_of(found[0][0])


def node_of(values: Mapping[str, Scalar]) -> Node:
    return Node(str(values["id"]), str(values["name"]), str(values["text"]), props_of(values))


def props_of(values: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Those of the values that are properties of the schema: other programs may add their own."""
    return {name: value for name, value in values.items() if name in PROPS}


def nearest(transaction: Transaction, id: str) -> str:
    """A sentence saying that an id does not exist, and which similar one does. Looks at 150 candidates at most."""
    start, stop, half = around_name(id)
    rows = transaction.run(BEFORE, id=id) + transaction.run(AFTER, id=id) + transaction.run(CONTAINING, start=start, stop=stop, half=half)
    return unknown(id, (row[0] for row in rows))


def around(transaction: Transaction, id: str, depth: int, limit: int) -> tuple[int, Graph, int]:
    """Breadth first; each step in either direction, ordered by id, until the limit. With the revision before and behind it."""
    check_around(depth, limit)
    ((before, centre),) = transaction.run(CENTRE, id=id)
    if not centre:
        raise NotFound(nearest(transaction, id))
    nodes, frontier, cut = {id: node_of(centre)}, [id], False
    for _ in range(depth):
        room = limit - len(nodes)
        found = [node_of(values) for (values,) in transaction.run(STEP, frontier=frontier, known=list(nodes), room=room + 1)]
        cut = cut or len(found) > room
        frontier = [node.id for node in found[:room]]
        nodes |= {node.id: node for node in found[:room]}
    ((after, rows),) = transaction.run(BETWEEN, ids=list(nodes))
    edges = sorted((edge_of(*row) for row in rows), key=lambda edge: (edge.source, edge.rel, edge.target))
    return before, Graph(tuple(nodes.values()), tuple(edges), cut), after


def edge_of(source: str, rel: str, target: str, values: Mapping[str, Scalar]) -> Edge:
    return Edge(source, Rel(rel), target, float(values["weight"]), props_of(values))


def vectors(transaction: Transaction, encoder: str, hashes: Iterable[str]) -> dict[str, Vector]:
    """By hash; where many are asked for, all are read through, which is five times as fast."""
    wanted = set(hashes)
    if len(wanted) <= VECTORS_AT_ONCE:
        pieces = transaction.run(VECTORS, encoder=encoder, hashes=sorted(wanted))
    else:
        pieces = [row for digit in "0123456789abcdef" for row in transaction.run(VECTORS_BEGINNING, encoder=encoder, digit=digit)]
    return {hash: vector_of(row) for known, rows in pieces for hash, row in zip(known, rows, strict=True) if hash in wanted}


def contacts(transaction: Transaction, organisation: str) -> tuple[Contact, ...]:
    return tuple(Contact(organisation, *row) for row in sorted(transaction.run(CONTACTS, id=organisation)))


def record(transaction: Transaction, collection: str, key: str) -> Record:
    found = transaction.run(RECORD, collection=collection, order=in_order(key))
    if not found:
        raise no_record(collection, key)
    return _record(found[0])


def records(transaction: Transaction, collection: str, after: str, limit: int) -> tuple[Record, ...]:
    return tuple(_record(row) for row in transaction.run(RECORDS, collection=collection, after=in_order(after), limit=page(limit)))


def _record(row: Row) -> Record:
    return Record(row[0], row[1], json.loads(row[2]), row[3])
