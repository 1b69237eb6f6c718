"""Signals about what one side looks for and the other brings."""

import numpy as np

from matcher.encoder import Vectors
from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values, best_of_owner, nothing, once, scaled
from matcher.signals.fit import fits

SILENT = 0.5
"""What a description's fit is of the fit of the offers beside it, on average. Slopes through 0, measured with three encoders: .48 to .57 in three
member lists, .39 to .52 in the invented town, .36 to .42 in the demonstration."""


def need_met(index: Index, query: Query) -> Values:
    """Something they offer is close in meaning to something you need, in whatever language either is written.

    The best pair counts: 0 for texts no nearer than usual, 1 for texts that clearly belong together.
    """
    best: Values = met(index, query).max(axis=1, initial=0.0)
    return best


def offer_wanted(index: Index, query: Query) -> Values:
    """Something you offer is close in meaning to something they need: a reason for them to say yes.

    The best pair counts, 0 to 1, as for your own needs.
    """
    if not len(query.offers):
        return nothing(index)
    return best_of_owner(index, index.links.needs, offer_fits(index, query.offers, index.texts.needs).max(axis=0, initial=0.0))


def need_described(index: Index, query: Query) -> Values:
    """What they say of themselves is close in meaning to the need that their offers meet best; without an offer, to any need of yours.

    0 to 1, as for offers. Who has no description of its own counts half as close as its offers, as descriptions do on average: saying
    nothing neither helps nor harms.
    """
    texts = index.texts
    found: Values = SILENT * met(index, query).max(axis=1, initial=0.0)
    if not len(query.needs):
        return found
    rows = texts.rows[texts.described]
    fit = fits(texts.organisations[texts.described], query.needs, texts.usual.descriptions, texts.usual.needs, texts.scale)
    offered = met(index, query)[rows]
    which = np.where(offered.any(axis=1), offered.argmax(axis=1), fit.argmax(axis=1))
    found[rows] = fit[np.arange(len(rows)), which]
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


def met(index: Index, query: Query) -> Values:
    """How well each organisation's offers (row) meet each of the asker's needs (column), 0 to 1: the best offer counts."""

    def computed() -> Values:
        found = np.zeros((len(index.ids), len(query.needs)))
        which, owners = index.links.offers.owners
        np.maximum.at(found, owners, offer_fits(index, index.texts.offers, query.needs)[which])
        return found

    return once(query, "met", computed)


def offer_fits(index: Index, offers: Vectors, needs: Vectors) -> Values:
    """How well each offer (row) fits each need (column), 0 to 1."""
    texts = index.texts
    return fits(offers, needs, texts.usual.offers, texts.usual.needs, texts.scale)
