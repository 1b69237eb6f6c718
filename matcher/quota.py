"""Lists that hold at least so many of a kind, such as another sector or newcomers, and lose as little as possible by it."""

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid


def with_least(ranked: NDArray[np.integer], wanted: NDArray[np.bool_], k: int, least: int) -> NDArray[np.integer]:
    """The first k of a ranking with at least `least` wanted ones, as far as there are any: the list that loses least.

    `ranked` are rows, the best first; `wanted` flags them one by one. The last unwanted ones give way to the next wanted ones, and
    the order of the ranking stays: among all lists of k with so many wanted ones this has the highest sum of scores.
    """
    if not 0 <= least <= k:
        raise Invalid(f"{least} of {k} places cannot be kept; keep 0 to {k}")
    first, missing = wanted[:k], max(least - int(wanted[:k].sum()), 0)
    more = np.flatnonzero(wanted[k:])[:missing] + k
    giving = np.flatnonzero(~first)[::-1][: len(more)]
    kept = np.setdiff1d(np.arange(min(k, len(ranked))), giving)
    chosen: NDArray[np.integer] = ranked[np.concatenate([kept, more])]
    return chosen
