"""Trials as the ledger tells them: the rules as declared, and who was assigned to which arm after that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from graph.model import Scalar
from graph.reach.history import Days, History
from graph.reach.units import Units
from graph.schema import Happening
from graph.trials.declaration import HASH, Declaration, Design, Outcome, seed_hash

OFFER, WAIT = "offer", "wait"
_ARMS = frozenset({OFFER, WAIT})
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One trial. `names` are the pseudonyms that were assigned, in order of entry, with `arms`, `strata` and `days` of the assignment.

    `commitment` is the hash of the seed as it was declared ("" where the seed was declared openly); `seed` is None until it is published.
    """

    declaration: Declaration
    declared: date
    commitment: str
    seed: int | None
    names: tuple[str, ...]
    arms: tuple[str, ...]
    strata: tuple[str, ...]
    days: tuple[date, ...]

    @property
    def code(self) -> str:
        return self.declaration.code

    @property
    def assigned(self) -> date | None:
        """The day of the draw; None before it."""
        return max(self.days) if self.days else None

    @property
    def ends(self) -> date | None:
        """The last day on which an outcome counts for anybody."""
        return max(self.days) + timedelta(days=self.declaration.horizon) if self.days else None

    def is_over(self, today: date) -> bool:
        """Has the horizon passed for everybody? Only then the result is looked at: once, as declared."""
        return self.ends is not None and today > self.ends

    @property
    def seed_kept(self) -> bool | None:
        """Is the published seed the one whose hash was declared? None where there was no hash, or the seed is not published yet."""
        return None if self.seed is None or not self.commitment else seed_hash(self.code, self.seed) == self.commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The businesses of a trial that count, one row each: rows of the units, arms, strata numbered from 0, days. `left_out` offered and waiting count not."""

    units: NDArray[np.intp]
    offered: Flags
    stratum: NDArray[np.intp]
    strata: tuple[str, ...]
    days: Days
    left_out: tuple[int, int]


def trials(history: History) -> list[Trial]:
    """All trials by code. The first declaration of a code counts, and the first assignment of a business behind it; what cannot be read as a trial is none."""
    declared: dict[str, int] = {}
    for row in history.rows(Happening.TRIAL_DECLARED).tolist():
        if history.about(row) not in declared and _declaration(history.about(row), history.data[row]) is not None:
            declared[history.about(row)] = row
    assigned: dict[str, dict[str, int]] = {code: {} for code in declared}
    for row in history.rows(Happening.TRIAL_ASSIGNED).tolist():
        code, subject = history.about(row), int(history.subjects[row])
        if code in declared and row > declared[code] and subject >= 0 and history.data[row].get("arm") in _ARMS:
            assigned[code].setdefault(history.names[subject], row)
    return [_trial(history, declared[code], assigned[code]) for code in sorted(declared)]


def compared(trial: Trial, history: History, units: Units) -> Compared:
    """Who may be counted; duplicates that were found to be one count as first assigned."""
    rows: dict[int, int] = {}
    out = [0, 0]
    for at, name in enumerate(trial.names):
        unit = int(units.of[history.row_of[name]])
        if unit < 0:
            out[trial.arms[at] == WAIT] += 1
        else:
            rows.setdefault(unit, at)
    strata = tuple(sorted({trial.strata[at] for at in rows.values()}))
    return Compared(
        units=np.array(list(rows), dtype=np.intp),
        offered=np.array([trial.arms[at] == OFFER for at in rows.values()], dtype=bool),
        stratum=np.array([strata.index(trial.strata[at]) for at in rows.values()], dtype=np.intp),
        strata=strata,
        days=np.array([trial.days[at] for at in rows.values()], dtype="datetime64[D]"),
        left_out=(out[0], out[1]),
    )


def waiting(known: Sequence[Trial], today: date) -> frozenset[str]:
    """Pseudonyms of who waits today: not offered introductions until the horizon of its trial is over."""
    lists = [trial for trial in known if trial.declaration.design is Design.WAITING_LIST]
    return frozenset(
        name
        for trial in lists
        for name, arm, day in zip(trial.names, trial.arms, trial.days, strict=True)
        if arm == WAIT and day <= today <= day + timedelta(days=trial.declaration.horizon)
    )


def _trial(history: History, row: int, rows: Mapping[str, int]) -> Trial:
    code, data = history.about(row), history.data[row]
    declaration = _declaration(code, data)
    assert declaration is not None
    seeds = [data.get("seed"), *(history.data[at].get("seed") for at in rows.values())]
    return Trial(
        declaration=declaration,
        declared=history.on[row].astype(date),
        commitment=str(seeds[0]) if HASH.fullmatch(str(seeds[0])) else "",
        seed=next((seed for seed in seeds if type(seed) is int), None),
        names=tuple(rows),
        arms=tuple(str(history.data[at]["arm"]) for at in rows.values()),
        strata=tuple(str(history.data[at].get("stratum", "")) for at in rows.values()),
        days=tuple(history.on[at].astype(date) for at in rows.values()),
    )


def _declaration(code: str, data: Mapping[str, Scalar]) -> Declaration | None:
    """The rules as declared; None for what is no declaration. A trial that was entered by hand may leave out what strata are made of."""
    strata = tuple(name for name in str(data.get("stratum", "")).split("+") if name)
    try:
        return Declaration(
            code=code,
            design=Design(str(data["design"])),
            outcome=Outcome(str(data["outcome"])),
            horizon=int(data["horizon"]),
            share=float(data["share"]),
            alpha=float(data["alpha"]),
            strata=strata,
        )
    except (KeyError, ValueError, TypeError, Invalid):
        return None
