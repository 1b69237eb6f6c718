"""Learning shapes from ties that formed: candidates of each source, which of them it worked with a year later, and the fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.ties import Split
from matcher.query import Query, of_business
from matcher.ranker.features import context, features
from matcher.ranker.shapes import Numbers, Shape, Shapes
from matcher.signals import Listed
from matcher.topk import top

Progress = Callable[[str, int, int], None]
TOP = 120
"""How many candidates each signal brings into a source's examples."""
_SHARE = 0.3
"""How many of the candidates that came to nothing are learned from.

Ties to organisations that no signal brought in are left out: learning from them, too, taught that little matters (nDCG@10 between
businesses .059 instead of .079 on 500 sources of 2018).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """One row for each source and candidate: `values` (row × signal, the context last), whether a tie `formed`, the number of the source.

    `business` says whether the candidate is one.
    """

    values: NDArray[np.float32]
    formed: NDArray[np.bool_]
    source: NDArray[np.int32]
    business: NDArray[np.bool_]


def asked(split: Split, row: int) -> Query:
    """The question of a source at the end of what is known, through everybody."""
    return of_business(split.index, row, today=date(2000, 1, 1), distance=0.5)


def examples(split: Split, signals: Sequence[Listed], *, most: int = 0, seed: int = 0, progress: Progress | None = None) -> Examples:
    """Examples of the businesses that found a partner in the split's years (at most `most` of them)."""
    draw = np.random.default_rng(seed)
    askers = split.askers(most, seed)
    parts = []
    for done, row in enumerate(askers.tolist()):
        parts.append(_of(split, row, signals, draw))
        if progress:
            progress("learning from sources", done + 1, len(askers))
    return joined(parts, len(signals))


def joined(parts: Sequence[Examples], signals: int) -> Examples:
    """Several years as one; a source of two years counts as two."""
    if not parts:
        return Examples(values=np.zeros((0, signals + 1), np.float32), formed=np.zeros(0, bool), source=np.zeros(0, np.int32), business=np.zeros(0, bool))
    starts = np.cumsum([0, *(int(part.source.max(initial=-1)) + 1 for part in parts)])
    return Examples(
        values=np.concatenate([part.values for part in parts]),
        formed=np.concatenate([part.formed for part in parts]),
        source=np.concatenate([part.source + start for part, start in zip(parts, starts[:-1], strict=True)]).astype(np.int32),
        business=np.concatenate([part.business for part in parts]),
    )


def of_businesses(some: Examples) -> Examples:
    """The examples whose candidate is a business."""
    kept = some.business
    return Examples(values=some.values[kept], formed=some.formed[kept], source=some.source[kept], business=some.business[kept])


def of_signals(some: Examples, kept: Sequence[int]) -> Examples:
    """The examples with some of the signals only."""
    return Examples(values=some.values[:, [*kept, -1]], formed=some.formed, source=some.source, business=some.business)


def _of(split: Split, row: int, signals: Sequence[Listed], draw: np.random.Generator) -> Examples:
    query = asked(split, row)
    table = features(split.index, query, signals)
    abroad = np.flatnonzero(split.eligible(row, "international"))
    near = np.union1d(candidates(table, abroad), candidates(table, abroad[split.businesses[abroad]]))
    formed = np.isin(near, split.partners_of(row))
    chosen = near[formed | (draw.random(len(near)) < _SHARE)]
    degree = np.full((len(chosen), 1), context(split.index, query))
    return Examples(
        values=np.hstack([table[:, chosen].T, degree]).astype(np.float32),
        formed=np.isin(chosen, near[formed]),
        source=np.zeros(len(chosen), dtype=np.int32),
        business=split.businesses[chosen],
    )


def candidates(table: Numbers, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """The rows that are among the highest of any signal."""
    best = [rows[top(values[rows], TOP, ties=rows)] for values in table]
    return np.unique(np.concatenate(best)) if best else rows[:0]


def weights(some: Examples) -> Numbers:
    """A source counts with the root of how many partners it found: one over it for each of its rows."""
    found = np.bincount(some.source, weights=some.formed, minlength=int(some.source.max(initial=-1)) + 1)
    return np.asarray(np.where(found > 0, 1 / np.sqrt(np.maximum(found, 1)), 0.0)[some.source])


def learned(some: Examples, signals: Sequence[Listed], *, seed: int = 0) -> Shapes:
    """The shapes of an additive ranker fitted to the examples."""
    from matcher.ranker.estimator import AdditiveRanker  # scikit-learn: only where something is fitted

    monotone = [listed.monotone for listed in signals]
    ranker = AdditiveRanker(least=20, monotone=monotone, seed=seed).fit(some.values, some.formed, weights(some))
    named = [Shape(signal=listed.name, edges=shape.edges, points=shape.points) for listed, shape in zip(signals, ranker.shapes_.shapes, strict=True)]
    return Shapes(context=ranker.shapes_.context, base=ranker.shapes_.base, shapes=named)
