"""Which records are one business: what may be so (`SAME_AS`), what was decided (`merged`, `unmerged`), and the line of pairs that wait for a person.

Nothing is lost by a decision: both records stay, and whoever counts follows the event from the one that goes to the one that stays. A `merged` always
leads from one end of a chain to another; an `unmerged` says that two are different, or with the reason `undo` that nobody has decided any more.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.errors import Conflict
from graph.model import Batch, Entry, Event, Scalar, Snapshot
from graph.reach.records import doubts
from graph.schema import Happening, Kind
from graph.store import Store

Ids = tuple[str, str]
UNDO = "undo"
"""The reason of an `unmerged` that takes a decision back."""
_DECISIONS = (Happening.MERGED, Happening.UNMERGED)


class Verdict(StrEnum):
    """What was decided of a pair."""

    OPEN = "open"
    SAME = "same"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two businesses by id, the smaller first, that may be one with this probability."""

    one: str
    other: str
    probability: float

    @property
    def id(self) -> str:
        return pair_id(self.one, self.other)


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the ledger about a pair; `by` is the code of a person's office or "", `rule` the version of a rule or ""."""

    seq: int
    stays: str
    goes: str
    verdict: Verdict
    on: date
    by: str
    rule: str

    @property
    def id(self) -> str:
        return pair_id(self.stays, self.goes)


def pair_id(one: str, other: str) -> str:
    """The short name of a pair, whichever is named first; it tells nothing of who they are."""
    return hashlib.sha256(" ".join(sorted((one, other))).encode()).hexdigest()[:20]


def ordered(one: str, other: str) -> Ids:
    return (one, other) if one < other else (other, one)


class Decisions:
    """Everything decided so far, folded from the ledger in order; the latest entry about a pair decides."""

    def __init__(self, entries: Iterable[Entry], ids: Mapping[str, str]) -> None:
        self.stays: dict[str, str] = {}  # who went → with whom, one step
        self.latest: dict[Ids, Decision] = {}
        self._counts: dict[Ids, int] = {}
        for entry in entries:
            stays, goes = ids.get(entry.subject, ""), ids.get(entry.about, "")
            if stays and goes:  # an erased business is in no pair any more
                self._fold(_decision(entry, stays, goes))
        self._apart = {ordered(self.end(one), self.end(other)) for (one, other), last in self.latest.items() if last.verdict is Verdict.APART}

    def end(self, id: str) -> str:
        """The record that stands for this one: itself, or whoever it was merged into, along the whole chain."""
        while id in self.stays:
            id = self.stays[id]
        return id

    def verdict(self, one: str, other: str) -> Verdict:
        """What holds between two records, of themselves or of those they were merged with."""
        first, second = self.end(one), self.end(other)
        if first == second:
            return Verdict.SAME
        return Verdict.APART if ordered(first, second) in self._apart else Verdict.OPEN

    def count(self, one: str, other: str) -> int:
        """How often something was decided of this very pair."""
        return self._counts.get(ordered(one, other), 0)

    def of(self, verdict: Verdict) -> list[Decision]:
        """Decisions that still hold with this verdict, the newest first; OPEN are those taken back."""
        return sorted((last for last in self.latest.values() if last.verdict is verdict), key=lambda last: -last.seq)

    def _fold(self, made: Decision) -> None:
        pair = ordered(made.stays, made.goes)
        if made.verdict is Verdict.SAME and self.end(made.stays) != made.goes:
            self.stays[made.goes] = made.stays
        elif made.verdict is not Verdict.SAME and self.stays.get(made.goes) == made.stays:
            del self.stays[made.goes]
        self.latest[pair] = made
        self._counts[pair] = self._counts.get(pair, 0) + 1


