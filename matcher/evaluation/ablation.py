"""What each family of signals is worth: the fit without it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.figures import Ablated
from matcher.evaluation.metrics import figures_of
from matcher.evaluation.ties import SLICES, Split
from matcher.ranker.features import context, features
from matcher.ranker.fit import SLICE, Fitter
from matcher.ranker.learning import Progress, asked, candidates, learned, of_signals
from matcher.ranker.shapes import Numbers, Shapes
from matcher.topk import top

NOTHING = "nothing"
Pool = tuple[Numbers, float, NDArray[np.intp], NDArray[np.int32]]
"""Signal × candidate, the context, the candidates, and who of all became a partner."""


def ablation(fitter: Fitter, split: Split, until: int, rows: NDArray[np.intp], progress: Progress | None = None) -> list[Ablated]:
    """Fit again without each family and rank again, among the candidates that any signal brings in."""
    families = list(dict.fromkeys(listed.family for listed in fitter.signals))
    found = []
    for slice in SLICES:
        scope = next(scope for scope, name in SLICE.items() if name == slice)
        pools = [pool for row in rows.tolist() if (pool := _pool(fitter, split, row, slice))]
        some = fitter.examples(until, scope)
        for done, family in enumerate((NOTHING, *families)):
            kept = [at for at, listed in enumerate(fitter.signals) if listed.family != family]
            shapes = learned(of_signals(some, kept), [fitter.signals[at] for at in kept], seed=fitter.seed)
            ndcg, recall = np.mean([_figures(pool, shapes, kept) for pool in pools], axis=0)
            found.append(Ablated(without=family, slice=slice, ndcg10=float(ndcg), recall50=float(recall)))
            if progress:
                progress(f"without each family, {slice}", done + 1, len(families) + 1)
    return found


def _pool(fitter: Fitter, split: Split, row: int, slice: str) -> Pool | None:
    partners = next((truth.partners for truth in split.truths(row) if truth.slice == slice), None)
    if partners is None:
        return None
    query = asked(split, row)
    table = features(split.index, query, fitter.signals)
    chosen = candidates(table, np.flatnonzero(split.eligible(row, slice)))
    return table[:, chosen].astype(np.float32), context(split.index, query), chosen, partners


def _figures(pool: Pool, shapes: Shapes, kept: Sequence[int]) -> tuple[float, float]:
    table, partners_known, chosen, partners = pool
    ranked = chosen[top(shapes.scores(table[list(kept)], partners_known), 50, ties=chosen)]
    return figures_of(ranked, partners)[:2]
