"""How long a large list takes, texts not encoded: `PYTHONPATH=. python tests/bench_load.py [ROWS]` prints seconds of each step and the peak of memory."""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from graph import connect
from graph.model import Batch, Node
from seeds.formats.opening import open_file
from seeds.members.options import Options
from seeds.members.planning import plan
from seeds.members.reading import read
from seeds.members.undisturbed import undisturbed
from seeds.taxonomies import taxonomies

T = TypeVar("T")
WORDS = ["Holz", "Film", "Druck", "Design", "Papier", "Musik", "Glas", "Ton", "Licht", "Stoff", "Leder", "Metall", "Garten", "Brot", "Messe", "Buch"]
HEADER = "Firma;Land;Ort;WZ;Mitarbeiter;gegr.;Homepage;Gesucht"
CLUSTER = "cluster:bench"


def lists(rows: int) -> str:
    """Invented rows, the same each time."""
    draw = random.Random(1)
    lines = (
        f"{draw.choice(WORDS)}werk {draw.choice(WORDS)} {row} GmbH;{draw.choice(('DE', 'FR', 'GB'))};{draw.choice(('Leipzig', 'Lyon', 'Leeds'))};"
        f"{draw.choice(('62.01', '74.10', '10.71'))};{draw.randint(1, 200)};{draw.randint(1950, 2020)};www.werk{row}.example.org;"
        f"{draw.choice(WORDS)} und {draw.choice(WORDS)} aus {draw.choice(WORDS)}"
        for row in range(rows)
    )
    return "\n".join((HEADER, *lines))


def timed(step: str, work: Callable[[], T]) -> T:
    began = time.perf_counter()
    done = work()
    print(f"{step:6} {time.perf_counter() - began:6.1f} s")
    return done


def main(rows: int, folder: Path) -> None:
    file = folder / "members.csv"
    file.write_text(lists(rows), "utf-8")
    store = connect(f"sqlite:///{folder}/bench.db")
    store.write(taxonomies())
    store.write(Batch([Node(CLUSTER, "Bench")]))
    options = Options(date(2026, 11, 25), cluster=CLUSTER)
    with undisturbed():
        opened = timed("open", lambda: open_file(file))
        found = timed("read", lambda: read(opened, options))
        planned = timed("plan", lambda: plan(store, found, options))
        timed("write", lambda: store.write(planned.batch))
    again = plan(store, found, options)
    print(f"{found.report.rows} rows, {found.report.accepted} accepted; a second time {len(again.new) + len(again.changed)} new or changed")
    print(f"memory at its peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000, Path(made))
