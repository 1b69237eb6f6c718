"""A service of two clusters for the API's tests: Alpha shows its members to others, Beta does not; Beta's words are canaries."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import keys
from api.app import create_app
from api.client import Client
from api.keys import Role
from graph import Store, connect
from graph.clock import SystemClock
from graph.model import Batch, Contact, Edge, Event, Node, Scalar
from graph.schema import Happening, Rel
from matcher.encoder import Encoder
from matcher.matcher import Matcher

TODAY = date(2026, 11, 24)
CANARY = "zilpzalp"
"""Stands in every text, name and id of Beta; nobody outside Beta may ever read it."""

PLACES = [
    Node("country:DE", "Germany", props={"name_de": "Deutschland", "name_fr": "Allemagne"}),
    Node("country:FR", "France", props={"name_de": "Frankreich", "name_fr": "France"}),
    Node("sector:C", "Manufacturing", props={"level": "section", "name_de": "Verarbeitendes Gewerbe", "name_fr": "Industrie manufacturière"}),
    Node("sector:10.71", "Bread", props={"level": "class", "name_de": "Brot", "name_fr": "Pain"}),
    Node("sector:M", "Professional activities", props={"level": "section", "name_de": "Freiberufliche Leistungen", "name_fr": "Activités spécialisées"}),
    Node("sector:74.10", "Design", props={"level": "class", "creative": "design", "name_de": "Design", "name_fr": "Design"}),
    Node("expertise:packaging", "packaging", props={"name_de": "Verpackung", "name_fr": "emballage"}),
]
TREE = [Edge("sector:10.71", Rel.BROADER, "sector:C"), Edge("sector:74.10", Rel.BROADER, "sector:M")]
OPEN, CLOSED = "matching showing statistics contact", "matching statistics"


@dataclass(frozen=True)
class Served:
    """The running service and a key for each kind of caller."""

    store: Store
    app: FastAPI
    http: TestClient
    keys: dict[str, str]

    def client(self, who: str) -> Client:
        return Client(self.http, self.keys[who])


def member(key: str, name: str, cluster: str, *, country: str, sector: str, need: str, offer: str, purposes: str) -> Batch:
    """One business of a cluster with a need and an offer."""
    id = f"business:{key}"
    props: dict[str, Scalar] = {
        "source": "upload",
        "basis": "membership",
        "purposes": purposes,
        "size": "micro",
        "lang": "de",
        "languages": "de fr",
        "city": f"{name}stadt",
    }
    nodes = [
        Node(id, name, f"{name} {offer}", props),
        Node(f"need:{key}", need[:60], need, {"lang": "de"}),
        Node(f"offer:{key}", offer[:60], offer, {"lang": "de"}),
    ]
    edges = [
        Edge(id, Rel.MEMBER_OF, cluster),
        Edge(id, Rel.LOCATED_IN, f"country:{country}"),
        Edge(id, Rel.CLASSIFIED_AS, f"sector:{sector}"),
        Edge(id, Rel.NEEDS, f"need:{key}"),
        Edge(id, Rel.OFFERS, f"offer:{key}"),
        Edge(id, Rel.HAS_EXPERTISE, "expertise:packaging"),
    ]
    contact = Contact(id, f"{name} Person", f"{key}@example.org")
    joined = Event(Happening.JOINED, id, date(2026, 3, 1), about=cluster, note=f"joined as {name}")
    return Batch(nodes, edges, contacts=[contact], events=[joined])


def fill(store: Store) -> None:
    """Two clusters of three members each, and one real organisation of a public register."""
    clusters = [Node("cluster:alpha", "Alpha", "Alpha bakes and designs"), Node("cluster:beta", "Beta", "Beta keeps to itself")]
    store.write(Batch([*PLACES, *clusters], [*TREE, Edge("cluster:alpha", Rel.LOCATED_IN, "country:DE")]))
    bread, box = "Wir suchen eine Verpackung aus Papier für unser Brot", "Wir gestalten Verpackungen aus Papier für Lebensmittel"
    bake, seek = "Wir backen Brot aus altem Getreide", "Wir suchen eine Bäckerei für gemeinsame Produkte"
    store.write(member("alpha-bakery", "Alphabrot", "cluster:alpha", country="DE", sector="10.71", need=bread, offer=bake, purposes=OPEN))
    store.write(member("alpha-studio", "Alphastudio", "cluster:alpha", country="FR", sector="74.10", need=seek, offer=box, purposes=OPEN))
    store.write(member("alpha-silent", "Alphastill", "cluster:alpha", country="FR", sector="74.10", need=seek, offer=box, purposes="statistics"))
    store.write(
        member(
            f"{CANARY}-studio",
            f"{CANARY}studio",
            "cluster:beta",
            country="FR",
            sector="74.10",
            need=f"{seek} {CANARY}",
            offer=f"Wir gestalten Verpackungen aus Papier {CANARY}",
            purposes=CLOSED,
        )
    )
    store.write(
        member(
            f"{CANARY}-bakery",
            f"{CANARY}brot",
            "cluster:beta",
            country="FR",
            sector="10.71",
            need=f"{bread} {CANARY}",
            offer=f"{bake} {CANARY}",
            purposes=CLOSED,
        )
    )
    known = {"source": "cordis", "basis": "public_register", "purposes": "matching showing statistics"}
    store.write(
        Batch(
            [Node("business:999", "REAL PAPER SA", "Paper for food", known), Node("business:998", "H2020 participant 998", "", {**known, "unnamed": True})],
            [Edge("business:999", Rel.LOCATED_IN, "country:FR"), Edge("business:998", Rel.LOCATED_IN, "country:FR")],
        )
    )
    store.write(Batch(edges=[Edge("business:alpha-bakery", Rel.COLLABORATED_WITH, f"business:{CANARY}-bakery", props={"since": 2024})]))


@contextmanager
def service(encoder: Encoder, url: str = "sqlite:///:memory:", keep: Path | None = None) -> Iterator[Served]:
    """The service on a store in memory (or on an empty one elsewhere), with its date fixed."""
    clock = SystemClock(TODAY)
    store = connect(url, keep=keep, clock=clock)
    fill(store)
    made = {
        "admin": keys.create(store, Role.ADMIN, today=TODAY),
        "alpha": keys.create(store, Role.MANAGER, today=TODAY, clusters=("cluster:alpha",)),
        "beta": keys.create(store, Role.MANAGER, today=TODAY, clusters=("cluster:beta",)),
        "adviser": keys.create(store, Role.ADVISER, today=TODAY, clusters=("cluster:alpha",)),
        "business": keys.create(store, Role.BUSINESS, today=TODAY, organisation="business:alpha-bakery"),
        "evaluator": keys.create(store, Role.EVALUATOR, today=TODAY),
    }
    app = create_app(store, Matcher(store, encoder, clock=clock), clock)
    with TestClient(app, raise_server_exceptions=False) as http:
        yield Served(store, app, http, {who: secret for who, (_, secret) in made.items()})
    store.close()
