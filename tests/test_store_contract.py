"""The contract of the port, once for every store; a test here uses nothing but the port."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from emptied import emptied

from graph import Store, connect
from graph.clock import SystemClock
from graph.dump import TABLES, Row, Value
from graph.errors import Conflict, Invalid, NotFound, Unavailable
from graph.model import Batch, Contact, Edge, Event, Key, Node, Part, Record, Snapshot, text_hash
from graph.schema import Happening, Kind, Rel

STORES: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder}/contract.db",
    "sqlite-memory": lambda folder: "sqlite:///:memory:",
    "neo4j": lambda folder: emptied(),
}
TODAY = date(2026, 3, 2)
A, B, C = (Node(f"business:{key}", key.upper(), f"What {key} does.") for key in "abc")
TOWN = Node("cluster:town", "Town")
AB = Edge(A.id, Rel.COLLABORATED_WITH, B.id, 2.0, {"since": 2017})
BC = Edge(B.id, Rel.COLLABORATED_WITH, C.id)
TOLD = Event(Happening.TOLD, A.id, TODAY, about=B.id, note="Met Anna at the fair")
ROW = np.array([0.6, 0.8], dtype=np.float32)
TABLES_BEFORE = list(TABLES)[: list(TABLES).index("entry")]
TABLES_BEHIND = list(TABLES)[list(TABLES).index("entry") + 1 :]


@pytest.fixture(params=[pytest.param(name, marks=getattr(pytest.mark, name.partition("-")[0])) for name in STORES])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, once per backend."""
    opened = connect(STORES[request.param](tmp_path), keep=tmp_path / "keep", clock=SystemClock(TODAY))
    yield opened
    opened.close()


def columns(snapshot: Snapshot) -> dict[str, object]:
    names = ("ids", "kinds", "names", "texts", "sources", "rels", "targets", "weights", "since")
    return {name: getattr(snapshot, name).tolist() for name in names} | {name: column.tolist() for name, column in snapshot.props.items()}


def nothing(store: Store) -> bool:
    return not len(store.snapshot().ids) and not store.entries() and not store.records("jobs") and store.revision() == 0


def outcome(store: Store, batch: Batch, expected: dict[Key, int]) -> str:
    try:
        store.write(batch, expected=expected)
    except Conflict:
        return "conflict"
    return "done"


# nodes and edges


def test_a_node_comes_back_as_it_was_written(store: Store) -> None:
    node = Node("business:mill", "Moulin", "Papier.", {"lang": "fr", "employees": 7, "lon": 2.5, "unnamed": False})
    store.write(Batch(nodes=[node]))

    assert store.node(node.id) == node


def test_writing_a_node_twice_leaves_one_at_version_two(store: Store) -> None:
    store.write(Batch(nodes=[A]))
    store.write(Batch(nodes=[A]))

    assert (store.snapshot().ids.tolist(), store.version(Key(Part.NODE, A.id))) == ([A.id], 2)


def test_writing_an_edge_twice_leaves_the_newer(store: Store) -> None:
    store.write(Batch(nodes=[A, B], edges=[AB]))
    store.write(Batch(edges=[Edge(A.id, Rel.COLLABORATED_WITH, B.id, 5.0)]))

    assert [edge.weight for edge in store.around(A.id).edges] == [5.0]


def test_an_updated_node_keeps_its_edges(store: Store) -> None:
    store.write(Batch(nodes=[A, B], edges=[AB]))
    store.write(Batch(nodes=[Node(A.id, "A again")]))

    assert (store.around(A.id).edges, store.node(A.id).name) == ((AB,), "A again")


def test_an_edge_needs_both_ends_and_a_failed_write_leaves_nothing(store: Store) -> None:
    with pytest.raises(NotFound, match="business:b"):
        store.write(Batch(nodes=[A], edges=[AB], records=[Record("jobs", "1", {})], events=[TOLD]))

    assert nothing(store)


def test_a_write_that_fails_at_its_last_step_leaves_nothing(store: Store) -> None:
    tomorrow = Event(Happening.TOLD, A.id, TODAY + timedelta(days=1))

    with pytest.raises(Invalid, match="in the future"):
        store.write(Batch(nodes=[A], records=[Record("jobs", "1", {})], events=[TOLD, tomorrow]), operation="import 1")

    assert nothing(store)


