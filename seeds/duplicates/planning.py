"""From a store to a plan: which businesses it holds, which of them are one, and what to write so that a second run changes nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.basis import declared, withdrawn
from graph.duplicates import Decisions, Ids, Verdict, decisions, merged, ordered, pairs
from graph.model import Batch, Edge, Event, Key, Part, Snapshot
from graph.schema import Ground, Kind, Purpose, Rel
from graph.store import Store
from seeds.duplicates.finding import Found, Likely, find
from seeds.duplicates.records import Business
from seeds.duplicates.rule import rule
from seeds.tables import country_code

_KINDS, _RELS = tuple(Kind), tuple(Rel)
_SAME = 0.00005  # a probability that moved less did not move
_COUNTRY = 2  # letters of a region's code


@dataclass(frozen=True, slots=True)
class Plan:
    """What to write, what was found, and how many pairs wait for a person once it is written."""

    batch: Batch
    found: Found
    merged: int
    asked: int

    @property
    def changes(self) -> int:
        return len(self.batch.edges) + len(self.batch.deletions) + len(self.batch.events)


def plan(store: Store, today: date) -> Plan:
    """Compare all businesses of the store that may be counted, and plan edges for what is likely and events for what is clear."""
    snapshot, decided = store.snapshot(), decisions(store)
    found = find(
        businesses(snapshot, store),
        same=_steps(decided, Verdict.SAME),
        apart=_steps(decided, Verdict.APART),
        asked=_steps(decided, Verdict.OPEN),
    )
    weight = _known(snapshot)
    groups = [sorted(group, key=lambda id: (-weight[id], id)) for group in found.groups]
    events = merged(groups, decided, on=today, rule=rule().version)
    edges, gone = _edges(snapshot, decided, found.pairs)
    return Plan(Batch(edges=edges, events=events, deletions=gone), found, len(events), _asked(found, decided, events))


def _steps(decided: Decisions, verdict: Verdict) -> list[Ids]:
    return [ordered(made.stays, made.goes) for made in decided.of(verdict)]


def _asked(found: Found, decided: Decisions, events: Sequence[Event]) -> int:
    """Pairs that will wait: one for each two businesses as they stand after the merging."""
    goes = {event.about: event.subject for event in events}
    ends = [ordered(*(goes.get(end := decided.end(id), end) for id in (pair.one, pair.other))) for pair in found.pairs if not pair.clear]
    return len({(one, other) for one, other in ends if one != other and decided.verdict(one, other) is Verdict.OPEN})


def _edges(snapshot: Snapshot, decided: Decisions, likely: Sequence[Likely]) -> tuple[list[Edge], list[Key]]:
    """New and changed edges, and those of pairs that are likely no more; what was decided keeps its edge, so that it can be undone."""
    standing = {(doubt.one, doubt.other): doubt.probability for doubt in pairs(snapshot)}
    now = {(pair.one, pair.other): pair.probability for pair in likely}
    edges = [Edge(*_around(pair), weight=chance) for pair, chance in sorted(now.items()) if abs(standing.get(pair, -1) - chance) > _SAME]
    kept = {pair for pair in standing if decided.verdict(*pair) is not Verdict.OPEN} | now.keys()
    gone = [Key(Part.EDGE, f"{one} {Rel.SAME_AS} {other}") for one, other in sorted(standing.keys() - kept)]
    return edges, gone


def _around(pair: Ids) -> tuple[str, Rel, str]:
    return pair[0], Rel.SAME_AS, pair[1]


def businesses(snapshot: Snapshot, store: Store) -> list[Business]:
    """The named businesses of a snapshot whose legal basis covers statistics, by id."""
    taken = withdrawn(store)
    countries = _countries(snapshot)
    rows = np.flatnonzero(snapshot.kinds == _KINDS.index(Kind.BUSINESS)).tolist()
    return [business(snapshot, row, countries.get(row, "")) for row in rows if _may_be_counted(snapshot, row, taken.get(str(snapshot.ids[row]), frozenset()))]


def business(snapshot: Snapshot, row: int, country: str) -> Business:
    """One row of the snapshot as the finder takes it."""
    told = {name: _text(snapshot, row, name) for name in ("city", "site", "register", "acronym")}
    return Business(str(snapshot.ids[row]), str(snapshot.names[row]), country, **told)


def _may_be_counted(snapshot: Snapshot, row: int, taken: frozenset[Purpose]) -> bool:
    basis = _text(snapshot, row, "basis")
    if not basis or _text(snapshot, row, "unnamed") == "True":
        return False
    return Purpose.STATISTICS in declared(Ground(basis), _text(snapshot, row, "purposes")) - taken


def _text(snapshot: Snapshot, row: int, name: str) -> str:
    column = snapshot.props.get(name)
    value = None if column is None else column[row]
    return "" if value is None else str(value)


def _countries(snapshot: Snapshot) -> dict[int, str]:
    """Row → country, directly or by the code of the region."""
    at = np.flatnonzero(snapshot.rels == _RELS.index(Rel.LOCATED_IN))
    codes = [country_code(str(id).partition(":")[2][:_COUNTRY]) for id in snapshot.ids[snapshot.targets[at]].tolist()]
    return dict(zip(snapshot.sources[at].tolist(), codes, strict=True))


def _known(snapshot: Snapshot) -> Counter[str]:
    """How much is known of each node: the more edges lead from it, the better it stands for others."""
    rows, counts = np.unique(snapshot.sources[snapshot.rels != _RELS.index(Rel.SAME_AS)], return_counts=True)
    return Counter(dict(zip(snapshot.ids[rows].tolist(), counts.tolist(), strict=True)))
