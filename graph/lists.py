"""List records: what was shown to whom, once per list, so that it can be replayed and judged; kept 24 months."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Protocol

from graph.ledger import needs_pseudonym
from graph.model import Batch, Event, Key, Node, Part, Record
from graph.schema import Happening
from graph.store import Store

COLLECTION = "list"
MONTHS = 24


class Reason(Protocol):
    """One part of a score."""

    @property
    def signal(self) -> str: ...
    @property
    def points(self) -> float: ...


class Item(Protocol):
    """One suggestion of a list."""

    @property
    def node(self) -> Node: ...
    @property
    def rank(self) -> int: ...
    @property
    def score(self) -> float: ...
    @property
    def evidence(self) -> Sequence[Reason]: ...


class Found(Protocol):
    """A list as the matcher makes it; this floor does not know the matcher."""

    @property
    def list(self) -> str: ...
    @property
    def snapshot(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def goal(self) -> str: ...
    @property
    def items(self) -> Sequence[Item]: ...


NONE: Mapping[str, float] = MappingProxyType({})


def shown(store: Store, to: str, subject: str, found: Found, on: date, *, weights: Mapping[str, float] = NONE, seed: int = 0, own: bool = False) -> Batch:
    """The record and the `shown` event of one list; write it with an operation, so that it is counted once.

    `to` is the id of the caller's key, `subject` the organisation the list was made for ("" for free text); `own` says that the key is the
    organisation's own, since only then it is an exposure. The record holds
    pseudonyms, which the store assigns here; of the evidence it holds the points, never a path.
    """
    ids = {subject, *(item.node.id for item in found.items)}
    names = store.assign_pseudonyms(id for id in ids if needs_pseudonym(id))
    value = {
        "subject": names.get(subject, ""),
        "to": to,
        "on": on.isoformat(),
        "goal": found.goal,
        "snapshot": found.snapshot,
        "model": found.model,
        "weights": dict(weights),
        "seed": seed,
        "items": [_item(item, names) for item in found.items],
    }
    event = Event(Happening.SHOWN, subject, on, about=found.list, data={"to": to, "items": len(found.items), "own": own})
    return Batch(records=[Record(COLLECTION, found.list, value)], events=[event])


def _item(item: Item, names: Mapping[str, str]) -> dict[str, object]:
    points = [[reason.signal, reason.points] for reason in item.evidence]
    return {"rank": item.rank, "id": names.get(item.node.id, item.node.id), "score": item.score, "evidence": points}


def expired(store: Store, today: date) -> Sequence[Key]:
    """List records older than 24 months, as deletions for a batch."""
    limit = _months_before(today, MONTHS).isoformat()
    found: list[Key] = []
    after = ""
    while page := store.records(COLLECTION, after=after):
        found += [Key(Part.RECORD, f"{COLLECTION}/{record.key}") for record in page if str(record.value["on"]) < limit]
        after = page[-1].key
    return found


def _months_before(day: date, months: int) -> date:
    """The first of the month that many months ago: a record is kept to the end of its last month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
