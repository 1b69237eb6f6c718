"""The port: what every store can do. Backends store; they never match."""

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from graph.clock import Clock, SystemClock
from graph.dump import Row
from graph.errors import Invalid
from graph.keep import Keep
from graph.ledger import Break
from graph.model import Batch, Contact, Entry, Event, Graph, Key, Node, Record, Snapshot, Vector
from graph.schema import Happening

NEO4J = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""Schemes of a Neo4j server: a cluster or one machine, without encryption, with a known certificate, with one that nobody vouches for."""


class Files(Protocol):
    """A folder of blobs named by their content's sha256; part of erasure and backup."""

    def put(self, content: bytes) -> str: ...

    def receive(self, pieces: Iterable[bytes]) -> str: ...

    def get(self, hash: str) -> bytes: ...

    def delete(self, hash: str) -> None: ...

    def hashes(self) -> Iterator[str]: ...


class Store(Protocol):
    """A knowledge graph with its ledger, records, contacts and cached vectors.

    Every method may raise Unavailable. Ids that do not exist raise NotFound, which names the nearest existing one.
    """

    @property
    def files(self) -> Files: ...

    @property
    def keep(self) -> Keep:
        """Ledger key, anchor and erasure list: what lives outside the store."""
        ...

    def write(self, batch: Batch, *, operation: str = "", expected: Mapping[Key, int] | None = None) -> None:
        """Apply the whole batch or nothing. The same `operation` twice is done once.

        An upserted node keeps its edges; an edge needs both ends; a deleted node takes its edges, contacts and the vectors of its text
        along. `expected` holds versions of nodes, records or event streams (0 = must not exist); a mismatch is Conflict. Pseudonyms are
        deleted last, so that an `erased` of the same batch still finds its organisation.
        """
        ...

    def node(self, id: str) -> Node: ...

    def version(self, key: Key) -> int:
        """How often a node or record was written, or how many events a stream holds (stream "": the ledger); 0 if there is none."""
        ...

    def around(self, id: str, depth: int = 1, limit: int = 150) -> Graph:
        """Nodes within `depth` steps (1 or 2) in either direction, at most `limit`, nearest first and by id."""
        ...

    def snapshot(self) -> Snapshot: ...

    def revision(self) -> int:
        """Moves with nodes, edges and their vectors only; the one cache key of everything computed from the graph."""
        ...

    def vectors(self, encoder: str, hashes: Iterable[str]) -> dict[str, Vector]:
        """Cached vectors by text hash; hashes without one are absent."""
        ...

    def contacts(self, organisation: str) -> tuple[Contact, ...]: ...

    def record(self, collection: str, key: str) -> Record:
        """One record; NotFound if absent."""
        ...

    def records(self, collection: str, *, after: str = "", limit: int = 1000) -> tuple[Record, ...]:
        """Records of a collection by key, from the one behind `after` on."""
        ...

    def entries(self, *, after: int = 0, limit: int = 1000, happenings: Collection[Happening] = ()) -> tuple[Entry, ...]:
        """Ledger entries in order, from the one behind sequence number `after` on; of these happenings only, if any are named."""
        ...

    def events(self, organisation: str, *, limit: int = 1000) -> tuple[Event, ...]:
        """What happened to one organisation (the events it is the subject of), newest first, with pseudonyms resolved and notes."""
        ...

    def pseudonyms(self) -> dict[str, str]:
        """Id → ledger pseudonym, as far as not erased: of organisations, and of experts, needs and offers that events are about."""
        ...

    def assign_pseudonyms(self, ids: Iterable[str]) -> dict[str, str]:
        """The pseudonyms of these ids, made where there is none: for records that must outlive the way back to the organisation."""
        ...

    def verify(self) -> Sequence[Break]:
        """Check the ledger chain against its key and anchor; one sentence for each broken place, none if whole."""
        ...

    def dump(self) -> Generator[Row, None, None]:
        """Everything of one moment, in the order of `graph.dump.TABLES`; files are apart."""
        ...

    def fill(self, rows: Iterable[Row]) -> None:
        """Take over a whole dump, versions, chain and all, or nothing. Conflict unless the store is empty. The ledger's key has to be in the keep folder."""
        ...

    def close(self) -> None: ...


def connect(url: str, *, keep: Path | None = None, clock: Clock | None = None) -> Store:
    """Open the store at `url`: `sqlite:///path/to.db`, `sqlite:///:memory:` or `neo4j://user:password@host:7687`.

    `keep` is the folder of ledger key, anchor and erasure list (default: beside the SQLite file; Neo4j needs one); `clock` dates what is written.
    Raises Invalid for an unknown scheme, Incompatible for a file of a newer version.
    """
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        from graph.sqlite import SqliteStore

        return SqliteStore(rest[1:], keep=keep, clock=clock or SystemClock())
    if scheme in NEO4J:
        from graph.neo4j import Neo4jStore

        return Neo4jStore(url, keep=keep, clock=clock or SystemClock())
    raise Invalid(f"no store speaks {scheme.rpartition('@')[2][:80]!r}; write sqlite:///data/demo.db or neo4j://user:password@host:7687")


def in_memory(clock: Clock | None = None) -> Store:
    """An empty store that is gone with the process: for tables and graphs that somebody hands in."""
    return connect("sqlite:///:memory:", clock=clock)
