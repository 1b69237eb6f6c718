"""The three tiers of reach: since when each enterprise is reached, directly benefited, supported in depth."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.reach.history import Days, History, Rows
from graph.reach.rules import ACTS, EXPOSURES, Rules
from graph.reach.units import Units
from graph.schema import Happening as H

_LATE = np.iinfo(np.int64).max  # a day that never comes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiers:
    """One row per unit: the first day on which it was in a tier (NaT: never), and the days of what depth is made of.

    `hours` are documented hours of support, each service once. `deep` is the day on which the hours were enough, `signed` the day on which
    a collaboration was signed and confirmed by the other side.
    """

    reached: Days
    benefited: Days
    supported: Days
    assessed: Days
    planned: Days
    deep: Days
    signed: Days
    hours: NDArray[np.float64]

    @property
    def days(self) -> tuple[Days, Days, Days]:
        """Reached, benefited, supported."""
        return self.reached, self.benefited, self.supported

    def at(self, day: date) -> NDArray[np.int8]:
        """The tier of each unit at the end of a day: 0 to 3."""
        return sum((since <= np.datetime64(day)).astype(np.int8) for since in self.days)  # type: ignore[return-value]


def tiers(history: History, units: Units, rules: Rules) -> Tiers:
    """Fold the history. Tiers are cumulative: who is supported in depth has benefited, and who has benefited was reached."""
    support = support_rows(history, units)
    acts = _first(history, units, act_rows(history, rules))
    exposed = _first(history, units, np.concatenate([exposure_rows(history), support]))
    assessed = _first(history, units, history.rows(H.NEED_ASSESSED))
    planned = _first(history, units, history.rows(H.ACTION_PLANNED))
    deep, hours = _enough(history, units, support, rules.hours)
    signed = _signed(history, units)
    reached = np.minimum(exposed, acts)
    depth = np.minimum(np.maximum(np.maximum(assessed, planned), deep), signed)
    return Tiers(
        reached=_days(reached),
        benefited=_days(acts),
        supported=_days(np.maximum(acts, depth)),
        assessed=_days(assessed),
        planned=_days(planned),
        deep=_days(deep),
        signed=_days(signed),
        hours=hours,
    )


def exposure_rows(history: History) -> Rows:
    """Exposures that are no act: delivered to the business itself. A list counts that its own key was shown, not a manager's."""
    shown = history.rows(H.SHOWN)
    own = np.array([history.data[row].get("own") is True for row in shown.tolist()], dtype=bool)
    return np.concatenate([history.rows(*EXPOSURES), shown[own]])


def act_rows(history: History, rules: Rules) -> Rows:
    """Voluntary acts; a video counts from a share on."""
    watched = history.rows(H.WATCHED)
    return np.concatenate([history.rows(*ACTS), watched[history.number("share", watched) >= rules.watched]])


def support_rows(history: History, units: Units) -> Rows:
    """Documented support in the order of its days; hours of the same service count once for a business."""
    rows = history.rows(H.SUPPORT_GIVEN)
    rows = rows[np.lexsort((history.seqs[rows], history.on[rows]))]
    services = history.text("service", rows)
    seen: set[tuple[int, str]] = set()
    kept = []
    for row, unit, service in zip(rows.tolist(), subject_units(history, units, rows).tolist(), services.tolist(), strict=True):
        if service and (unit, service) in seen:
            continue
        seen.add((unit, service))
        kept.append(row)
    return np.array(kept, dtype=np.intp)


def subject_units(history: History, units: Units, rows: Rows) -> NDArray[np.int32]:
    """The unit of each row's subject, -1 for none."""
    return np.append(units.of, np.int32(-1))[history.subjects[rows]]


def about_units(history: History, units: Units, rows: Rows) -> NDArray[np.int32]:
    """The unit that each row is about, -1 for none."""
    return np.append(units.of, np.int32(-1))[history.abouts[rows]]


def _enough(history: History, units: Units, rows: Rows, needed: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The day on which each unit's hours reached what is needed, and all its hours."""
    unit, hours = subject_units(history, units, rows), np.nan_to_num(history.number("hours", rows))
    of_units = unit >= 0
    rows, unit, hours = rows[of_units], unit[of_units], hours[of_units]
    order = np.argsort(unit, kind="stable")  # within a unit by day, as the rows are
    rows, unit, hours = rows[order], unit[order], hours[order]
    total = np.bincount(unit, weights=hours, minlength=len(units)).astype(np.float64)
    before = np.concatenate([[0.0], np.cumsum(total)])[unit]
    enough = np.cumsum(hours) - before >= needed - 1e-9
    return _least(len(units), unit[enough], history.on[rows[enough]]), total


def _signed(history: History, units: Units) -> NDArray[np.int64]:
    """The first day on which each unit had a collaboration that one side signed and the other confirmed."""
    days: dict[tuple[int, int], int] = {}
    for row in history.rows(H.COLLABORATION_SIGNED).tolist():
        one, other = _ends(history, units, row)
        day = int(history.on[row].astype(np.int64))
        days[one, other] = min(day, days.get((one, other), day))
    found = np.full(len(units), _LATE, dtype=np.int64)
    for row in history.rows(H.COLLABORATION_CONFIRMED).tolist():
        other, one = _ends(history, units, row)
        signed = days.get((one, other))
        if signed is None:
            continue
        both = max(signed, int(history.on[row].astype(np.int64)))
        for unit in (one, other):
            if unit < len(units):
                found[unit] = min(found[unit], both)
    return found


def _ends(history: History, units: Units, row: int) -> tuple[int, int]:
    """Subject and about of a row as units; what is no unit stands behind them, by its name."""
    names = int(history.subjects[row]), int(history.abouts[row])
    one, other = (int(units.of[name]) if name >= 0 and units.of[name] >= 0 else len(units) + name + 1 for name in names)
    return one, other


def _first(history: History, units: Units, rows: Rows) -> NDArray[np.int64]:
    return _least(len(units), subject_units(history, units, rows), history.on[rows])


def _least(count: int, unit: NDArray[np.int32], on: Days) -> NDArray[np.int64]:
    """The earliest day of each unit."""
    found = np.full(count, _LATE, dtype=np.int64)
    known = unit >= 0
    np.minimum.at(found, unit[known], on[known].astype(np.int64))
    return found


def _days(found: NDArray[np.int64]) -> Days:
    return np.where(found == _LATE, np.iinfo(np.int64).min, found).astype("datetime64[D]")
