"""What is known before a row is read: its cells, and what the whole file says."""

from collections.abc import Mapping
from dataclasses import dataclass

from seeds.members.codes import Scheme
from seeds.members.options import Options, Proposal
from seeds.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as it stands in the file: its cells by our column, those that only help included."""

    row: int
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about the file while its rows are read. `country` is the one it points to, "" if none; `british`: most rows name Britain."""

    options: Options
    gazetteer: Gazetteer
    schemes: tuple[Scheme, ...]
    country: str
    british: bool
    proposals: Mapping[str, Proposal]
