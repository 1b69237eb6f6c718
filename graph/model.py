"""The data the graph is made of: frozen, slotted, and checked against the schema when built."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from graph.schema import ENDS, MAX_NAME, MAX_PROP, MAX_TEXT, PROPS, Happening, Kind, Rel

Scalar = str | int | float | bool
Vector = NDArray[np.float32]
_ID = re.compile(r"([a-z_]+):([A-Za-z0-9][A-Za-z0-9._~-]{0,119})")
_BROKEN = re.compile("[\0\ud800-\udfff]")
_EMPTY: Mapping[str, Scalar] = MappingProxyType({})
LARGEST = 2**63 - 1
_WORDS = {name: tuple(kind._value2member_map_) for name, kind in PROPS.items() if issubclass(kind, StrEnum)}
"""The words that a property may be, where they are few."""
_KINDS = {kind.value: kind for kind in Kind}


def kind_of(id: str) -> Kind:
    """The kind an id carries: `business:acme` → `Kind.BUSINESS`. Raises Invalid for anything that is no id."""
    found = _ID.fullmatch(id)
    kind = _KINDS.get(found[1]) if found else None
    if kind is None:
        raise Invalid(f"{id[:80]!r} is no id: write kind:key, such as business:acme (letters, digits and . _ ~ - in the key)")
    return kind


def text_hash(text: str) -> str:
    """The key under which vectors of this text are cached (sha256, hex)."""
    return hashlib.sha256(text.encode()).hexdigest()


def _props(props: Mapping[str, Scalar], owner: str) -> Mapping[str, Scalar]:
    return MappingProxyType({name: _prop(name, props[name], owner) for name in sorted(props)}) if props else _EMPTY


def _prop(name: str, value: Scalar, owner: str) -> Scalar:
    kind = PROPS.get(name)
    if kind is None:
        raise Invalid(f"{owner}: unknown property {name[:80]!r}; known are {', '.join(PROPS)}")
    if words := _WORDS.get(name):
        if value not in words:
            raise Invalid(f"{owner}: {name}={value!r}; use one of {', '.join(words)}")
        return str(value)
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind:
        raise Invalid(f"{owner}: {name}={value!r} must be {kind.__name__}")
    if isinstance(value, str):
        _bounded(value, MAX_PROP, f"{owner}: {name}")
    if isinstance(value, int) and abs(value) > LARGEST:
        raise Invalid(f"{owner}: {name} is too large; whole numbers up to 2^63 - 1 are kept")
    if isinstance(value, float) and not np.isfinite(value):
        raise Invalid(f"{owner}: {name}={value!r} must be a finite number")
    return value


def _bounded(text: str, limit: int, what: str) -> None:
    if len(text) > limit:
        raise Invalid(f"{what} has {len(text)} characters; at most {limit} are kept")
    if _BROKEN.search(text):
        raise Invalid(f"{what} holds a NUL or half a character pair; remove it")


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in the graph. `id` carries the kind; `text` is contact-free prose that may be embedded."""

    id: str
    name: str
    text: str = ""
    props: Mapping[str, Scalar] = field(default_factory=lambda: _EMPTY)

    def __post_init__(self) -> None:
        kind_of(self.id)
        _bounded(self.name, MAX_NAME, f"{self.id}: name")
        _bounded(self.text, MAX_TEXT, f"{self.id}: text")
        object.__setattr__(self, "props", _props(self.props, self.id))

    @property
    def kind(self) -> Kind:
        return kind_of(self.id)


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation; both ends must be of kinds the schema allows for it. `(source, rel, target)` is its identity."""

    source: str
    rel: Rel
    target: str
    weight: float = 1.0
    props: Mapping[str, Scalar] = field(default_factory=lambda: _EMPTY)

    def __post_init__(self) -> None:
        sources, targets = ENDS[self.rel]
        if kind_of(self.source) not in sources or kind_of(self.target) not in targets:
            raise Invalid(
                f"{self.rel} cannot lead from {self.source} to {self.target}; it leads from {'/'.join(sorted(sources))} to {'/'.join(sorted(targets))}"
            )
        if not np.isfinite(self.weight):
            raise Invalid(f"{self.source} {self.rel} {self.target}: weight {self.weight} must be a finite number")
        object.__setattr__(self, "props", _props(self.props, f"{self.source} {self.rel} {self.target}"))


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact person; lives in one table keyed by organisation and never enters vectors, graph or logs."""

    organisation: str
    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A small document with compare-and-set. `version` counts its writes; 0 means it does not exist yet."""

    collection: str
    key: str
    value: Mapping[str, object]
    version: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as it is handed to the ledger; organisations by id, free text in `note` only."""

    happening: Happening
    subject: str
    on: date
    about: str = ""  # the other organisation, or the service, event, list
    data: Mapping[str, Scalar] = field(default_factory=lambda: _EMPTY)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sealed event in the chain: organisations are pseudonyms, the note is only a salted hash."""

    seq: int
    happening: Happening
    subject: str
    about: str
    on: date
    at: datetime
    data: Mapping[str, Scalar]
    note_hash: str
    mac: str


class Part(StrEnum):
    """What a key points at, in expectations and deletions."""

    NODE = "node"
    EDGE = "edge"  # id is "source RELATION target"; deletions only
    RECORD = "record"  # id is "collection/key"
    STREAM = "stream"  # the events of one organisation; version = how many there are
    CONTACTS = "contacts"  # of one organisation
    PSEUDONYM = "pseudonym"  # the way back from ledger to organisation, with its notes
    VECTOR = "vector"  # id is a text hash


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """The address of something that can be expected at a version, or deleted."""

    part: Part
    id: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything one atomic write changes. Deletions happen first, then nodes, edges and the rest."""

    nodes: Sequence[Node] = ()
    edges: Sequence[Edge] = ()
    vectors: Mapping[tuple[str, str], Vector] = field(default_factory=dict)  # (encoder id, text hash) → unit row
    contacts: Sequence[Contact] = ()
    records: Sequence[Record] = ()
    events: Sequence[Event] = ()
    deletions: Sequence[Key] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """A small piece of the network, as `Store.around` returns it. `cut` says that the limit left something out."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole network as columns, ordered by node id; edges ordered by source, relation, target.

    `ids`, `names`, `texts` are object arrays of n strings; `kinds` holds n positions in `tuple(Kind)`; `props` maps a property's
    name to an object array of n values (None where absent). `sources`, `targets` are int32 rows into the nodes, `rels`
    positions in `tuple(Rel)`, `weights` float32, `since` int16 years (0 = unknown).
    """

    revision: int
    ids: NDArray[np.object_]
    kinds: NDArray[np.int8]
    names: NDArray[np.object_]
    texts: NDArray[np.object_]
    props: Mapping[str, NDArray[np.object_]]
    sources: NDArray[np.int32]
    rels: NDArray[np.int8]
    targets: NDArray[np.int32]
    weights: NDArray[np.float32]
    since: NDArray[np.int16]
