"""Writes to nodes, edges, vectors, contacts and records, each inside the caller's transaction."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter

import numpy as np

from graph.errors import Conflict, Invalid, NotFound
from graph.model import Batch, Contact, Edge, Key, Node, Part, Record, Scalar, Vector, kind_of, text_hash
from graph.schema import MAX_NAME, ORGANISATIONS, Rel
from graph.sqlite.read import nearest, version

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
_HASH = re.compile(r"[0-9a-f]{64}")
RELS = frozenset(Rel)
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
MAX_YEAR = 9999


def once(db: sqlite3.Connection, operation: str, at: datetime) -> bool:
    """Note that an operation is done; False if it was done before. Its hash is enough, and can name nobody."""
    return db.execute(ONCE, (text_hash(operation), at.isoformat())).rowcount == 1


def expect(db: sqlite3.Connection, expected: Mapping[Key, int]) -> None:
    """Raise Conflict for the first key (in key order) that is at another version."""
    for key, wanted in sorted(expected.items()):
        found = version(db, key)
        if found != wanted:
            raise Conflict(f"{key.part} {key.id!r} is at version {found}, not {wanted}: somebody changed it; read it again, then write again")


def change(db: sqlite3.Connection, batch: Batch) -> None:
    """Apply everything of a batch but its events and pseudonyms; the revision moves if the network does."""
    moved = [_delete(db, key) for key in batch.deletions]
    _put_nodes(db, batch.nodes)
    _put_edges(db, batch.edges)
    moved.append(_put_vectors(db, batch.vectors))
    _put_contacts(db, batch.contacts)
    db.executemany(PUT_RECORD, [_record_row(record) for record in batch.records])
    if batch.nodes or batch.edges or any(moved):
        db.execute(MOVE)


def to_json(value: object) -> str:
    """Compact JSON in one spelling. Invalid for what JSON cannot say (NaN, objects)."""
    try:
        return _JSON.encode(value)
    except (TypeError, ValueError) as error:
        raise Invalid(f"{str(value)[:80]!r} cannot be stored as JSON ({error}); use text, finite numbers, lists and mappings with text keys") from error


def _put_nodes(db: sqlite3.Connection, nodes: Sequence[Node]) -> None:
    db.executemany(PUT_NODE, ((node.id, node.name, node.text, text_key(node.text), _props(node.props)) for node in nodes))


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
            raise NotFound(f"{edge.source} {edge.rel} {edge.target} needs both ends: {nearest(db, missing)}")
        yield source, edge.rel.value, target, float(edge.weight), year(edge.props), _props(edge.props)


def year(props: Mapping[str, Scalar]) -> int:
    return min(max(int(props.get("since", 0)), 0), MAX_YEAR)


def _props(props: Mapping[str, Scalar]) -> str:
    return _props_json(tuple(props.items())) if props else "{}"


@lru_cache(maxsize=10_000)  # most edges say the same: it halves the time of a large load
def _props_json(items: tuple[tuple[str, Scalar], ...]) -> str:
    return to_json(dict(items))


def text_key(text: str) -> int | None:
    """The first 8 bytes of the text's hash: enough to ask whether any node has a text, and small in the index."""
    return _hash_key(text_hash(text)) if text else None


def _hash_key(hash: str) -> int:
    return int.from_bytes(bytes.fromhex(hash[:16]), "big", signed=True)


def _put_vectors(db: sqlite3.Connection, vectors: Mapping[tuple[str, str], Vector]) -> bool:
    db.executemany(PUT_VECTOR, ((encoder, _checked_hash(hash), _vector_bytes(row, hash)) for (encoder, hash), row in vectors.items()))
    return bool(vectors) and _in_use(db, (hash for _, hash in vectors))


def _in_use(db: sqlite3.Connection, hashes: Iterable[str]) -> bool:
    keys = [_hash_key(hash) for hash in hashes]
    return bool(db.execute(IN_USE, (json.dumps(keys),)).fetchone()[0])


def _checked_hash(hash: str) -> str:
    if not _HASH.fullmatch(hash):
        raise Invalid(f"{hash[:80]!r} is no text hash; vectors are kept under graph.model.text_hash(text)")
    return hash


def _vector_bytes(row: Vector, hash: str) -> bytes:
    if row.ndim != 1 or not len(row) or not np.isfinite(row).all():
        raise Invalid(f"the vector of text {hash[:12]}… must be one row of finite numbers; it has shape {row.shape}")
    return row.astype("<f4").tobytes()


def _put_contacts(db: sqlite3.Connection, contacts: Sequence[Contact]) -> None:
    for contact in contacts:
        if kind_of(contact.organisation) not in ORGANISATIONS:
            raise Invalid(f"{contact.organisation} has no contact persons; only organisations have")
        if not db.execute(ROW, (contact.organisation,)).fetchone():
            raise NotFound(f"contact of {nearest(db, contact.organisation)}")
        longest = max(len(contact.name), len(contact.email), len(contact.phone))
        if longest > MAX_NAME:
            raise Invalid(f"{contact.organisation}: a contact's name, email or phone has {longest} characters; at most {MAX_NAME} are kept")
        db.execute(PUT_CONTACT, (contact.organisation, contact.name, contact.email, contact.phone))


def _record_row(record: Record) -> tuple[str, str, str]:
    if not record.collection or "/" in record.collection or not record.key:
        raise Invalid(f"record {record.collection!r}/{record.key!r}: a collection has a name without '/', and a record a key")
    return record.collection, record.key, to_json(dict(record.value))


def _delete(db: sqlite3.Connection, key: Key) -> bool:
    """Delete what a key points at (nothing if it is gone); True if that changes the network."""
    match key.part:
        case Part.NODE:
            return _delete_node(db, key.id)
        case Part.EDGE:
            return _delete_edge(db, key.id)
        case Part.VECTOR:
            return db.execute(DELETE_VECTOR, (_checked_hash(key.id),)).rowcount > 0 and _in_use(db, (key.id,))
        case Part.CONTACTS:
            db.execute(DELETE_CONTACTS, (key.id,))
        case Part.RECORD:
            collection, _, name = key.id.partition("/")
            db.execute(DELETE_RECORD, (collection, name))
        case Part.STREAM:
            raise Invalid(f"the events of {key.id} are final; delete {Part.PSEUDONYM} to cut the way back to the organisation")
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
    ends = id.split(" ")
    if len(ends) != 3 or ends[1] not in RELS:
        raise Invalid(f"{id[:80]!r} is no edge; write source, relation and target with a space between")
    return db.execute(DELETE_EDGE, ends).rowcount > 0
