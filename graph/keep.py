"""What must live outside the store: the ledger's key, the anchor that shows a cut tail, and the list of erased organisations."""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import RLock
from typing import Protocol

from filelock import FileLock, Timeout

from graph.errors import Conflict, Unavailable

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
            sync(self._folder)


def sync(folder: Path) -> None:
    """Make a renaming in this folder durable: a key that is lost with the power would end the ledger."""
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
                    self._put(head)

    def restart(self, lost: Anchor | None, head: Anchor) -> None:
        """Put the anchor at the head of a chain that was restored, and only there where the restoration found it."""
        with self._shelf.lock():
            if self.anchor() == lost:
                self._put(head)

    def erase(self, organisation: str, on: date) -> None:
        """Remember, as a keyed hash, that this organisation was erased that day: a backup from before it must forget it again."""
        mark = _mark(self.key(), organisation)
        with self._shelf.lock():
            marks = {**self._marks(), mark: on.isoformat()}
            self._shelf.write(ERASED, _lines(marks))

    def erased(self, organisation: str) -> bool:
        return self.erased_since(date.min)(organisation)

    def erased_since(self, day: date) -> Callable[[str], bool]:
        """Asks of an organisation whether it was erased on that day or later; the list is read once, for many questions."""
        marks = {mark for mark, on in self._marks().items() if not on or on >= day.isoformat()}
        if not marks:
            return lambda organisation: False
        key = self.key()
        return lambda organisation: _mark(key, organisation) in marks

    def take_over(self, other: "Keep", anchor: Anchor | None) -> None:
        """Key and erasure list of another keep, with its anchor. Conflict if this one began with another key, or saw more of the ledger."""
        key = other.key()
        with self._shelf.lock():
            ours = self.anchor()
            if (self._shelf.read(KEY) or key) != key or (ours and ours.seq > (anchor.seq if anchor else 0)):
                raise Conflict(f"{self.name} holds the key or the anchor of another ledger; name a folder that does not exist yet")
            self._shelf.write(KEY, key)
            self._shelf.write(ERASED, _lines({**self._marks(), **other._marks()}))
            if anchor:
                self._put(anchor)

    def _put(self, anchor: Anchor) -> None:
        self._shelf.write(ANCHOR, json.dumps({"seq": anchor.seq, "mac": anchor.mac}).encode())

    def _marks(self) -> dict[str, str]:
        """The day of each erasure by its mark."""
        lines = (self._shelf.read(ERASED) or b"").decode().splitlines()
        return {mark: on for mark, _, on in (line.partition(" ") for line in lines)}


def _lines(marks: Mapping[str, str]) -> bytes:
    return "".join(f"{mark} {on}\n" for mark, on in marks.items()).encode()


def _mark(key: bytes, organisation: str) -> str:
    return hmac.new(key, f"erased {organisation}".encode(), hashlib.sha256).hexdigest()
