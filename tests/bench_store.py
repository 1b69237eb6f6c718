"""Figures of the SQLite store, run by hand: `python tests/bench_store.py` loads 100 k nodes and 400 k edges beside raw inserts of the same rows."""

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np

from graph import connect
from graph.model import Batch, Edge, Event, Node, text_hash
from graph.schema import Happening, Rel

NODES, EDGES, COUNTRIES = 100_000, 400_000, 30
RAW = (
    "CREATE TABLE node (id TEXT PRIMARY KEY, name TEXT, text TEXT, props TEXT)",
    "CREATE TABLE edge (source TEXT, rel TEXT, target TEXT, weight REAL, props TEXT, PRIMARY KEY (source, rel, target)) WITHOUT ROWID",
    "CREATE INDEX edge_target ON edge (target)",
)
RAW_HOP = """SELECT node.id, name, text, node.props, rel, weight, edge.props FROM edge JOIN node ON node.id = target WHERE source = ?1
    UNION ALL SELECT node.id, name, text, node.props, rel, weight, edge.props FROM edge JOIN node ON node.id = source WHERE target = ?1"""


def network(nodes: int, edges: int) -> Batch:
    """A random network: firms in countries, tied to each other."""
    chance = random.Random(4)
    firms = [f"business:firm-{number:06}" for number in range(nodes - COUNTRIES)]
    places = [f"country:c{number:02}" for number in range(COUNTRIES)]
    props = {"source": "upload", "lang": "de", "size": "micro", "lon": 7.5, "lat": 48.1, "city": "Colmar"}
    things = [Node(id, f"Firm {id[-6:]}", f"Firm {id[-6:]} makes things of wood and paper and sells them in the region.", props) for id in firms]
    located = [Edge(id, Rel.LOCATED_IN, places[number * number % COUNTRIES]) for number, id in enumerate(firms)]
    tied = {(chance.choice(firms), chance.choice(firms)) for _ in range(edges - len(located))}
    ties = [Edge(source, Rel.COLLABORATED_WITH, target, 1.0, {"since": 2016}) for source, target in sorted(tied)]
    return Batch(nodes=[*things, *(Node(id, id) for id in places)], edges=located + ties)


def raw(path: Path, batch: Batch) -> None:
    """The floor: the same rows into two bare tables with the indexes that a hop needs, one transaction, the same durability."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("BEGIN")
    [db.execute(table) for table in RAW]
    db.executemany("INSERT INTO node VALUES (?, ?, ?, ?)", ((node.id, node.name, node.text, str(dict(node.props))) for node in batch.nodes))
    db.executemany(
        "INSERT INTO edge VALUES (?, ?, ?, ?, ?)", ((edge.source, edge.rel.value, edge.target, edge.weight, str(dict(edge.props))) for edge in batch.edges)
    )
    db.execute("COMMIT")
    db.close()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    made = time.perf_counter()
    batch = network(NODES, EDGES)
    print(f"build {len(batch.nodes)} nodes and {len(batch.edges)} edges in Python: {time.perf_counter() - made:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        floors = [seconds(lambda number=number: raw(Path(folder) / f"raw{number}.db", batch)) for number in range(2)]
        store = connect(f"sqlite:///{folder}/bench.db")
        loaded = seconds(lambda: store.write(batch))
        print(f"load: {loaded:.2f} s, raw sqlite3 inserts: {min(floors):.2f} s, ratio {loaded / min(floors):.2f}")
        print(f"snapshot: {seconds(store.snapshot):.2f} s, again: {seconds(store.snapshot) * 1e6:.0f} µs")
        ids = [node.id for node in random.Random(5).sample(batch.nodes[: NODES - COUNTRIES], 500)]
        bare = sqlite3.connect(f"{folder}/raw0.db")
        times = [seconds(lambda id=id: bare.execute(RAW_HOP, (id,)).fetchall()) for id in ids]
        print(f"raw sqlite3 hop, rows only: median {statistics.median(times) * 1e6:.0f} µs")
        bare.close()
        for name, work in {"node": store.node, "one hop": store.around, "two hops": lambda id: store.around(id, depth=2)}.items():
            times = [seconds(lambda work=work, id=id: work(id)) for id in ids]
            print(f"{name}: median {statistics.median(times) * 1e6:.0f} µs, p99 {statistics.quantiles(times, n=100)[98] * 1e6:.0f} µs")
        row = np.ones(256, np.float32) / 16
        vectors = {("bench", text_hash(node.text)): row for node in batch.nodes[:30_000]}
        print(f"30 k vectors of 256: write {seconds(lambda: store.write(Batch(vectors=vectors))):.2f} s", end=", ")
        print(f"read {seconds(lambda: store.vectors('bench', [hash for _, hash in vectors])):.2f} s")
        events = [Event(Happening.TOLD, id, date(2026, 1, 1), note="said so") for id in ids * 40]
        print(f"20 k events: write {seconds(lambda: store.write(Batch(events=events))):.2f} s, verify {seconds(store.verify):.2f} s", end=", ")
        print(f"one event durable: {statistics.median(seconds(lambda: store.write(Batch(events=events[:1]))) for _ in range(50)) * 1e3:.1f} ms")
        store.close()


if __name__ == "__main__":
    main()
