"""From scores to probabilities, read off lists as they are shown: among candidates at the top, chances are lower than among all."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.ties import Split
from matcher.ranker.features import context, features
from matcher.ranker.learning import Progress, asked
from matcher.ranker.shapes import Numbers, Shapes
from matcher.ranker.tables import Chances
from matcher.signals import Listed
from matcher.topk import top

SHOWN = 50
"""How long the lists are from which chances are read."""
_KNOTS = 40


def shown_lists(
    split: Split, shapes: Shapes, signals: Sequence[Listed], slice: str, *, rows: NDArray[np.intp], progress: Progress | None = None
) -> tuple[Numbers, NDArray[np.bool_]]:
    """The scores of the 50 best of each source that found somebody in the slice, and which of them it worked with afterwards."""
    scores, formed = [], []
    for done, row in enumerate(rows.tolist()):
        if progress:
            progress("lists to calibrate on", done + 1, len(rows))
        partners = next((truth.partners for truth in split.truths(row) if truth.slice == slice), None)
        if partners is None:
            continue
        query = asked(split, row)
        found = np.flatnonzero(split.eligible(row, slice))
        mine = shapes.scores(features(split.index, query, signals)[:, found], context(split.index, query))
        best = top(mine, SHOWN, ties=found)
        scores.append(mine[best])
        formed.append(np.isin(found[best], partners))
    return np.concatenate(scores), np.concatenate(formed)


def chances(scores: Numbers, formed: NDArray[np.bool_]) -> Chances:
    """Isotonic regression over bins of equal mass (Zadrozny, Elkan 2002): never falling, smooth enough not to follow single lists."""
    from sklearn.isotonic import IsotonicRegression

    parts = [part for part in np.array_split(np.argsort(scores, kind="stable"), _KNOTS) if len(part)]
    middles = np.array([scores[part].mean() for part in parts])
    rates, sizes = np.array([formed[part].mean() for part in parts]), np.array([len(part) for part in parts])
    risen = IsotonicRegression(y_min=0, y_max=1).fit_transform(middles, rates, sample_weight=sizes)
    middles, first = np.unique(middles.round(6), return_index=True)
    return Chances(scores=middles, chances=np.maximum.accumulate(risen[first]))
