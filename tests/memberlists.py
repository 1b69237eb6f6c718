"""What tests of member lists share: a list in memory, read and planned as the command line does it."""

from collections.abc import Sequence
from datetime import date

from graph import Store, connect
from graph.model import Batch, Edge, Node
from graph.schema import Rel
from seeds.formats.table import Line, Opened, Table
from seeds.members.draft import Draft, Read
from seeds.members.options import Options
from seeds.members.planning import Plan, plan
from seeds.members.reading import read
from seeds.members.remembering import informed

TODAY = date(2026, 11, 25)
CLUSTER = "cluster:spree"
PLACES = (
    *("country:DE", "country:AT", "region:DED51", "region:DED21"),
    *("sector:74.10", "sector:62.01", "sector:59.11", "expertise:own-packaging-design"),
)
GERMAN = Options(TODAY, cluster=CLUSTER, defaults={"country": "DE"})


def lines(text: str) -> list[Line]:
    """One line per line of text, its cells separated by `;`."""
    return [Line(number, tuple(cell.strip().replace("\\n", "\n") for cell in line.split(";"))) for number, line in enumerate(text.strip("\n").split("\n"), 1)]


def opened(text: str, name: str = "list.csv") -> Opened:
    return Opened(name, [Table(name, [line for line in lines(text) if any(line.cells)])])


def listed(text: str, options: Options = GERMAN) -> Read:
    return read(opened(text), options)


def one(header: str, row: str, options: Options = GERMAN) -> Draft:
    """The draft of a list with one row."""
    (draft,) = listed(f"{header}\n{row}", options).drafts
    return draft


def notes(found: Read, row: int = 1) -> list[str]:
    return [problem.code for problem in found.report.problems if problem.row == row]


def said(found: Read) -> list[str]:
    """What is said about the file as a whole."""
    return [problem.code for problem in found.report.problems if problem.row == 0]


def names(found: Read) -> list[str]:
    return [draft.name for draft in found.drafts]


def ours(found: Read) -> dict[str, str]:
    return {column.theirs: column.ours for column in found.columns}


def sectors(draft: Draft) -> list[str]:
    return [link.target.partition(":")[2] for link in draft.links if link.rel is Rel.CLASSIFIED_AS]


def country(draft: Draft) -> str:
    return next(link.target.partition(":")[2] for link in draft.links if link.target.startswith("country:"))


def stocked(*nodes: Node, edges: Sequence[Edge] = ()) -> Store:
    """A store in memory with the few places, sectors and topics that the tests name, and what else is given."""
    store = connect("sqlite:///:memory:")
    store.write(Batch(nodes=[*(Node(id, id) for id in PLACES), *nodes], edges=edges))
    return store


def planned(store: Store, text: str, options: Options = GERMAN) -> Plan:
    known = informed(store, options)
    return plan(store, read(opened(text), known), known)


def load(store: Store, text: str, options: Options = GERMAN) -> Plan:
    """Read, plan and write."""
    made = planned(store, text, options)
    store.write(made.batch)
    return made
