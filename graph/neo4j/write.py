"""Writes to nodes, edges, vectors, contacts and records, each inside the caller's transaction, which has locked out all other writers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from graph.model import Batch, Contact, Edge, Key, Node, Part, Record, Scalar, Vector, kind_of, text_hash
from graph.neo4j.connections import Row, Transaction
from graph.neo4j.labels import LABELS
from graph.neo4j.read import in_order, nearest, versions
from graph.schema import Kind, Rel
from graph.stored import (
    check_contact,
    check_versions,
    checked_hash,
    edge_id,
    final,
    hash_key,
    no_end,
    no_organisation,
    record_id,
    record_row,
    text_key,
    vector_bytes,
)

T = TypeVar("T")
NODES_AT_ONCE, EDGES_AT_ONCE = 1_000, 10_000
ONCE = """OPTIONAL MATCH (done:StoreOperation {id: $id}) WITH done WHERE done IS NULL
CREATE (:StoreOperation {id: $id, at: $at}) RETURN true"""
MOVE = "MATCH (store:StoreMeta {name: 'store'}) SET store.revision = store.revision + $step, store.seq = $seq"
PLACES = "UNWIND $ids AS id MATCH (node:Node {id: id}) RETURN id, elementId(node), node._version, node._seq"
CREATE_NODES = {kind: "UNWIND $rows AS row CREATE (node:Node:" + label + ") SET node = row RETURN node.id, elementId(node)" for kind, label in LABELS.items()}
CHANGE_NODES = "UNWIND $rows AS row MATCH (node) WHERE elementId(node) = row[0] SET node = row[1]"
ENDS = "UNWIND $rows AS row MATCH (source) WHERE elementId(source) = row[0] MATCH (target) WHERE elementId(target) = row[1] "
CREATE_EDGES = {rel: ENDS + "CREATE (source)-[edge:" + rel.value + "]->(target) SET edge = row[2]" for rel in Rel}
PUT_EDGES = {rel: ENDS + "MERGE (source)-[edge:" + rel.value + "]->(target) SET edge = row[2]" for rel in Rel}
KNOWN_VECTORS = "UNWIND $rows AS row MATCH (vector:StoreVector {hash: row[1], encoder: row[0]}) SET vector.row = row[2] RETURN row[0], row[1]"
CREATE_VECTORS = "UNWIND $rows AS row CREATE (:StoreVector {encoder: row[0], hash: row[1], row: row[2]})"
IN_USE = "UNWIND $keys AS key MATCH (node:Node {_text_key: key}) RETURN DISTINCT key"
ANY_IN_USE = "UNWIND $keys AS key MATCH (node:Node {_text_key: key}) RETURN true LIMIT 1"
PUT_CONTACTS = """UNWIND $rows AS row MERGE (contact:StoreContact {organisation: row[0], name: row[1]})
SET contact.email = row[2], contact.phone = row[3]"""
PUT_RECORDS = """UNWIND $rows AS row MERGE (record:StoreRecord {collection: row[0], order: row[1]})
SET record.key = row[2], record.value = row[3], record.version = coalesce(record.version, 0) + 1"""
DELETE_NODES = """UNWIND $ids AS id MATCH (node:Node {id: id}) WITH node, node.text AS text DETACH DELETE node RETURN text"""
DELETE_EDGES = {rel: "UNWIND $rows AS row MATCH (:Node {id: row[0]})-[edge:" + rel.value + "]->(:Node {id: row[1]}) DELETE edge RETURN row" for rel in Rel}
DELETE_VECTORS = """UNWIND $hashes AS hash MATCH (vector:StoreVector) WHERE vector.hash = hash AND vector.encoder IS NOT NULL
DELETE vector RETURN DISTINCT hash"""
DELETE_CONTACTS = "UNWIND $ids AS id MATCH (contact:StoreContact) WHERE contact.organisation = id AND contact.name IS NOT NULL DELETE contact"
DELETE_RECORDS = "UNWIND $rows AS row MATCH (record:StoreRecord {collection: row[0], order: row[1]}) DELETE record"


def once(transaction: Transaction, operation: str, at: datetime) -> bool:
    """Note that an operation is done; False if it was done before. Its hash is enough, and can name nobody."""
    return bool(transaction.run(ONCE, id=text_hash(operation), at=at.isoformat()))


def expect(transaction: Transaction, expected: Mapping[Key, int]) -> None:
    """Raise Conflict for the first key (in key order) that is at another version."""
    if expected:
        check_versions(expected, versions(transaction, expected))


def change(transaction: Transaction, batch: Batch) -> None:
    """Apply everything of a batch but its events and pseudonyms; the revision moves if the network does."""
    moved = _delete(transaction, batch.deletions)
    places = _Places(transaction)
    places.put(batch.nodes)
    _put_edges(transaction, places, batch.edges)
    moved = _put_vectors(transaction, batch.vectors) or moved
    _put_contacts(transaction, places, batch.contacts)
    _put_records(transaction, batch.records)
    if batch.nodes or batch.edges or moved:
        transaction.run(MOVE, step=1, seq=transaction.seq)


def parts(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def node_values(node: Node, *, version: int, seq: int) -> dict[str, Scalar | None]:
    """What a node is stored as: its properties as themselves, and behind an underscore what is only ours."""
    return {"id": node.id, "name": node.name, "text": node.text, **node.props, "_text_key": text_key(node.text), "_version": version, "_seq": seq}


def edge_values(edge: Edge) -> dict[str, Scalar]:
    return {"weight": float(edge.weight), **edge.props}


class _Places:
    """The server's own ids of nodes: edges find their ends by them three times as fast as by ours."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._known: dict[str, str] = {}
        self.fresh: set[str] = set()

    def put(self, nodes: Sequence[Node]) -> None:
        """Create or change nodes; the last of several with one id stays."""
        times = Counter(node.id for node in nodes)
        latest = {node.id: node for node in nodes}
        found = self._found(list(latest))
        changed = [[found[id][1], node_values(latest[id], version=found[id][2] + times[id], seq=found[id][3])] for id in latest if id in found]
        for part in parts(changed, NODES_AT_ONCE):
            self._transaction.run(CHANGE_NODES, rows=part)
        self._create([latest[id] for id in latest if id not in found], times)

    def ends(self, edges: Sequence[Edge]) -> Iterator[tuple[Edge, str, str]]:
        """Each edge with the places of its ends. NotFound if one is missing."""
        for missing in self.missing(end for edge in edges for end in (edge.source, edge.target)):
            first = next(edge for edge in edges if missing in (edge.source, edge.target))
            raise no_end(first, nearest(self._transaction, missing))
        for edge in edges:
            yield edge, self._known[edge.source], self._known[edge.target]

    def missing(self, ids: Iterable[str]) -> list[str]:
        """Those of the ids that no node has, in their order."""
        wanted = [id for id in dict.fromkeys(ids) if id not in self._known]
        found = self._found(wanted)
        return [id for id in wanted if id not in found]

    def _found(self, ids: Sequence[str]) -> dict[str, Row]:
        rows = [row for part in parts(ids, EDGES_AT_ONCE) for row in self._transaction.run(PLACES, ids=part)]
        self._known.update((row[0], row[1]) for row in rows)
        return {row[0]: row for row in rows}

    def _create(self, nodes: Sequence[Node], times: Mapping[str, int]) -> None:
        self.fresh.update(node.id for node in nodes)
        for kind, alike in _grouped((kind_of(node.id), node) for node in nodes):
            for part in parts(alike, NODES_AT_ONCE):
                first = self._transaction.seq + 1
                rows = [node_values(node, version=times[node.id], seq=seq) for seq, node in enumerate(part, first)]
                self._transaction.seq += len(rows)
                self._known.update((id, place) for id, place in self._transaction.run(CREATE_NODES[kind], rows=rows))


