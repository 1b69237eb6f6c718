"""Says how far a long way through rows has come."""

from collections.abc import Callable, Iterable, Iterator

from graph.dump import Row

Progress = Callable[[str, int, int], None]
"""Called with a table, how many of its rows are done and how many there are (as many, while nobody knows)."""
_STEP = 1000


def reported(rows: Iterable[Row], report: Progress) -> Iterator[Row]:
    """The rows, with a report every thousand of a table."""
    table, done = "", 0
    for row in rows:
        done = done + 1 if row.table == table else 1
        table = row.table
        if done % _STEP == 0:
            report(table, done, done)
        yield row
