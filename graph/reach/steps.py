"""Who is nearest to the next tier, the cheapest next action for each, and what it would take to reach the target of depth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from graph.reach.history import History
from graph.reach.proof import Lack, Missing, lacks, unconfirmed
from graph.reach.rules import Rules
from graph.reach.tiers import Tiers
from graph.reach.units import Units


class Action(StrEnum):
    """What somebody can do for a business next."""

    TELL = "tell"
    ASSESS = "assess"
    PLAN = "plan"
    SUPPORT = "support"
    CONFIRM = "confirm"


EFFORT: Mapping[Action, float] = {Action.TELL: 0.25, Action.ASSESS: 1.5, Action.PLAN: 1.0, Action.CONFIRM: 0.25}
"""Hours of a manager or adviser for each; an assumption to plan with. Support costs the hours that lack."""


@dataclass(frozen=True, slots=True)
class Step:
    """One unit below depth: its tier, what lacks for the next, the cheapest next action, and hours until the next tier and until depth."""

    unit: int
    tier: int
    lacks: tuple[Lack, ...]
    action: Action
    effort: float  # of the next action
    to_next: float
    to_depth: float


@dataclass(frozen=True, slots=True)
class Effort:
    """What reaching the target takes: how many more businesses, hours in all, and hours and businesses by cluster ("" without one)."""

    missing: int
    found: int  # of those missing, how many the programme knows
    hours: float
    by_cluster: Mapping[str, tuple[int, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Everybody below depth: `units` from the nearest to the farthest, and the hours until depth of every unit."""

    units: NDArray[np.intp]
    to_depth: NDArray[np.float64]
    tier: NDArray[np.int8]
    waiting: frozenset[int]  # for the other side to confirm


def ahead(history: History, units: Units, tiers: Tiers, rules: Rules, day: date) -> Ahead:
    """How far everybody is from depth by support, or by a signature that waits for the other side. `tiers` are those of what had happened until `day`."""
    here, at = np.datetime64(day), tiers.at(day)
    waiting = frozenset(unit for unit in unconfirmed(history, units) if at[unit] == 2)
    hours = np.where(tiers.deep <= here, 0.0, np.maximum(0.0, rules.hours - tiers.hours))
    to_depth = np.where(tiers.assessed <= here, 0.0, EFFORT[Action.ASSESS]) + np.where(tiers.planned <= here, 0.0, EFFORT[Action.PLAN]) + hours
    to_depth = np.where(at == 0, to_depth + EFFORT[Action.TELL], to_depth)
    to_depth[sorted(waiting)] = EFFORT[Action.CONFIRM]
    below = np.flatnonzero((at < 3) & ~units.left)
    order = np.lexsort((below, _places(units)[below], -at[below], to_depth[below]))
    return Ahead(units=below[order], to_depth=to_depth, tier=at, waiting=waiting)


def steps(found: Ahead, tiers: Tiers, rules: Rules, day: date, *, among: Sequence[int] | None = None, limit: int = 10) -> list[Step]:
    """The first steps of all, or of those named, the nearest first."""
    chosen = found.units if among is None else found.units[np.isin(found.units, among)]
    return [_step(found, tiers, rules, unit, day) for unit in chosen[:limit].tolist()]


def effort(found: Ahead, units: Units, rules: Rules) -> Effort:
    """The cheapest way to the target of depth: the nearest businesses, each in its first cluster."""
    missing = max(0, rules.supported - int((found.tier >= 3).sum()))
    chosen = found.units[:missing]
    by: dict[str, tuple[int, float]] = {}
    for unit in chosen.tolist():
        cluster = next(iter(units.clusters[unit]), "")
        number, hours = by.get(cluster, (0, 0.0))
        by[cluster] = number + 1, hours + float(found.to_depth[unit])
    return Effort(missing, len(chosen), float(found.to_depth[chosen].sum()), dict(sorted(by.items())))


def _places(units: Units) -> NDArray[np.intp]:
    """Where each stands by pseudonym: the order of ids would tell evaluators whose is whose."""
    found: NDArray[np.intp] = np.unique(units.names.astype(str), return_inverse=True)[1]
    return found


def _step(found: Ahead, tiers: Tiers, rules: Rules, unit: int, day: date) -> Step:
    tier, to_depth = int(found.tier[unit]), float(found.to_depth[unit])
    if unit in found.waiting:
        return Step(unit, tier, (Lack(Missing.CONFIRMATION, 0, 1),), Action.CONFIRM, to_depth, to_depth, to_depth)
    lacking = tuple(lacks(tiers, rules, unit, day))
    action, hours = _first(tiers, rules, unit, tier, day)
    return Step(unit, tier, lacking, action, hours, to_depth if tier == 2 else hours, to_depth)


def _first(tiers: Tiers, rules: Rules, unit: int, tier: int, day: date) -> tuple[Action, float]:
    """What to do first; an assessment is an act as well."""
    here = np.datetime64(day)
    if tier == 0:
        return Action.TELL, EFFORT[Action.TELL]
    if not tiers.assessed[unit] <= here:
        return Action.ASSESS, EFFORT[Action.ASSESS]
    if not tiers.planned[unit] <= here:
        return Action.PLAN, EFFORT[Action.PLAN]
    return Action.SUPPORT, max(0.0, rules.hours - float(tiers.hours[unit]))
