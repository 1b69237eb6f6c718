"""Signals about what the public projects of both sides are about."""

import numpy as np

from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Table, Values, is_somebody, nothing, once, visible_partners


def shared_fields(index: Index, query: Query) -> Values:
    """Their public projects lie in the same fields of research as yours.

    0 to 1: cosine of how many projects each has in each part of the programme.
    """
    if not is_somebody(query):
        return nothing(index)
    direction = index.tables.topics.direction
    found: Values = direction @ direction[query.row]
    return found.round(6)


def active_in_fields(index: Index, query: Query) -> Values:
    """They lately began many projects in the fields where yours lie.

    At least 0: their projects by field, half for every year they lie back, weighted by your share of each field.
    """
    return _weighted(index.tables.topics.lately, _mine(index, query))


def standing_in_fields(index: Index, query: Query) -> Values:
    """They have taken part in many projects over the years in the fields where yours lie.

    At least 0: their projects by field, half for every three years they lie back, weighted by your share of each field.
    """
    return _weighted(index.tables.topics.lasting, _mine(index, query))


def active_in_partners_fields(index: Index, query: Query) -> Values:
    """They lately began many projects in the fields where your partners' projects lie.

    At least 0: their projects by field, half for every year they lie back, weighted by your partners' mean share of each field.
    """
    return _weighted(index.tables.topics.lately, _partners(index, query))


def standing_in_partners_fields(index: Index, query: Query) -> Values:
    """They have taken part in many projects over the years in the fields where your partners' projects lie.

    At least 0: their projects by field, half for every three years they lie back, weighted by your partners' mean share of each field.
    """
    return _weighted(index.tables.topics.lasting, _partners(index, query))


def field_walk(index: Index, query: Query) -> Values:
    """Somebody who walks at random from you along ties of one and the same field is here after two steps.

    0 to 1: the share of such walks over all fields, each as likely as it is in your profile; ties count half for every year they lie back.
    """
    return np.asarray(_walks(index, query)[0])


def long_field_walk(index: Index, query: Query) -> Values:
    """Somebody who walks at random from you along ties of one and the same field is here after three steps.

    0 to 1: the share of such walks over all fields, each as likely as it is in your profile; ties count half for every year they lie back.
    """
    return np.asarray(_walks(index, query)[1])


def _mine(index: Index, query: Query) -> Values:
    profile = index.tables.topics.profile
    mine: Values = profile[query.row] if is_somebody(query) else np.zeros(profile.shape[1])
    return mine


def _partners(index: Index, query: Query) -> Values:
    """The mean profile of the asker's partners."""
    partners = visible_partners(index, query)
    return np.asarray(index.tables.topics.profile[partners].sum(axis=0) / max(len(partners), 1))


def _weighted(activity: Table, profile: Values) -> Values:
    return np.asarray(np.round(activity @ profile, 9))


def _walks(index: Index, query: Query) -> Table:
    """Where walks within one field are after two and three steps, one row each, summed over the asker's fields."""

    def walked() -> Table:
        found = np.zeros((2, len(index.ids)))
        for share, walk in zip(_mine(index, query), index.tables.topics.walks, strict=True):
            if is_somebody(query) and walk.volume[query.row] > 0:
                found += share * np.stack(walk.path(query.row, 3, query.through)[1:])
        return found

    return once(query, "field walks", walked)
