"""The vector index on Neo4j: made by a command for other programs, and nothing to the store itself."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from emptied import at, emptied, rows

from api.commands.vectors import vectors
from graph import Store
from graph.dump import content_hash
from graph.errors import Invalid
from graph.model import Batch, Edge, Node
from graph.neo4j import Neo4jStore
from graph.neo4j.vector_index import Indexed
from graph.schema import Rel
from graph.stored import text_key

A, B = Node("business:a", "Mühle", "Papier.", {"city": "Ulm", "employees": 7}), Node("business:b", "Box", "Karton.")
AB = Edge(A.id, Rel.COLLABORATED_WITH, B.id, 1.0, {"since": 2017})
HELD = "MATCH (node:Node) WHERE node.vector IS NOT NULL RETURN node.id ORDER BY node.id"
NEAR = "MATCH (a:Node {id: 'business:a'}) CALL db.index.vector.queryNodes('node_vectors', 5, a.vector) YIELD node RETURN node.id"

needs_server = pytest.mark.neo4j


@pytest.fixture
def url() -> Iterator[str]:
    """A server with nothing in it, and no index afterwards."""
    found = emptied()
    yield found
    rows(found, "DROP INDEX node_vectors IF EXISTS")


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Neo4jStore]:
    """Two businesses with a tie."""
    opened = at(url, tmp_path)
    assert isinstance(opened, Neo4jStore)
    opened.write(Batch(nodes=[A, B], edges=[AB]))
    yield opened
    opened.close()


def indexed(store: Neo4jStore, **numbers: list[float]) -> Indexed:
    """Vectors by the letter of a business."""
    nodes = {"a": A, "b": B}
    return store.index_vectors(
        [(nodes[at].id, text_key(nodes[at].text), np.array(vector, np.float32)) for at, vector in numbers.items()], lambda stage, done, all: None
    )


def seen(store: Store) -> tuple[object, ...]:
    """What the store tells of its network."""
    snapshot = store.snapshot()
    return store.revision(), store.node(A.id), store.around(A.id), sorted(snapshot.props), content_hash(store.dump())


@needs_server
def test_the_nearest_are_found_by_cypher(store: Neo4jStore, url: str) -> None:
    made = indexed(store, a=[1.0, 0.0, 0.0], b=[0.6, 0.8, 0.0])

    assert (made.vectors, made.dimensions) == (2, 3)
    assert rows(url, NEAR) == [[A.id], [B.id]]


@needs_server
def test_the_store_sees_nothing_of_the_vectors(store: Neo4jStore) -> None:
    before = seen(store)
    indexed(store, a=[1.0, 0.0], b=[0.6, 0.8])

    assert seen(store) == before


@needs_server
def test_a_node_written_again_has_no_vector_until_the_next_run(store: Neo4jStore, url: str) -> None:
    indexed(store, a=[1.0, 0.0], b=[0.6, 0.8])
    store.write(Batch(nodes=[B]))
    left = rows(url, HELD), rows(url, NEAR)
    indexed(store, a=[1.0, 0.0], b=[0.6, 0.8])

    assert (left, rows(url, NEAR)) == (([[A.id]], [[A.id]]), [[A.id], [B.id]])


@pytest.mark.long
@needs_server
def test_an_index_of_other_vectors_takes_the_place_of_the_first(store: Neo4jStore, url: str) -> None:
    indexed(store, a=[1.0, 0.0], b=[0.6, 0.8])
    indexed(store, a=[0.0, 0.0, 1.0], b=[0.0, 0.6, 0.8])

    assert rows(url, NEAR) == [[A.id], [B.id]]


@needs_server
def test_a_text_that_changed_meanwhile_does_not_get_the_vector_of_the_old_one(store: Neo4jStore, url: str) -> None:
    store.write(Batch(nodes=[Node(B.id, B.name, "Holz.")]))
    made = indexed(store, a=[1.0, 0.0], b=[0.6, 0.8])

    assert (made.vectors, rows(url, HELD)) == (1, [[A.id]])


@pytest.mark.long
@needs_server
def test_a_vector_without_direction_is_left_out(store: Neo4jStore, url: str) -> None:
    indexed(store, a=[1.0, 0.0], b=[0.0, 0.0])

    assert rows(url, HELD) == [[A.id]]


@needs_server
def test_without_a_text_there_is_nothing_to_index(store: Neo4jStore) -> None:
    with pytest.raises(Invalid, match="load texts first"):
        indexed(store)


@pytest.mark.long
@needs_server
def test_the_command_gives_every_text_its_vector_and_says_how_many(
    store: Neo4jStore, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    need = Node("need:a-1", "Boxes", "We need boxes.")
    store.write(Batch(nodes=[need, Node("business:c", "No text"), Node("sector:C", "Paper", "Of no use here.")], edges=[Edge(A.id, Rel.NEEDS, need.id)]))
    monkeypatch.setenv("CROSSMATCH_KEEP", str(tmp_path / "keep"))
    vectors(url)

    assert rows(url, HELD) == [[A.id], [B.id], [need.id]]
    assert capsys.readouterr().out.startswith("3 vectors of 256 numbers")


def test_a_file_has_no_vector_index() -> None:
    with pytest.raises(Invalid, match="`crossmatch match` finds the nearest there"):
        vectors("sqlite:///:memory:")
