"""The Neo4j backend where it is more than the contract: addresses, labels, migrations, several processes, and commits that are cut."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from emptied import TODAY, at, emptied, rows, whole
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from proxy import Proxy
from test_store_model import Plain, batches, network, write_both

from graph import Store, connect
from graph.clock import SystemClock
from graph.errors import Conflict, Incompatible, Invalid, Unavailable
from graph.model import Batch, Contact, Edge, Event, Key, Node, Part, Record, text_hash
from graph.neo4j import address, migrations
from graph.neo4j.labels import LABELS
from graph.schema import Happening, Kind, Rel

A, B = Node("business:a", "Mühle", "Papier.", {"city": "Ulm", "employees": 7}), Node("business:b", "B")
TOWN = Node("support_organisation:town", "Town")
AB = Edge(A.id, Rel.COLLABORATED_WITH, B.id, 2.0, {"since": 2017})
TOLD = Event(Happening.TOLD, A.id, TODAY, about=B.id, note="Met Anna at the fair")

needs_server = pytest.mark.neo4j


@pytest.fixture
def url() -> str:
    """A server with nothing in it."""
    return emptied()


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = at(url, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def proxy(url: str) -> Iterator[Proxy]:
    """A proxy before the emptied server."""
    with Proxy(url) as made:
        yield made


# addresses


def test_an_address_is_taken_apart() -> None:
    found = address.read("neo4j+s://ann%40:p%40ss:w@graph.example:7688/town")

    assert (found.place, found.database, found.login) == ("neo4j+s://graph.example:7688", "town", ("ann@", "p@ss:w"))


def test_what_is_missing_in_an_address_has_its_usual_value() -> None:
    assert address.read("bolt://localhost") == address.Address("bolt://localhost:7687", "neo4j")


@pytest.mark.parametrize("url", ["neo4j://user:secret@", "neo4j://user:secret@host:port", "neo4j://user:secret@ho st", "bolt://user:secret@host:7687/a/b"])
def test_what_is_no_address_is_refused_without_its_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="write neo4j://user:password@host:7687") as refused:
        connect(url, keep=tmp_path)

    assert "secret" not in str(refused.value)


def test_a_neo4j_store_needs_a_folder_for_its_key() -> None:
    with pytest.raises(Invalid, match="set CROSSMATCH_KEEP"):
        connect("neo4j://user:secret@127.0.0.1:1")


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"bolt://127\.0\.0\.1:1 does not answer") as failed:
        connect("bolt://user:secret@127.0.0.1:1", keep=tmp_path)

    assert "secret" not in str(failed.value)


# any order of writes


@needs_server
@pytest.mark.long
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=some.lists(batches, max_size=6))
def test_any_sequence_of_batches_leaves_the_network_they_describe(tmp_path: Path, written: list[Batch]) -> None:
    store, plain = at(emptied(), tmp_path), Plain()
    [write_both(store, plain, batch) for batch in written]
    found = network(store)
    store.close()

    assert found == plain.network()


# what other programs see


@needs_server
def test_labels_relations_and_properties_are_what_an_analyst_expects(store: Store, url: str) -> None:
    store.write(Batch(nodes=[A, B, TOWN], edges=[AB]))

    assert rows(url, "MATCH (b:Business {name: 'Mühle'})-[tie:COLLABORATED_WITH]->(other:Node) RETURN b.city, b.employees, tie.since, other.id") == [
        ["Ulm", 7, 2017, B.id]
    ]
    assert rows(url, "MATCH (town:SupportOrganisation) RETURN labels(town)") == [[["Node", "SupportOrganisation"]]]


def test_every_kind_has_a_label_of_its_own() -> None:
    assert len({*LABELS.values()}) == len(Kind)
    assert LABELS[Kind.RESEARCH_ORGANISATION] == "ResearchOrganisation"


@needs_server
def test_names_and_texts_are_found_by_their_words(store: Store, url: str) -> None:
    store.write(Batch(nodes=[A, B]))
    rows(url, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")

    assert rows(url, "CALL db.index.fulltext.queryNodes('node_words', 'papier') YIELD node RETURN node.id") == [[A.id]]


@needs_server
def test_what_other_programs_add_is_left_alone(store: Store, url: str) -> None:
    store.write(Batch(nodes=[A, B], edges=[AB]))
    rows(url, "MATCH (a:Node {id: 'business:a'}), (b:Node {id: 'business:b'}) SET a.community = 7, a:Seen CREATE (a)-[:SIMILAR {score: 0.5}]->(b)")
    rows(url, "CREATE (:_Bloom_Perspective_ {name: 'mine'})")
    found = store.around(A.id), len(store.snapshot().sources), {row.table: row for row in store.dump()}["edge"].values[1]

    assert (found[0].nodes, found[0].edges, found[1], found[2]) == ((A, B), (AB,), 1, "COLLABORATED_WITH")
    assert store.node(A.id) == A


@needs_server
def test_the_stores_own_things_are_no_nodes_of_the_graph(store: Store, url: str) -> None:
    vectors = {("e", text_hash(A.text)): np.array([0.6, 0.8], np.float32)}
    store.write(Batch([A, B], [AB], vectors, [Contact(A.id, "Anna")], [Record("jobs", "1", {})], [TOLD]), operation="once")
    labels = rows(url, "MATCH (thing) WHERE NOT thing:Node UNWIND labels(thing) AS label RETURN DISTINCT label ORDER BY label")

    assert [label for (label,) in labels if not str(label).startswith("_")] == [
        "LedgerEntry",
        "LedgerName",
        "LedgerNote",
        "StoreContact",
        "StoreMeta",
        "StoreOperation",
        "StoreRecord",
        "StoreVector",
        "StoreWriter",
    ]


# order


@needs_server
def test_keys_are_in_order_of_code_points(store: Store, tmp_path: Path) -> None:
    keys = ["a", "\uffff", "😀", "é", "\ue000", "Z", "~", "aa", "a\u0001"]
    store.write(Batch(records=[Record("jobs", key, {}) for key in keys]))

    assert [record.key for record in store.records("jobs")] == sorted(keys)
    assert [record.key for record in store.records("jobs", after="\uffff")] == ["😀"]
    assert [row.values[1] for row in store.dump() if row.table == "record"] == sorted(keys)


# migrations


@needs_server
def test_a_newer_database_is_refused(store: Store, url: str, tmp_path: Path) -> None:
    rows(url, "MATCH (meta:StoreMeta) SET meta.version = meta.version + 1")

    with pytest.raises(Incompatible, match=rf"schema version {migrations.NEWEST + 1}; this Crossmatch knows versions up to {migrations.NEWEST}: update"):
        at(url, tmp_path)
    rows(url, "MATCH (meta:StoreMeta) SET meta.version = meta.version - 1")


@needs_server
def test_the_graph_of_another_program_is_refused_and_left_as_it_is(url: str, tmp_path: Path) -> None:
    rows(url, "MATCH (meta:StoreMeta) DELETE meta")
    rows(url, "CREATE (:Person {name: 'Ann'})")

    with pytest.raises(Invalid, match="holds the graph of another program"):
        at(url, tmp_path)

    assert rows(url, "MATCH (node) WHERE NOT node:_CrossmatchTests RETURN labels(node)") == [[["Person"]]]


@needs_server
def test_many_may_make_the_same_store_at_once(url: str, tmp_path: Path) -> None:
    rows(url, "MATCH (meta:StoreMeta) DELETE meta")
    with ThreadPoolExecutor(4) as threads:
        stores = list(threads.map(lambda number: at(url, tmp_path), range(4)))
    found = [store.revision() for store in stores]
    [store.close() for store in stores]

    assert (found, rows(url, "MATCH (meta:StoreMeta) RETURN count(meta), min(meta.version)")) == ([0] * 4, [[1, migrations.NEWEST]])


@needs_server
def test_every_identity_is_unique(store: Store, url: str) -> None:
    found = rows(url, "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties RETURN labelsOrTypes[0], properties")

    assert {(label, *properties) for label, properties in found} >= {
        ("Node", "id"),
        ("StoreContact", "organisation", "name"),
        ("StoreRecord", "collection", "order"),
        ("StoreVector", "hash", "encoder"),
        ("StoreOperation", "id"),
        ("LedgerEntry", "seq"),
        ("LedgerNote", "seq"),
        ("LedgerName", "id"),
        ("LedgerName", "pseudonym"),
    }


# several processes


@needs_server
def test_two_stores_continue_one_ledger(url: str, tmp_path: Path) -> None:
    stores = [at(url, tmp_path), at(url, tmp_path)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: stores[number % 2].write(Batch(events=[TOLD])), range(20)))
    found = stores[0].verify(), [entry.seq for entry in stores[1].entries()]
    [store.close() for store in stores]

    assert found == ((), list(range(1, 21)))


@needs_server
def test_of_two_stores_that_expect_the_same_version_one_is_a_conflict(url: str, tmp_path: Path) -> None:
    stores = [at(url, tmp_path), at(url, tmp_path)]
    stores[0].write(Batch(nodes=[A]))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda number: outcome(stores[number % 2], {Key(Part.NODE, A.id): 1}), range(8)))
    version = stores[0].version(Key(Part.NODE, A.id))
    [store.close() for store in stores]

    assert (sorted(found), version) == (["conflict"] * 7 + ["done"], 2)


def outcome(store: Store, expected: dict[Key, int]) -> str:
    try:
        store.write(Batch(nodes=[A]), expected=expected)
    except Conflict:
        return "conflict"
    return "done"


@needs_server
def test_a_writer_takes_its_mark_along(url: str, tmp_path: Path) -> None:
    store = at(url, tmp_path)
    store.write(Batch(nodes=[A]))
    store.close()

    assert rows(url, "MATCH (writer:StoreWriter) RETURN writer") == []


@needs_server
def test_a_ledger_that_another_program_changed_is_found_out(store: Store, url: str) -> None:
    store.write(Batch(events=[TOLD] * 3))
    rows(url, "MATCH (entry:LedgerEntry {seq: 2}) SET entry.day = '2020-01-01'")
    rows(url, "MATCH (note:LedgerNote {seq: 3}) DELETE note")

    assert store.verify() == (
        "entry 2 is not what was written: it was changed, moved or added",
        "the note of entry 3 is missing, though nobody it may speak of was erased",
    )


# a transaction cut at its commit


BATCH = Batch([A, B, TOWN], [AB], {("e", text_hash(A.text)): np.array([0.6, 0.8], np.float32)}, [Contact(A.id, "Anna")], [Record("jobs", "1", {})], [TOLD])


@needs_server
@pytest.mark.parametrize("cuts", [["before"], ["after"], ["before", "before"], ["before", "after"]], ids=" ".join)
@pytest.mark.parametrize("operation", ["import 1", ""])
def test_t07_a_write_cut_at_its_commit_is_done_once(proxy: Proxy, tmp_path: Path, cuts: list[str], operation: str) -> None:
    single, store = connect("sqlite:///:memory:", clock=SystemClock(TODAY)), at(proxy.url, tmp_path)
    single.write(BATCH, operation="import 1")
    proxy.cuts = list(cuts)
    store.write(BATCH, operation=operation)
    found = whole(store), store.revision(), len(store.entries()), store.verify(), proxy.cuts
    store.close()

    assert found == (whole(single), 1, 1, (), [])
    single.close()


@needs_server
@pytest.mark.parametrize("last", ["before", "after"])
def test_t07_an_operation_that_was_cut_too_often_can_be_repeated(proxy: Proxy, tmp_path: Path, last: str) -> None:
    single, store = connect("sqlite:///:memory:", clock=SystemClock(TODAY)), at(proxy.url, tmp_path)
    single.write(BATCH, operation="import 1")
    proxy.cuts = ["before", "before", last]
    with pytest.raises(Unavailable):
        store.write(BATCH, operation="import 1")
    store.close()
    again = at(proxy.url, tmp_path)
    again.write(BATCH, operation="import 1")
    found = whole(again), again.revision(), len(again.entries()), again.verify()
    again.close()

    assert found == (whole(single), 1, 1, ())
    single.close()
