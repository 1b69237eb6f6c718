"""networkx graphs go in and come out unchanged."""

import networkx as nx
import pytest

from graph import connect
from graph.errors import Invalid
from graph.model import Batch, Edge, Node
from graph.networks import from_networkx, to_networkx
from graph.schema import Rel

NODES = [Node("business:a", "A", "Bakes.", {"city": "Lyon", "employees": 3}), Node("business:b", "B"), Node("cluster:town", "Town")]
EDGES = [
    Edge("business:a", Rel.COLLABORATED_WITH, "business:b", 2.5, {"since": 2016}),
    Edge("business:a", Rel.COMPETES_WITH, "business:b"),
    Edge("business:b", Rel.MEMBER_OF, "cluster:town"),
]


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    store = connect("sqlite:///:memory:")
    store.write(Batch(nodes=NODES, edges=EDGES))
    return to_networkx(store.snapshot())


def test_nodes_carry_what_is_known_of_them(graph: nx.MultiDiGraph) -> None:
    assert graph.nodes["business:a"] == {"name": "A", "kind": "business", "text": "Bakes.", "city": "Lyon", "employees": 3}


def test_two_relations_between_the_same_ends_are_two_edges(graph: nx.MultiDiGraph) -> None:
    assert sorted(graph["business:a"]["business:b"]) == ["COLLABORATED_WITH", "COMPETES_WITH"]


def test_a_graph_goes_in_as_it_came_out(graph: nx.MultiDiGraph) -> None:
    batch = from_networkx(graph)

    assert (batch.nodes, batch.edges) == (NODES, EDGES)


def test_an_attribute_the_schema_does_not_know_is_refused(graph: nx.MultiDiGraph) -> None:
    graph.nodes["business:a"]["colour"] = "red"

    with pytest.raises(Invalid, match="unknown property 'colour'"):
        from_networkx(graph)


def test_a_relation_the_schema_does_not_know_is_refused(graph: nx.MultiDiGraph) -> None:
    graph.add_edge("business:a", "business:b", key="LIKES")

    with pytest.raises(Invalid, match="'LIKES' is no relation"):
        from_networkx(graph)
