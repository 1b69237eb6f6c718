"""How long indicators and reports take: `python tests/bench_indicators.py STORE`, say of `crossmatch demo --build-only --scale 7600`."""

import statistics
import sys
import time
from collections.abc import Callable

from api.labels import Labels
from api.reach.kept import folded
from api.reporting.gathering import gathered, period
from api.reporting.handing import handed
from api.reporting.writing import Format, ledger, written
from graph import connect
from graph.basis import withdrawn
from graph.clock import SystemClock
from graph.indicators import INDICATORS, World, world
from graph.reach import history
from matcher.matcher import Matcher

RUNS = 3
SLOWEST = 8


def timed(what: str, work: Callable[[], object], runs: int = RUNS) -> None:
    """Wall and processor time of one run: the median of several."""
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(f"{what:<52} {statistics.median(walls):8.2f} s wall {statistics.median(cpus):8.2f} s processor")


def main(url: str) -> None:
    store, today = connect(url), SystemClock().today()
    matcher = Matcher(store)
    index, known = matcher.warm(), history(store)
    reach = folded(store, known, index.snapshot, index)
    barred, days = withdrawn(store), period(reach, None, None, today)
    print(f"{len(known):,} entries, {len(reach.units):,} businesses, {days.first} to {days.last}")

    def made() -> World:
        return world(reach, index, index.snapshot, store.pseudonyms(), handed(store, index, reach, barred, today=today, matcher=matcher)).as_of(days.last)

    timed("hand in what higher floors know, suggestions included", lambda: handed(store, index, reach, barred, today=today, matcher=matcher))
    fresh = made()
    took = []
    for one in INDICATORS:
        begun = time.process_time()
        one.compute(fresh, days)
        took.append((time.process_time() - begun, one.key))
    print(f"{'all ' + str(len(took)) + ' indicators, one after the other':<52} {sum(seconds for seconds, _ in took):8.2f} s processor")
    for seconds, key in sorted(took, reverse=True)[:SLOWEST]:
        print(f"  {key:<50} {seconds:8.2f} s processor")
    timed("all of it, as the API gathers it", lambda: gathered(store, index, reach, days, withdrawn=barred, today=today, matcher=matcher))
    figures = gathered(store, index, reach, days, withdrawn=barred, today=today, matcher=matcher)
    timed("check the chain", lambda: ledger(store))
    chain, labels = ledger(store), Labels(index.snapshot)
    for format in Format:
        timed(f"write {format.value}", lambda format=format: written(figures, chain, labels, format, lang="de", today=today))  # type: ignore[misc]


if __name__ == "__main__":
    main(sys.argv[1])
