"""networkx graphs, in and out: for notebooks and as the oracle of tests."""

from collections.abc import Mapping
from typing import Any

import networkx  # type: ignore[import-untyped]
import numpy as np

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
    nodes = [_node(id, _plain(found)) for id, found in graph.nodes(data=True)]
    edges = [_edge(source, target, key, _plain(found)) for source, target, key, found in graph.edges(keys=True, data=True)]
    return Batch(nodes=nodes, edges=edges)


def _plain(found: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes with numpy's numbers as Python's."""
    return {name: value.item() if isinstance(value, np.generic) else value for name, value in found.items()}


def _node(id: str, found: dict[str, Any]) -> Node:
    found.pop("kind", None)
    name, text = found.pop("name", id), found.pop("text", "")
    if not isinstance(name, str) or not isinstance(text, str):
        raise Invalid(f"{id}: name={str(name)[:80]} and text={str(text)[:80]} must be text; leave out what is not known")
    return Node(id, name, text, found)


def _edge(source: str, target: str, key: str, found: dict[str, Any]) -> Edge:
    if key not in RELS:
        raise Invalid(f"{source} {str(key)[:80]!r} {target}: {str(key)[:80]!r} is no relation; key an edge by one of {', '.join(Rel)}")
    weight = found.pop("weight", 1.0)
    if not isinstance(weight, int | float):
        raise Invalid(f"{source} {key} {target}: weight {str(weight)[:80]!r} must be a number; leave it out if it is not known")
    return Edge(source, Rel(key), target, float(weight), found)