def test_deleting_a_node_takes_its_edges_along(store: Store) -> None:
    store.write(Batch(nodes=[A, B, C], edges=[AB, BC]))
    store.write(Batch(deletions=[Key(Part.NODE, B.id)]))

    assert (store.snapshot().ids.tolist(), store.snapshot().sources.tolist()) == ([A.id, C.id], [])


def test_deleting_an_edge_leaves_its_ends(store: Store) -> None:
    store.write(Batch(nodes=[A, B], edges=[AB]))
    store.write(Batch(deletions=[Key(Part.EDGE, f"{A.id} {AB.rel} {B.id}")]))

    assert (store.around(A.id).edges, store.node(B.id)) == ((), B)


def test_deleting_what_is_not_there_changes_nothing(store: Store) -> None:
    store.write(Batch(deletions=[Key(Part.NODE, A.id), Key(Part.EDGE, f"{A.id} SAME_AS {B.id}"), Key(Part.RECORD, "jobs/1"), Key(Part.CONTACTS, A.id)]))

    assert nothing(store)


def test_deletions_come_before_what_the_same_batch_writes(store: Store) -> None:
    store.write(Batch(nodes=[A, B], edges=[AB]))
    store.write(Batch(nodes=[A], deletions=[Key(Part.NODE, A.id)]))

    assert (store.around(A.id).nodes, store.around(A.id).edges) == ((A,), ())


@pytest.mark.parametrize("id", ["business:acmee", "business:ame", "business:xcme"])
def test_an_unknown_id_names_the_nearest(store: Store, id: str) -> None:
    store.write(Batch(nodes=[Node("business:acme", "Acme"), Node("expert:acmee", "Not this kind"), B]))

    with pytest.raises(NotFound, match=f"no node '{id}'; did you mean 'business:acme'"):
        store.node(id)


def test_an_id_like_no_other_gets_no_suggestion(store: Store) -> None:
    store.write(Batch(nodes=[A]))

    with pytest.raises(NotFound, match="search for its name"):
        store.node("business:zzzzzz")


def test_what_is_no_id_is_invalid(store: Store) -> None:
    with pytest.raises(Invalid, match="write kind:key"):
        store.node("acme")


def test_ten_thousand_nodes_fit_one_call(store: Store) -> None:
    store.write(Batch(nodes=[Node(f"business:n{number}", str(number)) for number in range(10_000)]))

    assert len(store.snapshot().ids) == 10_000


@pytest.mark.parametrize(
    "text",
    ['it\'s "quoted"', "two\r\nlines\ttab", "🧵 Fädèn 日本", "'; DROP TABLE node; --", "{name} $name }) DETACH DELETE n //", " spaces ", "\u202eabc\u200b", ""],
)
def test_text_survives_exactly(store: Store, text: str) -> None:
    node = Node(A.id, text, text, {"city": text})
    event = Event(Happening.TOLD, A.id, TODAY, note=text)
    store.write(Batch(nodes=[node], contacts=[Contact(A.id, text, text, text)], records=[Record("jobs", "1", {"text": text})], events=[event]))

    assert store.node(A.id) == node
    assert store.contacts(A.id) == (Contact(A.id, text, text, text),)
    assert store.record("jobs", "1").value == {"text": text}
    assert store.events(A.id) == (event,)
    assert store.snapshot().texts.tolist() == [text]


def test_half_a_character_pair_is_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="half a character pair"):
        store.write(Batch(records=[Record("jobs", "1", {"text": "\ud800"})]))

    assert nothing(store)


# neighbourhoods


def test_around_stops_at_depth(store: Store) -> None:
    store.write(Batch(nodes=[A, B, C], edges=[AB, BC]))

    assert [node.id for node in store.around(A.id, depth=1).nodes] == [A.id, B.id]
    assert [node.id for node in store.around(A.id, depth=2).nodes] == [A.id, B.id, C.id]


def test_around_ignores_direction(store: Store) -> None:
    store.write(Batch(nodes=[A, B, C], edges=[AB, BC]))

    assert store.around(B.id).nodes == (B, A, C)


def test_around_keeps_the_nearest_and_says_that_it_cut(store: Store) -> None:
    star = [Edge(A.id, Rel.COLLABORATED_WITH, f"business:n{number}") for number in (3, 1, 2)]
    store.write(Batch(nodes=[A, *(Node(edge.target, "") for edge in star)], edges=star))

    found = store.around(A.id, depth=2, limit=3)

    assert ([node.id for node in found.nodes], found.cut) == ([A.id, "business:n1", "business:n2"], True)


