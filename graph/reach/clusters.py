"""Which clusters are active (R4): enough members, a manager who did something lately, a recommendation that was acted on."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.reach.history import History, Rows
from graph.reach.rules import Rules
from graph.reach.tiers import subject_units
from graph.reach.units import Units
from graph.schema import Happening as H

ACTED = (H.INTEREST_SENT, H.INTRODUCED, H.SERVICE_STARTED)
"""What shows that a recommendation was acted on."""


@dataclass(frozen=True, slots=True)
class ClusterState:
    """One cluster at a day: its businesses, the last day a manager did something for one of them (None: never), how often members acted."""

    cluster: str
    members: int
    managed: date | None
    acted: int
    active: bool


def cluster_states(history: History, units: Units, rules: Rules, day: date) -> list[ClusterState]:
    """All clusters that have members, by id. A manager is known by the code in `by` of what was done for a member."""
    past = history.on <= np.datetime64(day)
    everything = np.arange(len(history), dtype=np.intp)
    managed = _latest(history, units, everything[past & np.array(["by" in data for data in history.data], dtype=bool)])
    acts = history.rows(*ACTED)
    acted = np.bincount(_counted(subject_units(history, units, acts[past[acts]])), minlength=len(units))
    return [_state(cluster, members, managed, acted, rules=rules, day=day) for cluster, members in sorted(_members(units).items())]


def _state(cluster: str, members: list[int], managed: Rows, acted: Rows, *, rules: Rules, day: date) -> ClusterState:
    latest = int(managed[members].max())
    when = np.datetime64(latest, "D").astype(date) if latest >= 0 else None
    done = int(acted[members].sum())
    active = len(members) >= rules.members and when is not None and (day - when).days <= rules.active_days and done > 0
    return ClusterState(cluster, len(members), when, done, active)


def _members(units: Units) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for unit in np.flatnonzero(~units.left).tolist():
        for cluster in units.clusters[unit]:
            found.setdefault(cluster, []).append(unit)
    return found


def _latest(history: History, units: Units, rows: Rows) -> Rows:
    """The last day among the rows of each unit, as days since 1970; -1 for none."""
    found = np.full(len(units), -1, dtype=np.int64)
    unit = subject_units(history, units, rows)
    np.maximum.at(found, unit[unit >= 0], history.on[rows[unit >= 0]].astype(np.int64))
    return found


def _counted(unit: np.ndarray[tuple[int], np.dtype[np.int32]]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return unit[unit >= 0]
