"""Lists for everybody at once: the plain ranking of many askers, without explanations, and as a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from graph.schema import Kind
from matcher.asked import PROFILE
from matcher.index import Index
from matcher.index.vectors import Progress
from matcher.lists.allowed import Filter, Views, allowed
from matcher.lists.exposure import NOBODY, Lists
from matcher.lists.topk import top
from matcher.matcher import Matcher
from matcher.query import of_business
from matcher.score import DIAL

COLUMNS = ("source_id", "target_id", "rank", "score")


def askers(index: Index) -> NDArray[np.int32]:
    """Rows of all businesses that may be matched."""
    return np.flatnonzero((index.kinds == Kind.BUSINESS) & index.matchable).astype(np.int32)


def lists(matcher: Matcher, index: Index, rows: Sequence[int], filter: Filter, k: int, *, today: date, progress: Progress | None = None) -> Lists:
    """The k best of each asker by score without the dial, organisations without a known name included: they are part of the network."""
    everybody: Views = np.full(len(index.ids), PROFILE, dtype=np.int8)
    targets = np.full((len(rows), k), NOBODY, dtype=np.int32)
    scores = np.zeros((len(rows), k))
    for at, row in enumerate(rows):
        query = of_business(index, row, today=today, distance=0.5)
        values = matcher.scored(index, query, filter.targets).without(DIAL)
        open = np.flatnonzero(allowed(index, query, everybody, filter))
        best = open[top(values[open], k, ties=open)]
        targets[at, : len(best)], scores[at, : len(best)] = best, values[best]
        if progress:
            progress("lists", at + 1, len(rows))
    return Lists(np.array(rows, dtype=np.int32), targets, scores)


def save(found: Lists, index: Index, file: Path, k: int) -> int:
    """Write the first k of each list as .csv, .csv.gz or .parquet; returns the number of rows. Raises Invalid if the file cannot be written."""
    if not file.name.endswith((".csv", ".csv.gz", ".parquet")):
        raise Invalid(f"--out {file.name}: name a file that ends in .csv, .csv.gz or .parquet")
    import pandas as pd  # only where a table is written

    row, place = np.nonzero(found.there[:, :k])
    ids = index.ids
    columns = (ids[found.sources[row]], ids[found.targets[row, place]], place + 1, found.scores[row, place].round(9))
    frame = pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
    try:
        frame.to_parquet(file, index=False) if file.suffix == ".parquet" else frame.to_csv(file, index=False)
    except OSError as error:
        raise Invalid(f"cannot write {file}: {error.strerror or error}; name a file in an existing folder") from error
    return len(frame)