def _grouped(pairs: Iterable[tuple[Kind, Node]]) -> Iterator[tuple[Kind, list[Node]]]:
    for kind, some in groupby(sorted(pairs, key=itemgetter(0)), key=itemgetter(0)):
        yield kind, [node for _, node in some]


def _put_edges(transaction: Transaction, places: _Places, edges: Sequence[Edge]) -> None:
    latest = {(edge.rel, edge.source, edge.target): edge for edge in edges}
    rows: dict[tuple[Rel, bool], list[list[object]]] = {}
    for edge, source, target in places.ends(list(latest.values())):
        fresh = edge.source in places.fresh or edge.target in places.fresh
        rows.setdefault((edge.rel, fresh), []).append([source, target, edge_values(edge)])
    for (rel, fresh), alike in sorted(rows.items()):
        for part in parts(alike, EDGES_AT_ONCE):
            transaction.run((CREATE_EDGES if fresh else PUT_EDGES)[rel], rows=part)


def _put_vectors(transaction: Transaction, vectors: Mapping[tuple[str, str], Vector]) -> bool:
    rows = [[encoder, checked_hash(hash), vector_bytes(row, hash)] for (encoder, hash), row in vectors.items()]
    for part in parts(rows, NODES_AT_ONCE):
        known = {(encoder, hash) for encoder, hash in transaction.run(KNOWN_VECTORS, rows=part)}
        transaction.run(CREATE_VECTORS, rows=[row for row in part if (row[0], row[1]) not in known])
    return _any_in_use(transaction, [hash for _, hash in vectors])


