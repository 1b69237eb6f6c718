"""What a user could put together from known parts: rankings of the same candidates that the fitted one has to beat."""

from collections.abc import Callable, Mapping

import numpy as np

from matcher.evaluation.ties import Split
from matcher.query import Query
from matcher.ranker.learning import Examples
from matcher.ranker.shapes import Numbers

Baseline = Callable[[Split, Query], Numbers]
"""One value for each row of the index, from binary ties and texts."""

_STEPS, _RESTART = 8, 0.5


def popularity(split: Split, query: Query) -> Numbers:
    """Who knows the most."""
    return split.index.links.degree.astype(np.float64)


def common_neighbours(split: Split, query: Query) -> Numbers:
    """How many partners two have in common (Newman 2001)."""
    return np.asarray((split.ties[[query.row]] @ split.ties).toarray()[0])


def adamic_adar(split: Split, query: Query) -> Numbers:
    """Partners in common, each divided by the logarithm of how many it knows (Adamic, Adar 2003)."""
    partners = split.index.partners_of(query.row)
    rarity = 1 / np.log(np.maximum(split.index.links.degree[partners], 2))
    return np.asarray(split.ties[partners].T @ rarity)


def pagerank(split: Split, query: Query) -> Numbers:
    """Personalised PageRank: eight steps, half of them start again (Page et al. 1999)."""
    current: Numbers = np.zeros(len(split.index.ids))
    current[query.row] = 1
    total = _RESTART * current
    for _ in range(_STEPS):
        current = (1 - _RESTART) * np.asarray(split.onwards @ current)
        total = total + _RESTART * current
    return np.asarray(total)


def cosine(split: Split, query: Query) -> Numbers:
    """How alike the texts are; organisations without one of their own have the titles of their projects."""
    texts = split.index.texts
    found = np.full(len(split.index.ids), -1.0)
    found[texts.rows] = texts.organisations @ query.text[0]
    return found


BASELINES: Mapping[str, Baseline] = {
    "popularity": popularity,
    "common neighbours": common_neighbours,
    "Adamic–Adar": adamic_adar,
    "PageRank": pagerank,
    "cosine of texts": cosine,
}


class Logit:
    """A linear model of the same values from the same examples, all standardised (scikit-learn's logistic regression)."""

    def __init__(self, some: Examples) -> None:
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import StandardScaler

        self._scaler = StandardScaler()
        known = self._scaler.fit_transform(some.values[:, :-1].astype(np.float64))
        self._model = LogisticRegression(max_iter=200).fit(known, some.formed, some.weights)

    def scores(self, table: Numbers) -> Numbers:
        """Log-odds of a table of signal × candidate."""
        found: Numbers = self._model.decision_function(self._scaler.transform(table.T))
        return found
