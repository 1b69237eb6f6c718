"""What the endpoints accept in the query string: bounded, and unknown names are an error instead of a silent nothing."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models import Lang

Cursor = Annotated[str, Field(max_length=500, description="`next` of the page before")]
CountryCode = Annotated[str, Field(pattern="^([A-Z]{2})?$", max_length=2, examples=["FR"])]


class Query(BaseModel):
    """Base of every query string."""

    model_config = ConfigDict(extra="forbid")

    lang: Annotated[Lang, Field(description="Language of names and sentences")] = "en"


class OrganisationQuery(Query):
    """Which organisations to list."""

    q: Annotated[str, Field(max_length=200, description="Part of a name, in any case and with or without accents")] = ""
    kind: Annotated[
        Literal["", "business", "research_organisation", "support_organisation", "public_body"], Field(description="Only this kind of organisation")
    ] = ""
    country: CountryCode = ""
    section: Annotated[str, Field(pattern="^[A-U]?$", max_length=1, description="NACE section", examples=["R"])] = ""
    cluster: Annotated[str, Field(max_length=160, description="Only members of this cluster")] = ""
    source: Annotated[Literal["", "cordis", "illustrative", "upload"], Field(description="Only from this source")] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = ""


class NeighbourQuery(Query):
    """How far around an organisation to look."""

    depth: Annotated[int, Field(ge=1, le=2)] = 1
    limit: Annotated[int, Field(ge=2, le=150)] = 80
    relations: Annotated[
        str, Field(max_length=300, pattern="^([A-Z_]+(,[A-Z_]+)*)?$", description="Only these relations, separated by commas", examples=["MEMBER_OF,OFFERS"])
    ] = ""


class PartnerQuery(Query):
    """Which partners to look for."""

    scope: Annotated[Literal["any", "national", "international"], Field(description="Where the partner is")] = "any"
    sector: Annotated[Literal["any", "other", "same"], Field(description="In which sector; other and same list only pairs known to be so")] = "any"
    targets: Annotated[Literal["any", "businesses"], Field(description="Only businesses, or every kind of partner")] = "any"
    distance: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False, description="0 near, 1 far")] = 0.5
    cross_sector: Annotated[int, Field(ge=0, le=50, description="So many places are kept for partners known to be in another sector")] = 0
    newcomers: Annotated[int, Field(ge=0, le=50, description="So many places are kept for newcomers: at most eight known ties")] = 0
    limit: Annotated[int, Field(ge=1, le=50)] = 10


class LimitQuery(Query):
    """How many to list."""

    limit: Annotated[int, Field(ge=1, le=50)] = 10


class ServiceQuery(Query):
    """Which services to list."""

    type: Annotated[
        Literal["", "incubation", "co_working", "start_up", "internationalisation", "data_lab", "finance", "training", "advice"],
        Field(description="Only this type of service"),
    ] = ""
    country: CountryCode = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = ""


class LangQuery(Query):
    """Only the language."""


class TemplateQuery(Query):
    """Which template."""

    format: Annotated[Literal["xlsx", "csv"], Field(description="Excel workbook, or CSV for other programs")] = "xlsx"


class SendQuery(Query):
    """What the sender says about a file."""

    name: Annotated[str, Field(min_length=1, max_length=200, description="What the file is called", examples=["members.xlsx"])]
    kind: Annotated[
        Literal["business", "support_organisation", "research_organisation", "public_body", "service", "ties", "attendance", "newsletter", "hours", "events"],
        Field(description="What its rows are"),
    ] = "business"
    cluster: Annotated[str, Field(max_length=160, description="Whose list it is; may be left out by a manager of one cluster", examples=["cluster:acme"])] = ""
    basis: Annotated[Literal["membership", "consent", "public_register"], Field(description="The legal basis that the sender declares for every row")] = (
        "membership"
    )
    purposes: Annotated[
        str,
        Field(
            max_length=60,
            pattern="^(matching|showing|statistics|contact)(,(matching|showing|statistics|contact))*$",
            description="What the basis covers, separated by commas",
        ),
    ] = "matching,statistics"


class ReachQuery(Query):
    """At the end of which day, and how to tell enterprises apart."""

    on: Annotated[date | None, Field(description="The day; today if left out", examples=["2026-06-30"])] = None
    by: Annotated[Literal["cluster", "country", "sector", "size", "language"], Field(description="One slice for each of these")] = "cluster"


class ReachedQuery(ReachQuery):
    """Which enterprises to list."""

    tier: Annotated[int, Field(ge=0, le=3, description="In this tier or above; 0 is everybody known")] = 1
    only: Annotated[bool, Field(description="In this very tier, not above it")] = False
    value: Annotated[str, Field(max_length=160, description="Only of this value of `by`", examples=["FR"])] = ""
    missing: Annotated[Literal["", "exposure", "act", "assessment", "plan", "hours", "confirmation"], Field(description="Only who lacks this")] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = ""


class PeriodQuery(Query):
    """Over which days."""

    since: Annotated[date | None, Field(description="First day; the programme's first if left out", examples=["2026-01-01"])] = None
    until: Annotated[date | None, Field(description="Last day; today if left out", examples=["2026-06-30"])] = None


class EvidenceQuery(PeriodQuery):
    """Which entries of the evidence to list."""

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = ""


class ReportQuery(PeriodQuery):
    """As which file."""

    format: Annotated[Literal["pdf", "docx", "xlsx", "csv", "json"], Field(description="What the report is written as")] = "pdf"


class StepQuery(ReachQuery):
    """Whose next steps to list."""

    cluster: Annotated[str, Field(max_length=160, description="Only of this cluster", examples=["cluster:alpha"])] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 10


class PowerQuery(Query):
    """What is settled before a trial starts."""

    businesses: Annotated[int, Field(ge=4, le=1_000_000, description="Both arms together")] = 200
    baseline: Annotated[float, Field(ge=0.001, le=0.98, allow_inf_nan=False, description="The share that has the outcome anyway")] = 0.1
    lift: Annotated[float, Field(ge=0.001, le=0.98, allow_inf_nan=False, description="How much the offer adds to that share")] = 0.1
    offered: Annotated[float, Field(ge=0.1, le=0.9, allow_inf_nan=False, description="The share that is offered")] = 0.5
    alpha: Annotated[float, Field(ge=0.001, le=0.2, allow_inf_nan=False, description="The chance of a false alarm")] = 0.05
    wanted: Annotated[float, Field(ge=0.5, le=0.99, allow_inf_nan=False, description="The chance to find what there is")] = 0.8


class UploadQuery(Query):
    """Which uploads to list."""

    cluster: Annotated[str, Field(max_length=160, description="Only of this cluster")] = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = ""


class RowQuery(Query):
    """Which rows of an upload to list."""

    only: Annotated[Literal["all", "rejected", "noted", "new", "changed"], Field(description="Only rows of this kind")] = "all"
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = ""


class NetworkQuery(Query):
    """Whose network: members of clusters, participants of European research projects, or everybody."""

    scope: Annotated[Literal["programme", "h2020", "all"], Field(description="Whose network")] = "programme"


class SeriesQuery(NetworkQuery):
    """How close the points are; the newest 60 are given."""

    every: Annotated[Literal["month", "quarter", "year"], Field(description="Time between two points")] = "month"


class ChanceQuery(NetworkQuery):
    """Which month, and beside how many random networks of which kind."""

    month: Annotated[str, Field(pattern=r"^((19|20)\d{2}-(0[1-9]|1[0-2]))?$", max_length=7, description="The last one if left out", examples=["2026-06"])] = ""
    draws: Annotated[int, Field(ge=10, le=500, description="How many random networks")] = 100
    against: Annotated[Literal["meetings", "ties"], Field(description="What random networks keep")] = "meetings"

    def number(self) -> int | None:
        """The month counted from the year 0, None for the last one."""
        return int(self.month[:4]) * 12 + int(self.month[5:]) - 1 if self.month else None


class BrokerQuery(NetworkQuery):
    """How many to list."""

    limit: Annotated[int, Field(ge=1, le=50)] = 10


class DuplicateQuery(Query):
    """Which pairs to list."""

    state: Annotated[Literal["open", "decided"], Field(description="What waits, or what was decided and holds")] = "open"
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = ""
