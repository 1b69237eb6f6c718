"""The knowledge graph: vocabulary, model, the store port with its backends, and the reach ledger."""

from graph.store import Store, connect

__all__ = ["Store", "connect"]
