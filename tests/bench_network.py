"""How long measures of a network take: `PYTHONPATH=. python tests/bench_network.py [ORGANISATIONS TIES]` prints seconds, beside networkx's where it ends.

The default is the size that the measures are made for: 20,000 organisations and 400,000 ties, preferentially attached, so that some have thousands.
networkx is asked the same on the same network, each question for at most a minute.
"""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
from networkx.algorithms.community import louvain_communities  # type: ignore[import-untyped]

from graph.measures import Ties
from graph.measures.brokerage import both_ways, holes, roles
from graph.measures.communities import alike, changes, communities
from graph.measures.mixing import crossing, modularity
from graph.measures.robustness import bridges
from graph.measures.series import tested
from graph.measures.shape import centralisation, closure, components, gini, mean_path
from graph.measures.significance import shuffled, significance
from graph.measures.triangles import shared

CLUSTERS = 11
LIMIT_S = 60
Work = Callable[[], object]


def network(n: int, m: int, seed: int = 1) -> tuple[nx.Graph, Ties]:
    graph = nx.powerlaw_cluster_graph(n, m // n, 0.5, seed=seed)
    group = np.random.default_rng(seed).integers(0, CLUSTERS, n).astype(np.int32)
    return graph, Ties.of(n, np.array(graph.edges), {"cluster": group})


class TooLong(Exception):
    """A minute is over."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def seconds(work: Work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def theirs(work: Work | None) -> str:
    if work is None:
        return ""
    try:
        with at_most(LIMIT_S):
            return f"{seconds(work):8.2f}"
    except TooLong:
        return f"over {LIMIT_S:3}"


def main(n: int = 20_000, m: int = 400_000) -> None:
    graph, ties = network(n, m)
    group = ties.groups["cluster"]
    one, two = communities(ties, refined=False), communities(ties)
    parts = [set(np.flatnonzero(group == code).tolist()) for code in range(CLUSTERS)]
    rows: list[tuple[str, Work, Work | None]] = [
        ("components", lambda: components(ties), lambda: list(nx.connected_components(graph))),
        ("mean path (256 sources)", lambda: mean_path(ties), None),
        ("mean path (all pairs)", lambda: mean_path(ties, exact=n), lambda: nx.average_shortest_path_length(graph)),
        ("centralisation, Gini", lambda: (centralisation(ties.degree), gini(ties.degree)), None),
        ("clustering, transitivity", lambda: closure(ties, shared(ties)), lambda: (nx.average_clustering(graph), nx.transitivity(graph))),
        ("constraint, effective size", lambda: holes(ties, shared(ties)), lambda: (nx.constraint(graph), nx.effective_size(graph))),
        ("modularity of clusters", lambda: modularity(ties, group), lambda: nx.algorithms.community.modularity(graph, parts)),
        ("communities (Louvain)", lambda: communities(ties, refined=False), lambda: louvain_communities(graph, seed=1)),
        ("communities (Leiden)", lambda: communities(ties), None),
        ("changes, likeness", lambda: (changes(one, two), alike(one, two)), None),
        ("E-I index", lambda: crossing(ties, group).ei, None),
        ("bridges", lambda: bridges(ties), lambda: list(nx.bridges(graph))),
        ("roles between clusters", lambda: roles(n, both_ways(ties), group), None),
        ("one random network", lambda: list(shuffled(ties, 1)), None),
        ("all tested, 100 random networks", lambda: significance(tested, ties, shuffled(ties, 100)), None),
    ]
    print(f"{ties.n:,} organisations, {ties.m:,} ties, the most connected has {ties.degree.max():,}\n{'':34}{'ours':>8}  networkx")
    for name, ours, oracle in rows:
        print(f"{name:34}{seconds(ours):8.2f}  {theirs(oracle)}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
