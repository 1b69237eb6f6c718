"""What each switch against more of the same costs, and what it gives: on the lists of the evaluation, one switch at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.baselines import cosine
from matcher.evaluation.concentration import exposed
from matcher.evaluation.metrics import figures_of
from matcher.evaluation.partners import Asking, Ranker
from matcher.evaluation.ties import Split
from matcher.lists.allowed import crossing
from matcher.lists.exposure import DEPTH, NOBODY, SHOWN, Counts, Flags, Lists, Numbers, capacity, fair
from matcher.lists.mixing import crossings, mixed
from matcher.lists.quota import with_least
from matcher.lists.topk import top
from matcher.ranker.learning import Progress, asked
from matcher.score import DIAL, stated
from matcher.signals import Listed
from matcher.signals.apart import competitors
from matcher.signals.network import NEWCOMER_TIES

SLICE = "international"
CROSSED, NEW = 7, 1
"""Places of ten that are kept for another sector and for newcomers, where the switch is on."""
_TWICE, _MOST = 2, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Means over the sources, and what stands in the ten shown places of all lists together.

    `ndcg10_lost`, `recall50_lost` are shares of the figure without any switch (below 0: gained). `cross_sector` is the share of
    shown pairs in another sector (between Horizon 2020 organisations another dominant field), of those where it is known.
    `organisations` are the different ones shown; `newcomers`, `gini`, `busiest` as in `concentration.Exposed`.
    """

    switch: str
    ndcg10: float
    recall50: float
    ndcg10_lost: float
    recall50_lost: float
    cross_sector: float
    organisations: int
    newcomers: int
    gini: float
    busiest: float


@dataclass(frozen=True, slots=True)
class _Source:
    """One source: everybody eligible, the best first, with scores; points of the dial; who is a competitor; who is in another sector."""

    row: int
    partners: NDArray[np.int32]
    ranked: NDArray[np.intp]
    scores: Numbers  # of every row of the index, as the next two
    dial: Numbers
    rivals: Flags
    other: NDArray[np.object_]
    alike: NDArray[np.intp]  # the ten most alike in text


def prices(
    split: Split, ranker: Ranker, given: Mapping[str, float], signals: Sequence[Listed], *, rows: NDArray[np.intp], progress: Progress | None = None
) -> list[dict[str, object]]:
    """The price of each switch for the sources `rows`, in lists of partners abroad; `given` are the stated weights, for the dial.

    The first record is the ranking without a switch. Of all lists together, the share of shown pairs in another sector is brought to
    twice what similarity of texts shows, at most to 80 %; beside it, so many places of each list are kept for another sector.
    """
    sources = list(_sources(split, ranker, given, signals, rows=rows, progress=progress))
    if not sources:
        return []
    seen = _Seen(split, sources)
    goal = min(_TWICE * _other([(source, source.alike) for source in sources]), _MOST)
    new = split.index.links.degree <= NEWCOMER_TIES
    plain = seen.lists(lambda source: source.ranked)
    switched = {
        "none": plain,
        "fair": fair(plain, seen.capacity, new),
        f"another sector, {goal:.0%} of all lists": mixed(plain, crossings(split.index, plain), goal),
        f"another sector, {CROSSED} of {SHOWN}": seen.lists(lambda source: _led(source, source.other == True, CROSSED)),  # noqa: E712
        "another sector only": seen.lists(lambda source: source.ranked[source.other[source.ranked] == True]),  # noqa: E712
        f"newcomers, {NEW} of {SHOWN}": seen.lists(lambda source: _led(source, new, NEW)),
        "distance in the middle": seen.lists(_dialled),
        "competitors kept out": seen.lists(lambda source: source.ranked[~source.rivals[source.ranked]]),
    }
    return [asdict(price) for price in _priced(seen, switched)]


