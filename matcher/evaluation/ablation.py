"""What each family of signals is worth: the fit without it."""

from collections.abc import Sequence

import numpy as np

from matcher.evaluation.figures import Ablated
from matcher.evaluation.metrics import figures_of
from matcher.evaluation.ties import Split
from matcher.lists.topk import top
from matcher.ranker.fit import SLICE, Fitter, scoped
from matcher.ranker.learning import Pool, Progress, examples, learned
from matcher.ranker.shapes import Shapes
from matcher.ranker.tables import SCOPES

NOTHING = "nothing"


def ablation(fitter: Fitter, split: Split, until: int, tested: Sequence[Pool], progress: Progress | None = None) -> list[Ablated]:
    """Fit again without each family and rank the tested pools again; the first row of a slice is the fit without nothing."""
    families = list(dict.fromkeys(listed.family for listed in fitter.signals))
    found = []
    for scope in SCOPES:
        known, some = fitter.pools(until, scope), [one for one in scoped(tested, scope) if one.found]
        for done, family in enumerate((NOTHING, *families)):
            kept = [at for at, listed in enumerate(fitter.signals) if listed.family != family]
            shapes = learned(examples([one.of_signals(kept) for one in known], seed=fitter.seed), [fitter.signals[at] for at in kept])
            ndcg, recall = np.mean([_figures(split, one, shapes, kept, SLICE[scope]) for one in some], axis=0)
            found.append(Ablated(without=family, slice=SLICE[scope], ndcg10=float(ndcg), recall50=float(recall)))
            if progress:
                progress(f"without each family, {scope}", done + 1, len(families) + 1)
    return found


def _figures(split: Split, one: Pool, shapes: Shapes, kept: Sequence[int], slice: str) -> tuple[float, float]:
    scores = shapes.scores(one.values[:, list(kept)].T.astype(np.float64), float(one.values[0, -1]))
    ranked = one.candidates[top(scores, 50, ties=one.candidates)]
    partners = next(truth.partners for truth in split.truths(one.row) if truth.slice == slice)
    return figures_of(ranked, partners)[:2]
