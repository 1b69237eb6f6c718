"""What indicators are computed on: reach, organisations, the network's snapshot, and what the caller hands in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol, Self, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from graph.indicators.collaborations import Collaboration, Parties, Signed, collaborations
from graph.measures.series import Month
from graph.model import Snapshot
from graph.reach import History, Organisations, Reach, Rules, Tiers, Units

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]
Objects = NDArray[np.object_]
T = TypeVar("T")


class Known(Organisations, Protocol):
    """What is known of organisations, one row each; the matcher's columns are such."""

    @property
    def row(self) -> Mapping[str, int]: ...
    @property
    def nodes(self) -> NDArray[np.int32]: ...
    @property
    def regions(self) -> Objects: ...
    @property
    def fields(self) -> Objects: ...
    @property
    def founded(self) -> NDArray[np.int16]: ...
    @property
    def sources(self) -> Objects: ...


class Curve(Protocol):
    """A survival curve: share and limits after so many days, NaN where nobody was watched so long."""

    def at(self, day: float) -> tuple[float, float, float]: ...


class Effect(Protocol):
    """A difference between two arms with its limits."""

    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


class Likeness(Protocol):
    """How far apart two organisations are, and who is most alike; of rows of the organisations."""

    def distance(self, one: int, others: Sequence[int]) -> Floats: ...

    def nearest(self, one: int, k: int) -> frozenset[int]: ...


@dataclass(frozen=True, slots=True)
class Shape:
    """The network in the months in which a period begins and ends, and how often each of `ROLES` is taken in the last."""

    before: Month
    after: Month
    roles: Sequence[float]


@dataclass(frozen=True, slots=True)
class Shown:
    """One list that was shown, from its record: key, day, goal, the pseudonym of whom it was made for, and (rank, pseudonym or id) of what stood in it."""

    list: str
    on: date
    goal: str
    subject: str
    items: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that a command measured: value with limits, of how many, and on which day by which command."""

    value: float
    low: float | None = None
    high: float | None = None
    part: float | None = None
    whole: float | None = None
    made: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What this floor cannot know: measured figures by the key of their indicator, the network, statistics of trials, lists, likeness, ratings of services.

    `network` measures it between two days; `survival` takes durations and whether their end was seen; `effect` arms, outcomes and strata;
    `change` answers before and after, and arms.
    """

    measured: Mapping[str, Measure] = field(default_factory=dict)
    network: Callable[[date, date], Shape] | None = None
    survival: Callable[[Floats, Flags], Curve] | None = None
    effect: Callable[[Flags, Floats, Rows], Effect] | None = None
    change: Callable[[Floats, Floats, Flags], Effect] | None = None
    lists: Sequence[Shown] = ()
    likeness: Likeness | None = None
    ratings: Mapping[str, Sequence[int]] = field(default_factory=dict)


NOTHING_HANDED = Handed()


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """`parties` gives each name of the history a number: its unit, or for others a number behind all units (the last one stands for nobody).

    `rows` leads from a party to its organisation, -1 where none is known.
    """

    reach: Reach
    organisations: Known
    snapshot: Snapshot
    parties: Parties
    rows: Rows
    collaborations: tuple[Collaboration, ...]
    waiting: tuple[Signed, ...]
    handed: Handed
    named: Mapping[str, int]  # pseudonym → row of its organisation
    memo: dict[str, object] = field(default_factory=dict, compare=False, repr=False)  # what several indicators share, computed once

    @property
    def history(self) -> History:
        return self.reach.history

    @property
    def units(self) -> Units:
        return self.reach.units

    @property
    def tiers(self) -> Tiers:
        return self.reach.tiers

    @property
    def rules(self) -> Rules:
        return self.reach.rules

    def as_of(self, day: date) -> Self:
        """What was so at the end of a day."""
        reach = self.reach.as_of(day)
        if reach is self.reach:
            return self
        done, waiting = collaborations(reach.history, self.parties)
        return replace(self, reach=reach, collaborations=done, waiting=waiting, memo={})

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made at the first asking; indicators of one world are computed one after the other."""
        if name not in self.memo:
            self.memo[name] = make()
        return cast(T, self.memo[name])

    def is_unit(self, party: int) -> bool:
        return 0 <= party < len(self.units)

    def unit(self, name: str) -> int:
        """The unit of a pseudonym, -1 for none."""
        return self.once("unit by name", self._units_by_name).get(name, -1)

    def _units_by_name(self) -> dict[str, int]:
        found = {str(name): unit for unit, name in enumerate(self.units.names.tolist()) if name}
        return found | {name: unit for name, unit in zip(self.history.names, self.units.of.tolist(), strict=True) if unit >= 0}

    def row(self, party: int) -> int:
        """The row of a party's organisation, -1 where none is known."""
        return int(self.rows[party])

    def who(self, party: int) -> str:
        """The pseudonym of a unit; "" for everybody else, whom the caller may not count."""
        return str(self.units.names[party]) if self.is_unit(party) else ""


def world(reach: Reach, organisations: Known, snapshot: Snapshot, pseudonyms: Mapping[str, str], handed: Handed = NOTHING_HANDED) -> World:
    """Everything as of the newest state. `pseudonyms` leads from id to the ledger's name, as the store gives it."""
    units, history = reach.units, reach.history
    behind = len(units) + np.arange(len(history.names), dtype=np.int64)
    parties = np.append(np.where(units.of >= 0, units.of, behind).astype(np.int64), np.int64(len(units) + len(history.names)))
    ids = {name: id for id, name in pseudonyms.items()}
    known = [*units.ids.tolist(), *(ids.get(name, name) for name in history.names)]
    rows = np.array([*(organisations.row.get(id, -1) for id in known), -1], dtype=np.intp)
    done, waiting = collaborations(history, parties)
    return World(
        reach=reach,
        organisations=organisations,
        snapshot=snapshot,
        parties=parties,
        rows=rows,
        collaborations=done,
        waiting=waiting,
        handed=handed,
        named={name: organisations.row[id] for name, id in ids.items() if id in organisations.row},
    )
