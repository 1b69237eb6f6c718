"""The network over time: figures by month, beside chance, against earlier, by role; and brokers by name."""

from typing import Annotated, Literal

from pydantic import Field

from api.models.shared import Count, Label, Model, Share, Short

Figure = Annotated[float, Field(ge=-1e12, le=1e12)]
Month = Annotated[str, Field(max_length=7, pattern=r"^\d{4}-\d{2}$", examples=["2026-11"])]
Scope = Literal["programme", "h2020", "all"]
State = Annotated[
    Literal["ready", "computing"], Field(description="computing: the figures are being computed in the background; ask again, `done` says how far it is")
]


class CommunityChanges(Model):
    """What became of the communities since the point before, and how alike the two divisions are (adjusted mutual information)."""

    continued: Count
    born: Count
    ended: Count
    merged: Count
    split: Count
    alike: Annotated[float, Field(ge=-1, le=1.000001)] | None


class NetworkMonth(Model):
    """The network at the end of a month, of the ties of 24 months; a figure that cannot be said is null."""

    month: Month
    organisations: Count
    tied: Count
    ties: Count
    figures: Annotated[dict[Short, Figure | None], Field(max_length=40)]
    path_interval: Annotated[list[Figure], Field(max_length=2, description="95 % interval of the mean path; both the same where all pairs were taken")]
    changes: CommunityChanges | None


class NetworkSeries(Model):
    """Every measure, point after point; `undated` ties have no known date and count nowhere; `illustrative`: invented businesses are among them."""

    scope: Scope
    every: Short
    window: Count
    state: State
    done: Share
    undated: Count
    illustrative: bool
    items: Annotated[list[NetworkMonth], Field(max_length=60)]


class ChanceItem(Model):
    """A figure beside the same of random networks: z = (value − mean) / deviation; `percentile` is the share of them at or below it."""

    measure: Short
    value: Figure
    mean: Figure
    deviation: Figure
    z: Figure | None
    percentile: Share


class NetworkChance(Model):
    """One month beside random networks; `against` says what they keep: everybody's meetings and their sizes, or everybody's number of ties."""

    scope: Scope
    month: Month | None
    against: Literal["meetings", "ties"]
    draws: Count
    state: State
    done: Share
    items: Annotated[list[ChanceItem], Field(max_length=20)]


class TrendItem(Model):
    """A figure of two windows of 24 months; `low` and `high` hold 95 % of the differences that chance makes, `shown`: it is more than that."""

    measure: Short
    should: Literal["rise", "not_rise"]
    before: Figure
    after: Figure
    low: Figure
    high: Figure
    p: Share
    shown: bool


class NetworkTrend(Model):
    """Does the network get better, or only more central? The last 24 months against the 24 before."""

    scope: Scope
    before: Month | None
    after: Month | None
    ties_before: Count
    ties_after: Count
    draws: Count
    state: State
    done: Share
    verdict: Literal["better", "both", "central", "worse", "same", "unknown"]
    items: Annotated[list[TrendItem], Field(max_length=20)]


class RoleItem(Model):
    """How often the members of a cluster stand between two others who are not tied, by where those two are."""

    cluster: Label
    members: Count
    coordinator: Figure
    itinerant: Figure
    representative: Figure
    gatekeeper: Figure
    liaison: Figure


class NetworkRoles(Model):
    """Roles between clusters at the end of a month."""

    scope: Scope
    month: Month | None
    state: State
    done: Share
    items: Annotated[list[RoleItem], Field(max_length=500)]


class BrokerItem(Model):
    """An organisation with its partners, the pairs of them that it alone joins, its effective size and its constraint."""

    organisation: Label
    country: Label | None
    source: Short
    partners: Count
    between: Figure
    effective: Figure
    constraint: Figure


class BrokerList(Model):
    """Organisations that stand between most others, among those the caller sees by name."""

    scope: Scope
    month: Month | None
    state: State
    done: Share
    items: Annotated[list[BrokerItem], Field(max_length=50)]
