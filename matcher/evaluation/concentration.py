"""How exposure is spread over the organisations that lists show: indicators Q3, Q4 and Q5."""

from dataclasses import dataclass

import numpy as np

from matcher.lists.exposure import SHOWN, Counts, Flags, Lists, Numbers, exposure


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """What lists do to those they show: indicators Q3 to Q5.

    `different` organisations stand in shown places, `newcomers` of them are newcomers. `coverage` is the share of the active ones
    that are shown (Q3). `gini` of exposure among the active, places weighted by 1/log2(rank + 1), 0 equal to 1 one for all, and
    `unseen` the share with none (Q4). `busiest` and `busy` are the highest and the 95th percentile of times shown per capacity, at
    most 1 where nobody is flooded (Q5).
    """

    different: int
    newcomers: int
    coverage: float
    gini: float
    unseen: float
    busiest: float
    busy: float


def exposed(lists: Lists, capacity: Counts, newcomers: Flags, active: Flags, *, shown: int = SHOWN) -> Exposed:
    """Measure lists; `active` are the rows that could be shown at all."""
    places = lists.first(shown)
    times = exposure(lists, places, len(capacity))
    weights = np.broadcast_to(1 / np.log2(np.arange(2, lists.targets.shape[1] + 2)), places.shape)[places]
    weighted = np.bincount(lists.targets[places], weights=weights, minlength=len(capacity))[active].astype(np.float64)
    load = times[times > 0] / np.maximum(capacity[times > 0], 1)
    seen = float((times[active] > 0).mean()) if active.any() else 0.0
    return Exposed(
        different=int((times > 0).sum()),
        newcomers=int(((times > 0) & newcomers).sum()),
        coverage=seen,
        gini=gini(weighted),
        unseen=1 - seen,
        busiest=float(load.max(initial=0.0)),
        busy=float(np.percentile(load, 95)) if len(load) else 0.0,
    )


def gini(values: Numbers) -> float:
    """The Gini coefficient of values ≥ 0: 0 where all are equal, towards 1 where one has everything; 0 for nothing."""
    ordered = np.sort(values)
    total = float(ordered.sum())
    if not total:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float(2 * (ranks * ordered).sum() / (len(ordered) * total) - (len(ordered) + 1) / len(ordered))
