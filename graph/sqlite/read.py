"""Reads of nodes, neighbourhoods, vectors, contacts and records, each inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from graph.errors import NotFound
from graph.model import Contact, Edge, Graph, Key, Node, Part, Record, Vector
from graph.schema import Rel
from graph.stored import around_name, check_around, no_record, page, record_id, unknown, unversioned, vector_of

REVISION = "SELECT value FROM meta WHERE name = 'revision'"
NODE = "SELECT id, name, text, props FROM node WHERE id = ?"
ROW = "SELECT row FROM node WHERE id = ?"
NODE_VERSION = "SELECT version FROM node WHERE id = ?"
RECORD_VERSION = "SELECT version FROM record WHERE collection = ? AND key = ?"
STREAM_VERSION = "SELECT count(*) FROM entry WHERE subject = (SELECT pseudonym FROM pseudonym WHERE id = ?)"
LEDGER_VERSION = "SELECT coalesce(max(seq), 0) FROM entry"
BEFORE = "SELECT id FROM node WHERE id < ? ORDER BY id DESC LIMIT 50"
AFTER = "SELECT id FROM node WHERE id > ? ORDER BY id LIMIT 50"
CONTAINING = "SELECT id FROM node WHERE id > ? AND id < ? AND instr(id, ?) > 0 ORDER BY id LIMIT 50"
STEP = """SELECT row FROM node WHERE row IN (
        SELECT target FROM edge WHERE source IN (SELECT value FROM json_each(?1))
        UNION SELECT source FROM edge WHERE target IN (SELECT value FROM json_each(?1)))
    AND row NOT IN (SELECT value FROM json_each(?2)) ORDER BY id LIMIT ?3"""
CHOSEN = "SELECT row, id, name, text, props FROM node WHERE row IN (SELECT value FROM json_each(?))"
BETWEEN = """SELECT source, rel, target, weight, props FROM edge
    WHERE source IN (SELECT value FROM json_each(?1)) AND +target IN (SELECT value FROM json_each(?1))"""
VECTORS = "SELECT hash, row FROM vector WHERE encoder = ? AND hash IN (SELECT value FROM json_each(?))"
CONTACTS = "SELECT organisation, name, email, phone FROM contact WHERE organisation = ? ORDER BY name"
RECORD = "SELECT collection, key, value, version FROM record WHERE collection = ? AND key = ?"
RECORDS = "SELECT collection, key, value, version FROM record WHERE collection = ? AND key > ? ORDER BY key LIMIT ?"


def revision(db: sqlite3.Connection) -> int:
    return int(db.execute(REVISION).fetchone()[0])


def version(db: sqlite3.Connection, key: Key) -> int:
    """How often the node or record was written, or how many events the stream holds (the whole ledger, for stream '')."""
    match key.part:
        case Part.NODE:
            found = db.execute(NODE_VERSION, (key.id,)).fetchone()
        case Part.RECORD:
            found = db.execute(RECORD_VERSION, record_id(key)).fetchone()
        case Part.STREAM:
            found = db.execute(STREAM_VERSION, (key.id,)).fetchone() if key.id else db.execute(LEDGER_VERSION).fetchone()
        case _:
            raise unversioned(key)
    return int(found[0]) if found else 0


def node(db: sqlite3.Connection, id: str) -> Node:
    found = db.execute(NODE, (id,)).fetchone()
    if not found:
        raise NotFound(nearest(db, id))
    return _node(found)


def _node(row: Sequence[str]) -> Node:
    return Node(row[0], row[1], row[2], json.loads(row[3]))


def nearest(db: sqlite3.Connection, id: str) -> str:
    """A sentence saying that an id does not exist, and which similar one does. Looks at 150 candidates at most."""
    rows = db.execute(BEFORE, (id,)).fetchall() + db.execute(AFTER, (id,)).fetchall() + db.execute(CONTAINING, around_name(id)).fetchall()
    return unknown(id, (row[0] for row in rows))


def around(db: sqlite3.Connection, id: str, depth: int, limit: int) -> Graph:
    """Breadth first; each step in either direction, ordered by id, until the limit."""
    check_around(depth, limit)
    centre = db.execute(ROW, (id,)).fetchone()
    if not centre:
        raise NotFound(nearest(db, id))
    rows, frontier, cut = [int(centre[0])], [int(centre[0])], False
    for _ in range(depth):
        room = limit - len(rows)
        found = [int(row) for (row,) in db.execute(STEP, (json.dumps(frontier), json.dumps(rows), room + 1))]
        cut = cut or len(found) > room
        frontier = found[:room]
        rows += frontier
    return _graph(db, rows, cut)


def _graph(db: sqlite3.Connection, rows: Sequence[int], cut: bool) -> Graph:
    chosen = json.dumps(list(rows))
    nodes = {row[0]: _node(row[1:]) for row in db.execute(CHOSEN, (chosen,))}
    edges = [
        Edge(nodes[source].id, Rel(rel), nodes[target].id, weight, json.loads(props)) for source, rel, target, weight, props in db.execute(BETWEEN, (chosen,))
    ]
    edges.sort(key=lambda edge: (edge.source, edge.rel, edge.target))
    return Graph(tuple(nodes[row] for row in rows), tuple(edges), cut)


def vectors(db: sqlite3.Connection, encoder: str, hashes: Iterable[str]) -> dict[str, Vector]:
    wanted = json.dumps(sorted(set(hashes)))
    return {hash: vector_of(row) for hash, row in db.execute(VECTORS, (encoder, wanted))}


def contacts(db: sqlite3.Connection, organisation: str) -> tuple[Contact, ...]:
    return tuple(Contact(*row) for row in db.execute(CONTACTS, (organisation,)))


def record(db: sqlite3.Connection, collection: str, key: str) -> Record:
    found = db.execute(RECORD, (collection, key)).fetchone()
    if not found:
        raise no_record(collection, key)
    return _record(found)


def records(db: sqlite3.Connection, collection: str, after: str, limit: int) -> tuple[Record, ...]:
    return tuple(_record(row) for row in db.execute(RECORDS, (collection, after, page(limit))))


def _record(row: tuple[str, str, str, int]) -> Record:
    return Record(row[0], row[1], json.loads(row[2]), row[3])
