"""The store on one Neo4j server: the port's methods, each write one transaction."""

import threading
from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from graph.clock import Clock
from graph.dump import Row
from graph.errors import Invalid
from graph.files import FolderFiles
from graph.keep import Anchor, FolderShelf, Keep
from graph.ledger import Break
from graph.model import Batch, Contact, Entry, Event, Graph, Key, Node, Part, Record, Snapshot, Vector
from graph.neo4j import address, chain, columns, dump, read, vector_index, write
from graph.neo4j.connections import Pool, Transaction
from graph.neo4j.migrations import migrate
from graph.progress import Progress
from graph.schema import Happening
from graph.store import Files

T = TypeVar("T")
TRIES = 3  # reads of a moment in which nobody changed the network, before writers are locked out for one


class Neo4jStore:
    """Everything of the port in one database. Threads and processes share it: reads run side by side, writes one after the other."""

    def __init__(self, url: str, *, clock: Clock, keep: Path | None = None) -> None:
        found = address.read(url)
        if keep is None:
            raise Invalid(
                f"the store {found.place} needs a folder for ledger key, anchor and erasure list; set CROSSMATCH_KEEP to one that all processes share"
            )
        self._clock = clock
        self._keep = Keep(FolderShelf(keep))
        self._files: Files = FolderFiles(Path(f"{keep}.files"))
        self._snapshot: Snapshot | None = None
        self._building = threading.Lock()
        self._pool = Pool(found)
        try:
            migrate(self._pool)
        except BaseException:
            self._pool.close()
            raise

    @property
    def files(self) -> Files:
        return self._files

    @property
    def keep(self) -> Keep:
        return self._keep

    def write(self, batch: Batch, *, operation: str = "", expected: Mapping[Key, int] | None = None) -> None:
        head = self._pool.write(lambda transaction: self._write(transaction, batch, operation, expected or {}))
        if head:
            self._keep.advance(head, self._holds)

    def node(self, id: str) -> Node:
        return self._pool.read(lambda transaction: read.node(transaction, id))

    def version(self, key: Key) -> int:
        return self._pool.read(lambda transaction: read.versions(transaction, [key])[key])

    def around(self, id: str, depth: int = 1, limit: int = 150) -> Graph:
        return self._at_once(lambda transaction: read.around(transaction, id, depth, limit))[1]

    def snapshot(self) -> Snapshot:
        """Built once per revision; later calls give the same arrays, which nobody may change."""
        with self._building:
            if self._snapshot is None or self._snapshot.revision != self.revision():
                revision, found = self._at_once(columns.read)
                self._snapshot = columns.snapshot(revision, *found)
            return self._snapshot

    def revision(self) -> int:
        return self._pool.read(read.revision)

    def vectors(self, encoder: str, hashes: Iterable[str]) -> dict[str, Vector]:
        return self._pool.read(lambda transaction: read.vectors(transaction, encoder, hashes))

    def contacts(self, organisation: str) -> tuple[Contact, ...]:
        return self._pool.read(lambda transaction: read.contacts(transaction, organisation))

    def record(self, collection: str, key: str) -> Record:
        return self._pool.read(lambda transaction: read.record(transaction, collection, key))

    def records(self, collection: str, *, after: str = "", limit: int = 1000) -> tuple[Record, ...]:
        return self._pool.read(lambda transaction: read.records(transaction, collection, after, limit))

    def entries(self, *, after: int = 0, limit: int = 1000, happenings: Collection[Happening] = ()) -> tuple[Entry, ...]:
        return self._pool.read(lambda transaction: chain.entries(transaction, after, limit, happenings))

    def events(self, organisation: str, *, limit: int = 1000) -> tuple[Event, ...]:
        return self._pool.read(lambda transaction: chain.events(transaction, organisation, limit))

    def pseudonyms(self) -> dict[str, str]:
        return self._pool.read(chain.pseudonyms)

    def assign_pseudonyms(self, ids: Iterable[str]) -> dict[str, str]:
        wanted = sorted(set(ids))
        return self._pool.write(lambda transaction: chain.assign(transaction, wanted))

    def verify(self) -> tuple[Break, ...]:
        anchor = self._keep.anchor()
        return self._pool.read(lambda transaction: chain.verify(transaction, self._keep, anchor))

    def dump(self) -> Generator[Row, None, None]:
        """Writers wait until the last row was taken: Neo4j has no view of one moment."""
        with self._pool.locked() as transaction:
            yield from dump.dump(transaction)

    def fill(self, rows: Iterable[Row]) -> None:
        dump.fill(self._pool, rows)

    def index_vectors(self, rows: Sequence[vector_index.Row], report: Progress) -> vector_index.Indexed:
        """Beside the port, as no other backend has one: a vector index for other programs. The revision stays."""
        return vector_index.index(self._pool, rows, report)

    def close(self) -> None:
        self._pool.close()

    def _at_once(self, work: Callable[[Transaction], tuple[int, T, int]]) -> tuple[int, T]:
        """What is read of one revision: read again while somebody changes the network, at last with all writers locked out."""
        for _ in range(TRIES):
            before, found, after = self._pool.read(work)
            if before == after:
                return before, found
        with self._pool.locked() as transaction:
            return work(transaction)[:2]

    def _write(self, transaction: Transaction, batch: Batch, operation: str, expected: Mapping[Key, int]) -> Anchor | None:
        if operation and not write.once(transaction, operation, self._clock.now()):
            return None
        write.expect(transaction, expected)
        write.change(transaction, batch)
        head = chain.append(transaction, batch.events, self._keep, self._clock) if batch.events else None
        for key in batch.deletions:  # last, so that an `erased` of the same batch still finds the pseudonym
            if key.part is Part.PSEUDONYM:
                chain.forget(transaction, key.id, self._keep, self._clock)
        return head

    def _holds(self, anchor: Anchor) -> bool:
        return self._pool.read(lambda transaction: chain.holds(transaction, anchor))