def _sources(
    split: Split, ranker: Ranker, given: Mapping[str, float], signals: Sequence[Listed], *, rows: NDArray[np.intp], progress: Progress | None
) -> Iterator[_Source]:
    for done, row in enumerate(rows.tolist()):
        partners = next((truth.partners for truth in split.truths(row) if truth.slice == SLICE), None)
        if partners is not None:
            query = asked(split, row)
            scores = ranker(Asking(split, query, signals), SLICE)
            eligible = np.flatnonzero(split.eligible(row, SLICE))
            ranked = eligible[top(scores[eligible], len(eligible), ties=eligible)]
            likeness = cosine(split, query)
            texts = eligible[likeness[eligible] > 0]
            alike = texts[top(likeness[texts], SHOWN, ties=texts)]
            dial = stated(split.index, query, given)[DIAL]
            yield _Source(row, partners, ranked, scores, dial, competitors(split.index, query), crossing(split.index, query), alike)
        if progress:
            progress("lists for prices", done + 1, len(rows))


class _Seen:
    """Makes lists of all sources and measures them."""

    def __init__(self, split: Split, sources: Sequence[_Source]) -> None:
        self.split, self.sources = split, sources
        self.capacity: Counts = capacity(split.index)

    def lists(self, order: Callable[[_Source], NDArray[np.integer]]) -> Lists:
        """The lists of all sources, each in an order of its own, as deep as exposure looks."""
        targets = np.full((len(self.sources), DEPTH), NOBODY, dtype=np.int32)
        scores = np.zeros(targets.shape)
        for at, source in enumerate(self.sources):
            some = order(source)[:DEPTH]
            targets[at, : len(some)], scores[at, : len(some)] = some, source.scores[some]
        return Lists(np.array([source.row for source in self.sources], dtype=np.int32), targets, scores)

    def price(self, switch: str, lists: Lists, plain: tuple[float, float]) -> Price:
        """The figures of some lists beside those without a switch."""
        index = self.split.index
        ndcg, recall = self.quality(lists)
        spread = exposed(lists, self.capacity, index.links.degree <= NEWCOMER_TIES, self.split.met)
        return Price(
            switch=switch,
            ndcg10=ndcg,
            recall50=recall,
            ndcg10_lost=1 - ndcg / plain[0] if plain[0] else 0.0,
            recall50_lost=1 - recall / plain[1] if plain[1] else 0.0,
            cross_sector=self.other(lists),
            organisations=spread.different,
            newcomers=spread.newcomers,
            gini=spread.gini,
            busiest=spread.busiest,
        )

    def other(self, lists: Lists) -> float:
        """The share of shown pairs in another sector."""
        return _other([(source, targets[:SHOWN]) for source, targets in zip(self.sources, lists.targets, strict=True)])

    def quality(self, lists: Lists) -> tuple[float, float]:
        """Mean nDCG@10 and Recall@50."""
        found = [figures_of(targets[targets != NOBODY], source.partners)[:2] for source, targets in zip(self.sources, lists.targets, strict=True)]
        means = np.mean(found, axis=0)
        return float(means[0]), float(means[1])


def _priced(seen: _Seen, switched: Mapping[str, Lists]) -> Iterator[Price]:
    plain = seen.quality(switched["none"])
    for switch, lists in switched.items():
        yield seen.price(switch, lists, plain)


def _led(source: _Source, wanted: Flags, least: int) -> NDArray[np.integer]:
    """The ranking, its first ten with at least so many wanted ones."""
    first = with_least(source.ranked, wanted[source.ranked].astype(bool), SHOWN, least)
    return np.concatenate([first, source.ranked[~np.isin(source.ranked, first)]])


def _dialled(source: _Source) -> NDArray[np.intp]:
    """The order with the dial in the middle, as a list on the screen has it."""
    return source.ranked[top((source.scores + source.dial)[source.ranked], len(source.ranked), ties=source.ranked)]


def _other(shown: Sequence[tuple[_Source, NDArray[np.integer]]]) -> float:
    """The share of shown pairs that are in another sector, of those where it is known; 0 if it is known of none."""
    known = [across for source, rows in shown for across in source.other[rows[rows != NOBODY]].tolist() if across is not None]
    return sum(known) / len(known) if known else 0.0
