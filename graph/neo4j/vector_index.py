"""The vector index for what other programs ask: each text's vector on its node. Crossmatch itself reads neither.

An index that is online while vectors are written makes that ten times slower. So it is made anew behind the last of them, and an ordinary write
takes the vector of the node it writes away.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from graph.errors import Invalid, Unavailable
from graph.model import Vector
from graph.neo4j.connections import Pool, Transaction
from graph.neo4j.write import NODES_AT_ONCE, parts
from graph.progress import Progress

Row = tuple[str, int | None, Vector]
PATIENCE = 1800.0  # seconds the server may take to build the index
PAUSE = 0.2  # seconds between two looks at it
DROP = "DROP INDEX node_vectors IF EXISTS"
PUT = "UNWIND $rows AS row MATCH (node:Node {id: row[0]}) WHERE node._text_key = row[1] SET node.vector = row[2] RETURN count(node)"
MAKE = """CREATE VECTOR INDEX node_vectors IF NOT EXISTS FOR (node:Node) ON (node.vector)
OPTIONS {indexConfig: {`vector.dimensions`: $dimensions, `vector.similarity_function`: 'cosine'}}"""
LOOK = "SHOW VECTOR INDEXES YIELD name, state, populationPercent WHERE name = 'node_vectors' RETURN state, populationPercent"


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index holds, and the seconds it took to write that and to build it."""

    vectors: int
    dimensions: int
    writing: float
    building: float


def index(pool: Pool, rows: Sequence[Row], report: Progress) -> Indexed:
    """Vectors of one length onto the nodes (id, key of the text, vector) that still have that text, and the index over them."""
    usable = [row for row in rows if np.any(row[2])]  # zeros have no direction: the server refuses to compare them
    lengths = {len(vector) for _, _, vector in usable}
    if len(lengths) != 1:
        found = ", ".join(map(str, sorted(lengths))) or "none"
        raise Invalid(f"{pool.name} needs vectors of one length for an index and would get {found}; load texts first, or repair the encoder")
    (dimensions,) = lengths
    began = time.perf_counter()
    pool.outside(DROP)
    vectors = _put(pool, usable, report)
    written = time.perf_counter()
    pool.outside(MAKE, dimensions=dimensions)
    _await(pool, report)
    return Indexed(vectors, dimensions, written - began, time.perf_counter() - written)


def _put(pool: Pool, rows: Sequence[Row], report: Progress) -> int:
    """How many were taken; in parts, so that other writers get their turn."""
    done = 0
    for number, part in enumerate(parts(rows, NODES_AT_ONCE)):
        report("vectors", number * NODES_AT_ONCE, len(rows))
        values = [[id, key, vector.tolist()] for id, key, vector in part]
        done += pool.write(partial(_put_part, rows=values))
    report("vectors", len(rows), len(rows))
    return done


def _put_part(transaction: Transaction, *, rows: Sequence[object]) -> int:
    return int(transaction.run(PUT, rows=rows)[0][0])


def _await(pool: Pool, report: Progress) -> None:
    """Return once the index is online. Unavailable if the server gives it up, or needs longer than `PATIENCE`."""
    until, pause = time.monotonic() + PATIENCE, threading.Event()
    while time.monotonic() < until:
        state, percent = next(((str(state), int(percent)) for state, percent in pool.ask(LOOK)), ("GONE", 0))
        report("index", percent, 100)
        if state == "ONLINE":
            return
        if state != "POPULATING":
            raise Unavailable(f"the vector index of {pool.name} is {state.lower()}; look into the server's log, then run `crossmatch vectors` again")
        pause.wait(PAUSE)
    raise Unavailable(f"{pool.name} has been building its vector index for {PATIENCE / 60:.0f} minutes; it goes on with it, ask it with SHOW VECTOR INDEXES")