def test_around_says_nothing_was_cut_where_all_fits(store: Store) -> None:
    store.write(Batch(nodes=[A, B], edges=[AB]))

    assert store.around(A.id, limit=2).cut is False


def test_around_gives_the_edges_between_the_neighbours_too(store: Store) -> None:
    ac = Edge(A.id, Rel.COLLABORATED_WITH, C.id)
    store.write(Batch(nodes=[A, B, C], edges=[BC, ac, AB]))

    assert store.around(A.id).edges == (AB, ac, BC)


def test_around_an_unknown_id_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.around(A.id)


@pytest.mark.parametrize(("depth", "limit"), [(0, 10), (3, 10), (1, 0)])
def test_around_is_bounded(store: Store, depth: int, limit: int) -> None:
    store.write(Batch(nodes=[A]))

    with pytest.raises(Invalid, match="1 or 2 steps"):
        store.around(A.id, depth=depth, limit=limit)


# snapshot and revision


def test_a_snapshot_holds_the_network_as_columns(store: Store) -> None:
    store.write(Batch(nodes=[TOWN, Node(A.id, "A", "Text.", {"size": "micro"}), B], edges=[Edge(B.id, Rel.MEMBER_OF, TOWN.id), AB]))

    assert columns(store.snapshot()) == {
        "ids": [A.id, B.id, TOWN.id],
        "kinds": [list(Kind).index(Kind.BUSINESS)] * 2 + [list(Kind).index(Kind.CLUSTER)],
        "names": ["A", "B", "Town"],
        "texts": ["Text.", B.text, ""],
        "sources": [0, 1],
        "rels": [list(Rel).index(Rel.COLLABORATED_WITH), list(Rel).index(Rel.MEMBER_OF)],
        "targets": [1, 2],
        "weights": [2.0, 1.0],
        "since": [2017, 0],
        "size": ["micro", None, None],
    }


def test_a_snapshot_does_not_depend_on_the_order_of_writing(store: Store) -> None:
    store.write(Batch(nodes=[C, B, A], edges=[BC, AB]))
    before = columns(store.snapshot())
    store.write(Batch(deletions=[Key(Part.NODE, A.id)]))
    store.write(Batch(nodes=[A]))
    store.write(Batch(edges=[AB]))

    assert columns(store.snapshot()) == before


def test_a_snapshot_is_in_order_of_ids_whatever_was_written_first(store: Store) -> None:
    store.write(Batch(nodes=[C, B, A], edges=[Edge(B.id, Rel.COMPETES_WITH, A.id), BC, AB]))
    seen = store.snapshot()

    assert seen.ids.tolist() == [A.id, B.id, C.id]
    assert (seen.sources.tolist(), seen.targets.tolist()) == ([0, 1, 1], [1, 2, 0])


def test_numbers_too_large_for_a_column_stop_at_its_end(store: Store) -> None:
    store.write(Batch(nodes=[A, B], edges=[Edge(A.id, Rel.COLLABORATED_WITH, B.id, 1e300, {"since": 10**6})]))
    seen = store.snapshot()

    assert (seen.since.tolist(), seen.weights.tolist()) == ([9999], [float(np.finfo(np.float32).max)])


def test_an_empty_store_has_an_empty_snapshot(store: Store) -> None:
    assert nothing(store)


def test_a_snapshot_is_the_same_until_the_network_changes(store: Store) -> None:
    store.write(Batch(nodes=[A]))
    first = store.snapshot()
    store.write(Batch(events=[TOLD]))

    assert store.snapshot() is first


def test_a_snapshot_follows_the_revision(store: Store) -> None:
    store.write(Batch(nodes=[A]))
    first = store.snapshot()
    store.write(Batch(nodes=[B]))

    assert (len(store.snapshot().ids), store.snapshot().revision) == (2, store.revision())
    assert first.revision < store.revision()


def test_nobody_writes_into_a_snapshot(store: Store) -> None:
    store.write(Batch(nodes=[A]))

    with pytest.raises(ValueError, match="read-only"):
        store.snapshot().ids[0] = "business:other"


