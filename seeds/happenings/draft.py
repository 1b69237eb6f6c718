"""What reading makes of a list of happenings: what each row claims, before businesses and services are looked up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.model import Scalar
from graph.schema import Happening
from seeds.happenings.options import Sort
from seeds.members.draft import Column
from seeds.report import Problem, Report


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said to have happened. `data` lacks who helped, which is made a code when the plan is made."""

    happening: Happening
    on: date
    data: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """An accepted row. `about` and `by` are as they stand; `whole` is a hash of all cells of the line, to tell a repeated row from a second person."""

    row: int
    line: int
    cells: Mapping[str, str]
    about: str
    by: str
    claims: tuple[Claim, ...]
    whole: str
    notes: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """What the row calls its business."""
        return self.cells.get("name", "") or self.cells.get("id", "") or self.cells.get("register", "")


@dataclass(frozen=True, slots=True)
class Read:
    """A list that was read; `rejected` holds the cells of rejected rows, `lines` says which line of its sheet each row is."""

    sort: Sort
    report: Report
    drafts: tuple[Draft, ...]
    columns: tuple[Column, ...]
    tables: tuple[str, ...]
    rejected: Mapping[int, Mapping[str, str]]
    lines: Mapping[int, int]
