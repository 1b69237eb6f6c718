"""How every backend checks and spells what it is handed before it stores it, and the sentences in which all of them refuse."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

import numpy as np

from graph.errors import Conflict, Invalid, NotFound
from graph.model import Contact, Edge, Key, Part, Record, Scalar, Vector, kind_of, text_hash
from graph.schema import MAX_NAME, ORGANISATIONS, Rel

_HASH = re.compile(r"[0-9a-f]{64}")
RELS = frozenset(Rel)
_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
MAX_YEAR = 9999
MAX_PAGE = 100_000


def to_json(value: object) -> str:
    """Compact JSON in one spelling. Invalid for what JSON cannot say (NaN, objects)."""
    try:
        return _JSON.encode(value)
    except (TypeError, ValueError) as error:
        raise Invalid(f"{str(value)[:80]!r} cannot be stored as JSON ({error}); use text, finite numbers, lists and mappings with text keys") from error


def props_json(props: Mapping[str, Scalar]) -> str:
    return _props_json(tuple(props.items())) if props else "{}"


@lru_cache(maxsize=10_000)  # most edges say the same: it halves the time of a large load
def _props_json(items: tuple[tuple[str, Scalar], ...]) -> str:
    return to_json(dict(items))


def year(props: Mapping[str, Scalar]) -> int:
    """The year a tie is known from, as the snapshot's column holds it; 0 = unknown."""
    return min(max(int(props.get("since", 0)), 0), MAX_YEAR)


def text_key(text: str) -> int | None:
    """The first 8 bytes of the text's hash: enough to ask whether any node has a text, and small in an index."""
    return hash_key(text_hash(text)) if text else None


def hash_key(hash: str) -> int:
    return int.from_bytes(bytes.fromhex(hash[:16]), "big", signed=True)


def checked_hash(hash: str) -> str:
    if not _HASH.fullmatch(hash):
        raise Invalid(f"{hash[:80]!r} is no text hash; vectors are kept under graph.model.text_hash(text)")
    return hash


def vector_bytes(row: Vector, hash: str) -> bytes:
    """The row as little-endian float32."""
    if row.ndim != 1 or not len(row) or not np.isfinite(row).all():
        raise Invalid(f"the vector of text {hash[:12]}… must be one row of finite numbers; it has shape {row.shape}")
    return row.astype("<f4").tobytes()


def vector_of(row: bytes) -> Vector:
    return np.frombuffer(row, dtype="<f4").astype(np.float32, copy=False)


def check_contact(contact: Contact) -> None:
    if kind_of(contact.organisation) not in ORGANISATIONS:
        raise Invalid(f"{contact.organisation} has no contact persons; only organisations have")
    longest = max(len(contact.name), len(contact.email), len(contact.phone))
    if longest > MAX_NAME:
        raise Invalid(f"{contact.organisation}: a contact's name, email or phone has {longest} characters; at most {MAX_NAME} are kept")


def record_row(record: Record) -> tuple[str, str, str]:
    """Collection, key and value as JSON."""
    if not record.collection or "/" in record.collection or not record.key:
        raise Invalid(f"record {record.collection!r}/{record.key!r}: a collection has a name without '/', and a record a key")
    return record.collection, record.key, to_json(dict(record.value))


def record_id(key: Key) -> tuple[str, str]:
    """Collection and key of a record."""
    collection, _, name = key.id.partition("/")
    return collection, name


def edge_id(id: str) -> tuple[str, Rel, str]:
    """Source, relation and target of an edge's id."""
    ends = id.split(" ")
    if len(ends) != 3 or ends[1] not in RELS:
        raise Invalid(f"{id[:80]!r} is no edge; write source, relation and target with a space between")
    return ends[0], Rel(ends[1]), ends[2]


def page(limit: int) -> int:
    """The limit, if it is one a page may have."""
    if not 1 <= limit <= MAX_PAGE:
        raise Invalid(f"limit {limit}: ask for 1 to {MAX_PAGE} at a time")
    return limit


def check_around(depth: int, limit: int) -> None:
    if depth not in (1, 2) or limit < 1:
        raise Invalid(f"depth {depth}, limit {limit}: look 1 or 2 steps around, and at 1 node or more")


def check_versions(expected: Mapping[Key, int], found: Mapping[Key, int]) -> None:
    """Raise Conflict for the first key (in key order) that is at another version."""
    for key, wanted in sorted(expected.items()):
        if found[key] != wanted:
            raise Conflict(f"{key.part} {key.id!r} is at version {found[key]}, not {wanted}: somebody changed it; read it again, then write again")


def unversioned(key: Key) -> Invalid:
    return Invalid(f"{key.part} {key.id!r} has no version; only nodes, records and streams have")


def final(key: Key) -> Invalid:
    return Invalid(f"the events of {key.id} are final; delete {Part.PSEUDONYM} to cut the way back to the organisation")


def no_record(collection: str, key: str) -> NotFound:
    return NotFound(f"no record {key!r} in {collection!r}")


def no_end(edge: Edge, unknown: str) -> NotFound:
    """`unknown` is the sentence about the end that is missing."""
    return NotFound(f"{edge.source} {edge.rel} {edge.target} needs both ends: {unknown}")


def no_organisation(unknown: str) -> NotFound:
    return NotFound(f"contact of {unknown}")


def around_name(id: str) -> tuple[str, str, str]:
    """Where ids like this one are looked for: the first text of its kind, the first behind it, and half of its name."""
    kind, middle = kind_of(id), id.partition(":")[2]
    return f"{kind}:", f"{kind};", middle[len(middle) // 2 :]


def unknown(id: str, similar: Iterable[str]) -> str:
    """A sentence saying that an id does not exist, and which of these similar ones of its kind does."""
    start, _, middle = id.partition(":")
    candidates: Sequence[str] = sorted({one.partition(":")[2] for one in similar if one.startswith(f"{start}:")})
    close = get_close_matches(middle, candidates, n=1)
    return f"no node {id!r}" + (f"; did you mean '{start}:{close[0]}'?" if close else "; search for its name, or load it first")
