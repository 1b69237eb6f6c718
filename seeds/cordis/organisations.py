"""The organisations of a register as nodes, and where they are."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from graph.model import Edge, Node, Scalar
from graph.schema import MAX_NAME, Rel
from seeds.cordis.known import Known
from seeds.cordis.model import Kept, Organisation, Participation, Register
from seeds.cordis.names import calming
from seeds.tables import DATA, country_code, rows

KINDS = {"PRC": "business", "HES": "research_organisation", "REC": "research_organisation", "PUB": "public_body", "OTH": "support_organisation"}
PURPOSES = "matching showing statistics"


def organisations(register: Register, took: Sequence[Participation], known: Known) -> dict[str, Node]:
    """PIC → node; the table of organisations is believed before the most frequent type of the rows, the store's id before both."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for one in took:
        types[one.pic][one.type] += one.type in KINDS
    return {pic: _organisation(pic, register.organisations.get(pic, Organisation()), _most(count), known) for pic, count in types.items()}


def _organisation(pic: str, said: Organisation, type: str, known: Known) -> Node:
    kind = KINDS.get(said.type) or KINDS[type]
    props: dict[str, Scalar] = {"source": "cordis", "basis": "public_register", "purposes": PURPOSES}
    if said.city:
        props["city"] = _calm(said.city)[:200]
    if said.register:
        props["register"] = said.register
    if said.sme is not None:
        props["sme"] = said.sme
    if said.point:
        props["lon"], props["lat"] = said.point
    if not said.name:
        props["unnamed"] = True
    node = Node(known.organisations.get(pic, f"{kind}:{pic}"), calming()(said.name[:MAX_NAME]) or f"H2020 participant {pic}", props=props)
    return known.with_what_was_known(node, is_named=bool(said.name))


def _most(count: Counter[str]) -> str:
    return min(count, key=lambda value: (-count[value], value))


def _calm(city: str) -> str:
    return city.title() if city.isupper() else city


def places(kept: Kept, remarks: list[str]) -> Iterator[Edge]:
    """To the country that most rows name, and to the NUTS region if it is one of our list in that country."""
    countries = {row["code"] for row in rows(DATA / "countries.csv")}
    regions = {row["code"]: row["country"] for row in rows(DATA / "nuts.csv") if row["level"] != "0"}
    elsewhere: Counter[str] = Counter()
    for pic, country in _countries(kept.took).items():
        if country not in countries:
            elsewhere[country] += 1
            continue
        yield Edge(kept.people[pic].id, Rel.LOCATED_IN, f"country:{country}")
        region = kept.register.organisations.get(pic, Organisation()).region
        if regions.get(region) == country:
            yield Edge(kept.people[pic].id, Rel.LOCATED_IN, f"region:{region}")
    if elsewhere:
        remarks.append(f"{elsewhere.total()} organisations came in without a country, since our list has none called {', '.join(sorted(elsewhere))[:100]}")


def _countries(took: Sequence[Participation]) -> dict[str, str]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in took:
        if one.country:
            found[one.pic][country_code(one.country)] += 1
    return {pic: _most(count) for pic, count in found.items()}
