"""The planted town: a bakery looks for insulation, a wood-fibre firm across the border offers it, and everybody else is there for one reason."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from graph import Store, connect
from graph.clock import SystemClock
from graph.model import Batch, Edge, Node
from graph.schema import Rel
from matcher import Matcher
from matcher.encoder import Encoder, Scale, Vectors

TODAY = date(2026, 11, 24)
BAKERY, FIBRE = "business:bakery", "business:fibre"
MEMBER = {"source": "upload", "basis": "membership", "purposes": "matching showing statistics"}
REGISTER = {"source": "cordis", "basis": "public_register"}

PLACES = [
    Node("country:DE", "Germany", props={"name_de": "Deutschland", "name_fr": "Allemagne", "borders": "FR"}),
    Node("country:FR", "France", props={"name_de": "Frankreich", "borders": "DE"}),
    Node("country:GB", "United Kingdom", props={"name_de": "Vereinigtes Königreich", "name_fr": "Royaume-Uni"}),
    Node("region:DE21", "Upper Bavaria"),
]
SECTORS = [
    Node("sector:C", "Manufacturing"),
    Node("sector:10", "Food"),
    Node("sector:10.7", "Bakery products"),
    Node("sector:10.71", "Bread"),
    Node("sector:16", "Wood"),
    Node("sector:16.29", "Other wood products"),
    Node("sector:J", "Information"),
    Node("sector:62", "Software"),
    Node("sector:62.01", "Programming"),
]
TREE = [
    Edge("region:DE21", Rel.BROADER, "country:DE"),
    Edge("sector:10", Rel.BROADER, "sector:C"),
    Edge("sector:10.7", Rel.BROADER, "sector:10"),
    Edge("sector:10.71", Rel.BROADER, "sector:10.7"),
    Edge("sector:16", Rel.BROADER, "sector:C"),
    Edge("sector:16.29", Rel.BROADER, "sector:16"),
    Edge("sector:62", Rel.BROADER, "sector:J"),
    Edge("sector:62.01", Rel.BROADER, "sector:62"),
    Edge("sector:16", Rel.SUPPLIES, "sector:10", 0.05),
]
TOPICS = [
    Node("expertise:energy", "energy saving", props={"name_de": "Energiesparen", "name_fr": "économies d’énergie"}),
    Node("expertise:grain", "old grain", props={"name_de": "altes Getreide", "name_fr": "céréales anciennes"}),
    Node("expertise:boxes", "boxes", props={"name_de": "Schachteln", "name_fr": "boîtes"}),
    Node("field:energy", "Energy"),
    Node("field:food", "Food research"),
]
ORGANISATIONS = [
    Node(BAKERY, "Backhaus Isar", "Brot aus altem Getreide", {**MEMBER, "lang": "de", "languages": "de en"}),
    Node(FIBRE, "Fibres du Rhin", "Panneaux en bois, isolation de bâtiments", {**MEMBER, "lang": "fr", "languages": "fr en"}),
    Node("business:newcomer", "Carton & Co", "Boxes for bread", {**MEMBER, "lang": "en", "languages": "en"}),
    Node("business:colleague", "Pains Lamartine", "Pain de céréales anciennes", {**MEMBER, "lang": "fr", "languages": "fr"}),
    Node("business:rival", "Rivalbrot", "Brot", {**MEMBER, "languages": "de"}),
    Node("business:mill", "Millmatt", "Getreide", {**MEMBER, "languages": "de"}),
    Node("business:friend", "Friendsoft", "Software", {**MEMBER, "languages": "de"}),
    Node("business:silent", "Silentium", "", {**MEMBER, "purposes": "statistics"}),
    Node("business:shy", "Shylock Boards", "Wood", {**MEMBER, "purposes": "matching", "languages": "en"}),
    Node("business:998", "H2020 participant 998", "", {**REGISTER, "unnamed": True}),
    Node("research_organisation:institute", "INSTITUT FUER ENERGIE", "", REGISTER),
    Node("research_organisation:university", "UNIVERSITE DU RHIN", "", REGISTER),
]
WISHES = [
    Node("need:bakehouse", "Dämmung", "Dämmung aus Holz für unsere Backstube", {"lang": "de"}),
    Node("need:canteen", "Pain", "Du pain pour notre cantine", {"lang": "fr"}),
    Node("need:trial", "Bread", "Bread to try our boxes with", {"lang": "en"}),
    Node("offer:bread", "Brot", "Brot aus altem Getreide, jeden Morgen frisch", {"lang": "de"}),
    Node("offer:boards", "Isolation", "Isolation en fibre de bois pour bâtiments", {"lang": "fr"}),
    Node("offer:boxes", "Boxes", "Insulation boxes that keep food warm", {"lang": "en"}),
]
PROJECTS = [
    Node("project:oven", "Ovens that bake bread with less energy", "Bread energy", {"start": "2018-05-01"}),
    Node("project:walls", "Insulation that saves energy", "Insulation energy", {"start": "2016-01-01"}),
]
SERVICES = [
    Node("service:open", "Energieberatung", "Beratung zu Dämmung und Energie", {"lang": "de", "opens": "2026-01-01", "closes": "2026-12-31"}),
    Node("service:plain", "Steuerabend", "Steuern für kleine Betriebe", {"lang": "de"}),
    Node("service:closed", "Dämmkurs", "Beratung zu Dämmung und Holz", {"lang": "de", "closes": "2026-11-23"}),
    Node("service:french", "Conseil en isolation", "Isolation et bois", {"lang": "fr"}),
    Node("service:abroad", "Insulation abroad", "Insulation wood", {"lang": "en"}),
]
HOMES = {
    "region:DE21": ["business:bakery", "business:rival", "service:open"],
    "country:DE": ["business:mill", "business:friend", "business:silent", "research_organisation:institute"],
    "country:FR": ["business:fibre", "business:colleague", "business:998", "research_organisation:university", "service:abroad"],
    "country:GB": ["business:newcomer", "business:shy"],
}
CLASSES = {
    "sector:10.71": ["business:bakery", "business:rival", "business:colleague"],
    "sector:10": ["business:mill"],
    "sector:16.29": ["business:fibre"],
    "sector:62.01": ["business:newcomer", "business:friend", "business:silent", "business:shy"],
    "field:energy": ["research_organisation:institute", "project:oven", "project:walls"],
    "field:food": ["research_organisation:university", "project:walls"],
}
KNOWS = {
    "expertise:energy": ["business:bakery", "business:fibre", "research_organisation:institute"],
    "expertise:grain": ["business:bakery", "business:colleague"],
    "expertise:boxes": ["business:newcomer"],
}
BOARDS = ["fibre", "rival", "mill", "friend", "silent", "shy", "998"]
"""All offer exactly what the bakery looks for; only one of them may be suggested by name."""
TIES = [
    Edge(BAKERY, Rel.NEEDS, "need:bakehouse"),
    Edge(BAKERY, Rel.OFFERS, "offer:bread"),
    Edge(BAKERY, Rel.TARGETS_MARKET, "country:FR"),
    Edge(FIBRE, Rel.NEEDS, "need:canteen"),
    Edge(FIBRE, Rel.TARGETS_MARKET, "country:DE"),
    Edge("business:newcomer", Rel.NEEDS, "need:trial"),
    Edge("business:newcomer", Rel.OFFERS, "offer:boxes"),
    *(Edge(f"business:{key}", Rel.OFFERS, "offer:boards") for key in BOARDS),
    Edge("business:mill", Rel.COMPETES_WITH, BAKERY),
    Edge("business:friend", Rel.COLLABORATED_WITH, BAKERY, props={"since": 2019}),
    Edge(BAKERY, Rel.PARTICIPATED_IN, "project:oven"),
    Edge("research_organisation:institute", Rel.PARTICIPATED_IN, "project:oven"),
    Edge("research_organisation:university", Rel.PARTICIPATED_IN, "project:oven"),
    Edge("research_organisation:institute", Rel.PARTICIPATED_IN, "project:walls"),
    Edge(FIBRE, Rel.PARTICIPATED_IN, "project:walls"),
    Edge("need:bakehouse", Rel.ABOUT, "expertise:energy"),
    Edge("service:open", Rel.ABOUT, "expertise:energy"),
]


def edges() -> list[Edge]:
    """All edges, homes and classes included."""
    lists = ((Rel.LOCATED_IN, HOMES), (Rel.CLASSIFIED_AS, CLASSES), (Rel.HAS_EXPERTISE, KNOWS))
    return [*TREE, *TIES, *(Edge(source, rel, target) for rel, lists_ in lists for target, sources in lists_.items() for source in sources)]


TOWN = Batch([*PLACES, *SECTORS, *TOPICS, *ORGANISATIONS, *WISHES, *PROJECTS, *SERVICES], edges())

WORDS = {
    **dict.fromkeys(("dämmung", "isolation", "insulation"), 0),
    **dict.fromkeys(("holz", "bois", "wood"), 1),
    **dict.fromkeys(("brot", "pain", "bread"), 2),
    **dict.fromkeys(("getreide", "céréales", "grain"), 3),
    **dict.fromkeys(("schachteln", "boîtes", "boxes"), 4),
    **dict.fromkeys(("energie", "énergie", "energy"), 5),
}


class WordEncoder:
    """An encoder to compute with by hand: each known word, in three languages, is a direction; the others are not heard."""

    id = "words"
    scale = Scale(chance=0.28, clear=0.58, label=0.6)

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), 6), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[[WORDS[word] for word in text.lower().replace(",", " ").split() if word in WORDS]] = 1
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1).astype(np.float32)

    def encode_needs(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)


def town(*more: Batch) -> Store:
    """A store in memory with the town in it."""
    store = connect("sqlite:///:memory:", clock=SystemClock(TODAY))
    for batch in (TOWN, *more):
        store.write(batch)
    return store


def matcher(store: Store, encoder: Encoder | None = None) -> Matcher:
    """A matcher over a store, on the town's day; hears words unless another encoder is given."""
    return Matcher(store, encoder or WordEncoder(), clock=SystemClock(TODAY))
