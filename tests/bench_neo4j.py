"""Figures of the Neo4j store, run by hand: `python tests/bench_neo4j.py` loads 100 k nodes, 400 k edges and vectors beside bare Cypher for the same rows."""

import argparse
import logging
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from bench_store import COUNTRIES, EDGES, NODES, network, seconds
from neo4j import Driver, GraphDatabase
from server import Server

from graph import Store, connect
from graph.model import Batch, text_hash

CONSTRAINTS = (
    "CREATE CONSTRAINT raw_id FOR (n:Raw) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT raw_seq FOR (n:Raw) REQUIRE n.seq IS UNIQUE",
    "CREATE CONSTRAINT raw_hash FOR (v:RawVector) REQUIRE v.hash IS UNIQUE",
)
RAW_NODES = "UNWIND $rows AS row CREATE (n:Raw) SET n = row RETURN n.id, elementId(n)"
RAW_EDGES = """UNWIND $rows AS row MATCH (s) WHERE elementId(s) = row[0] MATCH (t) WHERE elementId(t) = row[1]
CREATE (s)-[r:{rel}]->(t) SET r = row[2]"""
RAW_VECTORS = "UNWIND $rows AS row CREATE (:RawVector {hash: row[0], row: row[1], seq: row[2]})"
READ_NODES = """MATCH (n:Raw) WHERE $a <= n.seq < $b WITH collect(n) AS nodes RETURN [n IN nodes | n.seq], [n IN nodes | n.id], [n IN nodes | n.name],
    [n IN nodes | n.text], [n IN nodes | n.source], [n IN nodes | n.lang], [n IN nodes | n.size],
    [n IN nodes | n.lon], [n IN nodes | n.lat], [n IN nodes | n.city]"""
READ_EDGES = """MATCH (s:Raw)-[r]->(t:Raw) WHERE $a <= s.seq < $b
RETURN collect(s.seq), collect(type(r)), collect(t.seq), collect(r.weight), collect(coalesce(r.since, 0))"""
READ_VECTORS = "MATCH (v:RawVector) WHERE v.hash >= $a AND v.hash < $b RETURN collect(v.hash), collect(v.row)"
WIPE = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


def parts(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


class Raw:
    """The floor: bare driver, bare queries, each batch a transaction of its own, no ledger, no versions, no text index."""

    def __init__(self, driver: Driver, batch: Batch, vectors: Sequence[tuple[str, bytes]]) -> None:
        self._driver = driver
        self._batch = batch
        self._vectors = vectors

    def ask(self, query: str, **parameters: object) -> list[Any]:
        return [record.values() for record in self._driver.execute_query(query, parameters, database_="neo4j").records]

    def wipe(self) -> None:
        with self._driver.session(database="neo4j") as session:
            session.run(WIPE).consume()

    def load(self) -> None:
        nodes = [{"id": node.id, "name": node.name, "text": node.text, "seq": seq, **node.props} for seq, node in enumerate(self._batch.nodes)]
        places = {id: place for part in parts(nodes, 1_000) for id, place in self.ask(RAW_NODES, rows=part)}
        for rel in sorted({edge.rel for edge in self._batch.edges}):
            edges = [[places[edge.source], places[edge.target], {"weight": edge.weight, **edge.props}] for edge in self._batch.edges if edge.rel is rel]
            for part in parts(edges, 10_000):
                self.ask(RAW_EDGES.replace("{rel}", rel.value), rows=part)

    def load_vectors(self) -> None:
        for part in parts([[hash, row, seq] for seq, (hash, row) in enumerate(self._vectors)], 1_000):
            self.ask(RAW_VECTORS, rows=part)

    def snapshot(self) -> None:
        for first in range(0, len(self._batch.nodes), 20_000):
            self.ask(READ_NODES, a=first, b=first + 20_000)
            self.ask(READ_EDGES, a=first, b=first + 20_000)

    def read_vectors(self) -> None:
        for first in range(16):
            found = self.ask(READ_VECTORS, a=f"{first:x}", b=f"{first + 1:x}" if first < 15 else "g")
            np.frombuffer(b"".join(found[0][1]), dtype="<f4")


def compared(name: str, ours: float, floor: float) -> None:
    print(f"{name}: {ours:.1f} s, raw {floor:.1f} s, ratio {ours / floor:.2f}", flush=True)


def best(times: int, work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(times))


def fresh_snapshot(url: str, folder: Path) -> None:
    """As a process sees it that has just begun."""
    store = connect(url, keep=folder / "keep")
    store.snapshot()
    store.close()


def hops(store: Store, ids: Sequence[str]) -> None:
    for name, work in {"node": store.node, "one hop": store.around, "two hops": lambda id: store.around(id, depth=2)}.items():
        times = [seconds(lambda work=work, id=id: work(id)) for id in ids]
        print(f"{name}: median {statistics.median(times) * 1e3:.1f} ms, p99 {statistics.quantiles(times, n=100)[98] * 1e3:.1f} ms", flush=True)


def bench(url: str, folder: Path, nodes: int, edges: int) -> None:
    batch = network(nodes, edges)
    row = np.ones(256, np.float32) / 16
    vectors = {("bench", text_hash(node.text)): row for node in batch.nodes}
    hashes = [hash for _, hash in vectors]
    with GraphDatabase.driver(url, notifications_min_severity="OFF") as driver:
        raw = Raw(driver, batch, [(hash, row.tobytes()) for hash in hashes])
        for constraint in CONSTRAINTS:
            raw.ask(constraint)
        floors = [best(1, raw.load), best(3, raw.snapshot), best(1, raw.load_vectors), best(3, raw.read_vectors)]
        raw.wipe()
        store = connect(url, keep=folder / "keep")
        compared("load", seconds(lambda: store.write(batch)), floors[0])
        compared("snapshot", best(3, lambda: fresh_snapshot(url, folder)), floors[1])
        compared("write vectors", seconds(lambda: store.write(Batch(vectors=vectors))), floors[2])
        compared("read vectors", best(3, lambda: store.vectors("bench", hashes)), floors[3])
        hops(store, [node.id for node in batch.nodes[: nodes - COUNTRIES : max(1, nodes // 200)]])
        store.close()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--memory", default="4g", help="the server's heap: the whole load is one transaction")
    asked.add_argument("--nodes", type=int, default=NODES)
    given = asked.parse_args()
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "neo4j", memory=given.memory)
        try:
            bench(server.start(), Path(folder), given.nodes, given.nodes * EDGES // NODES)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
