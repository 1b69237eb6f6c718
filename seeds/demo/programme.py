"""The invented programme around the businesses: clusters, support and research organisations, services and events."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from graph.model import Batch, Edge, Node, Scalar
from graph.schema import Lang, Rel
from seeds.demo.gatherings import gatherings
from seeds.demo.profiles import LANGS, Place, clusters, toml, topic

Provider = tuple[str, Place, Lang]  # id, seat, language


def programme(today: date) -> Batch:
    """Clusters, organisations, services, events and videos; dates of services and events are counted from `today`."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    providers: dict[str, Provider] = {}
    for node, seat, lang, topics in [*_clusters(), *_organisations()]:
        providers[node.id.partition(":ill-")[2]] = (node.id, seat, lang)
        nodes.append(node)
        edges += [*_placed(node.id, seat), *(Edge(node.id, Rel.HAS_EXPERTISE, topic(key)) for key in topics)]
    for kind, raw in [*(("service", raw) for raw in _support("service")), *(("event", raw) for raw in _support("event"))]:
        id, seat, lang = providers[raw["by"]]
        node = _offered(kind, raw, lang, today)
        nodes.append(node)
        edges += [Edge(node.id, Rel.PROVIDED_BY, id), *_placed(node.id, seat), *(Edge(node.id, Rel.ABOUT, topic(key)) for key in raw["about"])]
    held = gatherings(today)
    return Batch(nodes=[*nodes, *held.nodes], edges=[*edges, *held.edges])


def _support(kind: str) -> list[dict[str, Any]]:
    return [raw for name in ("services_gb", "services_de", "services_fr") for raw in toml(f"{name}.toml").get(kind, [])]


def _placed(id: str, seat: Place) -> Iterator[Edge]:
    yield Edge(id, Rel.LOCATED_IN, f"country:{seat.country}")
    yield Edge(id, Rel.LOCATED_IN, f"region:{seat.region}")


def _clusters() -> Iterator[tuple[Node, Place, Lang, list[str]]]:
    for cluster in clusters():
        purposes = "matching showing statistics contact" if cluster.showing else "matching statistics contact"
        yield _organisation(cluster.id, cluster.name, cluster.text, cluster.seat, purposes), cluster.seat, cluster.lang, []


def _organisations() -> Iterator[tuple[Node, Place, Lang, list[str]]]:
    for raw in _support("organisation"):
        seat = Place(raw["city"], raw["region"], raw["country"])
        node = _organisation(f"{raw['kind']}:ill-{raw['key']}", raw["name"], raw["text"], seat, "matching showing statistics contact")
        yield node, seat, LANGS[seat.country], raw["expertise"]


def _organisation(id: str, name: str, text: str, seat: Place, purposes: str) -> Node:
    props = {"source": "illustrative", "lang": LANGS[seat.country], "city": seat.city, "basis": "consent", "purposes": purposes}
    return Node(id, name, text=text, props=props)


def _offered(kind: str, raw: Mapping[str, Any], lang: Lang, today: date) -> Node:
    """`opens` and `closes` are days from today in the file; hours, price and seats as they stand."""
    props: dict[str, Scalar] = {"source": "illustrative", "lang": raw.get("lang", lang)}
    props |= {name: (today + timedelta(days=raw[name])).isoformat() for name in ("opens", "closes") if name in raw}
    props |= {name: float(raw[name]) for name in ("hours", "price") if name in raw}
    if "seats" in raw:
        props["seats"] = raw["seats"]
    if kind == "service":
        props["service_type"] = raw["type"]
    return Node(f"{kind}:ill-{raw['key']}", raw["name"], text=raw["text"], props=props)
