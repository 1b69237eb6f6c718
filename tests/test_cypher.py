"""Cypher: what the README asks has the answers it promises, and what the backend asks is made of constants that nobody writes into."""

import ast
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from emptied import TODAY, at, emptied, rows, whole

from graph import Store, connect
from graph.clock import SystemClock
from graph.model import Batch, Contact, Edge, Event, Key, Node, Part, Record, text_hash
from graph.neo4j import Neo4jStore
from graph.schema import Happening, Rel
from graph.stored import text_key

ROOT = Path(__file__).parent.parent
CYPHER = sorted((ROOT / "graph/neo4j").glob("*.py"))
A = Node("business:a", "Mühle", "Papier.", {"city": "Ulm", "employees": 7})

needs_server = pytest.mark.neo4j


@pytest.fixture
def url() -> str:
    """A server with nothing in it."""
    return emptied()


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = at(url, tmp_path)
    yield opened
    opened.close()


# the README's questions


QUESTIONS = re.findall(r"^```cypher\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)


def asked() -> Batch:
    """Two clusters, three countries, five businesses, one of which ties both clusters."""
    names = {"business:mill": "Mill", "business:box": "Box", "business:toy": "Toy", "business:app": "App", "research_organisation:uni": "Uni"}
    places = {"business:mill": "DE", "business:box": "DE", "business:toy": "FR", "business:app": "GB", "research_organisation:uni": "FR"}
    clusters = {"business:mill": "paper", "business:box": "paper", "business:toy": "play", "business:app": "play"}
    sectors = {"business:mill": "17.1", "business:toy": "32.4", "business:app": "62.0"}
    others = ["country:DE", "country:FR", "country:GB", "cluster:paper", "cluster:play", "sector:C", "sector:J", "sector:17.1", "sector:32.4", "sector:62.0"]
    topics = ["expertise:wood", "expertise:sound", "need:mill-wood", "need:toy-sound", "need:app-sound", "offer:box-wood", "project:p"]
    edges = [
        *(Edge(id, Rel.LOCATED_IN, f"country:{place}") for id, place in places.items()),
        *(Edge(id, Rel.MEMBER_OF, f"cluster:{cluster}") for id, cluster in clusters.items()),
        *(Edge(id, Rel.CLASSIFIED_AS, f"sector:{sector}") for id, sector in sectors.items()),
        *(Edge(f"sector:{low}", Rel.BROADER, f"sector:{high}") for low, high in (("17.1", "C"), ("32.4", "C"), ("62.0", "J"))),
        *(Edge(need.replace("need:", "business:").split("-")[0], Rel.NEEDS, need) for need in topics if need.startswith("need:")),
        *(Edge(id, Rel.ABOUT, f"expertise:{id.split('-')[1]}") for id in topics if "-" in id),
        Edge("business:box", Rel.OFFERS, "offer:box-wood"),
        Edge("business:box", Rel.COLLABORATED_WITH, "business:mill"),
        Edge("business:toy", Rel.COLLABORATED_WITH, "business:box"),
        Edge("business:toy", Rel.COLLABORATED_WITH, "business:app"),
        Edge("business:mill", Rel.COLLABORATED_WITH, "business:toy"),
        Edge("business:app", Rel.PARTICIPATED_IN, "project:p"),
        Edge("research_organisation:uni", Rel.PARTICIPATED_IN, "project:p"),
    ]
    nodes = [Node(id, names.get(id, id.partition(":")[2])) for id in (*names, *others, *topics)]
    return Batch(nodes=nodes, edges=edges)


@needs_server
@pytest.mark.parametrize(
    ("question", "answer"),
    list(
        zip(
            QUESTIONS[:5],
            [
                [["paper", "DE", 2], ["play", "FR", 1], ["play", "GB", 1]],
                [["DE", "FR", 2], ["FR", "GB", 2]],
                [["sound", 2, ["App", "Toy"]]],
                [["Toy", 2, 3], ["Box", 2, 2], ["Mill", 2, 2]],
                [["C", "C", 1], ["C", "J", 1]],
            ],
            strict=True,
        )
    ),
    ids=["members", "countries", "needs", "brokers", "sectors"],
)
def test_the_questions_of_the_readme_have_the_answers_they_promise(store: Store, url: str, question: str, answer: list[list[object]]) -> None:
    store.write(asked())

    assert [[sorted(value) if isinstance(value, list) else value for value in row] for row in rows(url, question)] == answer


@needs_server
def test_the_question_for_the_nearest_has_the_answer_it_promises(store: Store, url: str) -> None:
    numbers = {"mill": (1.0, 0.0), "box": (0.8, 0.6), "toy": (0.6, 0.8), "app": (0.0, 1.0)}
    nodes = [Node(f"business:ill-{name}", name.capitalize(), name) for name in numbers] + [Node("project:p", "P", "mill")]
    store.write(Batch(nodes=nodes))
    assert isinstance(store, Neo4jStore)
    store.index_vectors([(node.id, text_key(node.text), np.array(numbers[node.text], np.float32)) for node in nodes], lambda stage, done, all: None)
    found = rows(url, QUESTIONS[5].replace("business:ill-studio-cranefold", "business:ill-mill"))
    rows(url, "DROP INDEX node_vectors")

    assert found == [["Box", 0.9], ["Toy", 0.8], ["App", 0.5]]


# what the backend asks


def constants(tree: ast.Module) -> set[str]:
    return {target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets if isinstance(target, ast.Name)}


def queries(tree: ast.AST) -> list[ast.expr]:
    """What is handed to the server: the first argument of every call that runs a query, the second where the first is a time."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    run = [call.args[0] for call in calls if call.func.attr in ("run", "ask", "outside", "once") and call.args]
    return run + [call.args[1] for call in calls if call.func.attr == "run_within"]


def roots(query: ast.expr) -> set[str]:
    """The names a query is made of."""
    return {node.id for node in ast.walk(query) if isinstance(node, ast.Name)}


def test_only_the_backend_knows_the_driver() -> None:
    files = [path for folder in ("graph", "seeds", "matcher", "api", "dashboard") for path in (ROOT / folder).rglob("*.py")]
    knowing = {path.parent for path in files if re.search(r"^\s*(from|import) neo4j\b", path.read_text("utf-8"), re.MULTILINE)}

    assert knowing == {ROOT / "graph/neo4j"}


PASSED_ON = {"query", "statement", "outer", "inner", "transaction"}
"""Parameters of our own functions that hand a constant on, and a transaction that `write.once` is given."""
CHOSEN_BY = {"fresh", "rel", "kind", "table", "row", "values", "str"}
"""What picks one of several constants: never part of the text."""


@pytest.mark.parametrize("path", CYPHER, ids=lambda path: path.name)
def test_t16_cypher_comes_from_constants_only(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    names = {name for query in queries(tree) for name in roots(query)}

    assert {name for name in names if not name.isupper()} <= PASSED_ON | CHOSEN_BY
    assert [ast.unparse(query) for query in queries(tree) if isinstance(query, (ast.JoinedStr, ast.BinOp))] == []


WORDS = {"Rel", "Kind", "PROPS", "LABELS", "TYPES", "rel", "kind", "label", "name", "word", "position"}
NO_TEXT = {
    "TypeVar",
    "Sequence",
    "Any",
    "list",
    "len",
    "enumerate",
    "chain",
    "ServiceUnavailable",
    "SessionExpired",
    "re",
    "VERSION_1",
    "MIGRATIONS",
    "tuple",
    "str",
}


@pytest.mark.parametrize("path", CYPHER, ids=lambda path: path.name)
def test_t16_constants_are_made_of_text_and_words_of_the_schema_only(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    made = [node.value for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper()]
    names = {name for value in made for name in roots(value)} - constants(tree)

    assert names <= WORDS | NO_TEXT


PIECES = (
    "'",
    '"',
    "`",
    "\\",
    "}",
    ")",
    "]",
    "//",
    "/*",
    "--",
    ";",
    "$",
    "\n",
    "\u2019",
    "\u02bc",
    "\\u0027",
    " DETACH DELETE ",
    "MATCH (n)",
    " SET n.name=1 ",
    "RETURN 1",
)


def payloads(number: int) -> list[str]:
    chance = random.Random(16)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 8))) for _ in range(number)]


def attacked(number: int) -> Batch:
    """Every free text of a batch is a payload."""
    texts = payloads(number)
    nodes = [Node(f"business:p{at}", text, text, {"city": text, "site": text}) for at, text in enumerate(texts)]
    edges = [Edge(first.id, Rel.COLLABORATED_WITH, second.id, 1.0, {"role": str(first.props["city"])}) for first, second in pairwise(nodes)]
    row = np.array([1.0], np.float32)
    vectors = {(PIECES[at % len(PIECES)], text_hash(text)): row for at, text in enumerate(texts)}
    contacts = [Contact(node.id, text, text, text) for node, text in zip(nodes, texts, strict=True)]
    records = [Record(PIECES[at % len(PIECES)].replace("/", "|"), text, {"text": text}) for at, text in enumerate(texts)]
    events = [Event(Happening.TOLD, node.id, TODAY, note=text) for node, text in zip(nodes, texts, strict=True)]
    return Batch(nodes, edges, vectors, contacts, records, events)


def the_same_in_both(url: str, folder: Path, number: int) -> tuple[str, str]:
    stores = [at(url, folder), connect("sqlite:///:memory:", clock=SystemClock(TODAY))]
    batch = attacked(number)
    [store.write(batch, operation=PIECES[0]) for store in stores]
    found = whole(stores[0]), whole(stores[1])
    [store.close() for store in stores]
    return found


@pytest.mark.long
@needs_server
def test_t16_two_thousand_payloads_in_every_text_leave_the_graph_they_describe(url: str, tmp_path: Path) -> None:
    found, expected = the_same_in_both(url, tmp_path, 2000)

    assert found == expected


@needs_server
@pytest.mark.parametrize("payload", payloads(20))
def test_t16_no_address_of_anything_is_read_as_cypher(store: Store, payload: str) -> None:
    store.write(Batch(nodes=[A]))
    before = whole(store)
    found = store.records(payload), store.vectors(payload, [payload]), store.contacts(payload), store.events(payload), store.version(Key(Part.NODE, payload))

    assert (found, whole(store)) == (((), {}, (), (), 0), before)