@pytest.mark.parametrize(
    "batch",
    [
        Batch(nodes=[C]),
        Batch(edges=[BC]),
        Batch(deletions=[Key(Part.NODE, B.id)]),
        Batch(deletions=[Key(Part.EDGE, f"{A.id} {AB.rel} {B.id}")]),
        Batch(vectors={("encoder", text_hash(A.text)): ROW}),
    ],
    ids=["nodes", "edges", "deleted node", "deleted edge", "vector of a node's text"],
)
def test_the_revision_moves_with_the_network(store: Store, batch: Batch) -> None:
    store.write(Batch(nodes=[A, B], edges=[AB]))
    store.write(Batch(nodes=[C]))
    before = store.revision()
    store.write(batch)

    assert store.revision() > before


@pytest.mark.parametrize(
    "batch",
    [
        Batch(),
        Batch(events=[TOLD]),
        Batch(records=[Record("jobs", "1", {})]),
        Batch(contacts=[Contact(A.id, "Anna")]),
        Batch(vectors={("encoder", text_hash("a query")): ROW}),
        Batch(deletions=[Key(Part.NODE, C.id), Key(Part.PSEUDONYM, A.id)]),
    ],
    ids=["nothing", "events", "records", "contacts", "vector of another text", "deleting nothing"],
)
def test_the_revision_stays_with_everything_else(store: Store, batch: Batch) -> None:
    store.write(Batch(nodes=[A, B], edges=[AB]))
    before = store.revision()
    store.write(batch)

    assert store.revision() == before


# versions, operations


def test_an_operation_is_done_once(store: Store) -> None:
    store.write(Batch(nodes=[A], events=[TOLD], records=[Record("jobs", "1", {})]), operation="import 1")
    store.write(Batch(nodes=[A], events=[TOLD], records=[Record("jobs", "1", {})]), operation="import 1")

    assert (store.version(Key(Part.NODE, A.id)), len(store.entries()), store.record("jobs", "1").version) == (1, 1, 1)


def test_a_repeated_operation_does_not_conflict_with_itself(store: Store) -> None:
    key = Key(Part.NODE, A.id)
    store.write(Batch(nodes=[A]), operation="first", expected={key: 0})
    store.write(Batch(nodes=[A]), operation="first", expected={key: 0})

    assert store.version(key) == 1


def test_an_operation_that_failed_can_be_repeated(store: Store) -> None:
    outcome(store, Batch(nodes=[A], events=[]), {Key(Part.NODE, A.id): 7})
    store.write(Batch(nodes=[A]), operation="first")

    assert store.node(A.id) == A


@pytest.mark.parametrize("key", [Key(Part.NODE, A.id), Key(Part.RECORD, "jobs/1"), Key(Part.STREAM, A.id), Key(Part.STREAM, "")], ids=str)
def test_a_write_that_expects_another_version_conflicts_and_leaves_nothing(store: Store, key: Key) -> None:
    store.write(Batch(nodes=[A], records=[Record("jobs", "1", {"by": "first"})], events=[TOLD]))

    with pytest.raises(Conflict, match="is at version 1, not 0"):
        store.write(Batch(nodes=[B], records=[Record("jobs", "1", {"by": "second"})]), expected={key: 0})

    assert (store.snapshot().ids.tolist(), store.record("jobs", "1").value) == ([A.id], {"by": "first"})


@pytest.mark.parametrize("key", [Key(Part.NODE, A.id), Key(Part.RECORD, "jobs/1"), Key(Part.STREAM, A.id)], ids=str)
def test_a_write_that_expects_the_right_version_is_done(store: Store, key: Key) -> None:
    store.write(Batch(nodes=[A], records=[Record("jobs", "1", {})], events=[TOLD]), expected={key: 0})
    store.write(Batch(nodes=[A], records=[Record("jobs", "1", {})], events=[TOLD]), expected={key: 1})

    assert store.version(key) == 2


def test_of_two_writes_that_expect_the_same_version_one_is_a_conflict(store: Store) -> None:
    store.write(Batch(records=[Record("jobs", "1", {})]))
    expected = {Key(Part.RECORD, "jobs/1"): 1}
    batches = [Batch(records=[Record("jobs", "1", {"by": number})]) for number in range(8)]

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(lambda batch: outcome(store, batch, expected), batches))

    assert sorted(outcomes) == ["conflict"] * 7 + ["done"]


