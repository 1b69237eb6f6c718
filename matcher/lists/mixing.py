"""Lists for everybody that lead into other sectors more often: the exchanges that cost least, over all lists together."""

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from matcher.index import Index
from matcher.lists.exposure import SHOWN, Flags, Lists, Numbers

SAME, OTHER, UNKNOWN = 0, 1, -1
Crossing = NDArray[np.int8]


def crossings(index: Index, lists: Lists) -> Crossing:
    """For each place of lists whether it leads into another sector: NACE sections where both have one, else dominant fields, else unknown."""
    found = np.full(lists.targets.shape, UNKNOWN, dtype=np.int8)
    for column in (index.fields, index.sections):
        mine, theirs = column[lists.sources][:, None], column[lists.targets]
        known = lists.there & (mine != "") & (theirs != "")
        found = np.where(known, (mine != theirs).astype(np.int8), found)
    return found


def mixed(lists: Lists, crossing: Crossing, share: float, *, shown: int = SHOWN) -> Lists:
    """Bring the share of shown places in another sector, of those where it is known, to `share` (0 to 1), as far as that can be.

    In a list the last shown target that is not in another sector gives way to the next one that is; what that costs is the difference
    of their chances, read off the scores as log-odds: lists that have little to lose give first. Of all such exchanges in all lists the
    cheapest are made, equal ones in the order of the sources, until the share is reached. In one list each further exchange costs at
    least as much as the one before, so no other choice of so many loses less. Ranks move, scores do not; within the shown places, and
    behind them, the order stays. The order of the input changes nothing.
    """
    if not 0 <= share <= 1:
        raise Invalid(f"a share of {share} of the places cannot lead into another sector; ask for 0 to 1")
    chosen = lists.first(shown)
    wanted, known = (chosen & (crossing == OTHER)).sum(), (chosen & (crossing != UNKNOWN)).sum()
    for row, gives, comes in _exchanges(lists, crossing, chosen):
        if wanted >= share * known:
            break
        chosen[row, gives], chosen[row, comes] = False, True
        wanted += 1
        known += int(crossing[row, gives] == UNKNOWN)
    return lists.ordered(np.argsort(~chosen, axis=1, kind="stable"))


def _exchanges(lists: Lists, crossing: Crossing, chosen: Flags) -> list[tuple[int, int, int]]:
    """List, place that gives way and place that comes in, the cheapest first."""
    found: list[tuple[float, int, int, int, int]] = []
    for row, source in enumerate(lists.sources.tolist()):
        gives = np.flatnonzero(chosen[row] & (crossing[row] != OTHER))[::-1]
        comes = np.flatnonzero(~chosen[row] & lists.there[row] & (crossing[row] == OTHER))[: len(gives)]
        costs = _chances(lists.scores[row, gives[: len(comes)]]) - _chances(lists.scores[row, comes])
        found += [(cost, source, row, *pair) for cost, *pair in zip(costs.round(12).tolist(), gives.tolist(), comes.tolist(), strict=False)]
    return [(row, one, other) for _, _, row, one, other in sorted(found, key=lambda exchange: (exchange[0], exchange[1], -exchange[3]))]


def _chances(scores: Numbers) -> Numbers:
    """Log-odds as probabilities; beyond ±30 there is no difference to be seen."""
    found: Numbers = 1 / (1 + np.exp(-scores.clip(-30, 30)))
    return found
