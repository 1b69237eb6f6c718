"""What a matcher gives back: matches, each with the evidence that adds up to its score."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from graph.model import Edge, Node

if TYPE_CHECKING:
    import networkx  # type: ignore[import-untyped]
    import pandas as pd


class Scope(StrEnum):
    """Where a partner may be."""

    ANY = "any"
    NATIONAL = "national"
    INTERNATIONAL = "international"


class SectorRule(StrEnum):
    """In which sector a partner may be; `other` and `same` admit only pairs known to be so."""

    ANY = "any"
    OTHER = "other"
    SAME = "same"


class Targets(StrEnum):
    """Which kind of partner is asked for."""

    ANY = "any"
    BUSINESSES = "businesses"


class View(StrEnum):
    """How much of an organisation a caller may see."""

    NONE = "none"
    TEASER = "teaser"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One part of a score: a signal, its points (log-odds scale, sum = score), a sentence, the edges it rests on, its family."""

    signal: str
    points: float
    text: str = ""
    path: tuple[Edge, ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """What a family of signals says together: the sum of its points, and the sentence and path of the `signal` that says it best."""

    family: str
    points: float
    signal: str
    text: str
    path: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Without:
    """The strongest reason taken away: the `rank` (from 1) that the suggestion would have among `candidates`, and that as a sentence."""

    family: str
    rank: int
    candidates: int
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """One suggestion. `score` is exactly the sum of the evidence's points, and of the reasons'.

    `probability` is the chance that a tie forms, given that it is shown, among businesses that form one: from the fitted parts
    alone, without the dial's; None for an asker without ties.

    `distance` is 0 (near) .. 1 (far); `cross_sector` is None where the sector of either side is unknown. `missing` says what one
    more need or offer would change, "" where nothing honest can be said.
    """

    rank: int
    node: Node
    score: float
    evidence: tuple[Evidence, ...]
    explanation: str
    watch_out: str
    distance: float
    cross_sector: bool | None
    international: bool
    probability: float | None = None
    names: Mapping[str, str] | None = None  # id → display name of every node on a path, in the asked language
    reasons: tuple[Reason, ...] = ()  # the strongest first, the base last
    without: Without | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class MatchList:
    """A ranked list and everything needed to replay it."""

    list: str  # id: a hash of query, snapshot, model and view
    snapshot: str
    model: str
    goal: str
    items: tuple[Match, ...]
    stale: bool = False
    basis: str = ""  # `fitted`, or `without ties`: nobody is known to work with the asker, so only what is stated counts; "" for services

    def frame(self, *, parts: bool = False) -> "pd.DataFrame":
        """A row a match; `parts` adds a column a part of the score: together they are the score."""
        from matcher.frames import frame_of

        return frame_of(self, parts=parts)

    def graph(self) -> "networkx.MultiDiGraph":
        """The matches, with rank and score, and the edges that their reasons cite."""
        from matcher.frames import graph_of

        return graph_of(self)


@dataclass(frozen=True, slots=True)
class SignalDoc:
    """A signal as a user reads it: what it looks at, the family it is shown with, and its weight.

    A fitted signal has no weight but a range: `least` and `most` points that its table gives. For a stated one these are 0 and the weight.
    """

    signal: str
    family: str
    name: str
    text: str
    weight: float
    fitted: bool = False
    least: float = 0.0
    most: float = 0.0
