"""Writes a table under `seeds/data`: the same rows always give the same bytes."""

import csv
import gzip
import io
from collections.abc import Iterable, Sequence

from seeds.tables import DATA


def write(name: str, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """`name` is the path below `seeds/data`; `.gz` at its end compresses."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    table.writerows(lines)
    content = text.getvalue().encode()
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, 9, mtime=0) if name.endswith(".gz") else content)


def plain(text: str) -> str:
    """Text in one line, without white space around it."""
    return " ".join(text.split())
