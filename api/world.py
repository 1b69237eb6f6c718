"""The taxonomies, written where a batch needs them and the store has them not: a new store, or one of an older version."""

from graph.model import Batch, Key, Part
from graph.store import Store
from seeds.members.grounding import ground


def complete(store: Store, batch: Batch) -> None:
    """Write sectors, places and topics if an edge leads to something that neither store nor batch has."""
    made = {node.id for node in batch.nodes}
    targets = sorted({edge.target for edge in batch.edges} - made)
    if not all(store.version(Key(Part.NODE, id)) for id in targets):
        ground(store)