def test_threads_read_and_write_side_by_side(store: Store) -> None:
    nodes = [Node(f"business:n{number:02}", str(number)) for number in range(40)]

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda node: store.write(Batch(nodes=[node], events=[Event(Happening.TOLD, node.id, TODAY)])), nodes))
        found = list(threads.map(lambda node: store.around(node.id).nodes, nodes))

    assert found == [(node,) for node in nodes]
    assert store.verify() == ()


def test_only_nodes_records_and_streams_have_versions(store: Store) -> None:
    with pytest.raises(Invalid, match="has no version"):
        store.version(Key(Part.CONTACTS, A.id))


# records


def test_a_record_counts_its_writes(store: Store) -> None:
    store.write(Batch(records=[Record("jobs", "1", {"state": "new"})]))
    store.write(Batch(records=[Record("jobs", "1", {"state": "done", "tries": [1, 2.5, None, True]})]))

    assert store.record("jobs", "1") == Record("jobs", "1", {"state": "done", "tries": [1, 2.5, None, True]}, version=2)


def test_an_absent_record_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="'1' in 'jobs'"):
        store.record("jobs", "1")


def test_records_come_in_pages_by_key(store: Store) -> None:
    store.write(Batch(records=[Record("jobs", key, {}) for key in "cab"] + [Record("other", "z", {})]))

    assert [record.key for record in store.records("jobs", limit=2)] == ["a", "b"]
    assert [record.key for record in store.records("jobs", after="b")] == ["c"]


def test_a_deleted_record_is_at_version_zero(store: Store) -> None:
    store.write(Batch(records=[Record("jobs", "a/b", {})]))
    store.write(Batch(deletions=[Key(Part.RECORD, "jobs/a/b")]))

    assert (store.records("jobs"), store.version(Key(Part.RECORD, "jobs/a/b"))) == ((), 0)


@pytest.mark.parametrize("record", [Record("a/b", "1", {}), Record("", "1", {}), Record("jobs", "", {}), Record("jobs", "1", {"n": float("nan")})], ids=str)
def test_a_record_that_cannot_be_kept_is_invalid(store: Store, record: Record) -> None:
    with pytest.raises(Invalid):
        store.write(Batch(nodes=[A], records=[record]))

    assert nothing(store)


# vectors, contacts, files


def test_vectors_are_kept_by_encoder_and_text(store: Store) -> None:
    hash = text_hash("bread")
    store.write(Batch(vectors={("one", hash): ROW, ("two", hash): ROW * 2}))

    found = store.vectors("one", [hash, text_hash("stone")])

    assert {key: row.tolist() for key, row in found.items()} == {hash: ROW.tolist()}
    assert found[hash].dtype == np.float32


def test_a_deleted_vector_is_gone_for_every_encoder(store: Store) -> None:
    hash = text_hash("bread")
    store.write(Batch(vectors={("one", hash): ROW, ("two", hash): ROW}))
    store.write(Batch(deletions=[Key(Part.VECTOR, hash)]))

    assert store.vectors("one", [hash]) == store.vectors("two", [hash]) == {}


def test_the_vectors_of_a_text_go_with_the_last_node_that_has_it(store: Store) -> None:
    hash = text_hash(A.text)
    store.write(Batch(nodes=[A, Node(B.id, "B", A.text)], vectors={("one", hash): ROW}))
    store.write(Batch(deletions=[Key(Part.NODE, A.id)]))
    shared = list(store.vectors("one", [hash]))
    store.write(Batch(deletions=[Key(Part.NODE, B.id)]))

    assert (shared, store.vectors("one", [hash])) == ([hash], {})


@pytest.mark.parametrize("row", [np.array([np.nan], np.float32), np.ones((2, 2), np.float32), np.array([], np.float32)], ids=["nan", "matrix", "empty"])
def test_a_vector_is_one_row_of_finite_numbers(store: Store, row: np.ndarray) -> None:
    with pytest.raises(Invalid, match="one row of finite numbers"):
        store.write(Batch(vectors={("one", text_hash("bread")): row}))


def test_contacts_belong_to_an_organisation_and_go_with_it(store: Store) -> None:
    anna = Contact(A.id, "Anna", "anna@example.org", "1")
    store.write(Batch(nodes=[A], contacts=[Contact(A.id, "Anna"), anna, Contact(A.id, "Zoe")]))
    before = store.contacts(A.id)
    store.write(Batch(deletions=[Key(Part.NODE, A.id)]))

    assert (before, store.contacts(A.id)) == ((anna, Contact(A.id, "Zoe")), ())


