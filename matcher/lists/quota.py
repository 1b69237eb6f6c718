"""Lists that hold at least so many of a kind, such as another sector or newcomers, and lose as little as possible by it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from matcher.lists.topk import top

Flags = NDArray[np.bool_]
Wanted = tuple[Flags, int]
"""Who is wanted, one value for each row of the index, and how many of them at least."""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many places of one list are kept: for partners known to be in another sector, and for newcomers."""

    cross_sector: int = 0
    newcomers: int = 0

    def checked(self, k: int) -> "Quota":
        """Itself. Raises Invalid if more is to be kept than a list of k has."""
        for name, least in (("cross_sector", self.cross_sector), ("newcomers", self.newcomers)):
            if not 0 <= least <= k:
                raise Invalid(f"{name}={least} is out of range; a list of {k} can keep 0 to {k} places")
        return self

    def __str__(self) -> str:
        return f" keep {self.cross_sector} {self.newcomers}" if self.cross_sector or self.newcomers else ""


def best(scores: NDArray[np.float64], rows: NDArray[np.intp], k: int, wanted: Sequence[Wanted] = ()) -> NDArray[np.intp]:
    """The k of `rows` with the highest scores that fulfil each quota, as far as there are any; a later quota takes nothing from an earlier one.

    The order is that of the scores, equal ones by row: a quota moves ranks, never scores.
    """
    if not any(least for _, least in wanted):
        return rows[top(scores[rows], k, ties=rows)]
    ranked: NDArray[np.intp] = rows[top(scores[rows], len(rows), ties=rows)]
    first, spared = ranked[:k], np.zeros(len(scores), dtype=bool)
    for flags, least in wanted:
        rest = ranked[~np.isin(ranked, first)]
        together = np.concatenate([first, rest])
        first = with_least(together, flags[together], k, least, spared=spared[together])
        if flags[first].sum() <= least:
            spared |= flags
    return ranked[np.isin(ranked, first)]


def with_least(ranked: NDArray[np.intp], wanted: Flags, k: int, least: int, *, spared: Flags | None = None) -> NDArray[np.intp]:
    """The first k of a ranking with at least `least` wanted ones, as far as there are any: the list that loses least.

    `ranked` are rows, the best first; `wanted` flags them one by one. The last unwanted ones, unless `spared`, give way to the next
    wanted ones, and the order of the ranking stays: among all lists of k with so many wanted ones this has the highest sum of scores.
    """
    if not 0 <= least <= k:
        raise Invalid(f"{least} of {k} places cannot be kept; keep 0 to {k}")
    fixed = wanted[:k] if spared is None else wanted[:k] | spared[:k]
    givable = np.flatnonzero(~fixed)[::-1]
    missing = min(max(least - int(wanted[:k].sum()), 0), len(givable))
    more = np.flatnonzero(wanted[k:])[:missing] + k
    kept = np.setdiff1d(np.arange(min(k, len(ranked))), givable[: len(more)])
    chosen: NDArray[np.intp] = ranked[np.concatenate([kept, more])]
    return chosen
