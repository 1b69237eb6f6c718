"""The whole database as rows of `graph.dump`, and back into an empty one.

A dump comes in through many transactions, as one would need more memory than servers have. Until the last of them the store bears the mark
`filling` and counts as empty: whoever comes to it after a break begins anew.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from neo4j.exceptions import ConstraintError

from graph.dump import TABLES, Row, Value
from graph.errors import Conflict, Invalid
from graph.model import Scalar, kind_of
from graph.neo4j import chain
from graph.neo4j.connections import Pool, Transaction
from graph.neo4j.labels import TYPES
from graph.neo4j.read import in_order, props_of
from graph.neo4j.write import CREATE_EDGES, CREATE_NODES, EDGES_AT_ONCE, NODES_AT_ONCE
from graph.schema import Rel
from graph.stored import props_json, text_key

BEGIN = "MATCH (store:StoreMeta {name: 'store'}) SET store.filling = true"
END = "MATCH (store:StoreMeta {name: 'store'}) REMOVE store.filling"
FILLING = "MATCH (store:StoreMeta {name: 'store'}) RETURN coalesce(store.filling, false)"
WIPE = """MATCH (any:Node|StoreVector|StoreContact|StoreRecord|StoreOperation|LedgerEntry|LedgerNote|LedgerName)
WITH any LIMIT 2000 DETACH DELETE any RETURN count(any)"""
EMPTY = """RETURN NOT EXISTS { MATCH (:Node) } AND NOT EXISTS { MATCH (:StoreRecord) } AND NOT EXISTS { MATCH (:LedgerEntry) }
    AND NOT EXISTS { MATCH (:StoreVector) }"""
META = "MATCH (store:StoreMeta {name: 'store'}) RETURN store.key, store.revision"
NODES = "MATCH (node:Node) WHERE node.id > $after RETURN node.id, node.name, node.text, node {.*, vector: null}, node._version ORDER BY node.id LIMIT $limit"
SOURCES = "MATCH (node:Node) WHERE node.id > $after RETURN node.id ORDER BY node.id LIMIT $limit"
EDGES = "UNWIND $ids AS id MATCH (:Node {id: id})-[edge:" + TYPES + "]->(target:Node) RETURN id, type(edge), target.id, edge.weight, properties(edge)"
ENCODERS = "MATCH (vector:StoreVector) RETURN DISTINCT vector.encoder"
VECTORS = """MATCH (vector:StoreVector) WHERE vector.encoder = $of AND vector.hash > $after
RETURN vector.encoder, vector.hash, vector.row ORDER BY vector.hash LIMIT $limit"""
OWNERS = """MATCH (contact:StoreContact) WHERE contact.organisation > $after AND contact.name IS NOT NULL
RETURN DISTINCT contact.organisation ORDER BY contact.organisation LIMIT $limit"""
CONTACTS = """UNWIND $ids AS id MATCH (contact:StoreContact) WHERE contact.organisation = id AND contact.name IS NOT NULL
RETURN contact.organisation, contact.name, contact.email, contact.phone"""
COLLECTIONS = "MATCH (record:StoreRecord) RETURN DISTINCT record.collection"
RECORDS = """MATCH (record:StoreRecord) WHERE record.collection = $of AND record.order > $after
RETURN record.collection, record.key, record.value, record.version, record.order ORDER BY record.order LIMIT $limit"""
NAMES = "MATCH (name:LedgerName) WHERE name.id > $after RETURN name.id, name.pseudonym ORDER BY name.id LIMIT $limit"
NOTES = "MATCH (note:LedgerNote) WHERE note.seq > $after RETURN note.seq, note.salt, note.text ORDER BY note.seq LIMIT $limit"
OPERATIONS = "MATCH (done:StoreOperation) WHERE done.id > $after RETURN done.id, done.at ORDER BY done.id LIMIT $limit"
PUT_META = {
    "key": "UNWIND $rows AS row MATCH (store:StoreMeta {name: 'store'}) SET store.key = row[1]",
    "revision": "UNWIND $rows AS row MATCH (store:StoreMeta {name: 'store'}) SET store.revision = row[1]",
}
PUT_SEQ = "MATCH (store:StoreMeta {name: 'store'}) SET store.seq = $seq"
PUT = {
    "vector": "UNWIND $rows AS row CREATE (:StoreVector {encoder: row[0], hash: row[1], row: row[2]})",
    "contact": "UNWIND $rows AS row CREATE (:StoreContact {organisation: row[0], name: row[1], email: row[2], phone: row[3]})",
    "record": "UNWIND $rows AS row CREATE (:StoreRecord {collection: row[0], key: row[1], value: row[2], version: row[3], order: row[4]})",
    "pseudonym": chain.PUT_NAMES,
    "entry": chain.APPEND,
    "note": "UNWIND $rows AS row CREATE (:LedgerNote {seq: row[0], salt: row[1], text: row[2]})",
    "operation": "UNWIND $rows AS row CREATE (:StoreOperation {id: row[0], at: row[1]})",
}


def dump(transaction: Transaction) -> Iterator[Row]:
    if _is_filling(transaction):
        yield Row("meta", ("revision", 0))
        return
    read: dict[str, Callable[[Transaction], Iterator[Sequence[Value]]]] = {
        "meta": _meta,
        "node": _nodes,
        "edge": _edges,
        "vector": lambda transaction: _of_each(transaction, ENCODERS, VECTORS, cursor=1),
        "contact": _contacts,
        "record": lambda transaction: (row[:4] for row in _of_each(transaction, COLLECTIONS, RECORDS, cursor=4)),
        "pseudonym": lambda transaction: _paged(transaction, NAMES),
        "entry": chain.stored,
        "note": lambda transaction: _paged(transaction, NOTES, after=chain.FIRST),
        "operation": lambda transaction: _paged(transaction, OPERATIONS),
    }
    for table in TABLES:
        for values in read[table](transaction):
            yield Row(table, tuple(values))


def fill(pool: Pool, rows: Iterable[Row]) -> None:
    if pool.write(_began):
        _wipe(pool)
    try:
        _fill(pool, rows)
    except BaseException:
        _wipe(pool)
        pool.write(lambda transaction: transaction.run(END))
        raise


def _began(transaction: Transaction) -> bool:
    """True if somebody's filling was broken off here. Conflict if the store holds anything else."""
    broken_off = _is_filling(transaction)
    if not broken_off and not transaction.run(EMPTY)[0][0]:
        raise Conflict("this store is not empty; copy and restore into a new one")
    transaction.run(BEGIN)
    return broken_off