def test_a_contact_of_nobody_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        store.write(Batch(contacts=[Contact(A.id, "Anna")]))


def test_a_file_is_kept_under_its_hash_until_deleted(store: Store) -> None:
    hash = store.files.put(b"evidence")
    again = store.files.put(b"evidence")
    content = store.files.get(hash)
    store.files.delete(hash)

    assert (hash, content) == (again, b"evidence")
    with pytest.raises(NotFound):
        store.files.get(hash)


def test_a_file_has_no_other_name(store: Store) -> None:
    with pytest.raises(Invalid, match="64 hexadecimal"):
        store.files.get("../contract.db")


# events


def test_events_come_back_newest_first_with_names_and_notes(store: Store) -> None:
    late = Event(Happening.ATTENDED, A.id, TODAY - timedelta(days=9), about="event:fair", data={"hours": 2.5, "days": 2, "own": True, "kind": "work-shop"})
    store.write(Batch(events=[TOLD]))
    met = Event(Happening.MET, A.id, TODAY)
    store.write(Batch(events=[late, met, Event(Happening.TOLD, B.id, TODAY)]))

    assert store.events(A.id) == (met, TOLD, late)


def test_the_ledger_holds_pseudonyms_and_no_notes(store: Store) -> None:
    store.write(Batch(events=[TOLD]))
    (entry,) = store.entries()
    names = store.pseudonyms()

    assert (entry.subject, entry.about) == (names[A.id], names[B.id])
    assert "business" not in str(entry)
    assert "Anna" not in str(entry)
    assert len(entry.note_hash) == 64


@pytest.mark.parametrize("id", ["need:acme-wood", "offer:acme-wood", "expert:anna"])
def test_ids_that_may_name_somebody_are_pseudonyms_too(store: Store, id: str) -> None:
    store.write(Batch(events=[Event(Happening.TOLD, A.id, TODAY, about=id)]))

    assert store.entries()[0].about == store.pseudonyms()[id]
    assert store.events(A.id)[0].about == id


def test_what_names_nobody_keeps_its_id_in_the_ledger(store: Store) -> None:
    store.write(Batch(events=[Event(Happening.ATTENDED, A.id, TODAY, about="event:fair"), Event(Happening.SHOWN, A.id, TODAY, about="3fa9")]))

    assert [entry.about for entry in store.entries()] == ["event:fair", "3fa9"]


def test_a_late_entry_carries_both_dates(store: Store) -> None:
    store.write(Batch(events=[Event(Happening.MET, A.id, TODAY - timedelta(days=30))]))
    (entry,) = store.entries()

    assert entry.on == TODAY - timedelta(days=30)
    assert entry.at.utcoffset() == timedelta(0)


def test_entries_come_in_pages_and_by_happening(store: Store) -> None:
    happenings = [Happening.TOLD, Happening.MET, Happening.TOLD, Happening.MISSED]
    store.write(Batch(events=[Event(happening, A.id, TODAY) for happening in happenings]))

    assert [entry.seq for entry in store.entries(after=1, limit=2)] == [2, 3]
    assert [entry.seq for entry in store.entries(happenings=[Happening.TOLD, Happening.MISSED])] == [1, 3, 4]


def test_a_page_is_bounded(store: Store) -> None:
    with pytest.raises(Invalid, match="ask for 1 to 100000"):
        store.entries(limit=0)
    with pytest.raises(Invalid, match="too large"):
        store.entries(after=10**30)


def test_events_are_only_ever_appended(store: Store) -> None:
    store.write(Batch(events=[TOLD]))

    with pytest.raises(Invalid, match="are final"):
        store.write(Batch(deletions=[Key(Part.STREAM, A.id)]))


