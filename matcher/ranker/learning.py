"""Learning shapes from ties that formed: candidates of each source, which of them it worked with a year later, and the fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.ties import Split
from matcher.lists.topk import top
from matcher.query import Query, of_business
from matcher.ranker.features import context, features
from matcher.ranker.shapes import Numbers, Shapes
from matcher.signals import Form, Listed

Progress = Callable[[str, int, int], None]
Flags = NDArray[np.bool_]
TOP = 120
"""How many candidates each relative signal brings into a source's pool; the others say the same to every asker."""
_SHARE = 0.2
"""How many of the candidates that came to nothing are learned from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """One source's candidates abroad that any signal brings in: `values` (candidate × signal, the context last), and which became partners.

    Partners whom no signal brought in are not in it: learning from them, too, taught that little matters (nDCG@10 between businesses
    .059 instead of .079 on 500 sources of 2018, with eight signals). `found` counts all partners abroad, `found_businesses` the businesses among them.
    """

    row: int
    candidates: NDArray[np.intp]
    values: NDArray[np.float32]
    formed: Flags
    business: Flags
    found: int
    found_businesses: int

    def of_businesses(self) -> "Pool":
        """The same with businesses as candidates only."""
        kept = self.business
        return Pool(
            row=self.row,
            candidates=self.candidates[kept],
            values=self.values[kept],
            formed=self.formed[kept],
            business=kept[kept],
            found=self.found_businesses,
            found_businesses=self.found_businesses,
        )

    def of_signals(self, kept: Sequence[int]) -> "Pool":
        """The same with some of the signals only."""
        return Pool(
            row=self.row,
            candidates=self.candidates,
            values=self.values[:, [*kept, -1]],
            formed=self.formed,
            business=self.business,
            found=self.found,
            found_businesses=self.found_businesses,
        )


def asked(split: Split, row: int) -> Query:
    """The question of a source at the end of what is known, through everybody."""
    return of_business(split.index, row, today=date(2000, 1, 1), distance=0.5)


def pools(split: Split, signals: Sequence[Listed], rows: NDArray[np.intp], progress: Progress | None = None) -> list[Pool]:
    """The pools of some sources."""
    found = []
    for done, row in enumerate(rows.tolist()):
        query = asked(split, row)
        found.append(pool(split, query, signals, features(split.index, query, signals)))
        if progress:
            progress("sources", done + 1, len(rows))
    return found


def pool(split: Split, query: Query, signals: Sequence[Listed], table: Numbers) -> Pool:
    """The pool of one source from its table of signal × row."""
    row = query.row
    abroad = np.flatnonzero(split.eligible(row, "international"))
    bringing = table[[at for at, listed in enumerate(signals) if listed.form is Form.RELATIVE]]
    chosen = np.union1d(_highest(bringing, abroad), _highest(bringing, abroad[split.businesses[abroad]]))
    new = split.partners_of(row)
    new = new[np.isin(new, abroad)]
    return Pool(
        row=row,
        candidates=chosen,
        values=np.column_stack([table[:, chosen].T, np.full(len(chosen), context(split.index, query))]).astype(np.float32),
        formed=np.isin(chosen, new),
        business=split.businesses[chosen],
        found=len(new),
        found_businesses=int(split.businesses[new].sum()),
    )


def _highest(table: Numbers, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """The rows that are among the highest of any signal of which something is known."""
    found = [rows[:0]]
    for values in table:
        some = rows[values[rows] > 0]
        found.append(some[top(values[some], TOP, ties=some)])
    return np.unique(np.concatenate(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What a fit learns from, a row a candidate: `values` (row × signal, the context last), whether a tie `formed`, and `weights`."""

    values: NDArray[np.float32]
    formed: Flags
    weights: Numbers


def examples(some: Sequence[Pool], *, seed: int = 0) -> Examples:
    """All that came to something, and two in ten of the others; a source counts with the root of how many partners it found."""
    draw = np.random.default_rng(seed)
    kept = [one.formed | (draw.random(len(one.formed)) < _SHARE) for one in some]
    formed = [one.formed[rows] for one, rows in zip(some, kept, strict=True)]
    return Examples(
        values=np.concatenate([one.values[rows] for one, rows in zip(some, kept, strict=True)]),
        formed=np.concatenate(formed),
        weights=np.concatenate([np.full(len(mine), 1 / np.sqrt(mine.sum()) if mine.any() else 0.0) for mine in formed]),
    )


def learned(some: Examples, signals: Sequence[Listed]) -> Shapes:
    """The shapes of an additive ranker fitted to the examples."""
    from matcher.ranker.estimator import AdditiveRanker  # scikit-learn: only where something is fitted

    monotone = [listed.monotone for listed in signals]
    ranker = AdditiveRanker(monotone=monotone).fit(some.values, some.formed, some.weights)
    named = [replace(shape, signal=listed.name) for listed, shape in zip(signals, ranker.shapes_.shapes, strict=True)]
    return Shapes(context=ranker.shapes_.context, base=ranker.shapes_.base, shapes=named)
