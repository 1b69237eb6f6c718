"""The whole file as rows of `graph.dump`, and back into an empty file."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from graph.dump import TABLES, Row, Value
from graph.errors import Conflict, Invalid
from graph.stored import text_key, year

EMPTY = """SELECT NOT EXISTS (SELECT 1 FROM node) AND NOT EXISTS (SELECT 1 FROM record) AND NOT EXISTS (SELECT 1 FROM entry)
    AND NOT EXISTS (SELECT 1 FROM vector)"""
SELECTS = {
    "meta": "SELECT name, value FROM meta WHERE name IN ('key', 'revision') ORDER BY name",
    "node": "SELECT id, name, text, props, version FROM node ORDER BY id",
    "edge": """SELECT source.id, rel, target.id, weight, edge.props FROM edge JOIN node AS source ON source.row = edge.source
        JOIN node AS target ON target.row = edge.target ORDER BY source.id, rel, target.id""",
    "vector": "SELECT encoder, hash, row FROM vector ORDER BY encoder, hash",
    "contact": "SELECT organisation, name, email, phone FROM contact ORDER BY organisation, name",
    "record": "SELECT collection, key, value, version FROM record ORDER BY collection, key",
    "pseudonym": "SELECT id, pseudonym FROM pseudonym ORDER BY id",
    "entry": "SELECT seq, happening, subject, about, day, at, data, note_hash, mac FROM entry ORDER BY seq",
    "note": "SELECT seq, salt, text FROM note ORDER BY seq",
    "operation": "SELECT id, at FROM operation ORDER BY id",
}
INSERTS = {
    "meta": "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
    "node": "INSERT INTO node (id, name, text, text_key, props, version) VALUES (?, ?, ?, ?, ?, ?)",
    "edge": """INSERT INTO edge (source, rel, target, weight, since, props) VALUES (
        (SELECT row FROM node WHERE id = ?), ?, (SELECT row FROM node WHERE id = ?), ?, ?, ?)""",
    **{
        table: f"INSERT INTO {table} ({', '.join(TABLES[table])}) VALUES ({', '.join('?' * len(TABLES[table]))})"  # noqa: S608 - our own names
        for table in ("vector", "contact", "record", "pseudonym", "entry", "note", "operation")
    },
}


def dump(db: sqlite3.Connection) -> Iterator[Row]:
    for table in TABLES:
        for values in db.execute(SELECTS[table]):
            yield Row(table, values)


def fill(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    if not db.execute(EMPTY).fetchone()[0]:
        raise Conflict("this store is not empty; copy and restore into a new one")
    for table, some in groupby(rows, key=lambda row: row.table):
        try:
            db.executemany(INSERTS[table], (_stored(row) for row in some))
        except sqlite3.IntegrityError as error:
            raise Invalid(f"the rows of {table} do not fit together ({error}); take another backup") from error


def _stored(row: Row) -> Sequence[Value | int | None]:
    """The values of a row with the columns that this backend adds."""
    values = row.values
    match row.table:
        case "node":
            return (*values[:3], text_key(str(values[2])), *values[3:])
        case "edge":
            return (*values[:4], year(json.loads(str(values[4]))), values[4])
        case _:
            return values
