"""Signals by name, and what each says on the planted town, where the bakery asks unless another one does."""

from functools import cache

import town

from graph.model import Batch, Edge, Node
from graph.schema import Rel
from matcher.index import Index
from matcher.query import Query, of_business
from matcher.signals import SIGNALS

OVEN, WALLS = 0.5 ** (14 / 12), 0.5**3.5
"""What is left of two projects of May 2018 and January 2016: the tie of 2019, put in the middle of that year, is the youngest and counts 1."""
INSTITUTE, UNIVERSITY = "research_organisation:institute", "research_organisation:university"
NEWCOMER, FRIEND, COLLEAGUE, RIVAL, MILL = (f"business:{key}" for key in ("newcomer", "friend", "colleague", "rival", "mill"))
SILENT = "business:silent"
BY_NAME = {listed.name: listed.signal for listed in SIGNALS}


@cache
def planted() -> Index:
    """The index of the planted town."""
    return town.matcher(town.town()).index


def asks(index: Index, id: str, distance: float = 0.5) -> Query:
    """The question of one organisation, on the town's day."""
    return of_business(index, index.row[id], today=town.TODAY, distance=distance)


def value(signal: str, of: str, *, by: str = town.BAKERY, distance: float = 0.5) -> float:
    """The value of a signal for one organisation of the planted town."""
    index = planted()
    return float(BY_NAME[signal](index, asks(index, by, distance))[index.row[of]])


def mixed() -> Index:
    """Eight firms of each of two countries and sectors; every German printer works with every French weaver, and nobody else."""
    printers, weavers = [f"business:p{number}" for number in range(8)], [f"business:w{number}" for number in range(8)]
    places = [Node("country:DE", "Germany"), Node("country:FR", "France")]
    sectors = [Node(f"sector:{code}", code) for code in ("C", "13", "18")]
    nodes = [*places, *sectors, *(Node(id, id) for id in (*printers, *weavers))]
    homes = [Edge(id, Rel.LOCATED_IN, home) for ids, home in ((printers, "country:DE"), (weavers, "country:FR")) for id in ids]
    classes = [Edge(id, Rel.CLASSIFIED_AS, code) for ids, code in ((printers, "sector:18"), (weavers, "sector:13")) for id in ids]
    tree = [Edge("sector:13", Rel.BROADER, "sector:C"), Edge("sector:18", Rel.BROADER, "sector:C")]
    ties = [Edge(one, Rel.COLLABORATED_WITH, two) for one in printers for two in weavers]
    store = town.connect("sqlite:///:memory:")
    store.write(Batch(nodes, [*homes, *classes, *tree, *ties]))
    return town.matcher(store).index
