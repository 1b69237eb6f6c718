"""The ledger's nodes: entries appended to the chain, the erasable way back to organisations, and erasable notes."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from graph import chain, ledger
from graph.clock import Clock
from graph.keep import Anchor, Keep
from graph.ledger import Break
from graph.model import Entry, Event, kind_of
from graph.neo4j.connections import Row, Transaction
from graph.neo4j.write import EDGES_AT_ONCE, NODES_AT_ONCE, parts
from graph.schema import Happening
from graph.stored import page

HEAD = "MATCH (entry:LedgerEntry) WHERE entry.seq IS NOT NULL RETURN entry.seq, entry.mac ORDER BY entry.seq DESC LIMIT 1"
MAC_AT = "MATCH (entry:LedgerEntry {seq: $seq}) RETURN entry.mac"
KEY_MARK = "MATCH (store:StoreMeta {name: 'store'}) WHERE store.key IS NOT NULL RETURN store.key"
PUT_KEY_MARK = "MATCH (store:StoreMeta {name: 'store'}) SET store.key = $mark"
APPEND = """UNWIND $rows AS row CREATE (:LedgerEntry {seq: row[0], happening: row[1], subject: row[2], about: row[3],
    day: row[4], at: row[5], data: row[6], note_hash: row[7], mac: row[8]})"""
PUT_NOTES = "UNWIND $rows AS row MERGE (note:LedgerNote {seq: row[0]}) SET note.salt = row[1], note.text = row[2]"  # one outlives an entry that was cut
NAMES = "UNWIND $ids AS id MATCH (name:LedgerName {id: id}) RETURN id, name.pseudonym"
PUT_NAMES = "UNWIND $rows AS row CREATE (:LedgerName {id: row[0], pseudonym: row[1]})"
ALL_NAMES = "MATCH (name:LedgerName) RETURN name.id, name.pseudonym"
FORGET = """MATCH (name:LedgerName {id: $id})
CALL (name) { MATCH (entry:LedgerEntry {subject: name.pseudonym}) RETURN entry UNION MATCH (entry:LedgerEntry {about: name.pseudonym}) RETURN entry }
MATCH (note:LedgerNote {seq: entry.seq}) DELETE note"""
DELETE_NAME = "MATCH (name:LedgerName {id: $id}) DELETE name"
_COLUMNS = "entry.seq, entry.happening, entry.subject, entry.about, entry.day, entry.at, entry.data, entry.note_hash, entry.mac"
ENTRIES = "MATCH (entry:LedgerEntry) WHERE entry.seq > $after RETURN " + _COLUMNS + " ORDER BY entry.seq LIMIT $limit"
ENTRIES_OF = "MATCH (entry:LedgerEntry) WHERE entry.happening IN $happenings AND entry.seq > $after RETURN " + _COLUMNS + " ORDER BY entry.seq LIMIT $limit"
EVENTS = """MATCH (me:LedgerName {id: $id}) MATCH (entry:LedgerEntry {subject: me.pseudonym})
WITH entry ORDER BY entry.day DESC, entry.seq DESC LIMIT $limit
OPTIONAL MATCH (other:LedgerName {pseudonym: entry.about}) OPTIONAL MATCH (note:LedgerNote {seq: entry.seq})
RETURN entry.happening, entry.day, coalesce(other.id, entry.about), entry.data, coalesce(note.text, '')
ORDER BY entry.day DESC, entry.seq DESC"""
NOTES = """MATCH (entry:LedgerEntry) WHERE entry.seq > $after WITH entry ORDER BY entry.seq LIMIT $limit
OPTIONAL MATCH (note:LedgerNote {seq: entry.seq})
RETURN entry.seq, entry.note_hash, note.salt, note.text,
    (entry.subject = '' OR EXISTS { MATCH (:LedgerName {pseudonym: entry.subject}) })
    AND (NOT entry.about STARTS WITH '~' OR EXISTS { MATCH (:LedgerName {pseudonym: entry.about}) })
