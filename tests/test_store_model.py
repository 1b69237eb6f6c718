"""Whatever is written in whatever order, the store holds what two plain dictionaries would."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as some

from graph import Store, connect
from graph.errors import NotFound
from graph.model import Batch, Edge, Key, Node, Part
from graph.schema import Rel

IDS = [f"business:{key}" for key in "abcde"]
ids = some.sampled_from(IDS)
texts = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5)
nodes = some.builds(Node, ids, texts, texts)
edges = some.builds(Edge, ids, some.sampled_from([Rel.COLLABORATED_WITH, Rel.COMPETES_WITH]), ids, some.sampled_from([1.0, 2.0]))
deletions = some.one_of(
    some.builds(Key, some.just(Part.NODE), ids),
    some.builds(lambda edge: Key(Part.EDGE, f"{edge.source} {edge.rel} {edge.target}"), edges),
)
batches = some.builds(
    Batch,
    nodes=some.lists(nodes, max_size=4),
    edges=some.lists(edges, max_size=3),
    deletions=some.lists(deletions, max_size=2),
)


@dataclass
class Plain:
    """The same rules in two dictionaries."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], Edge] = field(default_factory=dict)

    def write(self, batch: Batch) -> None:
        kept = Plain(dict(self.nodes), dict(self.edges))
        for key in batch.deletions:
            kept._delete(key)
        kept.nodes |= {node.id: node for node in batch.nodes}
        kept.edges |= {(edge.source, edge.rel, edge.target): edge for edge in batch.edges}
        if all(end in kept.nodes for source, _, target in kept.edges for end in (source, target)):
            self.nodes, self.edges = kept.nodes, kept.edges

    def _delete(self, key: Key) -> None:
        if key.part is Part.NODE:
            self.nodes.pop(key.id, None)
            self.edges = {edge: value for edge, value in self.edges.items() if key.id not in (edge[0], edge[2])}
        else:
            source, rel, target = key.id.split(" ")
            self.edges.pop((source, rel, target), None)

    def network(self) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str, float]]]:
        things = [(node.id, node.name, node.text) for node in self.nodes.values()]
        return sorted(things), sorted((*key, edge.weight) for key, edge in self.edges.items())


def network(store: Store) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str, float]]]:
    seen, rels = store.snapshot(), tuple(Rel)
    things = list(zip(seen.ids.tolist(), seen.names.tolist(), seen.texts.tolist(), strict=True))
    rows = zip(seen.sources, seen.rels, seen.targets, seen.weights.tolist(), strict=True)
    return things, sorted((seen.ids[source], rels[rel], seen.ids[target], weight) for source, rel, target, weight in rows)


def write_both(store: Store, plain: Plain, batch: Batch) -> None:
    plain.write(batch)
    try:
        store.write(batch)
    except NotFound:
        return


@settings(max_examples=150, deadline=None, derandomize=True)
@given(some.lists(batches, max_size=6))
def test_any_sequence_of_batches_leaves_the_network_they_describe(written: list[Batch]) -> None:
    store, plain = connect("sqlite:///:memory:"), Plain()
    [write_both(store, plain, batch) for batch in written]
    found = network(store)
    store.close()

    assert found == plain.network()
