"""A backup as one file: a zip of a store's rows, its blobs and a manifest, written whole or not at all and checked before it is believed."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from graph import dump
from graph.dump import Row, Tally
from graph.errors import Conflict, Incompatible, Invalid, NotFound, Tampered, Unavailable
from graph.keep import sync
from graph.progress import Progress, reported
from graph.store import Files, Store

MANIFEST, ROWS, FILES = "manifest.json", "rows.jsonl", "files/"
MAX_LINE = 64_000_000  # bytes of one row
MAX_MANIFEST = 64_000_000
ROOM, RATIO = 64_000_000, 200
"""Rows may unpack to ROOM bytes, or to RATIO times what they take packed: real ones shrink to a tenth, a bomb to a thousandth."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the version of its rows, when it was made, their hash, how many of each table, and the blobs' names."""

    version: int
    made: str
    content: str
    rows: Mapping[str, int]
    files: tuple[str, ...]

    @property
    def day(self) -> date:
        return datetime.fromisoformat(self.made).date()


def pack(store: Store, place: Path, made: datetime, report: Progress) -> Manifest:
    """Write a backup of the store as it is at one moment. Conflict if something is at `place`: a backup overwrites nothing."""
    if place.exists():
        raise Conflict(f"{place} exists already; name another file, a backup overwrites nothing")
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")
    with _saying(place):
        try:
            with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
                manifest = _write(store, file, made, report)
                file.flush()
                os.fsync(file.fileno())
            with unpacked(draft) as archive:
                archive.check()  # what cannot be read again is no backup
            draft.rename(place)
            sync(place.parent)
        finally:
            draft.unlink(missing_ok=True)
    return manifest


def _write(store: Store, file: IO[bytes], made: datetime, report: Progress) -> Manifest:
    tally = Tally()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as packed:
        with packed.open(ROWS, "w", force_zip64=True) as rows, closing(store.dump()) as found:
            for line in tally.lines(reported(found, report)):
                rows.write(line)
        names = tuple(_write_files(store.files, packed))
        manifest = Manifest(dump.VERSION, made.isoformat(), tally.content, dict(tally.rows), names)
        packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _write_files(files: Files, packed: zipfile.ZipFile) -> Iterator[str]:
    """Blobs are taken after the rows: what the rows name was there before them, and what is gone by now was deleted on purpose."""
    for name in files.hashes():
        try:
            content = files.get(name)
        except NotFound:
            continue
        packed.writestr(FILES + name, content, zipfile.ZIP_STORED)
        yield name


class Archive:
    """A backup that is open for reading. Nothing in it is believed before `check`."""

    def __init__(self, packed: zipfile.ZipFile, place: Path) -> None:
        self._packed = packed
        self._place = place
        self._check_directory()
        self.manifest = self._manifest()

    def check(self) -> None:
        """Tampered unless rows and blobs are what the manifest says, to the last byte."""
        found = hashlib.sha256()
        with _reading(self._place), self._packed.open(ROWS) as rows:
            while chunk := rows.read(_CHUNK):
                found.update(chunk)
        names = sorted(name.removeprefix(FILES) for name in self._packed.namelist() if name.startswith(FILES))
        if found.hexdigest() != self.manifest.content or names != sorted(self.manifest.files):
            raise self._damaged("its content is not what was written")
        for _ in self.blobs():
            pass

    def rows(self) -> Generator[Row, None, None]:
        with _reading(self._place), self._packed.open(ROWS) as rows:
            while line := rows.readline(MAX_LINE):
                yield dump.read(line)

    def blobs(self) -> Iterator[bytes]:
        for name in self.manifest.files:
            with _reading(self._place):
                content = self._packed.read(FILES + name)
            if hashlib.sha256(content).hexdigest() != name:
                raise self._damaged(f"the file {name} in it has another content")
            yield content

    def _check_directory(self) -> None:
        """Refuse from the directory alone, before anything is unpacked, what cannot be a backup."""
        entries = self._packed.infolist()
        names = [entry.filename for entry in entries]
        if not {MANIFEST, ROWS} <= set(names) or len(set(names)) < len(names):
            raise Invalid(f"{self._place} is no backup of Crossmatch; name a file that `crossmatch backup` wrote")
        if sum(entry.compress_size for entry in entries) > self._place.stat().st_size:
            raise self._damaged("its parts overlap")
        for entry in entries:
            packed = entry.compress_size
            limit = {MANIFEST: MAX_MANIFEST, ROWS: max(ROOM, RATIO * packed)}.get(entry.filename, packed)
            if entry.file_size > limit:
                raise self._damaged(f"{entry.filename} would unpack from {packed} to {entry.file_size} bytes")

    def _manifest(self) -> Manifest:
        try:
            with _reading(self._place):
                content = self._packed.read(MANIFEST)
            said = json.loads(content)
            if said["version"] > dump.VERSION:
                raise Incompatible(f"{self._place} has version {said['version']}; this Crossmatch reads up to {dump.VERSION}: update Crossmatch to restore it")
            manifest = Manifest(int(said["version"]), str(said["made"]), str(said["content"]), dict(said["rows"]), tuple(map(str, said["files"])))
            manifest.day  # noqa: B018 - a day that cannot be read is found here
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._damaged(f"its manifest cannot be read ({error})") from error
        return manifest

    def _damaged(self, why: str) -> Tampered:
        return Tampered(f"the backup {self._place} is damaged: {why}; take another one")


@contextmanager
def unpacked(place: Path) -> Iterator[Archive]:
    """A backup file, open. Unavailable if it cannot be read, Invalid if it is none, Incompatible if it is newer, Tampered if it is damaged."""
    with _reading(place):
        packed = zipfile.ZipFile(place)
    with packed:
        yield Archive(packed, place)


@contextmanager
def _reading(place: Path) -> Iterator[None]:
    with _saying(place):
        try:
            yield
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError) as error:
            raise Tampered(f"{place} is no backup, or a damaged one ({error}); take another one") from error


@contextmanager
def _saying(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(f"the backup {place} cannot be written or read ({error.strerror}); check the folder and the room on the disk") from error
