"""What every backend does to its ledger between reading and storing: seal new entries, mind the key, check the chain."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from graph import ledger
from graph.errors import Unavailable
from graph.keep import Anchor, Keep
from graph.ledger import Break, Broken, Note, Stored
from graph.model import Event

START = Anchor(0, "")
NoteRow = tuple[int, str, bytes | None, str | None, bool]
"""seq, hash in the entry, salt and text of the note (None where it is gone), whether all it may speak of are still known."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """New entries as they are stored, their notes, and the head of the chain behind them."""

    rows: Sequence[Stored]
    notes: Sequence[Note]
    head: Anchor


def named(events: Iterable[Event], today: date) -> list[str]:
    """The ids that need a pseudonym, in order. Invalid for an event that must not enter the ledger."""
    ids: set[str] = set()
    for event in events:
        ledger.check(event, today)
        ids.update(ledger.named(event))
    return sorted(ids)


def fresh(ids: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """New pseudonyms for those of the ids that have none."""
    return {id: ledger.new_pseudonym() for id in ids if id not in known}


def seal(events: Sequence[Event], names: Mapping[str, str], head: Anchor, key: bytes, now: datetime) -> Sealed:
    """The events as entries behind `head`, in their order."""
    rows, notes, previous = list[Stored](), list[Note](), head.mac
    for seq, event in enumerate(events, head.seq + 1):
        note = Note(seq, ledger.new_salt(), event.note) if event.note else None
        row = ledger.stored(ledger.draft(event, seq, now, names, note))
        previous = ledger.mac(row, previous, key)
        rows.append((*row[:-1], previous))
        notes += [note] if note else []
    return Sealed(rows, notes, Anchor(head.seq + len(events), previous))


def key_of(keep: Keep, mark: str | None, *, began: bool) -> bytes:
    """The ledger's key, made for a chain that has not begun. Unavailable if it is not the one of this mark: another would break the chain."""
    key = keep.key(create=not mark and not began)
    if mark and mark != ledger.fingerprint(key):
        raise Unavailable(f"the key in {keep.name} is not the one of this ledger; point CROSSMATCH_KEEP to the folder this store began with")
    return key


def broken(rows: Iterable[Stored], notes: Iterable[NoteRow], *, mark: str | None, keep: Keep, anchor: Anchor | None) -> Iterator[Break]:
    """One sentence for each broken place of a ledger that has begun."""
    key = keep.key()
    if not mark or mark != ledger.fingerprint(key):
        yield Break(Broken.KEY, f"the key in {keep.name} is not the one this ledger began with, or the ledger's mark of it was changed")
        return
    yield from ledger.breaks(rows, key, anchor)
    for seq, note_hash, salt, text, known in notes:
        if salt is None and known:
            yield Break(Broken.NOTE_MISSING, f"the note of entry {seq} is missing, though nobody it may speak of was erased", seq)
        elif salt is not None and ledger.hash_note(salt, text or "") != note_hash:
            yield Break(Broken.NOTE_CHANGED, f"the note of entry {seq} is not what was written", seq)
