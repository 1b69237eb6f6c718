"""One uploaded file as a record: what its sender declared and corrected, where it stands, and what came of it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from api.uploads.kinds import FileKind, kind_of_file
from graph.model import Key, Part, Record
from graph.schema import Ground, Purpose
from seeds.happenings.options import Options as ListOptions
from seeds.happenings.options import Sort
from seeds.members.options import Listing, Options, Propose
from seeds.report import Sentence

COLLECTION = "uploads"
KEPT = timedelta(days=7)
"""How long a file that nobody confirms stays, and after that the rows of one that was."""
LISTED = timedelta(days=365)
"""How long an upload stays in the list."""
_LAST = 9_999_999_999_999  # milliseconds; ids count down, so that the newest comes first by key


class State(StrEnum):
    """Where an upload stands."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    WRITING = "writing"
    WRITTEN = "written"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


BUSY = frozenset({State.WAITING, State.READING, State.WRITING})
NOTHING = Sentence("")
Cells = tuple[tuple[int, str, str], ...]
"""Corrected cells: row, our column, text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many rows, and what becomes of them."""

    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    ended: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One uploaded file. `file` and `result` are names of blobs, "" once they are deleted; `error` says why it was refused."""

    id: str
    name: str
    kind: FileKind
    cluster: str
    basis: Ground
    purposes: tuple[Purpose, ...]
    by: str  # id of the key that sent it
    at: datetime
    changed: datetime
    state: State = State.WAITING
    file: str = ""
    result: str = ""
    error: Sentence = NOTHING
    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    cells: Cells = ()
    only_good: bool = False
    end: tuple[str, ...] = ()
    job: str = ""
    counts: Counts = Counts()
    version: int = 0

    def options(self, today: date, propose: Propose) -> Options:
        """How its file of organisations, services or ties is to be read."""
        return Options(
            today=today,
            kind=Listing(self.kind.value),
            cluster=self.cluster,
            basis=self.basis,
            purposes=self.purposes,
            columns=self.columns,
            defaults=self.defaults,
            cells=self._corrected(),
            propose=propose,
        )

    def list_options(self, today: date) -> ListOptions:
        """How its file of what happened is to be read."""
        return ListOptions(today, Sort(self.kind.value), self.cluster, self.columns, self.defaults, self._corrected())

    def _corrected(self) -> dict[tuple[int, str], str]:
        return {(row, column): text for row, column, text in self.cells}

    def now(self, state: State, at: datetime, **changes: Any) -> "Upload":
        """The same upload in another state, and what else changed."""
        return replace(self, state=state, changed=at, **changes)

    def record(self) -> Record:
        """As the store keeps it."""
        value = {item.name: _plain(getattr(self, item.name)) for item in fields(self) if item.name not in ("id", "version")}
        return Record(COLLECTION, self.id, value)

    @property
    def expected(self) -> dict[Key, int]:
        """The version this was read at, for a write that must not overtake another."""
        return {key_of(self.id): self.version}


def new_id(at: datetime) -> str:
    """An id that sorts the newest first, and that nobody guesses."""
    return f"{_LAST - int(at.timestamp() * 1000):013d}{secrets.token_hex(8)}"


def key_of(id: str) -> Key:
    """The address of an upload in expectations and deletions."""
    return Key(Part.RECORD, f"{COLLECTION}/{id}")


def read(record: Record) -> Upload:
    """The upload of a record."""
    value: dict[str, Any] = dict(record.value)
    return Upload(
        id=record.key,
        version=record.version,
        **{
            **value,
            "kind": kind_of_file(value["kind"]),
            "basis": Ground(value["basis"]),
            "purposes": tuple(Purpose(name) for name in value["purposes"]),
            "at": datetime.fromisoformat(value["at"]),
            "changed": datetime.fromisoformat(value["changed"]),
            "state": State(value["state"]),
            "error": Sentence(*value["error"]),
            "cells": tuple((row, column, text) for row, column, text in value["cells"]),
            "end": tuple(value["end"]),
            "counts": Counts(**value["counts"]),
        },
    )


def _plain(value: object) -> object:
    """A field as JSON knows it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Counts):
        return {item.name: getattr(value, item.name) for item in fields(value)}
    if isinstance(value, Sentence):
        return [value.template, dict(value.values)]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