@pytest.mark.parametrize(
    "event",
    [
        Event(Happening.TOLD, A.id, TODAY + timedelta(days=1)),
        Event(Happening.TOLD, "event:fair", TODAY),
        Event(Happening.TOLD, A.id, TODAY, about="met her at the fair"),
        Event(Happening.TOLD, A.id, TODAY, about="nothing:known"),
        Event(Happening.TOLD, A.id, TODAY, data={"reason": "She was ill"}),
        Event(Happening.TOLD, A.id, TODAY, data={"reason": "x" * 65}),
        Event(Happening.TOLD, A.id, TODAY, data={"by": "anna@example.org"}),
        Event(Happening.TOLD, A.id, TODAY, data={"other": "business:b"}),
        Event(Happening.TOLD, A.id, TODAY, data={"Anna Smith": 1}),
        Event(Happening.TOLD, A.id, TODAY, data={"share": float("inf")}),
        Event(Happening.TOLD, A.id, TODAY, note="x" * 20_001),
    ],
    ids=[
        "future",
        "no organisation",
        "prose",
        "no kind",
        "prose in data",
        "long code",
        "address",
        "organisation in data",
        "name as key",
        "infinite",
        "long note",
    ],
)
def test_what_must_not_stay_for_ever_never_enters_the_ledger(store: Store, event: Event) -> None:
    with pytest.raises(Invalid):
        store.write(Batch(events=[TOLD, event]))

    assert nothing(store)


def test_a_pseudonym_stays_the_same(store: Store) -> None:
    assigned = store.assign_pseudonyms([A.id, B.id])
    store.write(Batch(events=[TOLD]))

    assert store.pseudonyms() == assigned == store.assign_pseudonyms([B.id, A.id])


def test_an_untouched_ledger_is_whole(store: Store) -> None:
    store.write(Batch(events=[TOLD] * 3))
    store.write(Batch(events=[TOLD]))

    assert store.verify() == ()


# erasure


def test_erasing_an_organisation_leaves_entries_that_lead_nowhere(store: Store) -> None:
    store.write(Batch(nodes=[A, B], contacts=[Contact(A.id, "Anna")], events=[TOLD, Event(Happening.TOLD, B.id, TODAY, about=A.id, note="Ask Anna")]))
    erased = Event(Happening.ERASED, A.id, TODAY)
    store.write(Batch(events=[erased], deletions=[Key(Part.NODE, A.id), Key(Part.PSEUDONYM, A.id)]))
    about_b = store.events(B.id)

    assert (store.events(A.id), store.contacts(A.id), list(store.pseudonyms())) == ((), (), [B.id])
    assert [event.note for event in about_b] == [""]
    assert about_b[0].about.startswith("~")
    assert len(store.entries()) == 3
    assert store.verify() == ()


def test_an_organisation_that_comes_back_gets_another_pseudonym(store: Store) -> None:
    before = store.assign_pseudonyms([A.id])
    store.write(Batch(deletions=[Key(Part.PSEUDONYM, A.id)]))

    assert store.assign_pseudonyms([A.id]) != before


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()

    with pytest.raises(Unavailable, match="is closed"):
        store.node(A.id)


# moving


def full(store: Store) -> None:
    store.write(Batch([A, B, TOWN], [AB], {("e", text_hash(A.text)): ROW}, [Contact(A.id, "Anna")], [Record("jobs", "1", {"stage": "é'\n"})], [TOLD]))
    store.write(Batch(nodes=[A]), operation="again")


def test_a_dump_holds_everything_in_the_fixed_order(store: Store) -> None:
    full(store)
    rows = list(store.dump())

    assert [row.table for row in rows] == sorted((row.table for row in rows), key=list(TABLES).index)
    assert {table: sum(row.table == table for row in rows) for table in TABLES} == {
        "meta": 2,
        "node": 3,
        "edge": 1,
        "vector": 1,
        "contact": 1,
        "record": 1,
        "pseudonym": 2,
        "entry": 1,
        "note": 1,
        "operation": 1,
    }


def test_a_dump_does_not_depend_on_the_order_of_writing(store: Store) -> None:
    store.write(Batch(nodes=[C]))
    store.write(Batch(nodes=[Node("business:B", "upper"), A, TOWN]))

    assert [row.values[0] for row in store.dump() if row.table == "node"] == ["business:B", "business:a", "business:c", "cluster:town"]


def test_a_store_is_filled_from_a_dump_only_when_empty(store: Store) -> None:
    full(store)

    with pytest.raises(Conflict, match="not empty"):
        store.fill(store.dump())


def test_a_filled_store_holds_what_the_dump_held(store: Store, tmp_path: Path) -> None:
    source = connect(f"sqlite:///{tmp_path / 'source.db'}", clock=SystemClock(TODAY))
    full(source)
    store.fill(source.dump())

    assert list(store.dump()) == list(source.dump())
    assert store.version(Key(Part.NODE, A.id)) == 2
    assert store.revision() == source.revision()
    source.close()


