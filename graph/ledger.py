"""The reach ledger's rules: which events are fit to be kept for ever, how they are sealed into a chain, and what breaks it."""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from graph.errors import Invalid, Tampered
from graph.eventrules import check_figures
from graph.keep import Anchor
from graph.model import LARGEST, Entry, Event, Scalar, kind_of
from graph.schema import MAX_TEXT, ORGANISATIONS, Happening, Kind

PSEUDONYMOUS = ORGANISATIONS | {Kind.EXPERT, Kind.NEED, Kind.OFFER}
"""Kinds whose ids may name a business or a person: the ledger never holds them."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/+-]{0,63}")

Stored = tuple[int, str, str, str, str, str, str, str, str]
"""seq, happening, subject, about, on, at, data as JSON, hash of the note, MAC."""


@dataclass(frozen=True, slots=True)
class Note:
    """The free text of an entry, with the salt of its hash; kept where it can be erased."""

    seq: int
    salt: bytes
    text: str


def new_pseudonym() -> str:
    """A random name that nothing can be read from; the tilde keeps it apart from ids and codes."""
    return "~" + secrets.token_hex(8)


def new_salt() -> bytes:
    return secrets.token_bytes(16)


def hash_note(salt: bytes, text: str) -> str:
    return hashlib.sha256(salt + text.encode(errors="surrogateescape")).hexdigest()  # bytes that are no text are hashed as they are


def named(event: Event) -> tuple[str, ...]:
    """The ids in an event that need a pseudonym."""
    return tuple(id for id in (event.subject, event.about) if needs_pseudonym(id))


def needs_pseudonym(id: str) -> bool:
    return ":" in id and kind_of(id) in PSEUDONYMOUS


def check(event: Event, today: date) -> None:
    """Raise Invalid for an event that must not enter the ledger: it could never be taken back."""
    what = f"{event.happening} of {event.subject or 'the programme'}"
    if event.subject and kind_of(event.subject) not in ORGANISATIONS:
        raise Invalid(f"{what}: the subject of an event is an organisation, or empty; put {event.subject} into `about`")
    if event.about and ":" not in event.about and not _CODE.fullmatch(event.about):
        raise Invalid(f"{what}: about={event.about[:80]!r} is neither an id nor a short code such as a list's")
    if ":" in event.about:
        kind_of(event.about)
    if event.on > today:
        raise Invalid(f"{what}: {event.on} is in the future (today is {today}); record it when it has happened")
    if len(event.note) > MAX_TEXT:
        raise Invalid(f"{what}: the note has {len(event.note)} characters; at most {MAX_TEXT} are kept")
    for name, value in event.data.items():
        _check_value(f"{what}: {name[:80]}={str(value)[:80]!r}", name, value)
    check_figures(event, what)


def _check_value(what: str, name: str, value: Scalar) -> None:
    if not _CODE.fullmatch(name) or (isinstance(value, str) and value and not _CODE.fullmatch(value)):
        raise Invalid(f"{what} is no short code (letters, digits and . _ : / + -, at most 64); free text belongs into the note")
    if isinstance(value, str) and ":" in value and value.partition(":")[0] in PSEUDONYMOUS:  # "offer" alone is an arm of a trial
        raise Invalid(f"{what} names an organisation, need or person for ever; put it into `about`, which is pseudonymised")
    if isinstance(value, float) and value - value != 0:
        raise Invalid(f"{what} must be a finite number")
    if not isinstance(value, (str, int, float)):
        raise Invalid(f"{what} must be a number, yes or no, or a short code")


_DATA = json.JSONEncoder(sort_keys=True, ensure_ascii=True, separators=(",", ":"))
_CANONICAL = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


def draft(event: Event, seq: int, at: datetime, names: Mapping[str, str], note: Note | None) -> Entry:
    """The entry of an event, not yet sealed: ids replaced by their pseudonyms, the note by its salted hash."""
    return Entry(
        seq=seq,
        happening=event.happening,
        subject=names.get(event.subject, event.subject),
        about=names.get(event.about, event.about),
        on=event.on,
        at=at,
        data=dict(sorted(event.data.items())),
        note_hash=hash_note(note.salt, note.text) if note else "",
        mac="",
    )


def seal(entry: Entry, previous: str, key: bytes) -> Entry:
    """The entry with its MAC, which covers everything in it and the MAC before it."""
    return replace(entry, mac=mac(stored(entry), previous, key))


def stored(entry: Entry) -> Stored:
    """The entry as every backend stores it: its number and eight strings."""
    data = _DATA.encode(dict(entry.data))
    return entry.seq, entry.happening.value, entry.subject, entry.about, entry.on.isoformat(), entry.at.isoformat(), data, entry.note_hash, entry.mac


def read(row: Stored) -> Entry:
    """The entry of a stored row. Tampered if it cannot be one, or holds what no event may hold: figures are computed from it."""
    seq, happening, subject, about, day, at, data, note_hash, mac = row
    try:
        found = Entry(seq, Happening(happening), subject, about, date.fromisoformat(day), datetime.fromisoformat(at), _data(data), note_hash, mac)
        check_figures(found, happening)
    except (ValueError, RecursionError, Invalid) as error:
        raise Tampered(f"ledger entry {seq} cannot be read ({str(error)[:200]}); run `crossmatch reach verify`") from error
    return found


def _data(text: str) -> dict[str, Scalar]:
    """The data of a row. ValueError unless they are finite numbers, texts and yes or no by name."""
    found = json.loads(text)
    if not isinstance(found, dict) or not all(_is_plain(value) for value in found.values()):
        raise ValueError("its data are no numbers and codes by name")
    return found


def _is_plain(value: object) -> bool:
    return isinstance(value, str | bool) or (isinstance(value, int | float) and abs(value) <= LARGEST)  # NaN is not either


def mac(row: Stored, previous: str, key: bytes) -> str:
    canonical = _CANONICAL.encode([previous, *row[:-1]])
    return hmac.new(key, canonical.encode(), hashlib.sha256).hexdigest()


def fingerprint(key: bytes) -> str:
    """Tells one key from another without giving anything away; stored beside the chain."""
    return hmac.new(key, b"fingerprint", hashlib.sha256).hexdigest()[:16]


class Broken(StrEnum):
    """What may be broken."""

    CHANGED = "changed"
    MISSING = "missing"
    CUT = "cut"
    REWRITTEN = "rewritten"
    NOTE_CHANGED = "note_changed"
    NOTE_MISSING = "note_missing"
    KEY = "key"


class Break(str):
    """A sentence for people on one broken place; `what` is broken from entry `first` to `last` (0: of no entry in particular)."""

    __slots__ = ("first", "last", "what")
    what: Broken
    first: int
    last: int

    def __new__(cls, what: Broken, sentence: str, first: int = 0, last: int = 0) -> Self:
        made = super().__new__(cls, sentence)
        made.what, made.first, made.last = what, max(0, first), max(0, last or first)
        return made


def breaks(rows: Iterable[Stored], key: bytes, anchor: Anchor | None) -> Iterator[Break]:
    """One sentence for each place where the chain is broken; `rows` in order of their number, as stored, readable or not."""
    last, previous, anchored, replaced = 0, "", "", False
    for row in rows:
        seq, sealed = row[0], row[-1]
        if seq < 1:
            yield Break(Broken.CHANGED, f"an entry has the number {seq}, which none is given: it was changed or added")
            continue
        if seq != last + 1:
            yield Break(Broken.MISSING, _missing(last + 1, seq - 1), last + 1, seq - 1)
        elif mac(row, previous, key) != sealed:
            yield Break(Broken.CHANGED, f"entry {seq} is not what was written: it was changed, moved or added", seq)
        elif anchor and lost_in(row) == anchor:
            replaced = True
        if anchor and seq == anchor.seq:
            anchored = sealed
        last, previous = seq, sealed
    if replaced:
        return
    if anchor and anchor.seq > last:
        lost = f"{_missing(last + 1, anchor.seq)}, though the anchor has seen the last of them: the tail was cut, or the anchor is of another store"
        yield Break(Broken.CUT, lost, last + 1, anchor.seq)
    elif anchor and anchored != anchor.mac:
        other = f"entry {anchor.seq} is not the one the anchor has seen: the chain was rewritten, or the anchor is of another store"
        yield Break(Broken.REWRITTEN, other, anchor.seq)


def restored(seq: int, at: datetime, lost: Anchor | None) -> Entry:
    """The entry that a restoration adds behind what the backup held, not yet sealed; it names the head that was lost, if one was."""
    data: dict[str, Scalar] = {"lost": lost.seq, "mac": lost.mac} if lost else {}
    return draft(Event(Happening.RESTORED, "", at.date(), data=data), seq, at, {}, None)


def lost_in(row: Stored) -> Anchor | None:
    """The head that was lost in the restoration which this row records, if it records one."""
    if row[1] != Happening.RESTORED.value:
        return None
    try:
        data = json.loads(row[6])
        return Anchor(int(data["lost"]), str(data["mac"])) if data else None
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):  # a row that was tampered with is `breaks` to name
        return None


def _missing(first: int, last: int) -> str:
    return f"entry {first} is missing" if first == last else f"entries {first} to {last} are missing"
