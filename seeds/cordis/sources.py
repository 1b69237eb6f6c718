"""Finds the tables of a download in a folder, a zip or a single file, and opens them within bounds."""

import gzip
import lzma
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from graph.errors import Invalid

COMPACT = ("participations", "organisations", "programme_parts", "project_titles")
OFFICIAL = ("organization", "project", "topics", "euroscivoc")
MAX_BYTES = 2_000_000_000
MAX_RATIO = 200
MAX_MEMBERS = 10_000
_SMALL = 10_000_000
_OFFICIAL = re.compile(rf"({'|'.join(OFFICIAL)})(?:[_-].*)?\.csv(?:\.gz)?")
_COMPACT = re.compile(rf"({'|'.join(COMPACT)}).*\.csv(?:\.gz)?")


@dataclass(frozen=True, slots=True)
class Table:
    """A file on disk, or a member of a zip."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """As a person would point at it."""
        return f"{PurePosixPath(self.member).name} in {self.path.name}" if self.member else self.path.name

    @property
    def kind(self) -> str:
        """Which table it is by its name, or nothing."""
        file = PurePosixPath(self.member or self.path.name).name.lower()
        found = _COMPACT.fullmatch(file) or _OFFICIAL.fullmatch(file)
        return found[1] if found else ""

    @property
    def place(self) -> str:
        """What it lies in: tables of one place belong together."""
        return f"{self.path} {PurePosixPath(self.member).parent}" if self.member else str(self.path.parent)

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """The table's bytes, unpacked. Raises Invalid for what cannot be read."""
        with ExitStack() as stack:
            try:
                yield stack.enter_context(self._stream(stack))
            except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError) as error:
                raise Invalid(f"cannot read {self.name} ({str(error)[:120]}); download it again") from error

    def _stream(self, stack: ExitStack) -> IO[bytes]:
        if self.member:
            return stack.enter_context(zipfile.ZipFile(self.path)).open(self.member)
        return gzip.open(self.path) if self.path.suffix.lower() == ".gz" else self.path.open("rb")  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Download:
    """The tables of one programme: layout, and tables by name (several files where a compact table is split)."""

    name: str
    tables: Mapping[str, tuple[Table, ...]]

    @property
    def is_compact(self) -> bool:
        return "participations" in self.tables


def downloads(path: Path) -> list[Download]:
    """All downloads at `path`: a folder (with its subfolders and zips), a zip, or one table. Raises Invalid if there is none."""
    try:
        found = [*_grouped(path)]
    except OSError as error:
        raise Invalid(f"cannot read {path}: {error.strerror}; name the folder or zip of a CORDIS download") from error
    if not found:
        raise Invalid(
            f"{path.name or path} holds neither organization.csv (the official CORDIS download, as folder or zip) "
            "nor participations.csv (compact tables); name the folder or zip that does"
        )
    return found


def _grouped(path: Path) -> Iterator[Download]:
    places: dict[str, list[Table]] = defaultdict(list)
    for table in _tables(path):
        if table.kind:
            places[table.place].append(table)
    for place in sorted(places):
        known = _chosen(places[place])
        if known.keys() & {"participations", "organization"}:
            yield Download(path.name, known)


def _tables(path: Path) -> Iterator[Table]:
    if path.is_dir():
        for file in sorted([*path.glob("*"), *path.glob("*/*")]):
            if file.is_file():
                yield from _tables(file)
    elif path.suffix.lower() == ".zip":
        yield from _members(path)
    else:
        path.stat()  # says what is wrong with a path that is not there
        yield Table(path)


def _members(path: Path) -> Iterator[Table]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise Invalid(f"{path.name} is no zip, or only part of one; download it again") from error
    if len(members) > MAX_MEMBERS:
        raise Invalid(f"{path.name} holds {len(members)} files; a CORDIS download holds a dozen")
    for member in members:
        table = Table(path, member.filename)
        if table.kind:
            _check(path, member)
            yield table


def _check(path: Path, member: zipfile.ZipInfo) -> None:
    """The directory of a zip says what it would unpack to: refuse before a byte of it is read."""
    if member.flag_bits & 1:
        raise Invalid(f"{member.filename[:100]} in {path.name} is encrypted; unpack it yourself and name the folder")
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > MAX_BYTES or (member.file_size > _SMALL and ratio > MAX_RATIO):
        raise Invalid(
            f"{member.filename[:100]} in {path.name} would unpack to {member.file_size / 1e6:.0f} MB, {ratio:.0f} times its size; that is no CORDIS table"
        )


def _chosen(tables: Sequence[Table]) -> dict[str, tuple[Table, ...]]:
    """Tables by kind. Beside compact ones, official ones are ignored; of two official ones of a kind, the plainer name is taken."""
    wanted = COMPACT if any(table.kind == "participations" for table in tables) else OFFICIAL
    chosen: dict[str, tuple[Table, ...]] = {}
    for kind in wanted:
        found = sorted((table for table in tables if table.kind == kind), key=lambda table: (len(table.name), table.name))
        if found:
            chosen[kind] = tuple(found if kind in COMPACT else found[:1])
    return chosen
