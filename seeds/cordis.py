"""Imports who took part in which Horizon 2020 project, from the compact tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import Invalid
from graph.model import Batch, Edge, Node, Scalar
from graph.schema import MAX_NAME, Rel
from seeds.tables import DATA, country_code, rows

Row = Mapping[str, str]
KINDS = {"PRC": "business", "HES": "research_organisation", "REC": "research_organisation", "PUB": "public_body", "OTH": "support_organisation"}
COLUMNS = {"rcn", "role", "pic", "type", "contribution", "country", "start_date", "end_date"}
FIELD_CODES = {"Innovation in SMEs": "SME", "Euratom": "EURATOM"}
PURPOSES = "matching showing statistics"


@dataclass(frozen=True, slots=True)
class Imported:
    """The network as one batch, what it holds, and how many rows were left out for want of a date or a known type."""

    batch: Batch
    organisations: int
    named: int
    projects: int
    participations: int
    undated: int
    untyped: int
    later: int


def cordis(folder: Path | None = None, *, until: int = 2018) -> Batch:
    """The network of all projects that started in `until` or before; the shipped tables if no folder is named."""
    return read_cordis(folder, until=until).batch


def read_cordis(folder: Path | None = None, *, until: int = 2018) -> Imported:
    """Like `cordis`, with counts. Needs `participations*.csv[.gz]`; names, parts and titles are used where their tables are there."""
    folder = folder or DATA / "h2020"
    raw = _distinct(_participations(folder))
    dated = [row for row in raw if row["start_date"][:4].isdigit()]
    known = [row for row in dated if row["type"] in KINDS]
    kept = [row for row in known if int(row["start_date"][:4]) <= until]
    people = _organisations(folder, kept)
    projects = {row["rcn"]: row for row in kept}
    parts = _parts(folder, projects)
    nodes = [*people.values(), *_projects(folder, projects)]
    edges = [*_located(kept, people), *_took_part(kept, people), *_project_fields(parts), *_dominant_fields(kept, people, parts)]
    return Imported(
        batch=Batch(nodes=nodes, edges=edges),
        organisations=len(people),
        named=sum("unnamed" not in node.props for node in people.values()),
        projects=len(projects),
        participations=len(kept),
        undated=len(raw) - len(dated),
        untyped=len(dated) - len(known),
        later=len(known) - len(kept),
    )


def _tables(folder: Path, stem: str) -> Iterator[Row]:
    for path in sorted([*folder.glob(f"{stem}*.csv"), *folder.glob(f"{stem}*.csv.gz")]):
        yield from rows(path)


def _participations(folder: Path) -> list[Row]:
    found = list(_tables(folder, "participations"))
    if not found:
        raise Invalid(f"no participations*.csv or .csv.gz with rows in {folder.name!r}; name the folder that holds the compact tables")
    if missing := COLUMNS - found[0].keys():
        raise Invalid(f"participations in {folder.name!r} lack the columns {', '.join(sorted(missing))}; see seeds/data/SOURCES.md for the layout")
    return found


def _distinct(found: Iterable[Row]) -> list[Row]:
    """One row per organisation and project (the first), ordered by both."""
    first: dict[tuple[str, str], Row] = {}
    for row in found:
        first.setdefault((row["pic"], row["rcn"]), row)
    return [first[key] for key in sorted(first)]


def _organisations(folder: Path, kept: Sequence[Row]) -> dict[str, Node]:
    """PIC → node; the organisations table is believed before the most frequent type of the rows."""
    table = {row["orgId"]: row for row in _tables(folder, "organisations")}
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for row in kept:
        types[row["pic"]][row["type"]] += 1
    return {pic: _organisation(pic, table.get(pic, {}), _most(count)) for pic, count in types.items()}


def _most(count: Counter[str]) -> str:
    return min(count, key=lambda value: (-count[value], value))


def _organisation(pic: str, row: Row, type: str) -> Node:
    name = row.get("name", "")[:MAX_NAME]
    kind = KINDS.get(row.get("activityType", ""), KINDS[type])
    props: dict[str, Scalar] = {"source": "cordis", "basis": "public_register", "purposes": PURPOSES}
    if row.get("city"):
        props["city"] = _calm(row["city"])
    if not name:
        props["unnamed"] = True
    return Node(f"{kind}:{pic}", name or f"H2020 participant {pic}", props=props)


def _calm(city: str) -> str:
    return city.title() if city.isupper() else city


def _located(kept: Iterable[Row], people: Mapping[str, Node]) -> Iterator[Edge]:
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    for row in kept:
        if row["country"]:
            countries[row["pic"]][country_code(row["country"])] += 1
    for pic, count in countries.items():
        yield Edge(people[pic].id, Rel.LOCATED_IN, f"country:{_most(count)}")


def _took_part(kept: Iterable[Row], people: Mapping[str, Node]) -> Iterator[Edge]:
    for row in kept:
        props: dict[str, Scalar] = {"role": row["role"], "since": int(row["start_date"][:4])}
        if (money := _amount(row["contribution"])) is not None:
            props["funding"] = money
        yield Edge(people[row["pic"]].id, Rel.PARTICIPATED_IN, f"project:{row['rcn']}", props=props)


def _amount(text: str) -> float | None:
    """`NA` and blanks mean unknown here."""
    try:
        return float(text)
    except ValueError:
        return None


def _projects(folder: Path, projects: Mapping[str, Row]) -> Iterator[Node]:
    titles = {row["rcn"]: row for row in _tables(folder, "project_titles")}
    for rcn, row in sorted(projects.items()):
        known = titles.get(rcn, {})
        title, acronym = known.get("title", ""), known.get("acronym", "")
        known_props = {"acronym": acronym, "start": row["start_date"], "end": row["end_date"].replace("NA", "")}  # seven projects have no known end
        props: dict[str, Scalar] = {"source": "cordis", **{name: value for name, value in known_props.items() if value}}
        yield Node(f"project:{rcn}", (title or acronym or f"H2020 project {rcn}")[:MAX_NAME], text=title, props=props)


def _parts(folder: Path, projects: Mapping[str, Row]) -> dict[str, list[str]]:
    """Project → its programme parts by code."""
    parts: dict[str, set[str]] = defaultdict(set)
    for row in _tables(folder, "programme_parts"):
        if row["rcn"] in projects:
            parts[row["rcn"]].add(FIELD_CODES.get(row["programme_part"], row["programme_part"]))
    return {rcn: sorted(parts[rcn]) for rcn in sorted(parts)}


def _project_fields(parts: Mapping[str, Sequence[str]]) -> Iterator[Edge]:
    for rcn, codes in parts.items():
        for code in codes:
            yield Edge(f"project:{rcn}", Rel.CLASSIFIED_AS, f"field:{code}", weight=1 / len(codes))


def _dominant_fields(kept: Iterable[Row], people: Mapping[str, Node], parts: Mapping[str, Sequence[str]]) -> Iterator[Edge]:
    """Each organisation's strongest programme part, weighted by its share of the organisation's projects; ties go to the first code."""
    shares: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for row in kept:
        for code in parts.get(row["rcn"], ()):
            shares[row["pic"]][code] += 1 / len(parts[row["rcn"]])
    for pic, share in shares.items():
        best = min(share, key=lambda code: (-share[code], code))
        yield Edge(people[pic].id, Rel.CLASSIFIED_AS, f"field:{best}", weight=round(share[best] / sum(share.values()), 6))
