"""networkx graphs, in and out: for notebooks and as the oracle of tests."""

from typing import Any

import networkx  # type: ignore[import-untyped]

from graph.errors import Invalid
from graph.model import Batch, Edge, Node, Snapshot
from graph.schema import Rel

RELS = frozenset(rel.value for rel in Rel)


def to_networkx(snapshot: Snapshot) -> networkx.MultiDiGraph:
    """The network as networkx sees it: nodes with name, kind, text and properties; edges keyed by relation with weight and since."""
    graph = networkx.MultiDiGraph()
    rels = tuple(Rel)
    for row, id in enumerate(snapshot.ids):
        props = {name: column[row] for name, column in snapshot.props.items() if column[row] is not None}
        graph.add_node(id, name=snapshot.names[row], kind=id.partition(":")[0], text=snapshot.texts[row], **props)
    for source, rel, target, weight, since in zip(
        snapshot.sources, snapshot.rels, snapshot.targets, snapshot.weights.tolist(), snapshot.since.tolist(), strict=True
    ):
        known = {"since": since} if since else {}
        graph.add_edge(snapshot.ids[source], snapshot.ids[target], key=rels[rel].value, weight=weight, **known)
    return graph


def from_networkx(graph: networkx.MultiDiGraph) -> Batch:
    """A batch with the graph's nodes and edges; attributes the schema does not know are refused. Edges are keyed by relation."""
    nodes = [_node(id, dict(found)) for id, found in graph.nodes(data=True)]
    edges = [_edge(source, target, key, dict(found)) for source, target, key, found in graph.edges(keys=True, data=True)]
    return Batch(nodes=nodes, edges=edges)


def _node(id: str, found: dict[str, Any]) -> Node:
    found.pop("kind", None)
    return Node(id, found.pop("name", id), found.pop("text", ""), found)


def _edge(source: str, target: str, key: str, found: dict[str, Any]) -> Edge:
    if key not in RELS:
        raise Invalid(f"{source} {str(key)[:80]!r} {target}: {str(key)[:80]!r} is no relation; key an edge by one of {', '.join(Rel)}")
    return Edge(source, Rel(key), target, found.pop("weight", 1.0), found)