def _decision(entry: Entry, stays: str, goes: str) -> Decision:
    taken_back = entry.data.get("reason") == UNDO
    verdict = Verdict.SAME if entry.happening is Happening.MERGED else Verdict.OPEN if taken_back else Verdict.APART
    return Decision(entry.seq, stays, goes, verdict, entry.on, str(entry.data.get("by", "")), str(entry.data.get("rule", "")))


def decisions(store: Store) -> Decisions:
    """What the ledger says of businesses."""
    found: list[Entry] = []
    while page := store.entries(after=found[-1].seq if found else 0, happenings=_DECISIONS):
        found += page
    ids = {name: id for id, name in store.pseudonyms().items() if id.startswith(f"{Kind.BUSINESS}:")} if found else {}
    return Decisions(found, ids)


def pairs(snapshot: Snapshot) -> list[Doubt]:
    """All pairs of businesses that may be one, decided or not, the likeliest first."""
    prefix = f"{Kind.BUSINESS}:"
    found = [Doubt(*ordered(one, other), round(weight, 4)) for one, other, weight in doubts(snapshot) if one.startswith(prefix) and other.startswith(prefix)]
    return sorted(found, key=lambda doubt: (-doubt.probability, doubt.one, doubt.other))


def waiting(snapshot: Snapshot, decided: Decisions) -> list[Doubt]:
    """The pairs that nobody has decided, the likeliest first, one for each two businesses."""
    found: dict[Ids, Doubt] = {}
    for doubt in pairs(snapshot):
        if decided.verdict(doubt.one, doubt.other) is Verdict.OPEN:
            found.setdefault(ordered(decided.end(doubt.one), decided.end(doubt.other)), doubt)
    return list(found.values())


def unresolved(snapshot: Snapshot, decided: Decisions) -> list[tuple[str, str, float]]:
    """The waiting pairs as `graph.reach.units` takes them: what a person called different is no doubt any more."""
    return [(doubt.one, doubt.other, doubt.probability) for doubt in waiting(snapshot, decided)]


def decide(decided: Decisions, doubt: Ids, same: bool, *, on: date, by: str, stays: str = "") -> tuple[Batch, str]:
    """What to write, and the operation that makes two who decide at once decide once. `stays` is the record to be kept, by default the first.

    Raises Conflict if the pair is decided already.
    """
    one, other = doubt
    if (known := decided.verdict(one, other)) is not Verdict.OPEN:
        raise Conflict(f"this pair was decided already ({known}); undo that first to decide otherwise")
    first, second = (other, one) if stays == other else (one, other)
    if same:
        first, second = decided.end(first), decided.end(second)
    event = Event(Happening.MERGED if same else Happening.UNMERGED, first, on, about=second, data={"by": by})
    return Batch(events=[event]), f"duplicate {pair_id(first, second)} {decided.count(first, second)}"


def undo(decided: Decisions, made: Decision, *, on: date, by: str) -> tuple[Batch, str]:
    """What takes a decision back: the pair waits again, and everything counts as before. Raises Conflict if it does not hold any more."""
    last = decided.latest.get(ordered(made.stays, made.goes))
    if last is None or last.verdict is Verdict.OPEN:
        raise Conflict("this decision was taken back already; nothing is left to undo")
    data: dict[str, Scalar] = {"by": by, "reason": UNDO}
    event = Event(Happening.UNMERGED, last.stays, on, about=last.goes, data=data)
    return Batch(events=[event]), f"duplicate {last.id} {decided.count(last.stays, last.goes)}"


def merged(groups: Iterable[Sequence[str]], decided: Decisions, *, on: date, rule: str) -> list[Event]:
    """The events by which a rule makes each group one: the first of a group stays, unless another of it stands for others already."""
    events: list[Event] = []
    for group in groups:
        ends = list(dict.fromkeys(decided.end(id) for id in group))
        standing = set(decided.stays.values())
        stays = next((end for end in ends if end in standing), ends[0])
        events += [Event(Happening.MERGED, stays, on, about=goes, data={"rule": rule}) for goes in ends if goes != stays]
    return events
