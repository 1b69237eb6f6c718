"""The store on one SQLite file: the port's methods, each one transaction."""

import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from graph.clock import Clock
from graph.model import Batch, Contact, Graph, Key, Node, Record, Snapshot, Vector
from graph.sqlite import columns, read, write
from graph.sqlite.connections import Pool


class SqliteStore:
    """Everything of the port in one file. Threads share it: reads run side by side, writes one after the other."""

    def __init__(self, path: str, *, clock: Clock, keep: Path | None = None) -> None:
        self._clock = clock
        self._pool = Pool(path)
        self._snapshot: Snapshot | None = None
        self._building = threading.Lock()

    def write(self, batch: Batch, *, operation: str = "", expected: Mapping[Key, int] | None = None) -> None:
        with self._pool.writing() as db:
            if operation and not write.once(db, operation, self._now()):
                return
            write.expect(db, expected or {})
            write.change(db, batch)

    def node(self, id: str) -> Node:
        with self._pool.reading() as db:
            return read.node(db, id)

    def version(self, key: Key) -> int:
        with self._pool.reading() as db:
            return read.version(db, key)

    def around(self, id: str, depth: int = 1, limit: int = 150) -> Graph:
        with self._pool.reading() as db:
            return read.around(db, id, depth, limit)

    def snapshot(self) -> Snapshot:
        """Built once per revision; later calls give the same arrays, which nobody may change."""
        with self._building, self._pool.reading() as db:
            if self._snapshot is None or self._snapshot.revision != read.revision(db):
                self._snapshot = columns.snapshot(db)
            return self._snapshot

    def revision(self) -> int:
        with self._pool.reading() as db:
            return read.revision(db)

    def vectors(self, encoder: str, hashes: Iterable[str]) -> dict[str, Vector]:
        with self._pool.reading() as db:
            return read.vectors(db, encoder, hashes)

    def contacts(self, organisation: str) -> tuple[Contact, ...]:
        with self._pool.reading() as db:
            return read.contacts(db, organisation)

    def record(self, collection: str, key: str) -> Record:
        with self._pool.reading() as db:
            return read.record(db, collection, key)

    def records(self, collection: str, *, after: str = "", limit: int = 1000) -> tuple[Record, ...]:
        with self._pool.reading() as db:
            return read.records(db, collection, after, limit)

    def close(self) -> None:
        self._pool.close()

    def _now(self) -> datetime:
        return self._clock.now()
