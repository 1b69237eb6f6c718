"""Why a business counts, entry by entry, and what it lacks for the next tier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from graph.reach.history import History, Rows
from graph.reach.rules import Rules
from graph.reach.tiers import Tiers, about_units, act_rows, exposure_rows, subject_units, support_rows
from graph.reach.units import Units
from graph.schema import Happening as H


class Counts(StrEnum):
    """What an entry counts as."""

    EXPOSURE = "exposure"
    ACT = "act"
    SUPPORT = "support"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    SIGNED = "signed"
    CONFIRMED = "confirmed"


class Missing(StrEnum):
    """What may be missing for a tier."""

    EXPOSURE = "exposure"
    ACT = "act"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    HOURS = "hours"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True)
class Proof:
    """One entry of the ledger that counts: its number, kind, dates, seal, and what it counts as. `hours` of support, else None."""

    seq: int
    happening: H
    on: date
    entered: date
    mac: str
    counts: Counts
    hours: float | None


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: how much there is, and how much is needed."""

    missing: Missing
    have: float
    need: float


def proofs(history: History, units: Units, rules: Rules, unit: int) -> list[Proof]:
    """All entries that count for a unit, by the day they happened. An hour counted already under the same service is not among them."""
    kinds: list[tuple[Counts, Rows]] = [
        (Counts.ACT, act_rows(history, rules)),
        (Counts.EXPOSURE, exposure_rows(history)),
        (Counts.SUPPORT, support_rows(history, units)),
        (Counts.PLAN, history.rows(H.ACTION_PLANNED)),
        (Counts.SIGNED, history.rows(H.COLLABORATION_SIGNED)),
        (Counts.CONFIRMED, history.rows(H.COLLABORATION_CONFIRMED)),
    ]
    found = [_proof(history, row, counts) for counts, rows in kinds for row in rows[subject_units(history, units, rows) == unit].tolist()]
    either = history.rows(H.COLLABORATION_SIGNED, H.COLLABORATION_CONFIRMED)
    about = either[about_units(history, units, either) == unit]
    found += [_proof(history, row, Counts.SIGNED if history.happening(row) is H.COLLABORATION_SIGNED else Counts.CONFIRMED) for row in about.tolist()]
    return sorted(found, key=lambda proof: (proof.on, proof.seq))


def lacks(units_tiers: Tiers, rules: Rules, unit: int, day: date) -> list[Lack]:
    """What the unit lacks for the next tier at the end of a day; nothing if it is supported in depth. For depth: what lacks on the way of support.

    `units_tiers.hours` are those of the history it was folded from: fold what had happened until `day`.
    """
    tier = int(units_tiers.at(day)[unit])
    if tier == 0:
        return [Lack(Missing.EXPOSURE, 0, 1)]
    if tier == 1:
        return [Lack(Missing.ACT, 0, 1)]
    if tier > 2:
        return []
    here = np.datetime64(day)
    found = []
    if not units_tiers.assessed[unit] <= here:
        found.append(Lack(Missing.ASSESSMENT, 0, 1))
    if not units_tiers.planned[unit] <= here:
        found.append(Lack(Missing.PLAN, 0, 1))
    if not units_tiers.deep[unit] <= here:
        found.append(Lack(Missing.HOURS, float(units_tiers.hours[unit]), rules.hours))
    return found


def unconfirmed(history: History, units: Units) -> dict[int, Sequence[int]]:
    """Units with a signed collaboration that the other side has not confirmed → the numbers of the entries."""
    confirmed = history.rows(H.COLLABORATION_CONFIRMED)
    sides = zip(about_units(history, units, confirmed).tolist(), subject_units(history, units, confirmed).tolist(), strict=True)
    done = set(sides)
    signed = history.rows(H.COLLABORATION_SIGNED)
    ends = zip(subject_units(history, units, signed).tolist(), about_units(history, units, signed).tolist(), signed.tolist(), strict=True)
    found: dict[int, list[int]] = {}
    for one, other, row in ends:
        if one >= 0 and (one, other) not in done:
            found.setdefault(one, []).append(int(history.seqs[row]))
    return {unit: tuple(seqs) for unit, seqs in found.items()}


def _proof(history: History, row: int, counts: Counts) -> Proof:
    happening = history.happening(row)
    counts = Counts.ASSESSMENT if happening is H.NEED_ASSESSED else counts
    hours = history.data[row].get("hours") if counts is Counts.SUPPORT else None
    on, entered = history.on[row].astype(date), history.at[row].astype(date)
    return Proof(int(history.seqs[row]), happening, on, entered, history.macs[row], counts, float(hours) if isinstance(hours, int | float) else None)
