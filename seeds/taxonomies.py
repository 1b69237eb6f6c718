"""Sectors, regions, countries and fields: the ordered world that every organisation is placed in."""

from collections.abc import Iterator, Mapping

from babel import Locale
from babel.languages import get_official_languages

from graph.model import Batch, Edge, Node, Scalar
from graph.schema import Rel
from seeds.tables import DATA, rows

Names = Mapping[str, str]


def taxonomies() -> Batch:
    """NACE rev. 2, NUTS 2016, countries, programme parts, own lists of expertise and markets, with names in three languages."""
    nodes = [*_sectors(), *_countries(), *_regions(), *_fields(), *_expertise(), *_markets()]
    edges = [*_sector_parents(), *_region_parents(), *_expertise_parents(), *_supplies()]
    return Batch(nodes=nodes, edges=edges)


def _node(id: str, row: Names, **more: Scalar) -> Node:
    return Node(id, row["en"], props={"source": "taxonomy", "name_de": row["de"], "name_fr": row["fr"], **more})


def _sectors() -> Iterator[Node]:
    creative = {row["class"]: row["creative"] for row in rows(DATA / "creative.csv")}
    for row in rows(DATA / "sections.csv"):
        yield _node(f"sector:{row['code']}", row, level="section")
    for row in rows(DATA / "nace.csv"):
        more = {"creative": creative[row["code"]]} if row["code"] in creative else {}
        yield _node(f"sector:{row['code']}", row, level=row["level"], **more)


def _sector_parents() -> Iterator[Edge]:
    for row in rows(DATA / "nace.csv"):
        parent = {"division": row["section"], "group": row["code"][:2], "class": row["code"][:4]}[row["level"]]
        yield Edge(f"sector:{row['code']}", Rel.BROADER, f"sector:{parent}")


def _supplies() -> Iterator[Edge]:
    """Which division buys from which: `share` is the part of the user's inputs, the mean of four national tables."""
    for row in rows(DATA / "supply.csv"):
        share = float(row["share"])
        yield Edge(f"sector:{row['supplier']}", Rel.SUPPLIES, f"sector:{row['user']}", weight=share, props={"share": share})


def _countries() -> Iterator[Node]:
    points = {row["country"]: (row["lon"], row["lat"]) for row in rows(DATA / "nuts.csv") if row["level"] == "0"}
    names = {lang: Locale(lang).territories for lang in ("en", "de", "fr")}
    for row in rows(DATA / "countries.csv"):
        code = row["code"]
        lon, lat = points.get(code, (row["lon"], row["lat"]))
        labels = {lang: names[lang][code] for lang in names}
        more = {"borders": row["borders"], "languages": " ".join(get_official_languages(code))}
        yield _node(f"country:{code}", labels, lon=float(lon), lat=float(lat), **more)


def _regions() -> Iterator[Node]:
    """Levels 1 to 3; level 0 is the country."""
    for row in rows(DATA / "nuts.csv"):
        if row["level"] != "0":
            props: dict[str, Scalar] = {"source": "taxonomy", "level": f"nuts{row['level']}", "lon": float(row["lon"]), "lat": float(row["lat"])}
            yield Node(f"region:{row['code']}", row["name"], props=props)


def _region_parents() -> Iterator[Edge]:
    regions = {row["code"]: row for row in rows(DATA / "nuts.csv") if row["level"] != "0"}
    for code, row in regions.items():
        above = code[:-1] if code[:-1] in regions else f"{code[:3]}0"  # Northern Ireland has more districts than digits
        parent = f"country:{row['country']}" if row["level"] == "1" else f"region:{above}"
        yield Edge(f"region:{code}", Rel.BROADER, parent)


def _fields() -> Iterator[Node]:
    for row in rows(DATA / "fields.csv"):
        yield _node(f"field:{row['code']}", row, level="field")


def _expertise() -> Iterator[Node]:
    for row in rows(DATA / "expertise.csv"):
        yield _node(f"expertise:own-{row['key']}", row, level="topic" if row["group"] else "group")


def _expertise_parents() -> Iterator[Edge]:
    for row in rows(DATA / "expertise.csv"):
        if row["group"]:
            yield Edge(f"expertise:own-{row['key']}", Rel.BROADER, f"expertise:own-{row['group']}")


def _markets() -> Iterator[Node]:
    for row in rows(DATA / "markets.csv"):
        yield _node(f"market:own-{row['key']}", row)
