"""What a business read again no longer is: a place or class it had before must not stay beside the new one."""

from collections.abc import Iterator

from graph.model import Batch, Key, Part
from graph.schema import Kind, Rel
from graph.store import Store

_RENEWED = frozenset({Rel.LOCATED_IN, Rel.CLASSIFIED_AS})


def outdated(store: Store, batch: Batch) -> Iterator[Key]:
    """Edges to place and class of the batch's businesses that the store holds and the batch does not name, as deletions."""
    named = {(edge.source, edge.rel, edge.target) for edge in batch.edges}
    for node in batch.nodes:
        if node.kind is Kind.BUSINESS and store.version(Key(Part.NODE, node.id)):
            for edge in store.around(node.id).edges:
                if edge.source == node.id and edge.rel in _RENEWED and (edge.source, edge.rel, edge.target) not in named:
                    yield Key(Part.EDGE, f"{edge.source} {edge.rel} {edge.target}")
