"""The tables of the SQLite file, and the migrations that make them: each is one transaction."""

import sqlite3

from graph.errors import Incompatible, Invalid

APPLICATION = 0x43524D58  # "CRMX" in the file's header tells our files from other programs'
SET_APPLICATION = f"PRAGMA application_id = {APPLICATION}"
COUNT_TABLES = "SELECT count(*) FROM sqlite_master"

VERSION_1 = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID",
    "INSERT INTO meta VALUES ('revision', 0)",
    """CREATE TABLE node (
        row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, text TEXT NOT NULL,
        text_key INTEGER, props TEXT NOT NULL, version INTEGER NOT NULL) STRICT""",
    "CREATE INDEX node_text ON node (text_key) WHERE text_key IS NOT NULL",
    """CREATE TABLE edge (
        source INTEGER NOT NULL, rel TEXT NOT NULL, target INTEGER NOT NULL, weight REAL NOT NULL,
        since INTEGER NOT NULL, props TEXT NOT NULL, PRIMARY KEY (source, rel, target)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX edge_target ON edge (target)",
    "CREATE TABLE vector (encoder TEXT NOT NULL, hash TEXT NOT NULL, row BLOB NOT NULL, PRIMARY KEY (encoder, hash)) STRICT",
    "CREATE INDEX vector_hash ON vector (hash)",
    """CREATE TABLE contact (
        organisation TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
        PRIMARY KEY (organisation, name)) STRICT""",
    """CREATE TABLE record (
        collection TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, version INTEGER NOT NULL,
        PRIMARY KEY (collection, key)) STRICT""",
    "CREATE TABLE operation (id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT",
    """CREATE TABLE entry (
        seq INTEGER PRIMARY KEY, happening TEXT NOT NULL, subject TEXT NOT NULL, about TEXT NOT NULL, day TEXT NOT NULL,
        at TEXT NOT NULL, data TEXT NOT NULL, note_hash TEXT NOT NULL, mac TEXT NOT NULL) STRICT""",
    "CREATE INDEX entry_subject ON entry (subject)",
    "CREATE INDEX entry_happening ON entry (happening)",
    "CREATE TRIGGER entry_is_never_edited BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'ledger entries are final'); END",
    "CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'ledger entries are final'); END",
    "CREATE TABLE pseudonym (id TEXT PRIMARY KEY, pseudonym TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE note (seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, text TEXT NOT NULL) STRICT",
)
VERSION_2 = ("CREATE INDEX entry_about ON entry (about) WHERE about > '~'",)
"""Pseudonyms start with a tilde: forgetting one of 50,000 in a million entries takes 0.2 ms instead of 145."""
MIGRATIONS: tuple[tuple[str, ...], ...] = (VERSION_1, VERSION_2)
NEWEST = len(MIGRATIONS)
SET_VERSION = tuple(f"PRAGMA user_version = {version}" for version in range(NEWEST + 1))


def version_of(db: sqlite3.Connection, name: str) -> int:
    """The schema version of an open file, 0 if it is empty. Invalid if another program made it, Incompatible if it is newer than we are."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION:
        if version or db.execute(COUNT_TABLES).fetchone()[0]:
            raise Invalid(f"{name} is a database of another program; name a new file or one made by Crossmatch")
        return 0
    if version > NEWEST:
        raise Incompatible(f"{name} has schema version {version}; this Crossmatch knows versions up to {NEWEST}: update Crossmatch to open it")
    return version


def check(db: sqlite3.Connection, name: str) -> int:
    """The version, read in one transaction: another process may just be making the tables."""
    try:
        db.execute("BEGIN")
        return version_of(db, name)
    finally:
        db.rollback()


def migrate(db: sqlite3.Connection, name: str) -> None:
    """Bring the file to the newest version, one transaction per step; another process may be doing the same."""
    while check(db, name) < NEWEST:
        try:
            db.execute("BEGIN IMMEDIATE")
            version = version_of(db, name)
            for statement in MIGRATIONS[version] if version < NEWEST else ():
                db.execute(statement)
            db.execute(SET_APPLICATION)
            db.execute(SET_VERSION[min(version + 1, NEWEST)])
            db.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise
