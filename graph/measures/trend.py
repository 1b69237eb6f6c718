"""Has the network changed, or is it chance? The last 24 months against the 24 before, and against meetings shuffled between the two."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from graph.measures.mixing import crossing
from graph.measures.months import WINDOW, Meetings, met
from graph.measures.shape import centralisation, gini
from graph.measures.significance import Tick, silent, ticking
from graph.measures.ties import Ints, Ties

ALPHA = 0.05
BETTER = ("connected", "across_cluster", "across_section", "across_field", "across_country")
"""Should rise: more have a tie, and more ties lead somewhere else."""
CENTRAL = ("gini", "centralisation")
"""Must not rise."""
FOLLOWED = (*BETTER, *CENTRAL)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in the two windows. `low` and `high` hold 95 % of the differences that chance alone makes; `p` is how often chance makes one as large.

    `p` is two-sided and counts the change itself as one of the draws, so it is never 0.
    """

    before: float
    after: float
    low: float
    high: float
    p: float

    @property
    def difference(self) -> float:
        return self.after - self.before


class Verdict(StrEnum):
    """What a network has become, as far as it is more than chance."""

    BETTER = "better"  # and not more central
    BOTH = "both"  # better, and more central
    CENTRAL = "central"  # only more central
    WORSE = "worse"  # fewer ties lead elsewhere
    SAME = "same"  # no change shown
    UNKNOWN = "unknown"  # not two windows with ties


def shown(found: Mapping[str, Change]) -> dict[str, Change]:
    """Changes that chance does not make, even if one asks about all of them at once (Bonferroni)."""
    return {name: change for name, change in found.items() if change.p * len(found) < ALPHA}


def verdict(found: Mapping[str, Change]) -> Verdict:
    """Does the network get better, or only more central?"""
    if not found:
        return Verdict.UNKNOWN
    rose = {name for name, change in shown(found).items() if change.difference > (change.low + change.high) / 2}
    better, central = bool(rose & {*BETTER}), bool(rose & {*CENTRAL})
    if better:
        return Verdict.BOTH if central else Verdict.BETTER
    if central:
        return Verdict.CENTRAL
    return Verdict.WORSE if {*shown(found)} & {*BETTER} else Verdict.SAME


def trend(found: Meetings, groups: Mapping[str, Ints], month: int, *, draws: int, seed: int = 0, tick: Tick = silent) -> dict[str, Change]:
    """Each of `FOLLOWED` at the end of `month` and 24 months earlier, two windows without a meeting in common; {} if one of them is empty.

    The random differences come from the same meetings, shuffled between two windows that stay as full as they were.
    """
    old, new = (_counting(found, at) for at in (month - WINDOW, month))
    if not len(old) or not len(new):
        return {}
    both, random = np.concatenate([old, new]), np.random.default_rng(seed)
    before, after = (_figures(found, groups, part) for part in (old, new))
    drawn: dict[str, list[float]] = {name: [] for name in FOLLOWED if name in before and name in after}
    for _ in ticking(range(draws), draws, tick):
        mixed = random.permutation(both)
        one, two = (_figures(found, groups, np.sort(part)) for part in (mixed[: len(old)], mixed[len(old) :]))
        for name, differences in drawn.items():
            if name in one and name in two:
                differences.append(two[name] - one[name])
    return {name: _change(before[name], after[name], np.array(differences)) for name, differences in drawn.items() if differences}


def _counting(found: Meetings, month: int) -> NDArray[np.intp]:
    return np.flatnonzero((found.made <= month) & (found.made > month - WINDOW) & (found.broken > month))


def _figures(found: Meetings, groups: Mapping[str, Ints], meetings: NDArray[np.intp]) -> dict[str, float]:
    chosen = np.zeros(len(found.made), dtype=bool)
    chosen[meetings] = True
    ties = met(found.of(chosen), found.n, groups)
    return figures(ties)


def figures(ties: Ties) -> dict[str, float]:
    """The measures of `FOLLOWED`, as far as they can be said."""
    degree = ties.degree[ties.degree > 0]
    if not len(degree):
        return {}
    shares = {f"across_{name}": crossing(ties, codes).share for name, codes in ties.groups.items()}
    plain = {"connected": len(degree) / ties.n, "gini": gini(degree), "centralisation": centralisation(degree)}
    return {**plain, **{name: share for name, share in shares.items() if share is not None and name in FOLLOWED}}


def _change(before: float, after: float, drawn: NDArray[np.float64]) -> Change:
    middle = float(drawn.mean())
    beyond = int((np.abs(drawn - middle) >= abs(after - before - middle) - 1e-12).sum())
    low, high = (float(value) for value in np.quantile(drawn, [ALPHA / 2, 1 - ALPHA / 2]))
    return Change(before, after, low, high, (beyond + 1) / (len(drawn) + 1))
