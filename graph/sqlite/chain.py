"""The ledger's tables: entries appended to the chain, the erasable way back to organisations, and erasable notes."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from graph import chain, ledger
from graph.clock import Clock
from graph.errors import Tampered
from graph.keep import Anchor, Keep
from graph.ledger import Break
from graph.model import Entry, Event, kind_of
from graph.schema import Happening
from graph.stored import page

HEAD = "SELECT seq, mac FROM entry ORDER BY seq DESC LIMIT 1"
MAC_AT = "SELECT mac FROM entry WHERE seq = ?"
KEY_MARK = "SELECT value FROM meta WHERE name = 'key'"
PUT_KEY_MARK = "INSERT INTO meta VALUES ('key', ?)"
APPEND = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
PUT_NOTE = "INSERT OR REPLACE INTO note VALUES (?, ?, ?)"  # a note outlives its entry where a tail was cut
NAMES = "SELECT id, pseudonym FROM pseudonym WHERE id IN (SELECT value FROM json_each(?))"
PUT_NAME = "INSERT INTO pseudonym VALUES (?, ?)"
ALL_NAMES = "SELECT id, pseudonym FROM pseudonym ORDER BY id"
DELETE_NAME = "DELETE FROM pseudonym WHERE id = ?"
DELETE_NOTES = "DELETE FROM note WHERE seq IN (SELECT seq FROM entry WHERE subject = ?1 UNION SELECT seq FROM entry WHERE about = ?1 AND about > '~')"
ENTRIES = "SELECT seq, happening, subject, about, day, at, data, note_hash, mac FROM entry WHERE seq > ? ORDER BY seq LIMIT ?"
ENTRIES_OF = """SELECT seq, happening, subject, about, day, at, data, note_hash, mac FROM entry
    WHERE happening IN (SELECT value FROM json_each(?)) AND seq > ? ORDER BY seq LIMIT ?"""
ALL_ENTRIES = "SELECT seq, happening, subject, about, day, at, data, note_hash, mac FROM entry ORDER BY seq"
EVENTS = """SELECT entry.happening, entry.day, coalesce(other.id, entry.about), entry.data, coalesce(note.text, '')
    FROM pseudonym AS me JOIN entry ON entry.subject = me.pseudonym
    LEFT JOIN pseudonym AS other ON other.pseudonym = entry.about LEFT JOIN note ON note.seq = entry.seq
    WHERE me.id = ? ORDER BY entry.day DESC, entry.seq DESC LIMIT ?"""
NOTES = """SELECT entry.seq, entry.note_hash, note.salt, note.text,
        (entry.subject = '' OR EXISTS (SELECT 1 FROM pseudonym WHERE pseudonym = entry.subject))
        AND (substr(entry.about, 1, 1) <> '~' OR EXISTS (SELECT 1 FROM pseudonym WHERE pseudonym = entry.about))
    FROM entry LEFT JOIN note USING (seq) WHERE entry.note_hash <> '' OR note.seq IS NOT NULL ORDER BY entry.seq"""


NO_TEXT = "Could not decode to UTF-8"
"""How the driver begins when a text column holds other bytes."""


def append(db: sqlite3.Connection, events: Sequence[Event], keep: Keep, clock: Clock) -> Anchor:
    """Seal the events and add them to the chain, in their order; gives the new head."""
    names = assign(db, chain.named(events, clock.today()))
    sealed = chain.seal(events, names, _head(db), _key(db, keep), clock.now())
    db.executemany(APPEND, sealed.rows)
    db.executemany(PUT_NOTE, ((note.seq, note.salt, note.text) for note in sealed.notes))
    return sealed.head


def assign(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The pseudonyms of these ids, made where there is none."""
    wanted = sorted(set(ids))
    names = assigned(db, wanted)
    fresh = chain.fresh(wanted, names)
    db.executemany(PUT_NAME, fresh.items())
    return names | fresh


def forget(db: sqlite3.Connection, id: str, keep: Keep, clock: Clock) -> None:
    """Remove the way back from the ledger to this id, and the notes that may speak of it. The erasure list is written first: it must not miss one."""
    kind_of(id)
    _key(db, keep)
    keep.erase(id, clock.now().date())
    for pseudonym in assigned(db, (id,)).values():
        db.execute(DELETE_NOTES, (pseudonym,))
        db.execute(DELETE_NAME, (id,))


def assigned(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    return dict(db.execute(NAMES, (json.dumps(sorted(ids)),)).fetchall())


def holds(db: sqlite3.Connection, anchor: Anchor) -> bool:
    found = db.execute(MAC_AT, (anchor.seq,)).fetchone()
    return bool(found) and found[0] == anchor.mac


def entries(db: sqlite3.Connection, after: int, limit: int, happenings: Collection[Happening]) -> tuple[Entry, ...]:
    query, named = (ENTRIES_OF, (json.dumps(sorted(happenings)),)) if happenings else (ENTRIES, ())
    try:
        return tuple(ledger.read(row) for row in db.execute(query, (*named, after, page(limit))))
    except sqlite3.OperationalError as error:
        if not str(error).startswith(NO_TEXT):
            raise
        raise Tampered("a ledger entry cannot be read (its bytes are no text); run `crossmatch reach verify`") from error


def events(db: sqlite3.Connection, organisation: str, limit: int) -> tuple[Event, ...]:
    return tuple(
        Event(Happening(happening), organisation, date.fromisoformat(day), about, json.loads(data), note)
        for happening, day, about, data, note in db.execute(EVENTS, (organisation, page(limit)))
    )


def pseudonyms(db: sqlite3.Connection) -> dict[str, str]:
    return dict(db.execute(ALL_NAMES).fetchall())


def verify(db: sqlite3.Connection, keep: Keep, anchor: Anchor | None) -> tuple[Break, ...]:
    """`anchor` is read before the transaction began, so that the chain cannot be behind it for an honest reason."""
    mark = _mark(db)
    if not mark and not anchor and not _head(db).seq:
        return ()
    text_factory, db.text_factory = db.text_factory, _anything  # a byte that makes no text must be named, not hide the rest
    try:
        return tuple(chain.broken(db.execute(ALL_ENTRIES), db.execute(NOTES), mark=mark, keep=keep, anchor=anchor))
    finally:
        db.text_factory = text_factory


def _anything(raw: bytes) -> str:
    return raw.decode(errors="surrogateescape")


def _head(db: sqlite3.Connection) -> Anchor:
    return Anchor(*(db.execute(HEAD).fetchone() or (0, "")))


def _mark(db: sqlite3.Connection) -> str | None:
    found = db.execute(KEY_MARK).fetchone()
    return str(found[0]) if found else None


def _key(db: sqlite3.Connection, keep: Keep) -> bytes:
    mark = _mark(db)
    key = chain.key_of(keep, mark, began=_head(db).seq > 0)
    if not mark:
        db.execute(PUT_KEY_MARK, (ledger.fingerprint(key),))
    return key
