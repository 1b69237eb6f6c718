"""Large schemes of expertise: CPV (products and services) in three languages, EuroSciVoc (fields of science) in English."""

from collections.abc import Iterator

from graph.model import Edge, Node
from graph.schema import Rel
from seeds.tables import DATA, rows
from seeds.taxonomies.naming import named

TABLES = {"cpv": DATA / "cpv.csv.gz", "esv": DATA / "euroscivoc.csv.gz"}


def schemes() -> Iterator[Node]:
    """`expertise:cpv-31532700` (eight digits without the check digit), `expertise:esv-79` (the last part of the path)."""
    for scheme, table in TABLES.items():
        for row in rows(table):
            yield named(f"expertise:{scheme}-{row['code']}", row, level="topic" if row["parent"] else "group")


def scheme_parents() -> Iterator[Edge]:
    """From each term to the next wider one."""
    for scheme, table in TABLES.items():
        for row in rows(table):
            if row["parent"]:
                yield Edge(f"expertise:{scheme}-{row['code']}", Rel.BROADER, f"expertise:{scheme}-{row['parent']}")
