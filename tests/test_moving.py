"""Copies, backups and restorations: equal to the last byte, never half, never with the key, and honest about what was lost."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event as Flag

import numpy as np
import pytest
from emptied import emptied
from town import matcher as planted_matcher
from town import town as planted_town

from api.commands.build import Built
from graph import Store, connect, dump
from graph.archive import pack, unpacked
from graph.clock import SystemClock
from graph.copying import copy
from graph.dump import Row, Tally, content_hash
from graph.errors import Conflict, CrossmatchError, Incompatible, Invalid, Tampered, Unavailable
from graph.keep import Anchor, FolderShelf, Keep
from graph.model import Batch, Contact, Edge, Event, Key, Node, Part, Record, text_hash
from graph.restoring import Restored, restore
from graph.schema import Happening, Rel

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
WORDS = "Anna said that the canary sings"


def opened(place: Path, keep: Path | None = None) -> Store:
    return connect(f"sqlite:///{place}", keep=keep, clock=SystemClock(TODAY))


def quiet(stage: str, done: int, all: int) -> None:
    """Reports to nobody."""


def firm(number: int) -> Batch:
    """A firm in town with everything that a store can hold of it."""
    id, text = f"business:firm-{number}", f"Firm {number} sells {WORDS} {number}"
    return Batch(
        nodes=[Node(id, f"Firm {number} é'\n", text, {"lon": 7.5}), Node("cluster:town", "Town")],
        edges=[Edge(id, Rel.MEMBER_OF, "cluster:town", 0.1)],
        vectors={("e", text_hash(text)): np.array([0.1, -1e-20, number], dtype=np.float32)},
        contacts=[Contact(id, f"Contact {number}", "a@example.org")],
        records=[Record("jobs", f"{number}", {"stage": number})],
        events=[Event(Happening.TOLD, id, TODAY, about="list1", note=f"{WORDS} {number}")],
    )


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Store]:
    """Three firms, one of them written twice, and a file."""
    store = opened(tmp_path / "town.db")
    [store.write(firm(number), operation=f"firm {number}") for number in (1, 2, 3, 3)]
    store.files.put(b"a video")
    yield store
    store.close()


@pytest.fixture
def backup(town: Store, tmp_path: Path) -> Path:
    """A backup of the three firms."""
    pack(town, tmp_path / "town.zip", NOW, quiet)
    return tmp_path / "town.zip"


def restored(backup: Path, place: Path, keep: Path) -> tuple[Store, Restored]:
    store = opened(place, keep)
    with unpacked(backup) as found:
        return store, restore(found, store, NOW, quiet)


def hash_of(store: Store) -> str:
    with closing(store.dump()) as rows:
        return content_hash(rows)


def rows_of(store: Store) -> list[Row]:
    with closing(store.dump()) as rows:
        return list(rows)


# copy


def test_a_copy_holds_the_same_to_the_last_bit(town: Store, tmp_path: Path) -> None:
    with closing(opened(tmp_path / "copy.db")) as target:
        done = copy(town, target, quiet)
        found = rows_of(target), list(target.files.hashes()), target.revision(), target.verify()

    assert found == (rows_of(town), list(town.files.hashes()), town.revision(), ())
    assert (done.content, done.rows, done.files) == (hash_of(town), len(rows_of(town)), 1)


def test_a_copy_continues_the_chain_with_the_same_key(town: Store, tmp_path: Path) -> None:
    with closing(opened(tmp_path / "copy.db")) as target:
        copy(town, target, quiet)
        target.write(firm(4))
        found = target.verify(), len(target.entries()), target.keep.key()

    assert found == ((), 4, town.keep.key())


def test_an_empty_store_is_copied_too(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "empty.db")) as source, closing(opened(tmp_path / "copy.db")) as target:
        copy(source, target, quiet)
        found = hash_of(source) == hash_of(target), target.keep.anchor()

    assert found == (True, None)


@pytest.mark.parametrize("one", [Batch(nodes=[Node("business:x", "X")]), Batch(records=[Record("jobs", "x", {})])])
def test_a_store_that_is_not_empty_is_not_copied_into(town: Store, tmp_path: Path, one: Batch) -> None:
    with closing(opened(tmp_path / "copy.db")) as target:
        target.write(one)
        before = hash_of(target)
        with pytest.raises(Conflict, match="not empty"):
            copy(town, target, quiet)
        found = hash_of(target), target.keep.anchor()

    assert found == (before, None)


def test_the_key_of_another_ledger_is_not_overwritten(town: Store, tmp_path: Path) -> None:
    other = opened(tmp_path / "other.db", tmp_path / "keep")
    other.write(firm(9))
    other.close()
    with closing(opened(tmp_path / "copy.db", tmp_path / "keep")) as target, pytest.raises(Conflict, match="another ledger"):
        copy(town, target, quiet)

    assert town.keep.key() != Keep(FolderShelf(tmp_path / "keep")).key()


def test_a_store_is_not_copied_with_a_key_that_is_not_its_own(town: Store, tmp_path: Path) -> None:
    Keep(FolderShelf(tmp_path / "keep")).key(create=True)
    with (
        closing(opened(tmp_path / "town.db", tmp_path / "keep")) as source,
        closing(opened(tmp_path / "copy.db")) as target,
        pytest.raises(Unavailable, match="not the one of this ledger"),
    ):
        copy(source, target, quiet)


def test_a_cut_tail_is_found_in_the_copy_too(town: Store, tmp_path: Path) -> None:
    Keep(FolderShelf(tmp_path / "town.db.keep")).restart(town.keep.anchor(), Anchor(5, "gone"))
    with closing(opened(tmp_path / "copy.db")) as target:
        copy(town, target, quiet)
        found = target.verify()

    assert "entries 4 to 5 are missing" in found[0]


# between backends


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Store]:
    """An empty store on the real Neo4j."""
    store = connect(emptied(), keep=tmp_path / "server.keep", clock=SystemClock(TODAY))
    yield store
    store.close()


@pytest.mark.neo4j
def test_a_copy_on_a_server_comes_back_to_the_last_bit(town: Store, server: Store, tmp_path: Path) -> None:
    town.write(firm(4))
    there = copy(town, server, quiet)
    server.write(firm(5))
    with closing(opened(tmp_path / "back.db")) as back:
        home = copy(server, back, quiet)
        found = rows_of(back) == rows_of(server), back.verify(), list(back.files.hashes()), back.revision()

    assert there.content == hash_of(town)
    assert home.content == hash_of(server)
    assert found == (True, (), list(town.files.hashes()), server.revision())


@pytest.mark.neo4j
def test_t29_a_backup_of_one_store_is_restored_into_the_other(town: Store, backup: Path, server: Store, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "town.db.keep", tmp_path / "server.keep", dirs_exist_ok=True)
    with unpacked(backup) as found:
        restore(found, server, NOW, quiet)
    server.write(firm(4))
    broken = server.verify()
    pack(server, tmp_path / "server.zip", NOW, quiet)
    store, _ = restored(tmp_path / "server.zip", tmp_path / "back.db", tmp_path / "server.keep")
    same = [row for row in rows_of(store) if row.values[1] != "restored"] == [row for row in rows_of(server) if row.values[1] != "restored"]
    found = same, broken, store.verify()
    store.close()

    assert found == (True, (), ())


@pytest.mark.neo4j
def test_a_copy_that_breaks_off_leaves_a_server_empty(town: Store, server: Store) -> None:
    rows = rows_of(town)
    with pytest.raises(Invalid, match="do not fit together"):
        server.fill([*rows[:6], rows[5], *rows[6:]])
    left = rows_of(server)
    copy(town, server, quiet)

    assert left == [Row("meta", ("revision", 0))]
    assert rows_of(server) == rows


def lists(store: Store, threads: int) -> list[str]:
    """Lists of partners for every firm of the planted town and a need, asked side by side, to the last digit."""
    asked = planted_matcher(store)
    with ThreadPoolExecutor(threads) as pool:
        found = pool.map(lambda id: repr(asked.partners(id, k=10)), ["business:bakery", "business:fibre", "business:newcomer"] * 4)
        return [*found, repr(asked.partners_for_need("Dämmung aus Holz", k=10))]


@pytest.mark.neo4j
def test_t31_both_stores_give_the_same_lists_on_one_and_four_threads(server: Store) -> None:
    source = planted_town(Batch(events=[Event(Happening.TOLD, "business:bakery", TODAY)]))
    alone = lists(source, 1)
    copy(source, server, quiet)
    found = lists(source, 4), lists(server, 1), lists(server, 4)
    source.close()

    assert found == (alone, alone, alone)


def printed(demonstration: Built, threads: int) -> bytes:
    """A list as the command line prints it, with so many threads for arithmetic."""
    environment = {"PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": f"{threads}", "OMP_NUM_THREADS": f"{threads}", "CROSSMATCH_TODAY": "2026-11-24"}
    words = ["match", "--need", "recyclable packaging for food", "-k", "50", "--json", "--store", demonstration.store]
    return subprocess.run([sys.executable, "-m", "crossmatch", *words], cwd=ROOT, env=environment, capture_output=True, check=True).stdout


@pytest.mark.long
def test_t31_one_and_four_threads_of_arithmetic_give_the_same_bytes(demonstration: Built) -> None:
    alone = printed(demonstration, 1)

    assert printed(demonstration, 4) == alone
    assert len(alone) > 10_000


# backup and restore


def test_a_backup_brings_everything_back(town: Store, backup: Path, tmp_path: Path) -> None:
    store, done = restored(backup, tmp_path / "new.db", tmp_path / "town.db.keep")
    found = [row for row in rows_of(store) if row.values[1] != "restored"], list(store.files.hashes()), store.verify()
    store.close()

    assert found == (rows_of(town), list(town.files.hashes()), ())
    assert (done.rows, done.files, done.lost, done.forgotten) == (len(rows_of(town)), 1, None, 0)


def test_a_backup_says_what_it_holds(town: Store, backup: Path) -> None:
    with unpacked(backup) as found:
        manifest = found.manifest

    assert manifest.content == hash_of(town)
    assert manifest.rows == {
        "meta": 2,
        "node": 4,
        "edge": 3,
        "vector": 3,
        "contact": 3,
        "record": 3,
        "pseudonym": 3,
        "entry": 3,
        "note": 3,
        "operation": 3,
    }


def test_nothing_of_the_keep_is_in_a_backup(town: Store, backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as packed:
        content = b"".join(packed.read(name) for name in packed.namelist())
    secrets = [file.read_bytes() for file in (tmp_path / "town.db.keep").iterdir() if file.name in ("key", "anchor")]

    assert len(secrets) == 2
    assert [secret for secret in secrets if secret in content or secret.hex().encode() in content] == []


def test_nobody_else_reads_a_backup(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_overwrites_nothing(town: Store, backup: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()

    with pytest.raises(Conflict, match="exists already"):
        pack(town, backup, NOW, quiet)

    assert backup.read_bytes() == before


def test_a_backup_into_a_folder_that_is_not_there_says_so(town: Store, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="No such file"):
        pack(town, tmp_path / "none" / "town.zip", NOW, quiet)


def test_a_backup_without_its_key_is_not_restored(backup: Path, tmp_path: Path) -> None:
    with closing(opened(tmp_path / "new.db")) as store, unpacked(backup) as found:
        with pytest.raises(Unavailable, match="CROSSMATCH_KEEP"):
            restore(found, store, NOW, quiet)
        left = len(rows_of(store))

    assert left == 1


def test_a_backup_is_restored_into_an_empty_store_only(town: Store, backup: Path) -> None:
    before = hash_of(town)
    with unpacked(backup) as found, pytest.raises(Conflict, match="not empty"):
        restore(found, town, NOW, quiet)

    assert hash_of(town) == before


def test_what_the_ledger_lost_is_said_and_is_no_tampering(town: Store, backup: Path, tmp_path: Path) -> None:
    [town.write(firm(number)) for number in (4, 5)]
    head = town.keep.anchor()
    store, done = restored(backup, tmp_path / "new.db", tmp_path / "town.db.keep")
    store.write(firm(6))
    (entry,) = store.entries(happenings=[Happening.RESTORED])
    found = store.verify(), entry.seq, entry.data, store.keep.anchor()
    last = store.entries(after=4)[-1]
    store.close()

    assert head and done.lost == head == Anchor(5, head.mac)
    assert found == ((), 4, {"lost": 5, "mac": head.mac}, Anchor(5, last.mac))


def test_a_restoration_that_could_not_move_the_anchor_is_no_tampering(town: Store, backup: Path, tmp_path: Path) -> None:
    town.write(firm(4))
    before = (tmp_path / "town.db.keep/anchor").read_bytes()
    store, _ = restored(backup, tmp_path / "new.db", tmp_path / "town.db.keep")
    (tmp_path / "town.db.keep/anchor").write_bytes(before)
    found = store.verify()
    store.close()

    assert found == ()


def test_a_tail_that_is_cut_after_a_restoration_is_found(town: Store, backup: Path, tmp_path: Path) -> None:
    town.write(firm(4))
    store, _ = restored(backup, tmp_path / "new.db", tmp_path / "town.db.keep")
    store.write(firm(5))
    rows = [row for row in rows_of(store) if row.table == "meta" or (row.table == "entry" and row.values[0] in (1, 2, 3, 4))]
    with closing(opened(tmp_path / "cut.db", tmp_path / "town.db.keep")) as cut:
        cut.fill(rows)
        found = cut.verify()
    store.close()

    assert any("entry 5 is missing, though the anchor has seen" in sentence for sentence in found)


def test_a_newer_backup_comes_back_over_a_restored_older_one(town: Store, backup: Path, tmp_path: Path) -> None:
    [town.write(firm(number)) for number in (4, 5)]
    pack(town, tmp_path / "newer.zip", NOW, quiet)
    older, _ = restored(backup, tmp_path / "older.db", tmp_path / "town.db.keep")
    [older.write(firm(number)) for number in (6, 7, 8)]
    older.close()
    store, done = restored(tmp_path / "newer.zip", tmp_path / "newer.db", tmp_path / "town.db.keep")
    found = store.verify(), [entry.seq for entry in store.entries(happenings=[Happening.RESTORED])]
    store.close()

    assert (found, done.lost and done.lost.seq) == (((), [6]), 7)


# erasure


def erase(store: Store, number: int) -> None:
    id = f"business:firm-{number}"
    store.write(Batch(events=[Event(Happening.ERASED, id, TODAY)], deletions=[Key(Part.NODE, id), Key(Part.PSEUDONYM, id)]))


def test_t20_whoever_was_erased_since_a_backup_stays_erased(town: Store, backup: Path, tmp_path: Path) -> None:
    erase(town, 2)
    store, done = restored(backup, tmp_path / "new.db", tmp_path / "town.db.keep")
    ids = [row.values[0] for row in rows_of(store) if row.table in ("node", "contact", "pseudonym")]
    tables = Tally()
    list(tables.lines(rows_of(store)))
    found = store.verify(), tables.rows["edge"], tables.rows["vector"], tables.rows["note"], tables.rows["entry"], store.revision() - town.revision()
    store.close()
    content = b"".join(file.read_bytes() for file in tmp_path.glob("new.db*") if file.is_file())

    assert ("business:firm-2" in ids, done.forgotten, done.lost and done.lost.seq) == (False, 1, 4)
    assert found == ((), 2, 2, 2, 4, 0)
    assert [number for number in (1, 2, 3) if f"{WORDS} {number}".encode() in content] == [1, 3]


def test_a_text_that_somebody_else_has_too_keeps_its_vector(town: Store, tmp_path: Path) -> None:
    (text,) = [str(row.values[2]) for row in rows_of(town) if row.values[0] == "business:firm-2" and row.table == "node"]
    town.write(Batch(nodes=[Node("business:twin", "Twin", text)]))
    pack(town, tmp_path / "twins.zip", NOW, quiet)
    erase(town, 2)
    store, _ = restored(tmp_path / "twins.zip", tmp_path / "new.db", tmp_path / "town.db.keep")
    found = list(store.vectors("e", [text_hash(text)]))
    store.close()

    assert found == [text_hash(text)]


def test_who_came_back_before_the_backup_comes_back_with_it(town: Store, tmp_path: Path) -> None:
    erase(town, 2)
    town.write(firm(2))
    later = datetime.now(UTC).replace(year=2100)
    pack(town, tmp_path / "back.zip", later, quiet)
    store, done = restored(tmp_path / "back.zip", tmp_path / "new.db", tmp_path / "town.db.keep")
    found = store.node("business:firm-2").id
    store.close()

    assert (found, done.forgotten) == ("business:firm-2", 0)


# hostile and damaged files


def changed(backup: Path, place: Path, files: dict[str, bytes]) -> Path:
    """The backup with other content for some of its parts."""
    with zipfile.ZipFile(backup) as packed, zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as fresh:
        parts = {name: packed.read(name) for name in packed.namelist()}
        for name, content in (parts | files).items():
            fresh.writestr(name, content)
    return place


def checked(place: Path) -> None:
    with unpacked(place) as found:
        found.check()


def refusals(backup: Path, places: Iterator[int]) -> tuple[int, list[int]]:
    """How many flipped bytes were refused, and which were neither refused nor harmless."""
    sound, copy = backup.read_bytes(), backup.with_name("flipped.zip")
    with unpacked(backup) as found:
        content = found.manifest
    refused, believed = 0, []
    for place in places:
        copy.write_bytes(sound[:place] + bytes([sound[place] ^ 0x41]) + sound[place + 1 :])
        try:
            with unpacked(copy) as archive:
                archive.check()
                believed += [place] if (archive.manifest.content, archive.manifest.rows) != (content.content, content.rows) else []
        except CrossmatchError:
            refused += 1
    return refused, believed


def test_a_flipped_byte_is_refused_or_changes_nothing(backup: Path) -> None:
    refused, believed = refusals(backup, iter(range(backup.stat().st_size)))

    assert believed == []
    assert refused > backup.stat().st_size * 0.8


def test_a_truncated_backup_is_refused(backup: Path) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[: len(content) // 2])

    with pytest.raises(Tampered, match=r"town\.zip is no backup, or a damaged one"):
        checked(backup)


def test_rows_that_were_changed_are_refused_before_anything_is_written(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as packed:
        rows = packed.read("rows.jsonl").replace(b"Firm 2", b"Firm X")
    place = changed(backup, tmp_path / "changed.zip", {"rows.jsonl": rows})

    with closing(opened(tmp_path / "new.db", tmp_path / "town.db.keep")) as store:
        with pytest.raises(Tampered, match="its content is not what was written"), unpacked(place) as found:
            restore(found, store, NOW, quiet)
        left = len(rows_of(store))

    assert left == 1


@pytest.mark.parametrize(
    ("part", "error", "said"),
    [
        (("manifest.json", b"{"), Tampered, "manifest cannot be read"),
        (("manifest.json", b"[" * 100_000), Tampered, "manifest cannot be read"),
        (("manifest.json", b'{"version": 1}'), Tampered, "manifest cannot be read"),
        (("manifest.json", b'{"version": 99}'), Incompatible, "version 99; this Crossmatch reads up to 1: update"),
        (("files/../../etc", b"x"), Tampered, "its content is not what was written"),
        (("files/" + "0" * 64, b"x"), Tampered, "its content is not what was written"),
    ],
)
def test_a_part_that_cannot_be_is_refused(backup: Path, part: tuple[str, bytes], error: type[CrossmatchError], said: str) -> None:
    place = changed(backup, backup.with_name("changed.zip"), dict([part]))

    with pytest.raises(error, match=said):
        checked(place)


def test_another_zip_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as packed:
        packed.writestr("photo.jpg", b"x")

    with pytest.raises(Invalid, match=r"holiday\.zip is no backup of Crossmatch"):
        checked(tmp_path / "holiday.zip")


@pytest.mark.parametrize("name", ["none.zip", ""])
def test_what_is_no_file_is_no_backup(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unavailable, match="cannot be written or read"):
        checked(tmp_path / name)


def test_a_zip_bomb_is_refused_from_its_directory(backup: Path, tmp_path: Path) -> None:
    place = tmp_path / "bomb.zip"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("rows.jsonl", "w") as rows:
        [rows.write(bytes(1_000_000)) for _ in range(100)]
    with zipfile.ZipFile(place, "a") as bomb:
        bomb.writestr("manifest.json", b"{}")

    with pytest.raises(Tampered, match="would unpack from"):
        checked(place)


@pytest.mark.parametrize(
    "line", [b"[]", b'["node"]', b'["nonsense", 1]', b'["node","a","b","c","{}",{"hex":"zz"}]', b"[" * 100_000, b"\xff", b'["meta","key",null]']
)
def test_a_line_that_is_no_row_is_refused(line: bytes) -> None:
    with pytest.raises(Invalid, match="is no row of a store"):
        dump.read(line)


def test_rows_that_do_not_fit_together_change_nothing(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "new.db")) as store:
        with pytest.raises(Invalid, match="do not fit together"):
            store.fill([Row("record", ("jobs", "1", "{}", 1)), Row("edge", ("business:a", "MEMBER_OF", "cluster:b", 1.0, "{}"))][::-1])
        left = len(rows_of(store))

    assert left == 1


FULL = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from graph import connect
from graph.archive import pack
from graph.errors import Unavailable

store = connect("sqlite:///" + sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))
try:
    pack(store, Path(sys.argv[2]), datetime.now(UTC), lambda *_: None)
except Unavailable as error:
    print(error)
"""