ORDER BY entry.seq"""
FIRST = -(2**63)


def append(transaction: Transaction, events: Sequence[Event], keep: Keep, clock: Clock) -> Anchor:
    """Seal the events and add them to the chain, in their order; gives the new head."""
    names = assign(transaction, chain.named(events, clock.today()))
    sealed = chain.seal(events, names, _head(transaction), _key(transaction, keep), clock.now())
    for part in parts(sealed.rows, EDGES_AT_ONCE):
        transaction.run(APPEND, rows=part)
    for notes in parts([[note.seq, note.salt, note.text] for note in sealed.notes], NODES_AT_ONCE):
        transaction.run(PUT_NOTES, rows=notes)
    return sealed.head


def assign(transaction: Transaction, ids: Iterable[str]) -> dict[str, str]:
    """The pseudonyms of these ids, made where there is none."""
    wanted = sorted(set(ids))
    names = {id: pseudonym for part in parts(wanted, EDGES_AT_ONCE) for id, pseudonym in transaction.run(NAMES, ids=part)}
    fresh = chain.fresh(wanted, names)
    for part in parts(list(fresh.items()), EDGES_AT_ONCE):
        transaction.run(PUT_NAMES, rows=part)
    return names | fresh


def forget(transaction: Transaction, id: str, keep: Keep, clock: Clock) -> None:
    """Remove the way back from the ledger to this id, and the notes that may speak of it. The erasure list is written first: it must not miss one."""
    kind_of(id)
    _key(transaction, keep)
    keep.erase(id, clock.now().date())
    transaction.run(FORGET, id=id)
    transaction.run(DELETE_NAME, id=id)


def holds(transaction: Transaction, anchor: Anchor) -> bool:
    return transaction.run(MAC_AT, seq=anchor.seq) == [[anchor.mac]]


def entries(transaction: Transaction, after: int, limit: int, happenings: Collection[Happening]) -> tuple[Entry, ...]:
    page(limit)
    if not happenings:
        return tuple(ledger.read(_stored(row)) for row in transaction.run(ENTRIES, after=after, limit=limit))
    wanted = sorted(happening.value for happening in happenings)
    return tuple(ledger.read(_stored(row)) for row in transaction.run(ENTRIES_OF, happenings=wanted, after=after, limit=limit))


def events(transaction: Transaction, organisation: str, limit: int) -> tuple[Event, ...]:
    return tuple(
        Event(Happening(happening), organisation, date.fromisoformat(day), about, json.loads(data), note)
        for happening, day, about, data, note in transaction.run(EVENTS, id=organisation, limit=page(limit))
    )


def pseudonyms(transaction: Transaction) -> dict[str, str]:
    return dict(sorted((id, pseudonym) for id, pseudonym in transaction.run(ALL_NAMES)))


def verify(transaction: Transaction, keep: Keep, anchor: Anchor | None) -> tuple[Break, ...]:
    """`anchor` is read before the transaction began, so that the chain cannot be behind it for an honest reason."""
    mark = _mark(transaction)
    if not mark and not anchor and not _head(transaction).seq:
        return ()
    return tuple(chain.broken(stored(transaction), _notes(transaction), mark=mark, keep=keep, anchor=anchor))


def stored(transaction: Transaction) -> Iterator[ledger.Stored]:
    """All entries in order."""
    return (_stored(row) for row in _paged(transaction, ENTRIES))


def _notes(transaction: Transaction) -> Iterator[chain.NoteRow]:
    return ((seq, note_hash, salt, text, known) for seq, note_hash, salt, text, known in _paged(transaction, NOTES) if note_hash or salt is not None)


def _paged(transaction: Transaction, query: str) -> Iterator[Row]:
    after, size = FIRST, EDGES_AT_ONCE
    while rows := transaction.run(query, after=after, limit=size):
        yield from rows
        after = rows[-1][0]


def _stored(row: Row) -> ledger.Stored:
    return tuple(row)  # as `append` wrote them; whoever changed one is found by its MAC


def _head(transaction: Transaction) -> Anchor:
    return next((Anchor(seq, mac) for seq, mac in transaction.run(HEAD)), chain.START)


def _mark(transaction: Transaction) -> str | None:
    return next((str(mark) for (mark,) in transaction.run(KEY_MARK)), None)


def _key(transaction: Transaction, keep: Keep) -> bytes:
    mark = _mark(transaction)
    key = chain.key_of(keep, mark, began=_head(transaction).seq > 0)
    if not mark:
        transaction.run(PUT_KEY_MARK, mark=ledger.fingerprint(key))
    return key
