"""The Neo4j store while its server dies, hangs, crawls or comes back; each test has servers and proxies of its own, so that others' tests go on."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count, takewhile
from pathlib import Path

import pytest
from emptied import address, emptied
from proxy import Proxy
from server import Server

from graph import Store, connect
from graph.clock import SystemClock
from graph.errors import Invalid, Unavailable
from graph.model import Batch, Edge, Event, Node
from graph.schema import Happening, Rel

TODAY = date(2026, 3, 2)
ROOT = Path(__file__).parent.parent
A = Node("business:a", "A")
SLACK = 3  # what a busy machine may add to the figures
OPENING, OPEN, BACK = 4.0, 1.0, 10.0  # seconds: calls that open the breaker, calls while it is open, until it closes

pytestmark = [pytest.mark.neo4j, pytest.mark.long]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that may be killed; only where tests with Neo4j are asked for at all."""
    address()
    made = Server(tmp_path_factory.mktemp("neo4j"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def keep(server: Server) -> Path:
    """One keep for all tests on that server: its ledger goes on."""
    return server.home / "keep"


@pytest.fixture
def store(server: Server, keep: Path) -> Iterator[Store]:
    """A store whose connections have been used."""
    server.start()
    opened = at(server.url, keep)
    opened.write(Batch(nodes=[A]))
    yield opened
    server.send(signal.SIGCONT)
    opened.close()


def at(url: str, keep: Path) -> Store:
    return connect(url, keep=keep, clock=SystemClock(TODAY))


def refusal(work: Callable[[], object]) -> tuple[float, str]:
    """How long a call took to fail, and what it said."""
    began = time.monotonic()
    with pytest.raises(Unavailable) as failed:
        work()
    return time.monotonic() - began, str(failed.value)


def until_back(store: Store) -> float:
    """Seconds until the store answers again."""
    began = time.monotonic()
    while not answers(store):
        threading.Event().wait(0.1)
    return time.monotonic() - began


def answers(store: Store) -> bool:
    try:
        return store.node(A.id) == A
    except Unavailable:
        return False


def refusals(store: Store) -> tuple[float, float, str]:
    """Times of a read that meets the trouble and of a write behind it, and what the first one said."""
    first, said = refusal(lambda: store.node(A.id))
    second, _ = refusal(lambda: store.write(Batch(nodes=[A])))
    print(f"opening {first:.2f} s, open {second * 1e3:.1f} ms")
    return first, second, said


def test_t06_a_hung_server_is_given_up_and_taken_back(server: Server, store: Store) -> None:
    server.send(signal.SIGSTOP)
    first, second, said = refusals(store)
    server.send(signal.SIGCONT)
    back = until_back(store)

    assert (first < OPENING * SLACK, second < OPEN, back < BACK * SLACK) == (True, True, True)
    assert server.url in said


def test_t06_a_write_that_meets_a_hung_server_fails_in_time_and_is_not_lost_or_doubled(server: Server, store: Store) -> None:
    before = len(store.entries(limit=100_000))
    batch = Batch(nodes=[A], events=[Event(Happening.TOLD, A.id, TODAY)])
    server.send(signal.SIGSTOP)
    took, _ = refusal(lambda: store.write(batch, operation="in the dark"))
    server.send(signal.SIGCONT)
    until_back(store)
    store.write(batch, operation="in the dark")

    assert took < OPENING * SLACK
    assert (len(store.entries(limit=100_000)) - before, store.verify()) == (1, ())


def test_t06_a_dead_server_is_given_up_and_taken_back(server: Server, store: Store) -> None:
    server.send(signal.SIGKILL)
    first, second, said = refusals(store)
    server.start()
    back = until_back(store)

    assert (first < OPENING * SLACK, second < OPEN, back < BACK * SLACK) == (True, True, True)
    assert "does not answer" in said


def test_t06_connecting_to_a_hung_server_is_given_up(server: Server, store: Store, keep: Path) -> None:
    server.send(signal.SIGSTOP)
    took, said = refusal(lambda: at(server.url, keep))
    server.send(signal.SIGCONT)

    assert took < OPENING * SLACK
    assert server.url in said


def test_t06_connecting_to_a_server_that_is_not_there_is_given_up(tmp_path: Path) -> None:
    took, said = refusal(lambda: at("neo4j://user:secret@127.0.0.1:9", tmp_path))

    assert took < OPENING * SLACK
    assert ("127.0.0.1:9" in said, "secret" in said) == (True, False)


@pytest.mark.parametrize("delay", [5.0, 3600.0], ids=["crawls", "is a black hole"])
def test_t06_a_server_that_answers_too_late_is_given_up_and_taken_back(server: Server, store: Store, keep: Path, delay: float) -> None:
    with Proxy(server.url) as proxy:
        slow = at(proxy.url, keep)
        proxy.delay = delay
        first, second, _ = refusals(slow)
        proxy.hurry()
        back = until_back(slow)
        slow.close()

    assert (first < OPENING * SLACK, second < OPEN, back < BACK * SLACK) == (True, True, True)


def acknowledged(store: Store, ended: threading.Event) -> list[str]:
    """Write one node after the other until told to end; the ids of those that were acknowledged."""
    ids = takewhile(lambda id: not ended.is_set(), (f"business:n{number}" for number in count()))
    return [id for id in ids if is_written(store, id)]


def is_written(store: Store, id: str) -> bool:
    try:
        store.write(Batch(nodes=[Node(id, id)]), operation=id)
    except Unavailable:
        threading.Event().wait(0.05)
        return False
    return True


def cycle(server: Server, store: Store, number: int) -> float:
    """Take the server away under load, hanging or dead by turns, and bring it back; seconds until it answers again."""
    threading.Event().wait(1.0)
    server.send(signal.SIGSTOP if number % 2 else signal.SIGKILL)
    threading.Event().wait(5.0)
    server.send(signal.SIGCONT)
    server.start()
    return until_back(store)


def test_t06_five_times_down_and_back_under_load_lose_nothing(server: Server, store: Store) -> None:
    ended, found = threading.Event(), list[str]()
    writer = threading.Thread(target=lambda: found.extend(acknowledged(store, ended)))
    writer.start()
    back = [cycle(server, store, number) for number in range(5)]
    ended.set()
    writer.join()
    held = set(store.snapshot().ids)
    print(f"back after {', '.join(f'{seconds:.1f}' for seconds in back)} s; {len(found)} acknowledged")

    assert [id for id in found if id not in held] == []
    assert (len(found) > 5, max(back) < BACK * SLACK) == (True, True)


# kill -9 under load


WRITER = """
import sys
from datetime import date
from itertools import count, takewhile
from pathlib import Path
from graph import connect
from graph.clock import SystemClock
from graph.model import Batch, Edge, Event, Node
from graph.schema import Happening, Rel

store, on = connect(sys.argv[1], keep=Path(sys.argv[2]), clock=SystemClock(date(2026, 3, 2))), date(2026, 3, 2)
number = sum(id.endswith("-00") for id in store.snapshot().ids)
while True:
    ids = [f"business:k{number:05}-{part:02}" for part in range(50)]
    edges = [Edge(ids[0], Rel.COLLABORATED_WITH, id) for id in ids[1:]]
    events = [Event(Happening.TOLD, ids[0], on, note="kept"), Event(Happening.TOLD, ids[1], on)]
    store.write(Batch(nodes=[Node(id, id) for id in ids], edges=edges, events=events), operation=f"batch {number}")
    print(number, flush=True)
    number += 1
"""


def killed(server: Server, keep: Path, batches: int, victim: str) -> int:
    """Let a process write until it has acknowledged some batches, then kill it or its server in the midst of the next; the last acknowledged number."""
    argv = [sys.executable, "-c", WRITER, server.url, str(keep)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT) as writer:
        assert writer.stdout
        found = [int(line) for line, _ in zip(writer.stdout, range(batches), strict=False)]
        {"writer": lambda: writer.send_signal(signal.SIGKILL), "server": lambda: server.send(signal.SIGKILL)}[victim]()
        found += [int(line) for line in writer.stdout]
    server.start()
    return found[-1]


def state(server: Server, keep: Path) -> tuple[int, int, int, tuple[str, ...]]:
    """Whole batches in the store, what is left over of nodes, edges and entries, and what is wrong with the ledger."""
    store = at(server.url, keep)
    snapshot, broken = store.snapshot(), tuple(store.verify())
    entries = len(store.entries(limit=100_000))
    store.close()
    batches, torn = divmod(len(snapshot.ids), 50)
    return batches, torn, abs(len(snapshot.sources) - 49 * batches) + abs(entries - 2 * batches), broken


def test_t04_no_acknowledged_batch_is_lost_and_none_is_torn_by_kill_9(tmp_path: Path) -> None:
    address()
    server, keep = Server(tmp_path / "neo4j"), tmp_path / "keep"
    server.start()
    kills = [(killed(server, keep, 1 + number % 3, victim), state(server, keep)) for number, victim in enumerate(["writer", "server"] * 3)]
    server.stop()

    assert [last for last, (batches, *_) in kills if batches <= last] == []
    assert [found for _, found in kills if found[1:] != (0, 0, ())] == []


# passwords


def test_a_wrong_password_is_refused_and_never_told(tmp_path: Path) -> None:
    address()
    server = Server(tmp_path / "neo4j", password="right-and-secret")  # noqa: S106 - of a server that lives for one test
    url = server.start()
    at(url, tmp_path / "keep").close()
    with pytest.raises(Invalid, match="does not let this user in") as refused:
        at(url.replace("right-and-secret", "wrong-and-secret"), tmp_path / "keep")
    server.stop()

    assert "secret" not in str(refused.value)


# what a network may do


def test_a_connection_that_broke_while_idle_is_not_noticed(tmp_path: Path) -> None:
    with Proxy(emptied()) as proxy:
        store = at(proxy.url, tmp_path / "keep")
        store.write(Batch(nodes=[A, Node("business:b", "B")], edges=[Edge(A.id, Rel.COMPETES_WITH, "business:b")]))
        proxy.hang_up()
        found = store.node(A.id)
        proxy.hang_up()
        store.write(Batch(nodes=[A]))
        store.close()

    assert found == A
