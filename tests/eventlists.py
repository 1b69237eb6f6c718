"""What tests of lists of happenings share: a small cluster in memory, and a list read, planned and written as the command line does it."""

from collections.abc import Sequence
from datetime import date

from memberlists import opened

from graph import Store, connect
from graph.clock import SystemClock
from graph.model import Batch, Edge, Event, Node, Scalar
from graph.schema import Happening, Rel
from seeds.happenings.draft import Read
from seeds.happenings.options import Options, Sort
from seeds.happenings.planning import Happened, plan
from seeds.happenings.reading import read

TODAY = date(2026, 11, 25)
CLUSTER = "cluster:spree"
BASIS: dict[str, Scalar] = {"source": "upload", "basis": "membership", "purposes": "matching statistics"}
NORD, LINEN, TIDE = "business:nord", "business:linen", "business:tide"
MENTORING = "service:mentoring"


def member(id: str, name: str, cluster: str = CLUSTER, **props: Scalar) -> tuple[Node, Edge]:
    return Node(id, name, props={**BASIS, **props}), Edge(id, Rel.MEMBER_OF, cluster)


def town(*more: tuple[Node, Edge], events: Sequence[Event] = ()) -> Store:
    """An invented cluster of three businesses with a service and an event, and what else is given."""
    members = [
        member(NORD, "Studio Nord GmbH", city="Leipzig", register="DE 811 223 344"),
        member(LINEN, "Leinenweberei Hörnig KG", city="Zittau"),
        member(TIDE, "Tidemark Sound Studio LLP", city="Bristol"),
        *more,
    ]
    store = connect("sqlite:///:memory:", clock=SystemClock(TODAY))
    others = [Node(CLUSTER, "Spree"), Node("cluster:saale", "Saale"), Node(MENTORING, "Mentoring", props={"name_fr": "Mentorat"}), Node("event:fair", "Messe")]
    store.write(Batch(nodes=[*others, *(node for node, _ in members)], edges=[edge for _, edge in members], events=events))
    return store


def listed(text: str, sort: Sort = Sort.HOURS, **options: object) -> Read:
    return read(opened(text), Options(TODAY, sort, CLUSTER, **options))  # type: ignore[arg-type]


def planned(store: Store, text: str, sort: Sort = Sort.HOURS, **options: object) -> Happened:
    said = Options(TODAY, sort, **{"cluster": CLUSTER, **options})  # type: ignore[arg-type]
    return plan(store, read(opened(text), said), said)


def load(store: Store, text: str, sort: Sort = Sort.HOURS, **options: object) -> Happened:
    """Read, plan and write."""
    made = planned(store, text, sort, **options)
    store.write(made.plan.batch, expected=made.expected)
    return made


def events(made: Happened) -> list[tuple[Happening, str, str]]:
    """What would be written: happening, business, day."""
    return [(event.happening, event.subject, event.on.isoformat()) for event in made.plan.batch.events]


def codes(found: Read | Happened, row: int | None = None) -> list[str]:
    """The codes of all problems, or of those of a row (0: the whole list)."""
    report = found.plan.report if isinstance(found, Happened) else found.report
    return [problem.code for problem in report.problems if row in (None, problem.row)]


def counts(made: Happened) -> tuple[int, int, int]:
    """Rows, accepted, rejected."""
    return made.plan.report.rows, made.plan.report.accepted, made.plan.report.rejected
