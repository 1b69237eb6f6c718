"""Steps that several indicators share: who did something, on which entries that rests, ties as rows."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.indicators.collaborations import Collaboration
from graph.indicators.figure import NOTHING, Evidence, Figure, Part, Refusal, entries
from graph.indicators.indicator import Period
from graph.indicators.world import Flags, Rows, World
from graph.reach.tiers import subject_units
from graph.schema import Happening, Size

Seqs = NDArray[np.int64]


def within(world: World, period: Period, *happenings: Happening) -> Rows:
    """Rows of these kinds of event that happened in the period to somebody who is counted."""
    return of_units(world, in_period(world, period, world.history.rows(*happenings)))


def in_period(world: World, period: Period, rows: Rows) -> Rows:
    on = world.history.on[rows]
    return np.asarray(rows[(on >= np.datetime64(period.first)) & (on <= np.datetime64(period.last))])


def of_units(world: World, rows: Rows) -> Rows:
    """Only rows whose subject is counted."""
    return np.asarray(rows[subject_units(world.history, world.units, rows) >= 0])


def ours(world: World, rows: Rows) -> Rows:
    """Only rows of which one side at least is counted."""
    parties, count = world.parties, len(world.units)
    return np.asarray(rows[np.minimum(parties[world.history.subjects[rows]], parties[world.history.abouts[rows]]) < count])


def mask(world: World, rows: Rows) -> Flags:
    """The units that are subjects of these rows."""
    found = np.zeros(len(world.units), dtype=bool)
    unit = subject_units(world.history, world.units, rows)
    found[unit[unit >= 0]] = True
    return found


def flags(world: World, parties: Iterable[int]) -> Flags:
    """The units among these parties."""
    found = np.zeros(len(world.units), dtype=bool)
    chosen = [party for party in parties if world.is_unit(party)]
    found[chosen] = True
    return found


def first_seqs(world: World, rows: Rows, counted: Flags) -> Seqs:
    """For each unit that is counted, the number of its earliest entry among these rows."""
    unit = subject_units(world.history, world.units, rows)
    kept = (unit >= 0) & counted[unit]
    rows, unit = rows[kept], unit[kept]
    order = np.lexsort((world.history.seqs[rows], world.history.on[rows], unit))
    _, first = np.unique(unit[order], return_index=True)
    return world.history.seqs[rows[order][first]]


def seqs_of(world: World, rows: Rows, counted: Flags) -> Seqs:
    """Numbers of all entries among these rows whose subject is counted."""
    unit = subject_units(world.history, world.units, rows)
    return world.history.seqs[rows[(unit >= 0) & counted[unit]]]


def unique(world: World, counted: Flags, evidence: Evidence = NOTHING, *, parts: Sequence[Part] = (), refused: Sequence[Refusal] = ()) -> Figure:
    """How many enterprises, with the range that unresolved duplicates leave."""
    low, high = world.units.range(counted)
    return Figure(
        value=float(high), low=float(low), high=float(high), parts=tuple(parts), evidence=evidence, refused=tuple(one for one in refused if one.count)
    )


def whos(world: World, chosen: Flags) -> list[str]:
    """Pseudonyms of the chosen units."""
    return [str(name) for name in world.units.names[chosen].tolist()]


def by_column(world: World, by: str, column: NDArray[np.object_], counted: Flags) -> tuple[Part, ...]:
    """How many of the counted have each value of a column; sizes from the smallest, others by value."""
    order = {size.value: place for place, size in enumerate(Size)}
    values = sorted({str(value) for value in column[counted].tolist()}, key=lambda value: (order.get(value, len(order)), value))
    return tuple(Part(by, value, *_range(world, counted & (column == value))) for value in values)


def _range(world: World, chosen: Flags) -> tuple[float, float, float]:
    low, high = world.units.range(chosen)
    return float(high), float(low), float(high)


def made(world: World, period: Period) -> list[Collaboration]:
    """Collaborations of the programme's businesses that came about in the period."""
    return [one for one in world.collaborations if world.is_unit(one.one) and period.first <= one.since <= period.last]


def proving(found: Iterable[Collaboration]) -> Evidence:
    """Both entries of each collaboration."""
    return entries([seq for one in found for seq in one.seqs])


def day(world: World, row: int) -> date:
    """The day on which an entry's event happened."""
    found: date = world.history.on[row].astype(date)
    return found
