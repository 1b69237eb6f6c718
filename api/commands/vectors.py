"""crossmatch vectors: the texts' vectors onto the nodes of a Neo4j server and an index over them, for Bloom, NeoDash and an analyst's Cypher."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from api.commands.wiring import StoreOption, matcher, opened, progress
from graph.errors import Invalid
from graph.model import Snapshot, Vector, text_hash
from graph.schema import ORGANISATIONS, Kind
from graph.store import Store
from graph.stored import text_key
from matcher.index.vectors import TextVectors, text_vectors

if TYPE_CHECKING:
    from graph.neo4j import Neo4jStore

_KINDS = ORGANISATIONS | {Kind.NEED, Kind.OFFER, Kind.SERVICE, Kind.PROJECT}


def vectors(store: StoreOption = "") -> None:
    """Put the vector of each text onto its node in Neo4j and build a vector index, for other programs' questions."""
    with opened(store) as graph, progress() as report:
        server = _server(graph)
        snapshot = graph.snapshot()
        made = text_vectors(graph, matcher(graph).encoder, snapshot, report)
        found = server.index_vectors(list(_rows(snapshot, made)), report)
    typer.echo(f"{found.vectors} vectors of {found.dimensions} numbers written in {found.writing:.1f} s; the index is online after {found.building:.1f} s more")


def _server(store: Store) -> "Neo4jStore":
    from graph.neo4j import Neo4jStore  # who keeps a file need not wait for the driver

    if not isinstance(store, Neo4jStore):
        raise Invalid("a SQLite file has no vector index, and nobody asks it in Cypher: `crossmatch match` finds the nearest there; give a server with --store")
    return store


def _rows(snapshot: Snapshot, made: TextVectors) -> Iterator[tuple[str, int | None, Vector]]:
    """Id, key of the text and vector of every node whose text has one: a need's is that of what it looks for."""
    kinds = list(Kind)
    for id, code, text in zip(snapshot.ids.tolist(), snapshot.kinds.tolist(), snapshot.texts.tolist(), strict=True):
        if text and kinds[code] in _KINDS:
            vector = (made.needs if kinds[code] is Kind.NEED else made.texts).get(text_hash(text))
            if vector is not None:
                yield id, text_key(text), vector