# tampering

Entries = list[tuple[Value, ...]]
"""Rows of the ledger as a dump has them: seq, happening, subject, about, day, at, data, note_hash, mac."""


def with_value(entries: Entries, at: int, place: int, value: Value) -> Entries:
    """The rows with one value of one of them changed."""
    return [(*row[:place], value, *row[place + 1 :]) if number == at else row for number, row in enumerate(entries)]


def numbered(entries: Entries) -> Entries:
    """The rows with numbers that go on without a gap."""
    return [(seq, *row[1:]) for seq, row in enumerate(entries, 1)]


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda rows: with_value(rows, 3, 1, "met"), ["entry 4 is not what was written"]),
        (lambda rows: with_value(rows, 3, 2, rows[0][2]), ["entry 4 is not what was written"]),
        (lambda rows: with_value(rows, 3, 3, "event:fair"), ["entry 4 is not what was written"]),
        (lambda rows: with_value(rows, 3, 4, "2026-01-01"), ["entry 4 is not what was written"]),
        (lambda rows: with_value(rows, 3, 5, "2026-03-02T00:00:00+00:00"), ["entry 4 is not what was written"]),
        (lambda rows: with_value(rows, 3, 6, '{"hours":20.0}'), ["entry 4 is not what was written"]),
        (lambda rows: with_value(rows, 3, 7, "0" * 64), ["entry 4 is not what was written"]),
        (lambda rows: with_value(rows, 3, 8, "0" * 64), ["entry 4 is not what was written", "entry 5 is not what was written"]),
        (lambda rows: [*rows[:3], *rows[4:]], ["entry 4 is missing"]),
        (lambda rows: rows[2:], ["entries 1 to 2 are missing"]),
        (lambda rows: numbered([*rows[:3], *rows[4:]]), ["entry 4 is not what was written", "entry 8 is missing"]),
        (lambda rows: [*rows, (9, *rows[7][1:])], ["entry 9 is not what was written"]),
        (lambda rows: numbered([*rows[:3], rows[0], *rows[3:]]), ["entry 4 is not what was written"]),
        (lambda rows: numbered([*rows[:3], rows[4], rows[3], *rows[5:]]), ["entry 4 is not what was written", "entry 5 is not what was written"]),
        (lambda rows: rows[:6], ["entries 7 to 8 are missing, though the anchor has seen the last of them: the tail was cut"]),
        (lambda rows: [], ["entries 1 to 8 are missing, though the anchor has seen the last of them"]),
    ],
    ids=[
        *("happening", "subject", "about", "day", "moment", "data", "note", "seal"),
        *("dropped", "dropped at the beginning", "dropped and numbered anew", "added at the end", "added in between", "reordered", "cut tail", "all cut"),
    ],
)
def test_t23_an_entry_that_was_changed_dropped_added_moved_or_cut_is_named(
    store: Store, tmp_path: Path, tamper: Callable[[Entries], Entries], named: list[str]
) -> None:
    """The tampered rows are filled into the store: the port has no way to edit an entry, so they come from another store with the same keep."""
    source = connect(f"sqlite:///{tmp_path / 'source.db'}", keep=tmp_path / "keep", clock=SystemClock(TODAY))
    source.write(Batch(events=[Event(Happening.SUPPORT_GIVEN, (A.id, B.id)[number % 2], TODAY, data={"hours": 1.0 + number}) for number in range(8)]))
    rows = list(source.dump())
    entries = tamper([row.values for row in rows if row.table == "entry"])
    before, behind = [row for row in rows if row.table in TABLES_BEFORE], [row for row in rows if row.table in TABLES_BEHIND]
    store.fill([*before, *(Row("entry", values) for values in entries), *behind])
    found = store.verify()
    source.close()

    assert [words for words in named if not any(words in sentence for sentence in found)] == []


def test_t23_untouched_entries_are_whole(store: Store, tmp_path: Path) -> None:
    source = connect(f"sqlite:///{tmp_path / 'source.db'}", keep=tmp_path / "keep", clock=SystemClock(TODAY))
    source.write(Batch(events=[TOLD, TOLD]))
    store.fill(source.dump())
    found = store.verify()
    source.close()

    assert tuple(found) == ()
