"""The network month by month: who met whom, when that became a tie, and which ties count at the end of a month.

A tie counts for 24 months from the month it was made. It is made by a joint project (in the month the project starts), by a collaboration
that one side signed and the other confirmed (in the month of the later of both), or by a declared collaboration of which a year is known.
Of a year the months are not known: it stands for July, which is at most half a year wrong, so a step from June to July is no event.
A collaboration that ended stops counting with the month it ended in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.duplicates import Decisions
from graph.measures.ties import UNKNOWN, Ints, Ties
from graph.model import Entry, Snapshot
from graph.schema import Happening, Rel
from graph.store import Store

WINDOW = 24
LARGEST = 60
"""A project of more organisations says little about who works with whom."""
_TIES = (Happening.COLLABORATION_SIGNED, Happening.COLLABORATION_CONFIRMED, Happening.COLLABORATION_ENDED, Happening.INTEREST_SENT)
_SAME = (Happening.MERGED, Happening.UNMERGED)
HAPPENINGS = (*_TIES, *_SAME)
"""What the ledger says about ties, and about records that are one business."""
_MIDYEAR = 6
NEVER = 120_000
_RELS = tuple(Rel)


def month_of(day: date) -> int:
    """Months are counted from the year 0, so that they can be added and compared."""
    return day.year * 12 + day.month - 1


def named(month: int) -> str:
    """24,192 → 2016-01."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """Who met in what: `who` holds (organisation, meeting), and each meeting has the month it was made, was last renewed, and broke off.

    `interests` are directed (source, target, month). `undated` meetings have no known date and never count.
    """

    n: int
    who: Ints
    made: Ints
    last: Ints
    broken: Ints
    interests: Ints
    undated: int

    def months(self) -> range:
        """From the first month in which something was made to the last."""
        return range(int(self.made.min()), int(self.made.max()) + 1) if len(self.made) else range(0)

    def at(self, month: int, *, window: int = WINDOW) -> Ties:
        """The meetings that count at the end of a month, as ties between organisations and meetings: those are the rows from n on."""
        return self.of((self.made <= month) & (self.last > month - window) & (self.broken > month))

    def of(self, chosen: NDArray[np.bool_]) -> Ties:
        """Only some meetings, as ties between organisations and meetings."""
        who = self.who[chosen[self.who[:, 1]]]
        return Ties(n=self.n + len(self.made), pairs=np.stack([who[:, 0], who[:, 1] + self.n], axis=1).astype(np.int32))

    def arcs(self, month: int, *, window: int = WINDOW) -> Ints:
        """Expressions of interest of the months that count, as (from, to)."""
        sent = self.interests[:, 2]
        return self.interests[(sent <= month) & (sent > month - window), :2]


def met(gathered: Ties, n: int, groups: Mapping[str, Ints] | None = None) -> Ties:
    """Who knows whom: organisations (rows below n) with a common meeting."""
    who, meeting = gathered.pairs.T
    matrix = sp.csr_array((np.ones(gathered.m, dtype=np.int32), (who, meeting - n)), shape=(n, gathered.n - n))
    together = (matrix @ matrix.T).tocoo()
    upper = together.row < together.col
    return Ties.of(n, np.stack([together.row[upper], together.col[upper]], axis=1), groups)


def meetings(
    snapshot: Snapshot,
    nodes: NDArray[np.integer],
    *,
    entries: Iterable[Entry] = (),
    pseudonyms: Mapping[str, str] | None = None,
    running: bool = False,
    until: int = NEVER,
) -> Meetings:
    """All meetings among organisations, whose snapshot rows are `nodes`; these become rows 0, 1, … in this order.

    A tie that is known from the year of the month `until` is made by then at the latest.
    `entries` and `pseudonyms` are the ledger's (see `told`); the ties of a record that was merged are those of the one it was merged into.
    With `running`, a project counts from its start until 24 months after its end.
    """
    entries, pseudonyms = list(entries), pseudonyms or {}
    at = {id: row for row, id in enumerate(snapshot.ids.tolist())}
    place = np.full(len(snapshot.ids), UNKNOWN, dtype=np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    for goes, stays in merged(entries, pseudonyms).items():
        if goes in at and stays in at:
            place[at[goes]] = place[at[stays]]
    rows = {name: int(place[at[id]]) for id, name in pseudonyms.items() if id in at and place[at[id]] != UNKNOWN}
    signed, broken, interests = _told(entries, rows)
    parts = [_projects(snapshot, place, running), _declared(snapshot, place, broken, until), signed]
    kept = [np.flatnonzero(part[:, 2] > 0) for part in parts]
    undated = sum(len(np.unique(part[part[:, 2] <= 0, 1])) for part in parts)
    table = np.concatenate([part[rows_] + _apart(number) for number, (part, rows_) in enumerate(zip(parts, kept, strict=True))])
    numbers, first, of = np.unique(table[:, 1], return_index=True, return_inverse=True)
    who = np.stack([table[:, 0], of], axis=1) if len(numbers) else np.zeros((0, 2), dtype=np.int64)
    made, last, broke = (table[first, column].astype(np.int32) for column in (2, 3, 4))
    return Meetings(n=len(nodes), who=who.astype(np.int32), made=made, last=last, broken=broke, interests=interests, undated=undated)


def told(store: Store) -> tuple[list[Entry], Mapping[str, str]]:
    """What the ledger says about ties, and the pseudonyms it says it with: the last two things that `meetings` wants."""
    found: list[Entry] = []
    while some := store.entries(after=found[-1].seq if found else 0, limit=10_000, happenings=HAPPENINGS):
        found += some
    return found, store.pseudonyms()


def merged(entries: Iterable[Entry], pseudonyms: Mapping[str, str]) -> dict[str, str]:
    """Who goes → who stays, by id, of the records of which the last decision is that they are one business."""
    ids = {name: id for id, name in pseudonyms.items()}
    decided = Decisions((entry for entry in entries if entry.happening in _SAME), ids)
    return {goes: decided.end(goes) for goes in decided.stays}


Pair = tuple[int, int]
Table = NDArray[np.int64]
"""Rows of (organisation, meeting, made, last, broken)."""


def _apart(number: int) -> Table:
    """Keeps the numbers of meetings from different sources apart."""
    return np.array([0, number << 40, 0, 0, 0], dtype=np.int64)


def _projects(snapshot: Snapshot, place: Ints, running: bool) -> Table:
    at = np.flatnonzero(snapshot.rels == _RELS.index(Rel.PARTICIPATED_IN))
    targets, sources = snapshot.targets[at], place[snapshot.sources[at]]
    size = np.bincount(targets, minlength=len(snapshot.ids))
    fine = (sources != UNKNOWN) & (size[targets] > 1) & (size[targets] <= LARGEST)
    start = _months(snapshot, "start")
    last = np.maximum(_months(snapshot, "end"), start) if running else start
    chosen = targets[fine].astype(np.int64)
    return np.stack([sources[fine].astype(np.int64), chosen, start[chosen], last[chosen], np.full(len(chosen), NEVER)], axis=1)


def _months(snapshot: Snapshot, name: str) -> NDArray[np.int64]:
    """The month of an ISO date for each node, 0 where none is known; of a year alone, July."""
    found = np.zeros(len(snapshot.ids), dtype=np.int64)
    column = snapshot.props.get(name, np.full(len(found), None, dtype=object))
    for row in np.flatnonzero(column != None).tolist():  # noqa: E711
        year, month = str(column[row])[:4], str(column[row])[5:7]
        if year.isdecimal():
            found[row] = int(year) * 12 + (int(month) - 1 if month.isdecimal() else _MIDYEAR)
    return found


def _declared(snapshot: Snapshot, place: Ints, broken: Mapping[Pair, Sequence[int]], until: int) -> Table:
    at = np.flatnonzero(snapshot.rels == _RELS.index(Rel.COLLABORATED_WITH))
    ends = np.sort(np.stack([place[snapshot.sources[at]], place[snapshot.targets[at]]], axis=1), axis=1).astype(np.int64)
    fine = (ends[:, 0] != UNKNOWN) & (ends[:, 0] != ends[:, 1])
    ends, since = ends[fine], snapshot.since[at][fine].astype(np.int64)
    made = np.where(since == until // 12, np.minimum(since * 12 + _MIDYEAR, until), np.where(since > 0, since * 12 + _MIDYEAR, 0))
    return _pairs([(a, b, month, _first(broken.get((a, b), ()), month)) for (a, b), month in zip(ends.tolist(), made.tolist(), strict=True)])


def _first(broken: Sequence[int], made: int) -> int:
    """The first month from `made` on in which a tie broke off."""
    return min((month for month in broken if month >= made), default=NEVER)


def _told(entries: Iterable[Entry], rows: Mapping[str, int]) -> tuple[Table, dict[Pair, list[int]], Ints]:
    """Confirmed collaborations, the months in which each pair ended one, and interests."""
    signed: set[Pair] = set()
    made: list[tuple[int, int, int, int]] = []
    broken: dict[Pair, list[int]] = {}
    interests: list[tuple[int, int, int]] = []
    for entry in sorted((entry for entry in entries if entry.happening in _TIES), key=lambda entry: (entry.on, entry.seq)):
        one, two = rows.get(entry.subject, UNKNOWN), rows.get(entry.about, UNKNOWN)
        if UNKNOWN in (one, two) or one == two:
            continue
        month, pair = month_of(entry.on), (min(one, two), max(one, two))
        if entry.happening is Happening.INTEREST_SENT:
            interests.append((one, two, month))
        elif entry.happening is Happening.COLLABORATION_SIGNED:
            signed.add((one, two))
        elif entry.happening is Happening.COLLABORATION_ENDED:
            broken.setdefault(pair, []).append(month)
            made = [(*tie[:3], min(tie[3], month)) if tie[:2] == pair else tie for tie in made]
        elif (two, one) in signed:
            signed.discard((two, one))
            made.append((*pair, month, NEVER))
    return _pairs(made), broken, np.array(interests, dtype=np.int32).reshape(-1, 3)


def _pairs(found: list[tuple[int, int, int, int]]) -> Table:
    """A meeting of two for each (one, other, made, broken)."""
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    number = np.arange(len(table))
    halves = [np.stack([table[:, end], number, table[:, 2], table[:, 2], table[:, 3]], axis=1) for end in (0, 1)]
    return np.concatenate(halves)
