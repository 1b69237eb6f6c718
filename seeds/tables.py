"""Reads the tables this project ships: CSV, plain or gzipped, every cell as text."""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from graph.errors import Unavailable

DATA = Path(__file__).parent / "data"
_CODES = {"UK": "GB", "EL": "GR"}


def country_code(code: str) -> str:
    """The ISO code of a CORDIS or NUTS country code: UK → GB, EL → GR, others as they are."""
    return _CODES.get(code, code)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table by column name. Raises Unavailable if the file cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unavailable(f"cannot read {path.name}: {error.strerror}; check the folder {path.parent.name}") from error
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield {name: value or "" for name, value in row.items() if name}
