"""Suggestions with their reasons, and what is asked for them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.organisations import GraphEdge
from api.models.shared import Count, Id, Label, Lang, Model, Score, Share, Short, Text


class EvidenceItem(Model):
    """One reason: its points are a part of the score, its path cites existing edges only."""

    signal: Short
    name: Annotated[Short, Field(description="What the signal is called, in the asked language; empty for the base.")] = ""
    family: Short
    points: Score
    text: Text
    path: Annotated[list[GraphEdge], Field(max_length=10)] = []


class ReasonItem(Model):
    """What the signals of one family say together: their points added up, and the sentence and path of the one that says it best."""

    family: Short
    points: Score
    signal: Short
    text: Text
    path: Annotated[list[GraphEdge], Field(max_length=10)] = []


class WithoutItem(Model):
    """Where the suggestion would stand by score if the points of its strongest reason's family were taken from it alone."""

    family: Short
    rank: Annotated[int, Field(ge=1, le=1_000_000_000)]
    candidates: Annotated[Count, Field(description="Everybody who could have been suggested.")]
    text: Text


class MatchItem(Model):
    """One suggestion. `score` is the sum of the points of `evidence`, and of those of `reasons`; `probability` is null where nothing was learned from.

    It is the chance that a tie forms, given that it is shown, among businesses that form one; the dial's points are no part of it.
    """

    rank: Annotated[int, Field(ge=1, le=1000)]
    id: Id
    view: Literal["teaser", "profile"]
    name: Short | None
    kind: Short
    country: Label | None
    sector: Label | None
    section: Label | None = None
    field: Label | None = None
    size: Short = ""
    score: Score
    probability: Share | None
    distance: Share
    cross_sector: bool | None
    international: bool
    evidence: Annotated[list[EvidenceItem], Field(max_length=80)]
    reasons: Annotated[list[ReasonItem], Field(max_length=20, description="The evidence by family, the strongest first, the base last.")] = []
    names: dict[Id, Short] = Field(default={}, max_length=100, description="Display names of the nodes on the paths.")
    invented: Annotated[list[Id], Field(max_length=100, description="Those of the names that are illustrative.")] = []
    explanation: Text
    watch_out: Text
    without: WithoutItem | None = None
    missing: Annotated[Text, Field(description="What one more need or offer would change; empty where nothing can be said.")] = ""
    source: Short


class MatchListOut(Model):
    """A ranked list. `list` is the id under which it can be replayed; `snapshot` the state of the network it was made from."""

    items: Annotated[list[MatchItem], Field(max_length=100)]
    list: Annotated[str, Field(max_length=64)]
    snapshot: Annotated[str, Field(max_length=64)]
    model: Annotated[str, Field(max_length=400)]
    stale: bool
    basis: Annotated[
        Literal["", "fitted", "without ties"],
        Field(description="Whether learned from ties, or, where nobody is known to work with the asker, from what is stated alone; empty for services."),
    ] = ""


class NeedIn(BaseModel):
    """A need in free text, in any of the three languages, and where to look."""

    model_config = ConfigDict(extra="forbid", strict=True)
    need: Annotated[str, Field(min_length=1, max_length=2000, examples=["Wir suchen einen Partner für nachhaltige Verpackungen"])]
    country: Annotated[str, Field(max_length=2, pattern="^([A-Z]{2})?$")] = ""
    scope: Literal["any", "national", "international"] = "any"
    distance: Annotated[float, Field(ge=0, le=1)] = 0.5
    limit: Annotated[int, Field(ge=1, le=50)] = 10
    lang: Lang = "en"