def _is_filling(transaction: Transaction) -> bool:
    return bool(transaction.run(FILLING)[0][0])


def _wipe(pool: Pool) -> None:
    while pool.write(lambda transaction: transaction.run(WIPE)[0][0]):
        pass


def _fill(pool: Pool, rows: Iterable[Row]) -> None:
    places, meta = dict[str, str](), list[Row]()
    for table, some in groupby(rows, key=lambda row: row.table):
        if table == "meta":
            meta = list(some)
            continue
        while part := [row.values for row in islice(some, EDGES_AT_ONCE if table == "edge" else NODES_AT_ONCE)]:
            pool.write(partial(_fill_part, table=table, part=part, places=places))
    pool.write(partial(_end, meta=meta))


def _end(transaction: Transaction, *, meta: Sequence[Row]) -> None:
    """Key and revision come last: with them the store is there."""
    for row in meta:
        transaction.run(PUT_META[str(row.values[0])], rows=[row.values])
    transaction.run(END)


def _fill_part(transaction: Transaction, *, table: str, part: Sequence[Sequence[Any]], places: dict[str, str]) -> None:
    try:
        match table:
            case "node":
                _fill_nodes(transaction, part, places)
            case "edge":
                _fill_edges(transaction, part, places)
            case "record":
                transaction.run(PUT[table], rows=[[*values, in_order(str(values[1]))] for values in part])
            case _:
                transaction.run(PUT[table], rows=part)
    except (ConstraintError, KeyError) as error:
        raise Invalid(f"the rows of {table} do not fit together ({type(error).__name__}); take another backup") from error


def _fill_nodes(transaction: Transaction, part: Sequence[Sequence[Any]], places: dict[str, str]) -> None:
    for kind, alike in groupby(part, key=lambda values: kind_of(values[0])):
        rows = []
        for id, name, text, props, version in alike:
            transaction.seq += 1
            ours = {"_text_key": text_key(text), "_version": version, "_seq": transaction.seq}
            rows.append({"id": id, "name": name, "text": text, **json.loads(props), **ours})
        places.update((id, place) for id, place in transaction.run(CREATE_NODES[kind], rows=rows))
    transaction.run(PUT_SEQ, seq=transaction.seq)


def _fill_edges(transaction: Transaction, part: Sequence[Sequence[Any]], places: dict[str, str]) -> None:
    alike: dict[Rel, list[list[object]]] = {}
    for source, rel, target, weight, props in part:
        alike.setdefault(Rel(rel), []).append([places[source], places[target], {"weight": weight, **json.loads(props)}])
    for rel, rows in alike.items():
        transaction.run(CREATE_EDGES[rel], rows=rows)


def _meta(transaction: Transaction) -> Iterator[Sequence[Value]]:
    ((key, revision),) = transaction.run(META)
    if key:
        yield "key", key
    yield "revision", revision


def _nodes(transaction: Transaction) -> Iterator[Sequence[Value]]:
    for id, name, text, values, version in _paged(transaction, NODES):
        yield id, name, text, props_json(_sorted(props_of(values))), version


def _edges(transaction: Transaction) -> Iterator[Sequence[Value]]:
    sources = _paged(transaction, SOURCES)
    while ids := [row[0] for row in islice(sources, NODES_AT_ONCE)]:
        for source, rel, target, weight, values in sorted(transaction.run(EDGES, ids=ids), key=itemgetter(0, 1, 2)):
            yield source, rel, target, weight, props_json(_sorted(props_of(values)))


def _contacts(transaction: Transaction) -> Iterator[Sequence[Value]]:
    owners = _paged(transaction, OWNERS)
    while ids := [row[0] for row in islice(owners, NODES_AT_ONCE)]:
        yield from sorted(transaction.run(CONTACTS, ids=ids))


def _of_each(transaction: Transaction, outer: str, inner: str, *, cursor: int) -> Iterator[Sequence[Any]]:
    """The rows of the inner query for each value of the outer one, which Python sorts: by code points."""
    for (name,) in sorted(transaction.run(outer)):
        yield from _paged(transaction, inner, cursor=cursor, of=name)


def _paged(transaction: Transaction, query: str, *, after: str | int = "", cursor: int = 0, **parameters: object) -> Iterator[Sequence[Any]]:
    full = True
    while full:
        rows = transaction.run(query, after=after, limit=NODES_AT_ONCE, **parameters)
        yield from rows
        full = len(rows) == NODES_AT_ONCE
        after = rows[-1][cursor] if rows else after


def _sorted(props: dict[str, Scalar]) -> dict[str, Scalar]:
    return dict(sorted(props.items()))
