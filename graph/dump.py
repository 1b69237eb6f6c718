"""Everything a store holds as plain rows in one fixed order: what copies, backups and content hashes are made of."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.errors import Invalid

VERSION = 1
"""Of what a dump holds; a new table, column or spelling is a new version."""

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

`props`, `data` and `value` are JSON as `graph.stored.to_json` spells it, `row` little-endian float32, `weight` a float.
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


def read(line: bytes) -> Row:
    """The row of a line that `spelled` wrote. Invalid if it is none."""
    try:
        table, *values = json.loads(line)
        row = Row(table, tuple(_value(value) for value in values))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Invalid(f"{line[:80]!r} is no row of a store") from error
    if len(row.values) != len(TABLES.get(table, ())):
        raise Invalid(f"{line[:80]!r} is no row of a store: no table {table!r} has {len(values)} columns")
    return row


def _value(value: object) -> Value:
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    if isinstance(value, (str, int, float)):
        return value
    raise TypeError(value)


class Tally:
    """Counts and hashes rows as they pass: two stores with equal content have equal hashes, whatever their backend."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self._hash = hashlib.sha256()

    @property
    def content(self) -> str:
        """sha256 of all lines so far."""
        return self._hash.hexdigest()

    def lines(self, rows: Iterable[Row]) -> Iterator[bytes]:
        """Each row as one line of UTF-8."""
        for row in rows:
            yield self._line(row)

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, unchanged."""
        for row in rows:
            self._line(row)
            yield row

    def _line(self, row: Row) -> bytes:
        line = f"{spelled(row)}\n".encode()
        self.rows[row.table] += 1
        self._hash.update(line)
        return line


def content_hash(rows: Iterable[Row]) -> str:
    """sha256 of everything in the rows: equal for two stores with equal content, whatever their backend."""
    tally = Tally()
    for _ in tally.lines(rows):
        pass
    return tally.content
