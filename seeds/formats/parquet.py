"""Reads Parquet: judged by its footer before anything is unpacked, every value as text."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from seeds.formats.bounds import MAX_CELLS, MAX_COLUMNS, MAX_LINES, MAX_UNPACKED, Bound, Progress, Refused, too_many, too_wide
from seeds.formats.lines import broken, line
from seeds.formats.table import Line, Opened, Table
from seeds.formats.values import joined
from seeds.report import Rejected

BATCH = 5_000


def open_parquet(path: Path, name: str, progress: Progress) -> Opened:
    """The rows of a file as one table with a header. Raises Refused if it is damaged or too large."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            _judge(file.metadata, name)
            texts = [field.name for field in file.schema_arrow if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)]
        with pq.ParquetFile(path, read_dictionary=texts) as file:
            header = list(file.schema_arrow.names)
            lines = list(_lines(file, header, Bound(name), progress))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Refused("broken_parquet", "{name} is no Parquet file, or a damaged one; export it again", name=name) from error
    return Opened(name, [Table(name, [line(0, header), *lines], keyed=True)])


def _judge(footer: Any, name: str) -> None:
    """What the footer promises; a column repeated a thousand times in one page costs no bytes, so rows and cells count too."""
    if footer.num_columns > MAX_COLUMNS:
        raise too_wide(name, footer.num_columns)
    if footer.num_rows > MAX_LINES or footer.num_rows * footer.num_columns > MAX_CELLS:
        raise too_many(name)
    if not footer.num_rows:
        raise Refused("empty", "{name} has no rows; export it again", name=name)
    if sum(footer.row_group(at).total_byte_size for at in range(footer.num_row_groups)) > MAX_UNPACKED:
        raise Refused("bomb", "{name} would unpack to far more than a list needs; split it", name=name)


def _lines(file: Any, header: Sequence[str], bound: Bound, progress: Progress) -> Iterator[Line]:
    total = file.metadata.num_rows
    number = 0
    for batch in file.iter_batches(batch_size=BATCH):
        for row in zip(*(_values(column) for column in batch.columns), strict=True):
            number += 1
            bound.take(len(header))
            yield _line(number, row, header)
        progress(number, total)


def _values(column: Any) -> list[object]:
    """The values of a column; those of a dictionary are taken from it, so that a long text repeated often is one object."""
    if not hasattr(column, "dictionary"):
        return list(column.to_pylist())
    words = column.dictionary.to_pylist()
    return [None if index is None else words[index] for index in column.indices.to_pylist()]


def _line(number: int, row: Sequence[object], header: Sequence[str]) -> Line:
    try:
        return line(number, [joined(key, value) for key, value in zip(header, row, strict=True)])
    except Rejected as error:
        return broken(number, [value if isinstance(value, str) else "" for value in row], error)
