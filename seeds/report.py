"""What became of a user's file, row by row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row (0 = the header). `rejected` is False for a note on a row that came in."""

    row: int
    column: str
    code: str
    message: str
    rejected: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file: rows = accepted + rejected; `columns` maps the file's names to ours."""

    file: str
    rows: int
    accepted: int
    rejected: int
    columns: dict[str, str]
    problems: list[Problem]


class Rejected(Exception):
    """A row that does not come in: the column, a code for machines, and a sentence that says what to do."""

    def __init__(self, column: str, code: str, message: str) -> None:
        self.column, self.code = column, code
        super().__init__(message)
