"""List records: what was shown to whom, written once per list, so that it can be replayed and judged; kept 24 months."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.ledger import needs_pseudonym
from graph.model import Batch, Event, Key, Part, Record
from graph.schema import Happening
from graph.store import Store

COLLECTION = "list"
MONTHS = 24


@dataclass(frozen=True, slots=True)
class Item:
    """One suggestion of a list: its points by signal add up to the score."""

    id: str
    rank: int
    score: float
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Shown:
    """A list as it was shown: `list` is its id, `subject` the organisation it was made for ("" for free text), `to` the caller's key id."""

    list: str
    subject: str
    to: str
    goal: str
    snapshot: str
    model: str
    on: date
    items: Sequence[Item]
    weights: Mapping[str, float] = field(default_factory=dict)
    seed: int = 0


def ids(lists: Iterable[Shown]) -> set[str]:
    """The ids in these lists that a record may only hold as pseudonyms: hand them to `Store.assign_pseudonyms`."""
    return {id for shown in lists for id in (shown.subject, *(item.id for item in shown.items)) if needs_pseudonym(id)}


def batch(lists: Sequence[Shown], names: Mapping[str, str]) -> Batch:
    """The records and `shown` events of some lists; `names` are the pseudonyms of `ids(lists)`."""
    return Batch(records=[_record(shown, names) for shown in lists], events=[_event(shown) for shown in lists])


def write(store: Store, lists: Sequence[Shown]) -> None:
    """Write lists that were shown, each once however often it is handed in."""
    names = store.assign_pseudonyms(ids(lists))
    for shown in lists:
        store.write(batch((shown,), names), operation=f"shown {shown.list} {shown.to} {shown.on}")


def expired(store: Store, today: date) -> list[Key]:
    """List records older than 24 months, as deletions for a batch."""
    limit = _months_before(today, MONTHS).isoformat()
    found: list[Key] = []
    after = ""
    while page := store.records(COLLECTION, after=after):
        found += [Key(Part.RECORD, f"{COLLECTION}/{record.key}") for record in page if str(record.value["on"]) < limit]
        after = page[-1].key
    return found


def _record(shown: Shown, names: Mapping[str, str]) -> Record:
    items = [[item.rank, names.get(item.id, item.id), item.score, dict(item.points)] for item in shown.items]
    value = {
        "subject": names.get(shown.subject, shown.subject),
        "to": shown.to,
        "on": shown.on.isoformat(),
        "goal": shown.goal,
        "snapshot": shown.snapshot,
        "model": shown.model,
        "weights": dict(shown.weights),
        "seed": shown.seed,
        "items": items,
    }
    return Record(COLLECTION, shown.list, value)


def _event(shown: Shown) -> Event:
    return Event(Happening.SHOWN, shown.subject, shown.on, about=shown.list, data={"to": shown.to, "items": len(shown.items)})


def _months_before(day: date, months: int) -> date:
    """The first of the month that many months ago: a record is kept to the end of its last month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
