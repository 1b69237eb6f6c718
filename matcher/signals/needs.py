"""Signals about what one side looks for and the other brings."""

import numpy as np

from matcher.encoder import Vectors
from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, best_of_owner, nothing, scaled
from matcher.signals.fit import fits


def need_met(index: Index, query: Query) -> Values:
    """Something they offer is close in meaning to something you need, in whatever language either is written.

    The best pair counts: 0 for texts no nearer than usual, 1 for texts that clearly belong together.
    """
    if not len(query.needs):
        return nothing(index)
    return best_of_owner(index, index.links.offers, offer_fits(index, index.texts.offers, query.needs).max(axis=1))


def offer_wanted(index: Index, query: Query) -> Values:
    """Something you offer is close in meaning to something they need: a reason for them to say yes.

    The best pair counts, 0 to 1, as for your own needs.
    """
    if not len(query.offers):
        return nothing(index)
    return best_of_owner(index, index.links.needs, offer_fits(index, query.offers, index.texts.needs).max(axis=0, initial=0.0))


def need_described(index: Index, query: Query) -> Values:
    """What they say of themselves is close in meaning to something you need, whether they named it as an offer or not.

    0 to 1, as for offers; for organisations with a description of their own.
    """
    found, texts = nothing(index), index.texts
    if len(query.needs) and texts.described.any():
        given = texts.organisations[texts.described]
        found[texts.rows[texts.described]] = fits(given, query.needs, texts.usual.descriptions, texts.usual.needs, texts.scale).max(axis=1)
    return found


def need_experience(index: Index, query: Query) -> Values:
    """They took part in a project whose title is close in meaning to something you need: experience, not yet an offer.

    0 to 1, for organisations with public projects only.
    """
    texts = index.texts
    if not len(query.needs) or not len(texts.titled):
        return nothing(index)
    best = fits(texts.titles, query.needs, texts.usual.titles, texts.usual.needs, texts.scale).max(axis=1)
    projects = index.links.projects.matrix[:, texts.titled].tocoo()
    found = nothing(index)
    np.maximum.at(found, projects.row, best[projects.col])
    return found


def text_similarity(index: Index, query: Query) -> Values:
    """Their description is close in meaning to yours. A weak reason: the best partners are seldom the most similar.

    0 to 1; organisations without a description are described by the titles of their projects.
    """
    found = nothing(index)
    if query.text.any() and len(index.texts.rows):
        found[index.texts.rows] = scaled(index.texts.organisations @ query.text[0], index.texts.scale)
    return found


def offer_fits(index: Index, offers: Vectors, needs: Vectors) -> Values:
    """How well each offer (row) fits each need (column), 0 to 1."""
    texts = index.texts
    return fits(offers, needs, texts.usual.offers, texts.usual.needs, texts.scale)
