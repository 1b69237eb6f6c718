"""Blobs named by the sha256 of their content: uploads, videos, evidence."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import Invalid, NotFound, Tampered, Unavailable

_HASH = re.compile(r"[0-9a-f]{64}")


class FolderFiles:
    """Blobs as files of a folder, which is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keep a blob, whole or not at all; the same content twice is kept once."""
        hash = hashlib.sha256(content).hexdigest()
        path = self._path(hash)
        with self._saying():
            if path.exists():
                return hash
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_name(f"{hash}.{os.getpid()}.new")
            with fresh.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        return hash

    def receive(self, pieces: Iterable[bytes]) -> str:
        """Keep a blob that comes in pieces; it is never whole in memory."""
        found = hashlib.sha256()
        fresh = self._folder / f"{secrets.token_hex(8)}.new"
        with self._saying():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with fresh.open("wb") as file:
                    for piece in pieces:
                        found.update(piece)
                        file.write(piece)
                    file.flush()
                    os.fsync(file.fileno())
                path = self._path(found.hexdigest())
                path.parent.mkdir(mode=0o700, exist_ok=True)
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)
        return found.hexdigest()

    def get(self, hash: str) -> bytes:
        path = self._path(hash)
        with self._saying():
            if not path.exists():
                raise NotFound(f"no file {hash}")
            content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != hash:
            raise Tampered(f"file {hash} is damaged: its content has another hash; restore it from a backup")
        return content

    def delete(self, hash: str) -> None:
        with self._saying():
            self._path(hash).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """The names of all blobs, in order; what is half-written is none."""
        with self._saying():
            for folder in sorted(self._folder.glob("[0-9a-f][0-9a-f]")):
                yield from sorted(path.name for path in folder.iterdir() if _HASH.fullmatch(path.name))

    def _path(self, hash: str) -> Path:
        checked = _checked(hash)
        return self._folder / checked[:2] / checked

    @contextmanager
    def _saying(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Unavailable(f"the folder {self._folder} does not answer ({error.strerror}); check that it can be written") from error


class MemoryFiles:
    """Blobs that end with the process, for stores in memory."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        hash = hashlib.sha256(content).hexdigest()
        self._contents[hash] = content
        return hash

    def receive(self, pieces: Iterable[bytes]) -> str:
        return self.put(b"".join(pieces))

    def get(self, hash: str) -> bytes:
        if _checked(hash) not in self._contents:
            raise NotFound(f"no file {hash}")
        return self._contents[hash]

    def delete(self, hash: str) -> None:
        self._contents.pop(_checked(hash), None)

    def hashes(self) -> Iterator[str]:
        yield from sorted(self._contents)


def _checked(hash: str) -> str:
    if not _HASH.fullmatch(hash):
        raise Invalid(f"{hash[:80]!r} is no file's name; it is the 64 hexadecimal digits that put() gave")
    return hash
