"""Reach as of one state of ledger, network and rules: what every figure is computed from."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.reach.history import History
from graph.reach.rules import Rules
from graph.reach.tiers import Tiers, tiers
from graph.reach.units import Organisations, Units, units
from graph.schema import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """History, units, tiers and the rules they were folded by."""

    rules: Rules
    history: History
    units: Units
    tiers: Tiers

    def as_of(self, day: date) -> Self:
        """What was so at the end of a day: later events are left out, so hours and lacks are those of then. Merges decided since stay decided."""
        past = self.history.until(day)
        return self if len(past) == len(self.history) else replace(self, history=past, tiers=tiers(past, self.units, self.rules))

    def only(self, chosen: NDArray[np.bool_]) -> Self:
        """Reach of just these units: a collaboration counts whoever the other side is."""
        if chosen.all():
            return self
        fewer = self.units.only(chosen)
        return replace(self, units=fewer, tiers=tiers(self.history, fewer, self.rules))


def fold(
    rules: Rules,
    history: History,
    organisations: Organisations,
    pseudonyms: Mapping[str, str],
    *,
    doubtful: Iterable[tuple[str, str, float]] = (),
    withdrawn: Mapping[str, frozenset[Purpose]] | None = None,
    ended: Collection[str] = frozenset(),
) -> Reach:
    """Reach from the whole history."""
    counted = units(history, organisations, pseudonyms, doubtful=doubtful, withdrawn=withdrawn, ended=ended)
    return Reach(rules=rules, history=history, units=counted, tiers=tiers(history, counted, rules))
