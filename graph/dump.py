"""Everything a store holds as plain rows in one fixed order: what copies, backups and content hashes are made of."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Value = str | int | float | bytes
TABLES: dict[str, tuple[str, ...]] = {
    "meta": ("name", "value"),  # "key": the mark of the ledger's key, if there is one; "revision": the number
    "node": ("id", "name", "text", "props", "version"),
    "edge": ("source", "rel", "target", "weight", "props"),
    "vector": ("encoder", "hash", "row"),
    "contact": ("organisation", "name", "email", "phone"),
    "record": ("collection", "key", "value", "version"),
    "pseudonym": ("id", "pseudonym"),
    "entry": ("seq", "happening", "subject", "about", "day", "at", "data", "note_hash", "mac"),
    "note": ("seq", "salt", "text"),
    "operation": ("id", "at"),
}
"""Tables in the order of a dump with their columns; rows are ordered by the columns that name them (code points, not a collation).

`props`, `data` and `value` are JSON as `graph.sqlite.write.to_json` spells it, `row` little-endian float32, `weight` a float.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of one table, its values in the order of `TABLES[table]`."""

    table: str
    values: tuple[Value, ...]


def spelled(row: Row) -> str:
    """A row as one line of JSON; bytes become `{"hex": …}`."""
    values = [{"hex": value.hex()} if isinstance(value, bytes) else value for value in row.values]
    return json.dumps([row.table, *values], ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def content_hash(rows: Iterable[Row]) -> str:
    """sha256 of everything in the rows: equal for two stores with equal content, whatever their backend."""
    hash = hashlib.sha256()
    for line in _lines(rows):
        hash.update(line)
    return hash.hexdigest()


def _lines(rows: Iterable[Row]) -> Iterator[bytes]:
    for row in rows:
        yield f"{spelled(row)}\n".encode()
