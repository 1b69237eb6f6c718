"""The store on one SQLite file: the port's methods, each one transaction."""

import threading
from collections.abc import Collection, Generator, Iterable, Mapping
from pathlib import Path

from graph.clock import Clock
from graph.dump import Row
from graph.errors import Unavailable
from graph.files import FolderFiles, MemoryFiles
from graph.keep import Anchor, FolderShelf, Keep, MemoryShelf, Shelf
from graph.ledger import Break
from graph.model import Batch, Contact, Entry, Event, Graph, Key, Node, Part, Record, Snapshot, Vector
from graph.schema import Happening
from graph.sqlite import chain, columns, dump, read, write
from graph.sqlite.connections import CHECKPOINT, MEMORY, VACUUM, Pool
from graph.store import Files


class SqliteStore:
    """Everything of the port in one file. Threads share it: reads run side by side, writes one after the other."""

    def __init__(self, path: str, *, clock: Clock, keep: Path | None = None) -> None:
        self._clock = clock
        self._pool = Pool(path)
        self._keep = Keep(_shelf(path, keep))
        self._files: Files = MemoryFiles() if path == MEMORY else FolderFiles(Path(f"{path}.files"))
        self._snapshot: Snapshot | None = None
        self._building = threading.Lock()

    @property
    def files(self) -> Files:
        return self._files

    @property
    def keep(self) -> Keep:
        return self._keep

    def write(self, batch: Batch, *, operation: str = "", expected: Mapping[Key, int] | None = None) -> None:
        head: Anchor | None = None
        with self._pool.writing() as db:
            if operation and not write.once(db, operation, self._clock.now()):
                return
            write.expect(db, expected or {})
            write.change(db, batch)
            if batch.events:
                head = chain.append(db, batch.events, self._keep, self._clock)
            for key in batch.deletions:  # last, so that an `erased` of the same batch still finds the pseudonym
                if key.part is Part.PSEUDONYM:
                    chain.forget(db, key.id, self._keep, self._clock)
        if head:
            self._keep.advance(head, self._holds)

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

    def entries(self, *, after: int = 0, limit: int = 1000, happenings: Collection[Happening] = ()) -> tuple[Entry, ...]:
        with self._pool.reading() as db:
            return chain.entries(db, after, limit, happenings)

    def events(self, organisation: str, *, limit: int = 1000) -> tuple[Event, ...]:
        with self._pool.reading() as db:
            return chain.events(db, organisation, limit)

    def pseudonyms(self) -> dict[str, str]:
        with self._pool.reading() as db:
            return chain.pseudonyms(db)

    def assign_pseudonyms(self, ids: Iterable[str]) -> dict[str, str]:
        with self._pool.writing() as db:
            return chain.assign(db, ids)

    def verify(self) -> tuple[Break, ...]:
        anchor = self._keep.anchor()
        with self._pool.rereading() as db:
            return chain.verify(db, self._keep, anchor)

    def dump(self) -> Generator[Row, None, None]:
        with self._pool.reading() as db:
            yield from dump.dump(db)

    def fill(self, rows: Iterable[Row]) -> None:
        with self._pool.writing() as db:
            dump.fill(db, rows)

    def purge(self) -> None:
        """Rewrite the file without the bytes of what was deleted, and empty the write-ahead log. Unavailable while others read."""
        with self._pool.outside() as db:
            db.execute(VACUUM)
            busy, *_ = db.execute(CHECKPOINT).fetchone()
        if busy:
            raise Unavailable("deleted bytes may still be in the write-ahead log, because somebody is reading; purge again")

    def close(self) -> None:
        self._pool.close()

    def _holds(self, anchor: Anchor) -> bool:
        with self._pool.reading() as db:
            return chain.holds(db, anchor)


def _shelf(path: str, keep: Path | None) -> Shelf:
    if keep is None and path == MEMORY:
        return MemoryShelf()
    return FolderShelf(keep or Path(f"{path}.keep"))
