"""A planted programme for trials: forty invented businesses of two clusters, a trial that was drawn half a year ago, and what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from fastapi.testclient import TestClient
from service import Served
from town import SECTORS, WordEncoder

from api import keys
from api.app import create_app
from api.keys import Role
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
OUTSIDE = "business:outside"
"""A member of a third cluster that takes part in nothing."""
RULE: dict[str, Scalar] = {"design": "waiting_list", "outcome": "collaboration", "horizon": HORIZON, "share": 0.5, "alpha": 0.05, "stratum": "country+size"}


def business(number: int) -> str:
    """Even numbers are members of Alpha in Germany, odd ones of Beta in France; four of sixteen are small firms, the others micro firms."""
    return f"business:b{number:02}"


def is_offered(number: int) -> bool:
    """Two in a row are offered, the next two wait: half of each cluster."""
    return number % 4 < 2


def stratum(number: int) -> str:
    return f"{('DE', 'FR')[number % 2]}-{'small' if number % 16 < 4 else 'micro'}"


def members(names: str = "Betrieb") -> Batch:
    """The network: places, clusters and their members, each with a need and an offer."""
    nodes = [
        Node("country:DE", "Germany"),
        Node("country:FR", "France"),
        *SECTORS,
        *(Node(id, id.partition(":")[2].title()) for id in (*CLUSTERS, "cluster:gamma")),
    ]
    props: dict[str, Scalar] = {"source": "illustrative", "basis": "membership", "purposes": "matching showing statistics"}
    nodes.append(Node(OUTSIDE, "Outside", "", props))
    edges = [Edge(OUTSIDE, Rel.MEMBER_OF, "cluster:gamma"), Edge("sector:10", Rel.BROADER, "sector:C"), Edge("sector:62", Rel.BROADER, "sector:J")]
    for number in range(COUNT):
        id = business(number)
        size = stratum(number).partition("-")[2]
        nodes += [Node(id, f"{names} {number}", "", {**props, "size": size}), Node(f"need:b{number:02}", "Holz"), Node(f"offer:b{number:02}", "Brot")]
        edges += [
            Edge(id, Rel.MEMBER_OF, CLUSTERS[number % 2]),
            Edge(id, Rel.LOCATED_IN, ("country:DE", "country:FR")[number % 2]),
            Edge(id, Rel.CLASSIFIED_AS, ("sector:10", "sector:62")[number // 4 % 2]),
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
            yield from tie(
                business(number),
                OUTSIDE,
                DRAWN + timedelta(days=30 + number),
                ended=60 if number % 4 == 0 else None,
                channel="crossmatch" if is_offered(number) else "own",
            )
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


@contextmanager
def served(store: Store) -> Iterator[Served]:
    """The service over a planted store, with a key for each kind of caller."""
    clock = SystemClock(TODAY)
    made = {
        "admin": keys.create(store, Role.ADMIN, today=TODAY),
        "evaluator": keys.create(store, Role.EVALUATOR, today=TODAY),
        "business": keys.create(store, Role.BUSINESS, today=TODAY, organisation=business(0)),
        "adviser": keys.create(store, Role.ADVISER, today=TODAY, clusters=("cluster:alpha",)),
        **{name: keys.create(store, Role.MANAGER, today=TODAY, clusters=(f"cluster:{name}",)) for name in ("alpha", "beta", "gamma")},
    }
    app = create_app(store, Matcher(store, WordEncoder(), clock=clock), clock)
    with TestClient(app, raise_server_exceptions=False) as http:
        yield Served(store, app, http, {who: secret for who, (_, secret) in made.items()})
    store.close()
