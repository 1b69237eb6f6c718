"""Who knew whom before: by a tie, a common partner, a common project, a common event."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.indicators.world import World
from graph.schema import Happening, Rel

_RELS = tuple(Rel)
_EVER = date(1, 1, 1)


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """By party: partners with the day since when, projects and events with their day."""

    partners: dict[int, dict[int, date]]
    projects: dict[int, dict[int, date]]
    events: dict[int, dict[int, date]]
    members: dict[int, list[int]]  # project → parties

    def how(self, pair: tuple[int, int], before: date) -> str:
        """`known`, `project`, `event`, `partner` (in common), or "" for at least three steps, as of the day before."""
        one, other = pair
        if self.partners.get(one, {}).get(other, before) < before:
            return "known"
        for code, joined in (("project", self.projects), ("event", self.events)):
            if _common(joined.get(one, {}), joined.get(other, {}), before):
                return code
        return "partner" if self._near(one, before) & self._near(other, before) else ""

    def _near(self, one: int, before: date) -> set[int]:
        """Partners, and who took part in a common project."""
        found = {other for other, day in self.partners.get(one, {}).items() if day < before}
        for project, day in self.projects.get(one, {}).items():
            if day < before:
                found.update(self.members[project])
        return found - {one}


def acquaintance(world: World) -> Acquaintance:
    """From declared ties, projects, collaborations of the ledger, and who came to which event.

    Of the year of a declared tie the months are not known: it stands for July; without a year both knew each other ever since.
    """
    partners: dict[int, dict[int, date]] = defaultdict(dict)
    projects: dict[int, dict[int, date]] = defaultdict(dict)
    members: dict[int, list[int]] = defaultdict(list)
    snapshot, party = world.snapshot, _parties(world)
    for edge in np.flatnonzero(snapshot.rels == _RELS.index(Rel.COLLABORATED_WITH)).tolist():
        one, other, year = party[int(snapshot.sources[edge])], party[int(snapshot.targets[edge])], int(snapshot.since[edge])
        _tied(partners, one, other, date(year, 7, 1) if year else _EVER)
    starts = snapshot.props.get("start")
    for edge in np.flatnonzero(snapshot.rels == _RELS.index(Rel.PARTICIPATED_IN)).tolist():
        one, project = party[int(snapshot.sources[edge])], int(snapshot.targets[edge])
        projects[one][project] = _day(None if starts is None else starts[project])
        members[project].append(one)
    for found in world.collaborations:
        _tied(partners, found.one, found.other, found.since)
    return Acquaintance(partners, projects, _events(world), members)


def _parties(world: World) -> dict[int, int]:
    """Snapshot row → party; organisations outside the ledger get numbers of their own."""
    found: dict[int, int] = defaultdict(lambda: -1)
    behind = len(world.rows)
    for row, node in enumerate(world.organisations.nodes.tolist()):
        found[node] = behind + row
    for party in range(len(world.rows) - 1, -1, -1):  # units come first, so they are written last
        if world.rows[party] >= 0:
            found[int(world.organisations.nodes[world.rows[party]])] = party
    return found


def _tied(partners: dict[int, dict[int, date]], one: int, other: int, day: date) -> None:
    for here, there in ((one, other), (other, one)):
        partners[here][there] = min(day, partners[here].get(there, day))


def _events(world: World) -> dict[int, dict[int, date]]:
    found: dict[int, dict[int, date]] = defaultdict(dict)
    history = world.history
    for row in history.rows(Happening.ATTENDED).tolist():
        if history.abouts[row] >= 0:
            found[int(world.parties[history.subjects[row]])][int(history.abouts[row])] = history.on[row].astype(date)
    return found


def _common(one: dict[int, date], other: dict[int, date], before: date) -> bool:
    return any(max(day, other[what]) < before for what, day in one.items() if what in other)


def _day(value: object) -> date:
    """The day of an ISO date; the first of its year where only the year is known, and ever where nothing is."""
    text = str(value or "")
    try:
        return date.fromisoformat(text if len(text) == 10 else f"{text[:4]}-01-01")
    except ValueError:
        return _EVER