def test_a_disk_without_room_leaves_no_half_backup(town: Store, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "town.db"), str(tmp_path / "backups/town.zip")], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, "check the folder and the room on the disk" in done.stdout, done.stderr) == (0, True, "")
    assert list((tmp_path / "backups").iterdir()) == []


# under load


def backups_under_load(folder: Path, count: int) -> tuple[set[str], list[str]]:
    """The content hash after each commit, and that of each backup made meanwhile by another store on the same file."""
    writer, reader, done = opened(folder / "busy.db"), opened(folder / "busy.db"), Flag()
    writer.write(firm(0))
    committed = {hash_of(writer)}

    def write() -> None:
        number = 1
        while not done.is_set():
            writer.write(firm(number))
            committed.add(hash_of(writer))
            number += 1

    with ThreadPoolExecutor(1) as threads:
        load = threads.submit(write)
        made = [pack(reader, folder / f"{number}.zip", NOW, quiet).content for number in range(count)]
        done.set()
        load.result()
    writer.close()
    reader.close()
    return committed, made


@pytest.mark.parametrize("count", [5, pytest.param(50, marks=pytest.mark.long)])
def test_t29_a_backup_under_load_is_a_state_that_was_committed(tmp_path: Path, count: int) -> None:
    committed, made = backups_under_load(tmp_path, count)
    store, _ = restored(tmp_path / f"{count - 1}.zip", tmp_path / "new.db", tmp_path / "busy.db.keep")
    broken = store.verify()
    store.close()

    assert (set(made) - committed, broken) == (set(), ())
    assert len(set(made)) > 1
