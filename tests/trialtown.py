"""A planted programme for trials: forty invented businesses of two clusters, a trial that was drawn half a year ago, and what came of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from town import WordEncoder

from graph import Store, connect
from graph.basis import withdrawn
from graph.clock import SystemClock
from graph.model import Batch, Edge, Event, Node, Scalar
from graph.reach import Reach, Rules, fold, history
from graph.schema import Happening as H
from graph.schema import Rel
from matcher import Matcher

TODAY = date(2026, 11, 24)
DECLARED, DRAWN = date(2026, 2, 1), date(2026, 2, 10)
HORIZON = 180
CODE, SEED = "trial-2026a", 4242
COUNT = 40
CLUSTERS = ("cluster:alpha", "cluster:beta")
RULE: dict[str, Scalar] = {"design": "waiting_list", "outcome": "collaboration", "horizon": HORIZON, "share": 0.5, "alpha": 0.05, "stratum": "country+size"}


def business(number: int) -> str:
    """Even numbers are members of Alpha in Germany, odd ones of Beta in France; every fourth is a small firm, the others are micro firms."""
    return f"business:b{number:02}"


def is_offered(number: int) -> bool:
    """Two in a row are offered, the next two wait: half of each cluster."""
    return number % 4 < 2


def stratum(number: int) -> str:
    return f"{('DE', 'FR')[number % 2]}-{'small' if number % 8 < 2 else 'micro'}"


def members(names: str = "Betrieb") -> Batch:
    """The network: places, clusters and their members, each with a need and an offer."""
    nodes = [Node("country:DE", "Germany"), Node("country:FR", "France"), *(Node(id, id.partition(":")[2].title()) for id in CLUSTERS)]
    edges = []
    for number in range(COUNT):
        id, props = business(number), {"source": "upload", "basis": "membership", "purposes": "matching showing statistics"}
        size = stratum(number).partition("-")[2]
        nodes += [Node(id, f"{names} {number}", "", {**props, "size": size}), Node(f"need:b{number:02}", "Holz"), Node(f"offer:b{number:02}", "Brot")]
        edges += [
            Edge(id, Rel.MEMBER_OF, CLUSTERS[number % 2]),
            Edge(id, Rel.LOCATED_IN, ("country:DE", "country:FR")[number % 2]),
            Edge(id, Rel.NEEDS, f"need:b{number:02}"),
            Edge(id, Rel.OFFERS, f"offer:b{number:02}"),
        ]
    return Batch(nodes, edges)


def declared(code: str = CODE, **changes: Scalar) -> Event:
    return Event(H.TRIAL_DECLARED, "", DECLARED, about=code, data={**RULE, "seed": SEED, **changes})


def assigned(code: str = CODE) -> list[Event]:
    return [
        Event(H.TRIAL_ASSIGNED, business(number), DRAWN, about=code, data={"arm": "offer" if is_offered(number) else "wait", "stratum": stratum(number)})
        for number in range(COUNT)
    ]


def tie(one: str, other: str, signed: date, *, confirmed: int = 10, ended: int | None = None, channel: str = "crossmatch") -> Iterator[Event]:
    """Signed, confirmed by the other side some days later, and ended some days after the signature if at all."""
    yield Event(H.COLLABORATION_SIGNED, one, signed, about=other, data={"channel": channel})
    yield Event(H.COLLABORATION_CONFIRMED, other, signed + timedelta(days=confirmed), about=one)
    if ended is not None:
        yield Event(H.COLLABORATION_ENDED, one, signed + timedelta(days=ended), about=other)


def came_of_it() -> Iterator[Event]:
    """Eleven of the twenty who were offered sign with somebody outside the trial, three of the twenty who wait do; and all answer surveys."""
    for number in range(COUNT):
        signs = number % 20 < 12 if is_offered(number) else number in (2, 3, 6)
        if signs and number != 0:
            yield from tie(business(number), "cluster:alpha", DRAWN + timedelta(days=30), channel="crossmatch" if is_offered(number) else "own")
        yield Event(H.SURVEY_ANSWERED, business(number), DRAWN - timedelta(days=3), data={"wave": 0, "revenue": number % 3})
        later: dict[str, Scalar] = {"wave": 6, "revenue": number % 3 + is_offered(number) * (number % 8 != 0), "innovation": "none", "because": False}
        yield Event(H.SURVEY_ANSWERED, business(number), DRAWN + timedelta(days=184), data=later)


def planted(*events: Event, trial: bool = True) -> Store:
    """A store with the programme, its trial, and these events."""
    store = connect("sqlite:///:memory:", clock=SystemClock(TODAY))
    store.write(members())
    store.write(Batch(events=[*([declared(), *assigned()] if trial else []), *events]))
    return store


def folded(store: Store) -> Reach:
    """Reach as the service folds it."""
    index = Matcher(store, WordEncoder(), clock=SystemClock(TODAY)).index
    return fold(Rules(), history(store), index, store.pseudonyms(), withdrawn=withdrawn(store))
