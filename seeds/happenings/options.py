"""What an uploader says about a list of what happened, beside the file itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from seeds.members.options import Recall, nothing_recalled


class Sort(StrEnum):
    """What the rows of a list of happenings are; `crossmatch template KIND` makes an empty one of each."""

    ATTENDANCE = "attendance"
    NEWSLETTER = "newsletter"
    HOURS = "hours"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Options:
    """How a list is to be read. `columns` and `cells` are the uploader's corrections and win over everything found in the file.

    Without a cluster, all businesses are known. What happened before `began`, the first day of the programme, gets a note.
    """

    today: date
    sort: Sort
    cluster: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)  # theirs → ours; "" leaves a column out
    defaults: Mapping[str, str] = field(default_factory=dict)  # ours → the text where a row has none
    cells: Mapping[tuple[int, str], str] = field(default_factory=dict)  # (row, our column) → the corrected text
    recall: Recall = nothing_recalled
    sheets: tuple[str, ...] = ()  # the tables to read; empty: the likeliest one and those like it
    began: date | None = None

    @property
    def scope(self) -> str:
        """Under which name the cluster's columns are remembered: apart from those of its members' list."""
        return f"{self.cluster} {self.sort.value}"
