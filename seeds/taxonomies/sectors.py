"""NACE rev. 2: sections, divisions, groups, classes, and which division buys from which."""

from collections.abc import Iterator

from graph.model import Edge, Node
from graph.schema import Rel
from seeds.tables import DATA, rows
from seeds.taxonomies.naming import named


def sectors() -> Iterator[Node]:
    """All four levels; creative classes say which subsector they belong to."""
    creative = {row["class"]: row["creative"] for row in rows(DATA / "creative.csv")}
    for row in rows(DATA / "sections.csv"):
        yield named(f"sector:{row['code']}", row, level="section")
    for row in rows(DATA / "nace.csv"):
        more = {"creative": creative[row["code"]]} if row["code"] in creative else {}
        yield named(f"sector:{row['code']}", row, level=row["level"], **more)


def sector_parents() -> Iterator[Edge]:
    """From class to group, division, section."""
    for row in rows(DATA / "nace.csv"):
        parent = {"division": row["section"], "group": row["code"][:2], "class": row["code"][:4]}[row["level"]]
        yield Edge(f"sector:{row['code']}", Rel.BROADER, f"sector:{parent}")


def supplies() -> Iterator[Edge]:
    """Which division buys from which: `share` is the part of the user's inputs, the mean of four national tables."""
    for row in rows(DATA / "supply.csv"):
        share = float(row["share"])
        yield Edge(f"sector:{row['supplier']}", Rel.SUPPLIES, f"sector:{row['user']}", weight=share, props={"share": share})
