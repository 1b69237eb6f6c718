"""How long a whole call takes at the demonstration's size, by stage; beside networkx's PageRank of one source. By hand: `python tests/bench_match.py`."""

import sys
import time

import networkx as nx
import numpy as np

from graph import connect
from graph.networks import to_networkx
from matcher import Matcher

SOURCES = 200


def main(url: str) -> None:
    """Print percentiles over 200 organisations with ties or needs, drawn with a fixed seed."""
    store = connect(url)
    matcher = Matcher(store)
    began = time.perf_counter()
    index = matcher.index
    print(f"{len(index.ids)} organisations, {index.tie_count} ties; index built in {time.perf_counter() - began:.2f} s (vectors cached)")
    ready = np.flatnonzero((index.links.degree > 0) | index.has_need)
    rows = np.random.default_rng(0).choice(ready, SOURCES, replace=False)
    calls, stages = [], []
    for row in rows:
        times: dict[str, float] = {}
        began = time.perf_counter()
        matcher.partners(str(index.ids[row]), scope="international", k=10, times=times)
        calls.append(1000 * (time.perf_counter() - began))
        stages.append(times)
    print(f"whole call   p50 {np.percentile(calls, 50):6.1f} ms   p99 {np.percentile(calls, 99):6.1f} ms")
    for stage in stages[0]:
        print(f"  {stage:<10} p50 {np.percentile([times[stage] for times in stages], 50):6.1f} ms")
    network = nx.Graph(to_networkx(store.snapshot()))
    began = time.perf_counter()
    nx.pagerank(network, personalization={str(index.ids[rows[0]]): 1})
    print(f"networkx.pagerank of one source alone: {1000 * (time.perf_counter() - began):.0f} ms")
    store.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "sqlite:///data/demo.db")
