"""Signals about what one side looks for and the other brings."""

import numpy as np

from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, best_of_owner, best_pairs, nothing, scaled


def need_met(index: Index, query: Query) -> Values:
    """Something they offer is close in meaning to something you need, in whatever language either is written.

    The best pair counts: 0 for unrelated texts, 1 for texts that clearly belong together (multilingual sentence encoder, Yang et al. 2019).
    """
    return best_of_owner(index, index.links.offers, best_pairs(query.needs, index.texts.offers, index.texts.scale))


def offer_wanted(index: Index, query: Query) -> Values:
    """Something you offer is close in meaning to something they need: a reason for them to say yes.

    The best pair counts, 0 to 1, as for your own needs.
    """
    return best_of_owner(index, index.links.needs, best_pairs(query.offers, index.texts.needs, index.texts.scale))


def need_experience(index: Index, query: Query) -> Values:
    """They took part in a project whose title is close in meaning to something you need: experience, not yet an offer.

    0 to 1, for organisations with public projects only.
    """
    if not len(query.needs) or not len(index.texts.titled):
        return nothing(index)
    best = scaled((index.texts.titles @ query.needs.T).max(axis=1), index.texts.scale)
    projects = index.links.projects.matrix[:, index.texts.titled].tocoo()
    found = nothing(index)
    np.maximum.at(found, projects.row, best[projects.col])
    return found


def text_similarity(index: Index, query: Query) -> Values:
    """Their description is close in meaning to yours. A weak reason: the best partners are seldom the most similar.

    0 to 1; organisations without a description are described by the titles of their projects.
    """
    found = nothing(index)
    if query.text.any():
        found[index.texts.rows] = scaled(index.texts.organisations @ query.text[0], index.texts.scale)
    return found
