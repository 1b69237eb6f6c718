"""From scores to probabilities, read off lists as they are shown: among candidates at the top, chances are lower than among all."""

from collections.abc import Sequence

import numpy as np

from matcher.lists.topk import top
from matcher.ranker.learning import Flags, Pool
from matcher.ranker.shapes import Numbers, Shapes
from matcher.ranker.tables import Chances

SHOWN = 50
"""How long the lists are from which chances are read."""
_KNOTS = 40


def shown_lists(some: Sequence[Pool], shapes: Shapes) -> tuple[Numbers, Flags]:
    """The scores of the 50 best of each source that found somebody, and which of them it worked with afterwards."""
    scores, formed = [np.zeros(0)], [np.zeros(0, dtype=bool)]
    for one in some:
        if not one.found or not len(one.candidates):
            continue
        mine = shapes.scores(one.values[:, :-1].T.astype(np.float64), float(one.values[0, -1]))
        best = top(mine, SHOWN, ties=one.candidates)
        scores.append(mine[best])
        formed.append(one.formed[best])
    return np.concatenate(scores), np.concatenate(formed)


def chances(scores: Numbers, formed: Flags) -> Chances:
    """Isotonic regression over bins of equal mass (Zadrozny, Elkan 2002): never falling, smooth enough not to follow single lists."""
    from sklearn.isotonic import IsotonicRegression

    parts = [part for part in np.array_split(np.argsort(scores, kind="stable"), _KNOTS) if len(part)]
    middles = np.array([scores[part].mean() for part in parts])
    rates, sizes = np.array([formed[part].mean() for part in parts]), np.array([len(part) for part in parts])
    risen = IsotonicRegression(y_min=0, y_max=1).fit_transform(middles, rates, sample_weight=sizes)
    middles, first = np.unique(middles.round(6), return_index=True)
    return Chances(scores=middles, chances=np.maximum.accumulate(risen[first]))
