"""Who is shown how often: lists for everybody re-ranked together, so that nobody is flooded and the unseen are seen. Moves ranks, never scores."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from matcher.index import Index

Rows = NDArray[np.int32]
Numbers = NDArray[np.float64]
Counts = NDArray[np.integer]
Flags = NDArray[np.bool_]

SHOWN = 10
"""Places of a list that count as shown: the rest is behind "more"."""
DEPTH = 300
"""How far down a list somebody may stand and still be lifted into the places kept for the least shown."""
KEPT = 2
"""Places at the end of the shown ones that are kept for the least shown."""
LATELY = 3  # years
LEAST = 10
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Lists:
    """One list a source, all together.

    `sources` are distinct rows of an index; `targets` is source × place, the best first, NOBODY behind the last; `scores` has the
    same shape. A place is a rank: re-ranking moves targets together with their scores.
    """

    sources: Rows
    targets: Rows
    scores: Numbers

    def __post_init__(self) -> None:
        if self.targets.ndim != 2 or self.targets.shape != self.scores.shape or len(self.sources) != len(self.targets):
            raise Invalid(f"{len(self.sources)} sources, targets {self.targets.shape}, scores {self.scores.shape}; give one row of both to each source")
        if len(np.unique(self.sources)) != len(self.sources):
            raise Invalid("a source has two lists; join them first")

    @property
    def there(self) -> Flags:
        """Where somebody stands."""
        found: Flags = self.targets != NOBODY
        return found

    def first(self, shown: int = SHOWN) -> Flags:
        """The shown places."""
        found: Flags = (np.arange(self.targets.shape[1]) < shown)[None, :] & self.there
        return found

    def ordered(self, places: NDArray[np.intp]) -> "Lists":
        """The same lists, each in another order."""
        return replace(self, targets=np.take_along_axis(self.targets, places, 1), scores=np.take_along_axis(self.scores, places, 1))


def fair(lists: Lists, capacity: Counts, newcomers: Flags, *, shown: int = SHOWN, kept: int = KEPT, depth: int = DEPTH) -> Lists:
    """Re-rank all lists together for exposure; `capacity` and `newcomers` have one value for each row of the index.

    1. Capacity. The first `shown` − `kept` places of each list go to its best, but nobody is shown more often than its capacity: it
       stays where it stands highest (of equal places where its score is higher, then with the lower source), and the other lists go
       on to their next. This is the stable assignment that is best for the lists (Gale, Shapley 1962, by deferred acceptance); there
       is only one, so the order of the input does not matter.
    2. The last `kept` places go to those not shown yet, newcomers first, each once, where it stands highest among the first `depth`.
       Lists for which nobody unseen is left go on with their best as in 1.
    3. Everybody else follows in the old order: whoever lost a shown place for want of capacity stands directly behind them.

    A list has fewer than `shown` within their capacity only where its own targets have none left.
    """
    if not 0 <= kept <= shown:
        raise Invalid(f"{kept} of {shown} shown places cannot be kept for the least shown; keep 0 to {shown}")
    best = _accepted(lists, capacity, np.full(len(lists.sources), shown - kept), lists.there)
    lifted = _lifted(lists, best, capacity, newcomers, kept=kept, depth=depth)
    placed = best | lifted
    left = capacity - exposure(lists, placed, len(capacity))
    more = _accepted(lists, left, shown - placed.sum(axis=1), lists.there & ~placed)
    order = np.argsort(np.where(best | more, 0, np.where(lifted, 1, 2)), axis=1, kind="stable")
    return lists.ordered(order)


def exposure(lists: Lists, places: Flags, size: int) -> NDArray[np.int64]:
    """How often each of `size` rows stands in the flagged places."""
    return np.bincount(lists.targets[places & lists.there], minlength=size)


def _accepted(lists: Lists, capacity: Counts, places: Counts, open: Flags) -> Flags:
    """Deferred acceptance: lists ask their best open targets, a target asked beyond its capacity refuses where it stands lowest, until nobody refuses."""
    open = open.copy()
    while True:
        asked: Flags = open & (np.cumsum(open, axis=1) <= places[:, None])
        refused = _beyond(lists, asked, capacity)
        if not len(refused[0]):
            return asked
        open[refused] = False


def _beyond(lists: Lists, asked: Flags, capacity: Counts) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The asked places that exceed a target's capacity: all but its best ones."""
    row, place = np.nonzero(asked)
    target = lists.targets[row, place]
    order = np.lexsort((lists.sources[row], -lists.scores[row, place], place, target))
    row, place, target = row[order], place[order], target[order]
    start = np.flatnonzero(np.diff(target, prepend=NOBODY))
    number = np.arange(len(target)) - np.repeat(start, np.diff(start, append=len(target)))
    over = number >= capacity[target]
    return row[over], place[over]


def _lifted(lists: Lists, best: Flags, capacity: Counts, newcomers: Flags, *, kept: int, depth: int) -> Flags:
    """The places lifted into the kept ones: pairs of list and unseen target by newcomer, place, score and ids, each target once."""
    lifted = np.zeros_like(best)
    able = (exposure(lists, best, len(capacity)) == 0) & (capacity > 0)
    row, place = np.nonzero(lists.there[:, :depth] & able[lists.targets[:, :depth]])
    target = lists.targets[row, place]
    order = np.lexsort((target, lists.sources[row], -lists.scores[row, place], place, ~newcomers[target]))
    room = np.full(len(lists.sources), kept)
    for at in order.tolist():
        if room[row[at]] and able[target[at]]:
            lifted[row[at], place[at]] = True
            room[row[at]] -= 1
            able[target[at]] = False
    return lifted


def capacity(index: Index) -> Counts:
    """How often each row of the index can be shown in one round of lists: as often as it gained partners a year lately, and ten times at least.

    Partners a year are counted over the last three years of the data. Whoever wins ties easily has room for many; nobody knows how
    much room a newcomer has, and ten places flood nobody.
    """
    links = index.links
    before = links.meetings[:, np.flatnonzero(links.met <= int(links.met.max(initial=0)) - LATELY)]
    known = (before @ before.T).tocsr()
    known.setdiag(0)
    known.eliminate_zeros()
    gained = links.degree - np.diff(known.indptr)
    return np.maximum(np.ceil(gained / LATELY), LEAST).astype(np.int64)
