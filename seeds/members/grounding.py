"""Gives a store the taxonomies that organisations are placed in, once."""

from graph.store import Store
from seeds.taxonomies import taxonomies


def ground(store: Store) -> None:
    """Write sectors, places and topics if the store lacks any of them; a store that has them is not touched."""
    known = taxonomies()
    standing = set(store.snapshot().ids.tolist())
    if any(node.id not in standing for node in known.nodes):
        store.write(known)
