"""A programme small enough to count by hand: five businesses, a university, two clusters, and a ledger that each test writes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

from graph import connect
from graph.clock import SystemClock
from graph.indicators import Handed, Period, World, world
from graph.model import Batch, Edge, Event, Node, Scalar
from graph.reach import Rules, doubts, fold, history
from graph.schema import Happening, Rel
from graph.store import Store
from matcher.index.columns import columns

TODAY = date(2026, 11, 26)
YEAR = Period(date(2025, 11, 27), TODAY)
A, B, C, D, E = BUSINESSES = tuple(f"business:{key}" for key in "abcde")
UNIVERSITY, NORTH, SOUTH = "research_organisation:university", "cluster:north", "cluster:south"
RULES = Rules(members=2)
Story = tuple[Happening, str, int, str, dict[str, Scalar]]
"""What happened, to whom, how many days ago, about what, and its data."""

_PLACES = [
    Node("country:DE", "Germany"),
    Node("country:FR", "France"),
    Node("country:GB", "United Kingdom"),
    Node("sector:M", "Professional activities", props={"level": "section"}),
    Node("sector:74", "Design", props={"level": "division"}),
    Node("sector:74.10", "Design", props={"level": "class", "creative": "design"}),
    Node("sector:C", "Manufacturing", props={"level": "section"}),
    Node("sector:10", "Food", props={"level": "division"}),
    Node("sector:10.71", "Bread", props={"level": "class"}),
    Node("sector:11.05", "Beer", props={"level": "class"}),
    Node("sector:11", "Drinks", props={"level": "division"}),
    Node("expertise:paper", "paper"),
    Node("expertise:export", "export"),
    Node("event:fair", "Fair"),
    Node("event:salon", "Salon"),
]
_TREE = [("74.10", "74"), ("74", "M"), ("10.71", "10"), ("10", "C"), ("11.05", "11"), ("11", "C")]
_BASIS: dict[str, Scalar] = {"basis": "membership", "purposes": "matching statistics"}
_FACTS: dict[str, tuple[str, str, str, str]] = {
    A: ("en", "GB", "74.10", NORTH),
    B: ("de", "DE", "10.71", NORTH),
    C: ("fr", "FR", "74.10", SOUTH),
    D: ("fr", "FR", "11.05", SOUTH),
    E: ("", "", "", SOUTH),
}


@contextmanager
def programme(*stories: Story, more: Batch | None = None) -> Iterator[Store]:
    """The town with a ledger; A is English and creative, B a German bakery, C French and creative, D a French brewery, of E nothing is known."""
    store = connect("sqlite:///:memory:", clock=SystemClock(TODAY))
    store.write(Batch([*_PLACES, Node(NORTH, "North"), Node(SOUTH, "South"), *_organisations()], [*_edges()]))
    if more:
        store.write(more)
    store.write(Batch(events=[Event(kind, who, TODAY - timedelta(days=ago), about, data) for kind, who, ago, about, data in stories]))
    yield store
    store.close()


def seen(store: Store, handed: Handed | None = None, rules: Rules = RULES) -> World:
    snapshot, names = store.snapshot(), store.pseudonyms()
    known = columns(snapshot)
    reach = fold(rules, history(store), known, names, doubtful=doubts(snapshot))
    return world(reach, known, snapshot, names, handed or Handed())


def tie(one: str, other: str, ago: int, **data: Scalar) -> Sequence[Story]:
    """A collaboration that `one` signed and `other` confirmed ten days later."""
    return [(Happening.COLLABORATION_SIGNED, one, ago, other, data), (Happening.COLLABORATION_CONFIRMED, other, ago - 10, one, data)]


def _organisations() -> Iterator[Node]:
    for id, (lang, *_) in _FACTS.items():
        size = {D: "large", E: ""}.get(id, "micro")
        founded: dict[str, Scalar] = {"founded": 2024 if id == A else 1990} if id != E else {}
        props: dict[str, Scalar] = {**({"lang": lang} if lang else {}), **({"size": size} if size else {}), **founded}
        yield Node(id, id[-1].upper(), props={**_BASIS, **props, "capacity": 2})
    yield Node(UNIVERSITY, "University", props={"basis": "public_register"})


def _edges() -> Iterator[Edge]:
    yield from (Edge(f"sector:{one}", Rel.BROADER, f"sector:{other}") for one, other in _TREE)
    for id, (_, country, sector, cluster) in _FACTS.items():
        yield Edge(id, Rel.MEMBER_OF, cluster)
        if country:
            yield Edge(id, Rel.LOCATED_IN, f"country:{country}")
            yield Edge(id, Rel.CLASSIFIED_AS, f"sector:{sector}")
    yield Edge(UNIVERSITY, Rel.LOCATED_IN, "country:FR")
