"""What every reader of a format gives: tables of text, line by line, and what has to be said about the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from seeds.report import Rejected, Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the person sees it in the file. `struck` says that the office struck it through; `broken` that it cannot be read."""

    number: int  # in the file or sheet, from 1
    cells: tuple[str, ...]  # "" where empty; outer white space is gone
    struck: bool = False
    broken: Rejected | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or the whole file. `keyed` says that the first line surely is the header (JSON, Parquet); otherwise it has to be found."""

    name: str
    lines: Sequence[Line]
    keyed: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the file as a whole that its uploader should know, such as a hidden sheet that was left out."""

    code: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that could be read: its tables that are not empty, and remarks."""

    name: str
    tables: Sequence[Table]
    remarks: Sequence[Remark] = field(default=())
