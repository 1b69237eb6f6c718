"""What must live outside the store: the ledger's key, the anchor that shows a cut tail, and the list of erased organisations."""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Protocol

from filelock import FileLock, Timeout

from graph.errors import Unavailable

KEY, ANCHOR, ERASED = "key", "anchor", "erased"
WAIT = 20.0  # seconds to wait for another process that moves the anchor


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry that the chain must contain: everything up to it was acknowledged."""

    seq: int
    mac: str


class Shelf(Protocol):
    """A few small named contents, replaced as a whole."""

    name: str

    def lock(self) -> AbstractContextManager[object]: ...

    def read(self, name: str) -> bytes | None: ...

    def write(self, name: str, content: bytes) -> None: ...


class FolderShelf:
    """Contents as files that only their owner can read; written whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder

    @contextmanager
    def lock(self) -> Iterator[None]:
        with _saying(self.name):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with FileLock(self._folder / "lock", timeout=WAIT, mode=0o600):
                    yield
            except Timeout as error:
                raise Unavailable(f"{self.name} is locked by another process for {WAIT:.0f} s; look for one that hangs") from error

    def read(self, name: str) -> bytes | None:
        with _saying(self.name):
            path = self._folder / name
            return path.read_bytes() if path.exists() else None

    def write(self, name: str, content: bytes) -> None:
        with _saying(self.name):
            fresh = self._folder / f"{name}.new"
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._folder / name)
            _sync(self._folder)


def _sync(folder: Path) -> None:
    """Make a renaming durable: a key that is lost with the power would end the ledger."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class MemoryShelf:
    """Contents that end with the process, for stores in memory."""

    name = "memory"

    def __init__(self) -> None:
        self._lock = RLock()
        self._contents: dict[str, bytes] = {}

    def lock(self) -> AbstractContextManager[object]:
        return self._lock

    def read(self, name: str) -> bytes | None:
        return self._contents.get(name)

    def write(self, name: str, content: bytes) -> None:
        self._contents[name] = content


@contextmanager
def _saying(folder: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(f"the folder {folder} with ledger key and anchor does not answer ({error.strerror}); check CROSSMATCH_KEEP") from error


class Keep:
    """Key, anchor and erasure list of one ledger, shared by all its processes."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.name = shelf.name

    def key(self, *, create: bool = False) -> bytes:
        """The ledger's key; made on first use if `create`. Unavailable if it is gone."""
        found = self._shelf.read(KEY)
        if found is None and create:
            with self._shelf.lock():
                found = self._shelf.read(KEY)
                if found is None:
                    found = secrets.token_bytes(32)
                    self._shelf.write(KEY, found)
        if found is None:
            raise Unavailable(f"the ledger's key is not in {self.name}; point CROSSMATCH_KEEP to the folder this store began with")
        return found

    def anchor(self) -> Anchor | None:
        content = self._shelf.read(ANCHOR)
        return Anchor(**json.loads(content)) if content else None

    def advance(self, head: Anchor, holds: Callable[[Anchor], bool]) -> None:
        """Move the anchor forward to `head`, unless it is ahead already or the chain no longer holds it (then `verify` must see that)."""
        while (anchor := self.anchor()) is None or (anchor.seq < head.seq and holds(anchor)):
            with self._shelf.lock():
                if self.anchor() == anchor:  # else somebody moved it meanwhile: look again
                    self._shelf.write(ANCHOR, json.dumps({"seq": head.seq, "mac": head.mac}).encode())

    def erase(self, organisation: str) -> None:
        """Remember, as a keyed hash, that this organisation was erased: a restored backup must forget it again."""
        mark = self._mark(organisation)
        with self._shelf.lock():
            marks = self._marks()
            if mark not in marks:
                self._shelf.write(ERASED, "".join(f"{line}\n" for line in (*marks, mark)).encode())

    def erased(self, organisation: str) -> bool:
        marks = self._marks()
        return bool(marks) and self._mark(organisation) in marks

    def _marks(self) -> tuple[str, ...]:
        return tuple((self._shelf.read(ERASED) or b"").decode().split())

    def _mark(self, organisation: str) -> str:
        return hmac.new(self.key(), f"erased {organisation}".encode(), hashlib.sha256).hexdigest()
