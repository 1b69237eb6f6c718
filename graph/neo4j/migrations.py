"""Constraints and indexes of the database, and the migrations that make them; the store's version is a property of its StoreMeta node."""

from graph.errors import Incompatible, Invalid
from graph.neo4j.connections import Pool

VERSION_1 = (
    "CREATE CONSTRAINT node_id IF NOT EXISTS FOR (node:Node) REQUIRE node.id IS UNIQUE",
    "CREATE CONSTRAINT node_seq IF NOT EXISTS FOR (node:Node) REQUIRE node._seq IS UNIQUE",
    "CREATE CONSTRAINT store_meta IF NOT EXISTS FOR (meta:StoreMeta) REQUIRE meta.name IS UNIQUE",
    "CREATE CONSTRAINT store_writer IF NOT EXISTS FOR (writer:StoreWriter) REQUIRE writer.id IS UNIQUE",
    "CREATE CONSTRAINT store_operation IF NOT EXISTS FOR (operation:StoreOperation) REQUIRE operation.id IS UNIQUE",
    "CREATE CONSTRAINT store_vector IF NOT EXISTS FOR (vector:StoreVector) REQUIRE (vector.hash, vector.encoder) IS UNIQUE",
    "CREATE CONSTRAINT store_contact IF NOT EXISTS FOR (contact:StoreContact) REQUIRE (contact.organisation, contact.name) IS UNIQUE",
    "CREATE CONSTRAINT store_record IF NOT EXISTS FOR (record:StoreRecord) REQUIRE (record.collection, record.order) IS UNIQUE",
    "CREATE CONSTRAINT ledger_entry IF NOT EXISTS FOR (entry:LedgerEntry) REQUIRE entry.seq IS UNIQUE",
    "CREATE CONSTRAINT ledger_note IF NOT EXISTS FOR (note:LedgerNote) REQUIRE note.seq IS UNIQUE",
    "CREATE CONSTRAINT ledger_name_id IF NOT EXISTS FOR (name:LedgerName) REQUIRE name.id IS UNIQUE",
    "CREATE CONSTRAINT ledger_name_pseudonym IF NOT EXISTS FOR (name:LedgerName) REQUIRE name.pseudonym IS UNIQUE",
    "CREATE INDEX node_text IF NOT EXISTS FOR (node:Node) ON (node._text_key)",
    "CREATE INDEX node_name IF NOT EXISTS FOR (node:Node) ON (node.name)",
    "CREATE INDEX ledger_entry_subject IF NOT EXISTS FOR (entry:LedgerEntry) ON (entry.subject)",
    "CREATE INDEX ledger_entry_about IF NOT EXISTS FOR (entry:LedgerEntry) ON (entry.about)",
    "CREATE INDEX ledger_entry_happening IF NOT EXISTS FOR (entry:LedgerEntry) ON (entry.happening)",
    """CREATE FULLTEXT INDEX node_words IF NOT EXISTS FOR (node:Node) ON EACH [node.name, node.text]
    OPTIONS {indexConfig: {`fulltext.eventually_consistent`: true}}""",
    "CALL db.awaitIndexes(300)",
)
MIGRATIONS: tuple[tuple[str, ...], ...] = (VERSION_1,)
NEWEST = len(MIGRATIONS)
VERSION = "MATCH (meta:StoreMeta {name: 'store'}) RETURN meta.version"
FOREIGN = "MATCH (other) WHERE none(label IN labels(other) WHERE label STARTS WITH '_' OR label STARTS WITH 'Store') RETURN labels(other) LIMIT 1"
SET_VERSION = """MERGE (meta:StoreMeta {name: 'store'})
ON CREATE SET meta.revision = 0, meta.seq = 0, meta.version = 0
WITH meta WHERE meta.version < $version SET meta.version = $version"""


def version_of(pool: Pool) -> int:
    """The store's version, 0 if the database is empty. Invalid if it holds something else, Incompatible if it is newer than we are."""
    rows = pool.ask(VERSION)
    if not rows and (other := pool.ask(FOREIGN)):
        raise Invalid(f"{pool.name} holds the graph of another program (such as {':'.join(other[0][0]) or 'nodes without a label'}); name an empty database")
    version = int(rows[0][0]) if rows else 0
    if version > NEWEST:
        raise Incompatible(f"{pool.name} has schema version {version}; this Crossmatch knows versions up to {NEWEST}: update Crossmatch to open it")
    return version


def migrate(pool: Pool) -> None:
    """Bring the database to the newest version. Every statement may be repeated: another process may be doing the same, or have died over it."""
    for version in range(version_of(pool), NEWEST):
        for statement in MIGRATIONS[version]:
            pool.outside(statement)
        pool.outside(SET_VERSION, version=version + 1)
