"""Organisations, and the network around one."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.shared import Count, Country, Id, Label, Lang, Model, Short, Text


class Organisation(Model):
    """What the caller may see of an organisation: `view` says whether a whole profile or only a teaser.

    A teaser has an opaque `id` valid for this caller only, no name, city, text or links.
    """

    id: Id
    view: Literal["teaser", "profile"]
    kind: Short
    name: Short | None = None
    text: Text = ""
    lang: Lang | None = None
    country: Label | None = None
    region: Label | None = None
    city: Short = ""
    sector: Label | None = None
    section: Label | None = None
    field: Label | None = None
    creative: Short = ""
    size: Short = ""
    founded: Annotated[int, Field(ge=0, le=3000)] | None = None
    languages: Annotated[list[Lang], Field(max_length=3)] = []
    clusters: Annotated[list[Label], Field(max_length=50)] = []
    source: Short = ""
    basis: Short = ""


class OrganisationPage(Model):
    """One page of organisations and the cursor of the next, if there is one."""

    items: Annotated[list[Organisation], Field(max_length=200)]
    total: Count
    next: Annotated[str, Field(max_length=500)] | None = None


class PieceOfProfile(Model):
    """A need or offer of an organisation."""

    id: Id
    name: Short
    text: Text = ""
    lang: Lang | None = None
    about: Annotated[list[Label], Field(max_length=50)] = []


class Project(Model):
    """A project an organisation took part in."""

    id: Id
    name: Short
    start: Short = ""
    end: Short = ""
    role: Short = ""
    funding: Annotated[float, Field(ge=0, le=1e12)] | None = None


class Happened(Model):
    """One entry of an organisation's history."""

    on: Short
    happening: Short
    about: Label | None = None


class Profile(Organisation):
    """An organisation with its needs, offers, expertise, projects and history (all empty in a teaser)."""

    needs: Annotated[list[PieceOfProfile], Field(max_length=100)] = []
    offers: Annotated[list[PieceOfProfile], Field(max_length=100)] = []
    expertise: Annotated[list[Label], Field(max_length=200)] = []
    markets: Annotated[list[Label], Field(max_length=100)] = []
    projects: Annotated[list[Project], Field(max_length=100)] = []
    project_count: Count = 0
    partner_count: Count = 0
    history: Annotated[list[Happened], Field(max_length=100)] = []
    contactable: bool = False
    updated: Short = ""
    version: Annotated[int, Field(ge=0, le=1_000_000_000, description="What If-Match wants; 0 unless you answer for it")] = 0
    stale: Annotated[bool, Field(description="The store does not answer: facts are as last known, history, roles and funding are left out.")] = False


class GraphNode(Model):
    """A node of a map: `group` is the kind, `view` as for organisations (things that are no organisation: profile)."""

    id: Id
    name: Short
    kind: Short
    view: Literal["teaser", "profile"] = "profile"
    country: Country = ""
    source: Short = ""
    distance: Annotated[int, Field(ge=0, le=2)] = 0


class GraphEdge(Model):
    """An edge of a map or of a reason's path."""

    source: Id
    relation: Short
    target: Id
    weight: Annotated[float, Field(ge=-1e9, le=1e9)] = 1.0


class Neighbourhood(Model):
    """The network around one organisation; `cut` says that the limit left something out."""

    centre: Id
    nodes: Annotated[list[GraphNode], Field(max_length=150)]
    edges: Annotated[list[GraphEdge], Field(max_length=5000)]
    cut: bool


Wish = Annotated[str, Field(min_length=1, max_length=2_000)]
Word = Annotated[str, Field(max_length=300)]


class OrganisationChange(BaseModel):
    """What to change; a field that is left out stays, an empty one is cleared. Each is understood as in a member list."""

    model_config = ConfigDict(extra="forbid", strict=True)
    name: Annotated[str, Field(min_length=1, max_length=300)] | None = None
    country: Annotated[Word, Field(examples=["DE"])] | None = None
    region: Word | None = None
    city: Word | None = None
    nace: Annotated[Word, Field(description="A NACE, WZ, NAF or SIC code in any spelling, or words", examples=["10.71"])] | None = None
    size: Word | None = None
    employees: Annotated[Word, Field(examples=["ca. 6"])] | None = None
    founded: Word | None = None
    lang: Annotated[Word, Field(description="Language of the texts", examples=["de"])] | None = None
    languages: Annotated[Word, Field(description="Working languages", examples=["de en"])] | None = None
    description: Text | None = None
    needs: Annotated[list[Wish], Field(max_length=20)] | None = None
    offers: Annotated[list[Wish], Field(max_length=20)] | None = None
    site: Word | None = None
    register_number: Annotated[Word, Field(description="Register or VAT number")] | None = None


class OrganisationIn(OrganisationChange):
    """A new member of a cluster, with the legal basis that whoever sends it declares."""

    name: Annotated[str, Field(min_length=1, max_length=300)]
    cluster: Id
    kind: Literal["business", "support_organisation", "research_organisation", "public_body"] = "business"
    basis: Literal["membership", "consent", "public_register"] = "membership"
    purposes: Annotated[list[Literal["matching", "showing", "statistics", "contact"]], Field(max_length=4)] = ["matching", "statistics"]


class Saved(Model):
    """An organisation as it stands now, and what was understood otherwise than written."""

    organisation: Profile
    notes: Annotated[list[Text], Field(max_length=100)] = []


class Ended(Model):
    """An organisation whose memberships ended: of which clusters, on which day."""

    id: Id
    clusters: Annotated[list[Label], Field(max_length=50)]
    on: Short
