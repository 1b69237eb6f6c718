"""Finds the organisation a row is about among those that stand: by the cluster's own key, register or VAT number, web host, then name and town."""

import re
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from graph.model import text_hash
from graph.schema import Kind
from seeds.members.draft import Draft
from seeds.members.identity import Identity, identity
from seeds.members.standing import Stock

T = TypeVar("T")
Slot = tuple[str, ...]
_LONGEST = 60
STEPS: Sequence[Callable[[Identity], Slot]] = (
    lambda who: ("register", who.register) if who.register else (),
    lambda who: ("host", who.host) if who.host else (),
    lambda who: ("spelled, town", who.spelled, who.town) if who.town else (),
    lambda who: ("spelled", who.spelled),
    lambda who: ("name, town", who.name, who.town) if who.town else (),
    lambda who: ("name", who.name),
)
"""What organisations are found again by, the surest first; a slot that several share tells nothing."""


def keyed(kind: Kind, cluster: str, key: str) -> str:
    """The id of the cluster's own key: the same key in two clusters means two organisations until somebody says otherwise."""
    scope = cluster.partition(":")[2][:50] if cluster else "own"
    given = key.removeprefix(f"{kind.value}:")
    spelled = re.sub(r"[^A-Za-z0-9._-]", lambda found: "".join(f"~{byte:02X}" for byte in found[0].encode()), given)
    return f"{kind.value}:{scope}-{spelled if len(spelled) <= _LONGEST else text_hash(given)[:40]}"


def drawn(kind: Kind) -> str:
    """A new id that says nothing."""
    return f"{kind.value}:{secrets.token_hex(6)}"


def found_again(drafts: Sequence[Draft], members: Sequence[str], stock: Stock, keys: Mapping[int, str]) -> dict[int, str]:
    """Row → id of the organisation it is about, for rows that are about a known one; `keys` holds the ids of rows with a key."""
    taken = {row: id for row, id in keys.items() if stock.has(id)}
    claimed = set(taken.values())
    free = {id: identity(stock.name(id), _marks(id, stock)) for id in members if id not in claimed}
    lost = {draft.row: draft.who for draft in drafts if draft.row not in taken}
    for step in STEPS:
        known, asked = _unique(free, step), _unique(lost, step)
        pairs = {row: known[slot] for slot, row in asked.items() if slot in known and not _apart(lost[row], free[known[slot]])}
        taken |= pairs
        for row, id in pairs.items():
            del lost[row], free[id]
    return taken


def _marks(id: str, stock: Stock) -> dict[str, object]:
    return {name: stock.prop(name, id) for name in ("register", "site", "city")}


def _unique(identities: Mapping[T, Identity], step: Callable[[Identity], Slot]) -> dict[Slot, T]:
    counted = Counter(map(step, identities.values()))
    return {slot: key for key, who in identities.items() if (slot := step(who)) and counted[slot] == 1}


def _apart(row: Identity, known: Identity) -> bool:
    """Two organisations, whatever else they share: their register numbers differ."""
    return bool(row.register and known.register and row.register != known.register)
