"""Writes to nodes, edges, vectors, contacts and records, each inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter

from graph.model import Batch, Contact, Edge, Key, Node, Part, Vector, kind_of, text_hash
from graph.sqlite.read import nearest, version
from graph.stored import (
    check_contact,
    check_versions,
    checked_hash,
    edge_id,
    final,
    hash_key,
    no_end,
    no_organisation,
    props_json,
    record_id,
    record_row,
    text_key,
    vector_bytes,
    year,
)

ONCE = "INSERT OR IGNORE INTO operation VALUES (?, ?)"
MOVE = "UPDATE meta SET value = value + 1 WHERE name = 'revision'"
PUT_NODE = """INSERT INTO node (id, name, text, text_key, props, version) VALUES (?, ?, ?, ?, ?, 1)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, text = excluded.text, text_key = excluded.text_key,
    props = excluded.props, version = version + 1"""
ROWS = "SELECT id, row FROM node WHERE id IN (SELECT value FROM json_each(?))"
PUT_EDGE = """INSERT INTO edge (source, rel, target, weight, since, props) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (source, rel, target) DO UPDATE SET weight = excluded.weight, since = excluded.since, props = excluded.props"""
PUT_VECTOR = """INSERT INTO vector (encoder, hash, row) VALUES (?, ?, ?) ON CONFLICT (encoder, hash) DO UPDATE SET row = excluded.row"""
IN_USE = "SELECT EXISTS (SELECT 1 FROM node WHERE text_key IN (SELECT value FROM json_each(?)))"
PUT_CONTACT = """INSERT INTO contact (organisation, name, email, phone) VALUES (?, ?, ?, ?)
    ON CONFLICT (organisation, name) DO UPDATE SET email = excluded.email, phone = excluded.phone"""
PUT_RECORD = """INSERT INTO record (collection, key, value, version) VALUES (?, ?, ?, 1)
    ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value, version = version + 1"""
ROW = "SELECT row FROM node WHERE id = ?"
ROW_AND_TEXT = "SELECT row, text FROM node WHERE id = ?"
DELETE_EDGES = "DELETE FROM edge WHERE source = ? OR target = ?"
DELETE_NODE = "DELETE FROM node WHERE row = ?"
DELETE_EDGE = """DELETE FROM edge WHERE source = (SELECT row FROM node WHERE id = ?) AND rel = ?
    AND target = (SELECT row FROM node WHERE id = ?)"""
DELETE_CONTACTS = "DELETE FROM contact WHERE organisation = ?"
DELETE_RECORD = "DELETE FROM record WHERE collection = ? AND key = ?"
DELETE_VECTOR = "DELETE FROM vector WHERE hash = ?"


def once(db: sqlite3.Connection, operation: str, at: datetime) -> bool:
    """Note that an operation is done; False if it was done before. Its hash is enough, and can name nobody."""
    return db.execute(ONCE, (text_hash(operation), at.isoformat())).rowcount == 1


def expect(db: sqlite3.Connection, expected: Mapping[Key, int]) -> None:
    """Raise Conflict for the first key (in key order) that is at another version."""
    check_versions(expected, {key: version(db, key) for key in expected})


def change(db: sqlite3.Connection, batch: Batch) -> None:
    """Apply everything of a batch but its events and pseudonyms; the revision moves if the network does."""
    moved = [_delete(db, key) for key in batch.deletions]
    _put_nodes(db, batch.nodes)
    _put_edges(db, batch.edges)
    moved.append(_put_vectors(db, batch.vectors))
    _put_contacts(db, batch.contacts)
    db.executemany(PUT_RECORD, [record_row(record) for record in batch.records])
    if batch.nodes or batch.edges or any(moved):
        db.execute(MOVE)


def _put_nodes(db: sqlite3.Connection, nodes: Sequence[Node]) -> None:
    db.executemany(PUT_NODE, ((node.id, node.name, node.text, text_key(node.text), props_json(node.props)) for node in nodes))


def _put_edges(db: sqlite3.Connection, edges: Sequence[Edge]) -> None:
    if edges:
        rows = _rows(db, {end for edge in edges for end in (edge.source, edge.target)})
        db.executemany(PUT_EDGE, sorted(_edge_rows(db, edges, rows), key=itemgetter(0, 1, 2)))


def _rows(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    return dict(db.execute(ROWS, (json.dumps(sorted(ids)),)).fetchall())


def _edge_rows(db: sqlite3.Connection, edges: Iterable[Edge], rows: Mapping[str, int]) -> Iterator[tuple[int, str, int, float, int, str]]:
    for edge in edges:
        source, target = rows.get(edge.source), rows.get(edge.target)
        if source is None or target is None:
            missing = edge.source if source is None else edge.target
            raise no_end(edge, nearest(db, missing))
        yield source, edge.rel.value, target, float(edge.weight), year(edge.props), props_json(edge.props)


def _put_vectors(db: sqlite3.Connection, vectors: Mapping[tuple[str, str], Vector]) -> bool:
    db.executemany(PUT_VECTOR, ((encoder, checked_hash(hash), vector_bytes(row, hash)) for (encoder, hash), row in vectors.items()))
    return bool(vectors) and _in_use(db, (hash for _, hash in vectors))


def _in_use(db: sqlite3.Connection, hashes: Iterable[str]) -> bool:
    keys = [hash_key(hash) for hash in hashes]
    return bool(db.execute(IN_USE, (json.dumps(keys),)).fetchone()[0])


def _put_contacts(db: sqlite3.Connection, contacts: Sequence[Contact]) -> None:
    for contact in contacts:
        check_contact(contact)
        if not db.execute(ROW, (contact.organisation,)).fetchone():
            raise no_organisation(nearest(db, contact.organisation))
        db.execute(PUT_CONTACT, (contact.organisation, contact.name, contact.email, contact.phone))


def _delete(db: sqlite3.Connection, key: Key) -> bool:
    """Delete what a key points at (nothing if it is gone); True if that changes the network."""
    match key.part:
        case Part.NODE:
            return _delete_node(db, key.id)
        case Part.EDGE:
            return _delete_edge(db, key.id)
        case Part.VECTOR:
            return db.execute(DELETE_VECTOR, (checked_hash(key.id),)).rowcount > 0 and _in_use(db, (key.id,))
        case Part.CONTACTS:
            db.execute(DELETE_CONTACTS, (key.id,))
        case Part.RECORD:
            db.execute(DELETE_RECORD, record_id(key))
        case Part.STREAM:
            raise final(key)
    return False


def _delete_node(db: sqlite3.Connection, id: str) -> bool:
    kind_of(id)
    found = db.execute(ROW_AND_TEXT, (id,)).fetchone()
    if not found:
        return False
    row, hash = found[0], text_hash(found[1])
    db.execute(DELETE_EDGES, (row, row))
    db.execute(DELETE_NODE, (row,))
    db.execute(DELETE_CONTACTS, (id,))
    if not _in_use(db, (hash,)):
        db.execute(DELETE_VECTOR, (hash,))
    return True


def _delete_edge(db: sqlite3.Connection, id: str) -> bool:
    source, rel, target = edge_id(id)
    return db.execute(DELETE_EDGE, (source, rel.value, target)).rowcount > 0