def _any_in_use(transaction: Transaction, hashes: Sequence[str]) -> bool:
    return any(transaction.run(ANY_IN_USE, keys=[hash_key(hash) for hash in part]) for part in parts(hashes, EDGES_AT_ONCE))


def _in_use(transaction: Transaction, hashes: Iterable[str]) -> set[str]:
    """Those of the hashes that are of a node's text."""
    wanted = {hash_key(hash): hash for hash in hashes}
    return {wanted[key] for part in parts(list(wanted), EDGES_AT_ONCE) for (key,) in transaction.run(IN_USE, keys=part)}


def _put_contacts(transaction: Transaction, places: _Places, contacts: Sequence[Contact]) -> None:
    for contact in contacts:
        check_contact(contact)
    for missing in places.missing(contact.organisation for contact in contacts):
        raise no_organisation(nearest(transaction, missing))
    for part in parts([[contact.organisation, contact.name, contact.email, contact.phone] for contact in contacts], NODES_AT_ONCE):
        transaction.run(PUT_CONTACTS, rows=part)


def _put_records(transaction: Transaction, records: Sequence[Record]) -> None:
    rows = [[collection, in_order(key), key, value] for collection, key, value in map(record_row, records)]
    for part in parts(rows, NODES_AT_ONCE):
        transaction.run(PUT_RECORDS, rows=part)


def _delete(transaction: Transaction, keys: Sequence[Key]) -> bool:
    """Delete what keys point at (nothing where it is gone); True if that changes the network."""
    for key in keys:
        if key.part is Part.STREAM:
            raise final(key)
    ids = {part: [key.id for key in keys if key.part is part] for part in Part}
    nodes = _delete_nodes(transaction, ids[Part.NODE])
    edges = _delete_edges(transaction, ids[Part.EDGE])
    vectors = _delete_vectors(transaction, ids[Part.VECTOR])
    _delete_contacts(transaction, ids[Part.CONTACTS])
    rows = [[collection, in_order(key)] for collection, key in (record_id(Key(Part.RECORD, id)) for id in ids[Part.RECORD])]
    for part in parts(rows, NODES_AT_ONCE):
        transaction.run(DELETE_RECORDS, rows=part)
    return nodes or edges or vectors


def _delete_nodes(transaction: Transaction, ids: Sequence[str]) -> bool:
    for id in ids:
        kind_of(id)
    texts = [text for part in parts(ids, NODES_AT_ONCE) for (text,) in transaction.run(DELETE_NODES, ids=part)]
    if texts:
        _delete_contacts(transaction, ids)
        hashes = {text_hash(text) for text in texts}
        unused = sorted(hashes - _in_use(transaction, hashes))
        transaction.run(DELETE_VECTORS, hashes=unused)
    return bool(texts)


def _delete_edges(transaction: Transaction, ids: Sequence[str]) -> bool:
    rows: dict[Rel, list[list[str]]] = {}
    for source, rel, target in map(edge_id, ids):
        rows.setdefault(rel, []).append([source, target])
    found = [transaction.run(DELETE_EDGES[rel], rows=part) for rel, alike in sorted(rows.items()) for part in parts(alike, NODES_AT_ONCE)]
    return any(found)


def _delete_vectors(transaction: Transaction, hashes: Sequence[str]) -> bool:
    gone = [hash for part in parts([checked_hash(hash) for hash in hashes], NODES_AT_ONCE) for (hash,) in transaction.run(DELETE_VECTORS, hashes=part)]
    return _any_in_use(transaction, gone)


def _delete_contacts(transaction: Transaction, ids: Sequence[str]) -> None:
    for part in parts(ids, NODES_AT_ONCE):
        transaction.run(DELETE_CONTACTS, ids=part)
