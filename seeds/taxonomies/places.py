"""Countries and their regions."""

from collections.abc import Iterator

from babel import Locale
from babel.languages import get_official_languages

from graph.model import Edge, Node, Scalar
from graph.schema import Rel
from seeds.tables import DATA, rows
from seeds.taxonomies.naming import named


def countries() -> Iterator[Node]:
    """With a point, land borders and official languages."""
    points = {row["country"]: (row["lon"], row["lat"]) for row in rows(DATA / "nuts.csv") if row["level"] == "0"}
    names = {lang: Locale(lang).territories for lang in ("en", "de", "fr")}
    for row in rows(DATA / "countries.csv"):
        code = row["code"]
        lon, lat = points.get(code, (row["lon"], row["lat"]))
        labels = {lang: names[lang][code] for lang in names}
        more = {"borders": row["borders"], "languages": " ".join(get_official_languages(code))}
        yield named(f"country:{code}", labels, lon=float(lon), lat=float(lat), **more)


def regions() -> Iterator[Node]:
    """NUTS levels 1 to 3; level 0 is the country."""
    for row in rows(DATA / "nuts.csv"):
        if row["level"] != "0":
            props: dict[str, Scalar] = {"source": "taxonomy", "level": f"nuts{row['level']}", "lon": float(row["lon"]), "lat": float(row["lat"])}
            yield Node(f"region:{row['code']}", row["name"], props=props)


def region_parents() -> Iterator[Edge]:
    """From level 3 to 2, 1, the country."""
    known = {row["code"]: row for row in rows(DATA / "nuts.csv") if row["level"] != "0"}
    for code, row in known.items():
        above = code[:-1] if code[:-1] in known else f"{code[:3]}0"  # Northern Ireland has more districts than digits
        parent = f"country:{row['country']}" if row["level"] == "1" else f"region:{above}"
        yield Edge(f"region:{code}", Rel.BROADER, parent)
