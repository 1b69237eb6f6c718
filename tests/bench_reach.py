"""How long reach takes: `python tests/bench_reach.py STORE`. The store is a demonstration, such as one of `crossmatch demo --build-only --scale 7600`."""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from api.reach.kept import folded
from graph import connect
from graph.clock import SystemClock
from graph.reach import Reach, history
from graph.reach.forecast import backtest, forecast
from graph.reach.slices import By, sliced, total
from graph.reach.steps import ahead, effort, steps
from matcher.index.columns import columns

RUNS = 20


def timed(what: str, work: Callable[[], object], runs: int = RUNS) -> None:
    """Wall and processor time of one run: the median of several."""
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    print(f"{what:<52} {statistics.median(walls) * 1000:9.1f} ms wall {statistics.median(cpus) * 1000:9.1f} ms processor")


def main(url: str) -> None:
    store, today = connect(url), SystemClock().today()
    snapshot = store.snapshot()
    organisations, known = columns(snapshot), history(store)
    print(f"{len(known):,} entries, {len(snapshot.ids):,} nodes")
    timed("read the ledger", lambda: history(store), 3)
    timed("fold reach", lambda: folded(store, known, snapshot, organisations), 3)
    reach = folded(store, known, snapshot, organisations)
    earlier = [today - timedelta(days=31 * month) for month in range(1, 20)]
    days = iter(earlier * 10)
    timed("tiers as of another day, by cluster", lambda: sliced_as_of(reach, next(days)))
    timed("forecast", lambda: forecast(reach.tiers, today, today + timedelta(days=180)), 5)
    timed("next steps and what the target takes", lambda: planned(reach, today), 5)
    timed("verify the whole chain", store.verify, 3)
    held = came = 0
    for made in earlier[3:]:
        for one in backtest(reach.tiers, [made], made + timedelta(days=120)):
            held += one.forecast.low <= one.came <= one.forecast.high
            came += 1
    print(f"forecasts 120 days ahead: {held} of {came} intervals (80 %) held what came")


def planned(reach: Reach, day: date) -> object:
    way = ahead(reach.history, reach.units, reach.tiers, reach.rules, day)
    return steps(way, reach.tiers, reach.rules, day), effort(way, reach.units, reach.rules)


def sliced_as_of(reach: Reach, day: date) -> object:
    past = reach.as_of(day)
    return total(past.units, past.tiers, day), sliced(past.units, past.tiers, day, By.CLUSTER)


if __name__ == "__main__":
    main(sys.argv[1])
