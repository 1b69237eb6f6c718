"""Fields of research programmes, and our own short lists of expertise and markets."""

from collections.abc import Iterator

from graph.model import Edge, Node
from graph.schema import Rel
from seeds.tables import DATA, rows
from seeds.taxonomies.naming import named


def fields() -> Iterator[Node]:
    """The parts of Horizon 2020; those of Horizon Europe are read as the nearest of them."""
    for row in rows(DATA / "fields.csv"):
        yield named(f"field:{row['code']}", row, level="field")


def expertise() -> Iterator[Node]:
    """What creative businesses are good at, in groups."""
    for row in rows(DATA / "expertise.csv"):
        yield named(f"expertise:own-{row['key']}", row, level="topic" if row["group"] else "group")


def expertise_parents() -> Iterator[Edge]:
    """From topic to group."""
    for row in rows(DATA / "expertise.csv"):
        if row["group"]:
            yield Edge(f"expertise:own-{row['key']}", Rel.BROADER, f"expertise:own-{row['group']}")


def markets() -> Iterator[Node]:
    """Whom a business sells to."""
    for row in rows(DATA / "markets.csv"):
        yield named(f"market:own-{row['key']}", row)
