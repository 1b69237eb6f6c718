"""API keys: prefix, id and a 256-bit secret; only a hash is stored, and the secret is shown once."""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from graph.errors import CrossmatchError, Invalid, NotFound
from graph.model import Batch, Key, Part, Record, kind_of
from graph.schema import Kind
from graph.store import Store

COLLECTION = "keys"
_PREFIX = "cm"


class Role(StrEnum):
    """What a key may do."""

    ADMIN = "admin"
    MANAGER = "manager"
    ADVISER = "adviser"
    BUSINESS = "business"
    EVALUATOR = "evaluator"


class Unauthorised(CrossmatchError):
    """No key, or one that is unknown, expired or revoked."""


class Forbidden(CrossmatchError):
    """The key's role does not allow this."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the key's id, its role, and the clusters or the business it stands for."""

    key: str
    role: Role
    clusters: frozenset[str] = frozenset()
    organisation: str = ""


def create(
    store: Store, role: Role, *, today: date, clusters: tuple[str, ...] = (), organisation: str = "", name: str = "", days: int = 365
) -> tuple[Record, str]:
    """Store a new key and return its record with the secret, which nothing keeps. Raises Invalid or NotFound for a wrong scope."""
    _check_scope(store, role, clusters, organisation)
    id, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    value: dict[str, object] = {
        "role": role.value,
        "name": name,
        "clusters": sorted(clusters),
        "organisation": organisation,
        "hash": _hash(secret),
        "expires": (today + timedelta(days=days)).isoformat(),
        "revoked": False,
    }
    record = Record(COLLECTION, id, value)
    store.write(Batch(records=[record]), expected={_address(id): 0})
    return record, f"{_PREFIX}_{id}_{secret}"


def revoke(store: Store, id: str) -> None:
    """Make a key useless at once, in every process."""
    record = store.record(COLLECTION, id)
    store.write(Batch(records=[Record(COLLECTION, id, {**record.value, "revoked": True})]), expected={_address(id): record.version})


def caller(record: Callable[[str], Record], presented: str, today: date) -> Caller:
    """The caller behind a presented key; `record` finds one by its id. Unknown, expired and revoked keys all raise the same Unauthorised."""
    value = _matching(record, presented)
    if value is None or value["revoked"] or date.fromisoformat(value["expires"]) < today:
        raise Unauthorised("this key is unknown, expired or revoked; ask your administrator for a new one")
    return Caller(presented.split("_", 2)[1], Role(value["role"]), frozenset(value["clusters"]), value["organisation"])


def _matching(record: Callable[[str], Record], presented: str) -> Mapping[str, Any] | None:
    parts = presented.split("_", 2)
    if len(presented) > 200 or len(parts) != 3 or parts[0] != _PREFIX:
        return None
    try:
        value: Mapping[str, Any] = record(parts[1]).value
    except NotFound:
        return None
    return value if hmac.compare_digest(str(value["hash"]), _hash(parts[2])) else None


def _check_scope(store: Store, role: Role, clusters: tuple[str, ...], organisation: str) -> None:
    if role in (Role.MANAGER, Role.ADVISER) and not clusters:
        raise Invalid(f"a key for the role {role} needs at least one cluster, such as --cluster cluster:acme")
    if role is Role.BUSINESS and not organisation:
        raise Invalid("a key for the role business needs its organisation, such as --organisation business:acme")
    for id, kind in [*((cluster, Kind.CLUSTER) for cluster in clusters), *([(organisation, Kind.BUSINESS)] if organisation else [])]:
        if kind_of(id) is not kind:
            raise Invalid(f"{id!r} is no {kind}")
        store.node(id)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _address(id: str) -> Key:
    return Key(Part.RECORD, f"{COLLECTION}/{id}")
