"""The embedded store: one SQLite file in WAL mode, its tables, reads, writes and ledger."""

from graph.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
