"""The reach ledger: whatever is done to the chain is found and named, and what was erased is gone to the last byte."""

import json
import random
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from graph.clock import SystemClock
from graph.errors import Tampered, Unavailable
from graph.keep import Anchor, FolderShelf, Keep
from graph.model import Batch, Contact, Event, Key, Node, Part
from graph.schema import Happening
from graph.sqlite import SqliteStore

TODAY = date(2026, 3, 2)
FINAL = "DROP TRIGGER entry_is_never_edited; DROP TRIGGER entry_is_never_deleted;"
MUTATIONS = 1000
FIELDS = ("happening", "subject", "about", "day", "at", "data", "note_hash", "mac")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of ten entries, closed."""
    place = tmp_path / "ledger.db"
    store = opened(place)
    store.write(Batch(events=[event(number) for number in range(6)]))
    store.write(Batch(events=[event(number) for number in range(6, 10)]))
    store.close()
    return place


def opened(path: Path, keep: Path | None = None) -> SqliteStore:
    return SqliteStore(str(path), clock=SystemClock(TODAY), keep=keep)


def event(number: int) -> Event:
    return Event(Happening.TOLD, f"business:b{number % 3}", TODAY, about="business:other", data={"hours": number}, note=f"note {number}")


def verified(path: Path) -> list[str]:
    store = opened(path)
    try:
        return list(store.verify())
    finally:
        store.close()


def tamper(path: Path, sql: str) -> None:
    db = sqlite3.connect(path)
    db.executescript(FINAL + sql)
    db.close()


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.rglob("*")) if file.is_file())


def test_the_file_itself_refuses_to_edit_an_entry(path: Path) -> None:
    db = sqlite3.connect(path)

    with pytest.raises(sqlite3.IntegrityError, match="are final"):
        db.execute("UPDATE entry SET day = '2020-01-01'")
    db.close()


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("UPDATE entry SET day = '2026-03-01' WHERE seq = 4", ["entry 4 is not what was written: it was changed, moved or added"]),
        ("UPDATE entry SET data = '{\"hours\":99}' WHERE seq IN (2, 7)", ["entry 2 is not what", "entry 7 is not what"]),
        ("UPDATE entry SET happening = 'nonsense' WHERE seq = 1", ["entry 1 is not what"]),
        ("UPDATE entry SET at = 'yesterday' WHERE seq = 3", ["entry 3 is not what"]),
        ("DELETE FROM entry WHERE seq = 5", ["entry 5 is missing"]),
        ("DELETE FROM entry WHERE seq IN (5, 6)", ["entries 5 to 6 are missing"]),
        ("DELETE FROM entry WHERE seq = 1", ["entry 1 is missing"]),
        ("DELETE FROM entry WHERE seq > 8", ["entries 9 to 10 are missing, though the anchor has seen the last of them"]),
        ("DELETE FROM entry", ["entries 1 to 10 are missing, though the anchor has seen"]),
        (
            "INSERT INTO entry SELECT 11, happening, subject, about, day, at, data, note_hash, mac FROM entry WHERE seq = 10",
            ["entry 11 is not what"],
        ),
        (
            "UPDATE entry SET seq = -3 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4; UPDATE entry SET seq = 4 WHERE seq = -3",
            ["entry 3 is not what", "entry 4 is not what"],
        ),
        ("UPDATE note SET text = 'better' WHERE seq = 6", ["the note of entry 6 is not what was written"]),
        ("DELETE FROM note WHERE seq = 6", ["the note of entry 6 is missing"]),
        ("UPDATE meta SET value = 'other' WHERE name = 'key'", ["is not the one this ledger began with"]),
    ],
)
def test_what_was_done_to_the_ledger_is_found_and_named(path: Path, sql: str, named: list[str]) -> None:
    tamper(path, sql)
    found = verified(path)
    remaining = [words for words in named if not any(words in sentence for sentence in found)]

    assert remaining == []


def test_a_changed_mac_breaks_the_entry_behind_it_too(path: Path) -> None:
    tamper(path, "UPDATE entry SET mac = replace(mac, substr(mac, 1, 1), 'x') WHERE seq = 4")

    assert [sentence.split(" is ")[0] for sentence in verified(path)] == ["entry 4", "entry 5"]


def test_one_changed_entry_is_the_only_one_named(path: Path) -> None:
    tamper(path, "UPDATE entry SET about = 'event:fair' WHERE seq = 4")

    assert verified(path) == ["entry 4 is not what was written: it was changed, moved or added"]


def mutated(row: tuple[object, ...], chance: random.Random) -> tuple[object, ...]:
    """The row with one character of one field changed, dropped or added."""
    place = chance.randrange(len(FIELDS))
    text = str(row[place + 1])
    at = chance.randrange(len(text) + 1)
    changed = text[:at] + chance.choice(["", "0", "x", "~"]) + text[at + chance.choice([0, 1]) :]
    return (*row[: place + 1], changed, *row[place + 2 :])


def test_t23_of_a_thousand_mutations_every_one_is_found(path: Path) -> None:
    store = opened(path)
    chance = random.Random(23)
    db = sqlite3.connect(path)
    db.executescript(FINAL)
    rows = db.execute("SELECT * FROM entry ORDER BY seq").fetchall()
    picked = [chance.choice(rows) for _ in range(MUTATIONS)]
    changes = [(row, changed) for row in picked if (changed := mutated(row, chance)) != row]
    missed = [changed for row, changed in changes if not after(db, store, changed, back=row)]
    db.close()

    assert (len(changes) > MUTATIONS * 0.8, missed, store.verify()) == (True, [], ())


def after(db: sqlite3.Connection, store: SqliteStore, changed: tuple[object, ...], *, back: tuple[object, ...]) -> tuple[str, ...]:
    """What `verify` says while one entry is changed."""
    with db:
        db.execute("REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", changed)
    said = store.verify()
    with db:
        db.execute("REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", back)
    return said


def test_an_entry_that_cannot_be_read_says_so(path: Path) -> None:
    tamper(path, "UPDATE entry SET day = 'never' WHERE seq = 4")
    store = opened(path)

    with pytest.raises(Tampered, match="entry 4 cannot be read"):
        store.entries()
    store.close()


def test_a_cut_tail_is_seen_even_after_new_entries_have_grown_over_it(path: Path) -> None:
    tamper(path, "DELETE FROM entry WHERE seq > 8")
    store = opened(path)
    store.write(Batch(events=[event(number) for number in range(5)]))
    found = store.verify()
    store.close()

    assert found == ("entry 10 is not the one the anchor has seen: the chain was rewritten, or the anchor is of another store",)


def test_the_anchor_is_the_head_after_each_write(path: Path) -> None:
    store = opened(path)
    (last,) = store.entries(after=9)
    store.close()

    assert Keep(FolderShelf(Path(f"{path}.keep"))).anchor() == Anchor(10, last.mac)


def test_the_anchor_never_moves_backwards(tmp_path: Path) -> None:
    keep = Keep(FolderShelf(tmp_path / "keep"))
    keep.advance(Anchor(7, "seven"), lambda anchor: True)
    keep.advance(Anchor(5, "five"), lambda anchor: True)

    assert keep.anchor() == Anchor(7, "seven")


def test_the_anchor_stays_where_the_chain_no_longer_holds_it(tmp_path: Path) -> None:
    keep = Keep(FolderShelf(tmp_path / "keep"))
    keep.advance(Anchor(7, "seven"), lambda anchor: True)
    keep.advance(Anchor(9, "nine"), lambda anchor: False)

    assert keep.anchor() == Anchor(7, "seven")


def test_stores_on_the_same_file_continue_one_chain(path: Path) -> None:
    stores = [opened(path), opened(path)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: stores[number % 2].write(Batch(events=[event(number)])), range(20)))
    found = stores[0].verify(), len(stores[1].entries())
    [store.close() for store in stores]

    assert found == ((), 30)


@pytest.mark.parametrize("name", ["key", "anchor", "erased", "lock"])
def test_nobody_else_reads_the_keep(path: Path, name: str) -> None:
    store = opened(path)
    store.write(Batch(deletions=[Key(Part.PSEUDONYM, "business:b0")]))
    store.close()
    folder = Path(f"{path}.keep")

    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / name).stat().st_mode & 0o077 == 0


def test_a_ledger_without_its_key_is_not_continued(path: Path) -> None:
    (Path(f"{path}.keep") / "key").unlink()
    store = opened(path)

    with pytest.raises(Unavailable, match="CROSSMATCH_KEEP"):
        store.write(Batch(nodes=[Node("business:a", "A")], events=[event(0)]))
    left = len(store.snapshot().ids)
    store.close()

    assert left == 0


def test_a_ledger_is_not_continued_with_the_key_of_another(path: Path, tmp_path: Path) -> None:
    other = opened(tmp_path / "other.db", keep=tmp_path / "keep")
    other.write(Batch(events=[event(0)]))
    other.close()
    store = opened(path, keep=tmp_path / "keep")

    with pytest.raises(Unavailable, match="is not the one of this ledger"):
        store.write(Batch(events=[event(0)]))
    found = store.verify()
    store.close()

    assert "is not the one this ledger began with" in found[0]


def test_the_same_note_twice_has_two_hashes(path: Path) -> None:
    store = opened(path)
    store.write(Batch(events=[event(1), event(1)]))
    hashes = {entry.note_hash for entry in store.entries(after=10)}
    store.close()

    assert len(hashes) == 2


def test_the_key_is_in_no_other_file(path: Path) -> None:
    key = (Path(f"{path}.keep") / "key").read_bytes()

    assert (len(key), key in path.read_bytes(), key.hex().encode() in path.read_bytes()) == (32, False, False)


def test_the_erasure_list_knows_an_organisation_without_naming_it(path: Path) -> None:
    store = opened(path)
    store.write(Batch(deletions=[Key(Part.PSEUDONYM, "business:b0")]))
    store.close()
    keep = Keep(FolderShelf(Path(f"{path}.keep")))

    assert (keep.erased("business:b0"), keep.erased("business:b1")) == (True, False)
    assert b"business" not in (Path(f"{path}.keep") / "erased").read_bytes()


def canaries(number: int) -> Iterator[str]:
    yield from (f"{word}{number:03}" for word in ("Canaryname", "Canarytext", "Canarynote", "Canarycontact", "canaryid"))


def planted(number: int) -> Batch:
    """One organisation with a canary word in every place that knows it."""
    name, text, note, contact, key = canaries(number)
    id = f"business:{key}"
    return Batch(
        nodes=[Node(id, name, text * 20)], contacts=[Contact(id, contact, f"{contact}@example.org")], events=[Event(Happening.TOLD, id, TODAY, note=note)]
    )


def erased(number: int) -> Batch:
    id = f"business:canaryid{number:03}"
    return Batch(events=[Event(Happening.ERASED, id, TODAY)], deletions=[Key(Part.NODE, id), Key(Part.PSEUDONYM, id)])


def test_t19_after_erasure_and_purge_no_byte_is_left(tmp_path: Path) -> None:
    store = opened(tmp_path / "town.db")
    [store.write(planted(number)) for number in range(200)]
    [store.write(erased(number)) for number in range(0, 200, 2)]
    store.purge()
    content = bytes_of(tmp_path / "town.db")
    store.close()
    left = [word for number in range(0, 200, 2) for word in canaries(number) if word.encode() in content]
    kept = [word for number in range(1, 200, 2) for word in canaries(number) if word.encode() not in content]

    assert (left, kept) == ([], [])


def test_the_entries_of_an_erased_organisation_stay_in_a_whole_chain(tmp_path: Path) -> None:
    store = opened(tmp_path / "town.db")
    store.write(planted(0))
    store.write(erased(0))
    found = [entry.happening for entry in store.entries()], store.verify(), list(store.pseudonyms())
    store.close()

    assert found == ([Happening.TOLD, Happening.ERASED], (), [])


def test_a_wrong_anchor_file_is_named(path: Path, tmp_path: Path) -> None:
    (Path(f"{path}.keep") / "anchor").write_text(json.dumps({"seq": 3, "mac": "00"}))

    assert "entry 3 is not the one the anchor has seen" in verified(path)[0]
