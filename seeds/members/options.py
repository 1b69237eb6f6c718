"""What an uploader says about a file, beside the file itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from graph.schema import Ground, Purpose


class Listing(StrEnum):
    """What the rows of a file are; `crossmatch template KIND` makes an empty one of each."""

    BUSINESS = "business"
    SUPPORT_ORGANISATION = "support_organisation"
    RESEARCH_ORGANISATION = "research_organisation"
    PUBLIC_BODY = "public_body"
    SERVICE = "service"
    TIES = "ties"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A NACE class that words probably mean, with the likeness (0..1) it was chosen by."""

    code: str
    likeness: float


Propose = Callable[[Sequence[str]], Sequence[Proposal | None]]
"""Sector descriptions in any of the three languages → the likeliest class of each, or none; handed in by the entry."""


Recall = Callable[[Sequence[str]], Mapping[str, str]]
"""The names of a list's columns → what this cluster said earlier that they are; handed in by the entry (see `remembering.py`)."""


def nothing_recalled(names: Sequence[str]) -> Mapping[str, str]:
    """For a first list."""
    return {}


def no_proposals(texts: Sequence[str]) -> Sequence[Proposal | None]:
    """For readers that have no encoder."""
    return [None] * len(texts)


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be read. `columns` and `cells` are the uploader's corrections and win over everything found in the file."""

    today: date
    kind: Listing = Listing.BUSINESS
    cluster: str = ""
    basis: Ground = Ground.MEMBERSHIP
    purposes: tuple[Purpose, ...] = (Purpose.MATCHING, Purpose.STATISTICS)
    columns: Mapping[str, str] = field(default_factory=dict)  # theirs → ours; "" leaves a column out
    defaults: Mapping[str, str] = field(default_factory=dict)  # ours → the text where a row has none
    cells: Mapping[tuple[int, str], str] = field(default_factory=dict)  # (row, our column) → the corrected text
    propose: Propose = no_proposals
    recall: Recall = nothing_recalled
    sheets: tuple[str, ...] = ()  # the tables to read; empty: the likeliest one
