"""The production store: a Neo4j server, its labels and indexes, reads, writes and ledger."""

from graph.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
