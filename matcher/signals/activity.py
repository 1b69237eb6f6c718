"""Signals about how active a candidate has been."""

import numpy as np

from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, nothing, unit

_HALF_LIFE = 2.0  # years
_BUSY = 3.0  # decayed projects that count as fully active


def recent_activity(index: Index, query: Query) -> Values:
    """They took part in public projects lately; older projects count less, half every two years.

    0 to 1; 0 also where nothing is known, which is no reason against anybody.
    """
    projects = index.links.projects
    if not len(projects.nodes):
        return nothing(index)
    newest = int(index.links.began.max())  # the data's last year, not today's: what happened since is not known
    age = np.maximum(newest - index.links.began.astype(np.float64), 0)
    weights = np.where(index.links.began > 0, 0.5 ** (age / _HALF_LIFE), 0.0)
    return unit(np.asarray(projects.matrix @ weights) / _BUSY)
