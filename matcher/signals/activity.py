"""Signals about how active a candidate has been."""

from matcher.index import Index
from matcher.query import Query
from matcher.signals.common import Values


def recent_activity(index: Index, query: Query) -> Values:
    """They took part in public projects with others lately; what lies back a year counts half.

    0 to 1: the share of active organisations that are not more active.
    """
    return index.tables.levels.active


def popularity(index: Index, query: Query) -> Values:
    """How many they work with already. A control, shown as such: hubs are suggested everywhere.

    0 to 1: the share of connected organisations that do not have more partners.
    """
    return index.tables.levels.connected


def works_with_businesses(index: Index, query: Query) -> Values:
    """How many of their partners are businesses.

    0 to 1: the share among all whom they are known to work with; 0 also for who has no known partner.
    """
    return index.tables.levels.with_businesses


def experience(index: Index, query: Query) -> Values:
    """How long they have been working with others: 1 for who was there first, 0 for the newest and for who has no ties."""
    return index.tables.levels.since
