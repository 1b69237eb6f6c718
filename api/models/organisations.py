"""Organisations, and the network around one."""

from typing import Annotated, Literal

from pydantic import Field

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
