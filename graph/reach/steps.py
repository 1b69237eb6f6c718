"""Who is nearest to the next tier, the cheapest next action for each, and what it would take to reach the target of depth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

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


def steps(history: History, units: Units, tiers: Tiers, rules: Rules, day: date) -> list[Step]:
    """Everybody below depth, the nearest to depth first, then by place. `tiers` are those of what had happened until `day`."""
    waiting = unconfirmed(history, units)
    at = tiers.at(day)
    found = [_step(tiers, rules, unit, int(at[unit]), day, confirm=unit in waiting) for unit in np.flatnonzero(at < 3).tolist()]
    return sorted(found, key=lambda step: (step.to_depth, -step.tier, step.unit))


def effort(found: Sequence[Step], units: Units, tiers: Tiers, rules: Rules, day: date) -> Effort:
    """The cheapest way to the target of depth: the nearest businesses, each in its first cluster."""
    missing = max(0, rules.supported - int((tiers.at(day) >= 3).sum()))
    chosen = found[:missing]
    by: dict[str, tuple[int, float]] = {}
    for step in chosen:
        cluster = next(iter(units.clusters[step.unit]), "")
        number, hours = by.get(cluster, (0, 0.0))
        by[cluster] = number + 1, hours + step.to_depth
    return Effort(missing, len(chosen), sum(step.to_depth for step in chosen), dict(sorted(by.items())))


def _step(tiers: Tiers, rules: Rules, unit: int, tier: int, day: date, *, confirm: bool) -> Step:
    found = lacks(tiers, rules, unit, day)
    way = _way(tiers, rules, unit, day)
    to_depth = sum(hours for _, hours in way)
    if confirm and tier == 2:
        way, to_depth = [(Action.CONFIRM, EFFORT[Action.CONFIRM])], EFFORT[Action.CONFIRM]
    if tier == 0:
        way = [(Action.TELL, EFFORT[Action.TELL]), *way]
        to_depth += EFFORT[Action.TELL]
    action, hours = way[0]
    lacking = (Lack(Missing.CONFIRMATION, 0, 1),) if action is Action.CONFIRM else tuple(found)
    return Step(unit, tier, lacking, action, hours, to_depth if tier == 2 else hours, to_depth)


def _way(tiers: Tiers, rules: Rules, unit: int, day: date) -> list[tuple[Action, float]]:
    """What lacks for depth by support, the first to do first; an assessment is an act as well."""
    here = np.datetime64(day)
    way = []
    if not tiers.assessed[unit] <= here:
        way.append((Action.ASSESS, EFFORT[Action.ASSESS]))
    if not tiers.planned[unit] <= here:
        way.append((Action.PLAN, EFFORT[Action.PLAN]))
    if not tiers.deep[unit] <= here:
        way.append((Action.SUPPORT, max(0.0, rules.hours - float(tiers.hours[unit]))))
    return way
