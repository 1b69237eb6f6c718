"""What the fitted part of the score is made of: each fitted signal's value, made comparable between askers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.index import Index
from matcher.query import NOBODY, Query
from matcher.ranker.shapes import Numbers
from matcher.signals import SIGNALS, Form, Listed
from matcher.signals.common import visible_partners

FITTED = tuple(listed for listed in SIGNALS if listed.form is not Form.STATED)
"""The signals that a fit may give points to."""

_BEST = 10
_PER_CENT = 100.0


def features(index: Index, query: Query, signals: Sequence[Listed] = FITTED) -> Numbers:
    """Signal × row of the index. Who is known already, and the asker, have 0: they must not set the scale.

    A relative signal is log(1 + 100 x), x its value over the mean of its ten highest: log(x + 0.01), moved so that 0 stays 0.
    """
    known = _known(index, query)
    return np.stack([_feature(listed, index, query, known) for listed in signals]) if signals else np.zeros((0, len(index.ids)))


def context(index: Index, query: Query) -> float:
    """What the shapes may depend on beside the signal: log(1 + partners the asker is known to have), without those that must not show in a score."""
    return float(np.log1p(len(visible_partners(index, query))))


def _known(index: Index, query: Query) -> NDArray[np.integer]:
    return np.append(index.partners_of(query.row), query.row) if query.row != NOBODY else np.zeros(0, dtype=np.int32)


def _feature(listed: Listed, index: Index, query: Query, known: NDArray[np.integer]) -> Numbers:
    values = np.array(listed.signal(index, query), dtype=np.float64)
    values[known] = 0
    return _shares(values) if listed.form is Form.RELATIVE else values


def _shares(values: Numbers) -> Numbers:
    """Logarithms of values as multiples of the mean of the ten highest."""
    rows = np.flatnonzero(values > 0)
    some = values[rows]
    if not len(some):
        return values
    best = np.partition(some, -_BEST)[-_BEST:] if len(some) > _BEST else some
    found = np.zeros(len(values))
    found[rows] = np.log1p(_PER_CENT / best.mean() * some)
    return found
