"""A large network in parts: a server keeps the whole of a write in memory until it is done."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Batch, Edge

AT_ONCE = 5_000


def in_parts(batch: Batch, size: int = AT_ONCE) -> Iterator[Batch]:
    """Nodes and edges, `size` nodes a part. An edge comes with the later of its ends, so each part is valid behind those before it.

    An end that is no node of the batch has to be in the store already. If the writing breaks off, writing all parts again completes it.
    """
    place = {node.id: at // size for at, node in enumerate(batch.nodes)}
    edges: dict[int, list[Edge]] = defaultdict(list)
    for edge in batch.edges:
        edges[max(place.get(edge.source, 0), place.get(edge.target, 0))].append(edge)
    yield replace(batch, nodes=batch.nodes[:size], edges=edges[0])  # with all that is neither node nor edge, such as deletions
    for start in range(size, len(batch.nodes), size):
        yield Batch(nodes=batch.nodes[start : start + size], edges=edges[start // size])
