"""What reading makes of a file: a draft per accepted row, its columns, and the report."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Scalar
from graph.schema import Rel
from seeds.members.columns import Found
from seeds.members.identity import Identity
from seeds.members.options import Listing
from seeds.report import Problem, Report


@dataclass(frozen=True, slots=True)
class Person:
    """A contact person, on the way to the table of contacts and nowhere else."""

    name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An edge that will start at the organisation."""

    rel: Rel
    target: str
    weight: float = 1.0
    props: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """An accepted row: what will be written, but for the id, which the plan finds or makes.

    `cells` are the row's texts by our column, blank ones included; a column that the file does not have is absent.
    """

    row: int
    line: int
    cells: Mapping[str, str]
    key: str
    name: str
    who: Identity
    text: str = ""
    props: Mapping[str, Scalar] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    contacts: tuple[Person, ...] = ()
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One of their columns: which of ours it is ("" if it is left out), how that is known, and some values, none personal."""

    theirs: str
    ours: str
    found: Found
    examples: tuple[str, ...] = ()
    why: str = ""  # a column left out: a group such as `fee`, `twice` if another one is better, `asked`, "" if it is unknown


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read. `tables` are the names of the sheets that were read; `rejected` holds the cells of rejected rows, to be corrected in place.

    `lines` says for each row which line of its sheet it is, as the person sees it there.
    """

    kind: Listing
    report: Report
    drafts: tuple[Draft, ...]
    columns: tuple[Column, ...]
    tables: tuple[str, ...]
    rejected: Mapping[int, Mapping[str, str]]
    lines: Mapping[int, int]
