"""The JSON of the API: one named model for every response, every string, number and array bounded."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(max_length=160, examples=["business:demo-atelier-nord"])]
Short = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=20_000)]
Country = Annotated[str, Field(max_length=2, examples=["FR"])]
Score = Annotated[float, Field(ge=-1000, le=1000)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Lang = Literal["en", "de", "fr"]


class Model(BaseModel):
    """Base of every response."""

    model_config = ConfigDict(extra="forbid")


class Label(Model):
    """An id with the name to show for it, in the asked language."""

    id: Id
    name: Short


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


class EvidenceItem(Model):
    """One reason: its points are a part of the score, its path cites existing edges only."""

    signal: Short
    family: Short
    points: Score
    text: Text
    path: Annotated[list[GraphEdge], Field(max_length=10)] = []


class MatchItem(Model):
    """One suggestion. `score` is the sum of the points of `evidence`; `probability` is null while weights are unfitted."""

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
    evidence: Annotated[list[EvidenceItem], Field(max_length=40)]
    names: dict[Id, Short] = Field(default={}, max_length=100, description="Display names of the nodes on the paths.")
    invented: Annotated[list[Id], Field(max_length=100, description="Those of the names that are illustrative.")] = []
    explanation: Text
    watch_out: Text
    source: Short


class MatchListOut(Model):
    """A ranked list. `list` is the id under which it can be replayed; `snapshot` the state of the network it was made from."""

    items: Annotated[list[MatchItem], Field(max_length=100)]
    list: Annotated[str, Field(max_length=64)]
    snapshot: Annotated[str, Field(max_length=64)]
    model: Annotated[str, Field(max_length=200)]
    stale: bool


class Service(Model):
    """Something a business can be signposted to."""

    id: Id
    name: Short
    text: Text
    lang: Lang | None
    type: Short
    provider: Label | None
    country: Label | None
    region: Label | None = None
    hours: Annotated[float, Field(ge=0, le=10_000)] | None = None
    price: Annotated[float, Field(ge=0, le=1e9)] | None = None
    opens: Short = ""
    closes: Short = ""
    source: Short = ""


class ServicePage(Model):
    """One page of services."""

    items: Annotated[list[Service], Field(max_length=200)]
    total: Count
    next: Annotated[str, Field(max_length=500)] | None = None


class Sector(Model):
    """A NACE class, group, division or section, or a field, with how many organisations the caller can see in it."""

    id: Id
    name: Short
    level: Short
    parent: Id | None
    creative: Short = ""
    organisations: Count


class SectorList(Model):
    """Sectors, ordered by code."""

    items: Annotated[list[Sector], Field(max_length=2000)]


class Cluster(Model):
    """A cluster; `mine` if the caller's key belongs to it."""

    id: Id
    name: Short
    text: Text
    country: Label | None
    region: Label | None
    members: Count
    mine: bool
    source: Short


class ClusterList(Model):
    """Clusters, the caller's own first."""

    items: Annotated[list[Cluster], Field(max_length=500)]


class SignalDoc(Model):
    """A signal as a user reads it: what it looks at, its family and its weight."""

    signal: Short
    family: Short
    name: Short
    text: Text
    weight: Score


class MethodOut(Model):
    """How a score is made: the signals, their weights, the model and its state, the data and who sees what."""

    model: Short
    state: Literal["unfitted", "fitted"]
    encoder: Short
    snapshot: Short
    organisations: Count
    named: Count
    illustrative: Count
    ties: Count
    signals: Annotated[list[SignalDoc], Field(max_length=60)]
    languages: dict[str, Count] = Field(default={}, max_length=10)


class Figure(Model):
    """One figure on the home page."""

    key: Short
    value: Annotated[float, Field(ge=0, le=1e12)]


class Suggestion(Model):
    """A member and its strongest suggestion of this week."""

    member: Label
    match: MatchItem


class HomeOut(Model):
    """What needs the caller this week."""

    role: Short
    clusters: Annotated[list[Label], Field(max_length=50)]
    organisation: Label | None
    figures: Annotated[list[Figure], Field(max_length=20)]
    suggestions: Annotated[list[Suggestion], Field(max_length=20)]
    incomplete: Annotated[list[Label], Field(max_length=20)] = Field(description="Members without a need or an offer: their suggestions stay weak.")
    illustrative: bool


class Me(Model):
    """Who the caller is."""

    key: Short
    role: Short
    clusters: Annotated[list[Label], Field(max_length=50)]
    organisation: Label | None


class KeyIn(BaseModel):
    """A key to create."""

    model_config = ConfigDict(extra="forbid", strict=True)
    role: Literal["admin", "manager", "adviser", "business", "evaluator"]
    clusters: Annotated[list[Id], Field(max_length=50)] = []
    organisation: Id | None = None
    name: Annotated[str, Field(max_length=100)] = ""
    days: Annotated[int, Field(ge=1, le=3650)] = 365


class KeyOut(Model):
    """A key without its secret."""

    id: Short
    role: Short
    name: Short
    clusters: Annotated[list[Id], Field(max_length=50)]
    organisation: Id | None
    expires: Short
    revoked: bool


class KeyCreated(KeyOut):
    """A new key with its secret, shown this once."""

    secret: Annotated[str, Field(max_length=200)]


class KeyList(Model):
    """All keys, by id."""

    items: Annotated[list[KeyOut], Field(max_length=1000)]


class NeedIn(BaseModel):
    """A need in free text, in any of the three languages, and where to look."""

    model_config = ConfigDict(extra="forbid", strict=True)
    need: Annotated[str, Field(min_length=1, max_length=2000, examples=["Wir suchen einen Partner für nachhaltige Verpackungen"])]
    country: Annotated[str, Field(max_length=2, pattern="^([A-Z]{2})?$")] = ""
    scope: Literal["any", "national", "international"] = "any"
    distance: Annotated[float, Field(ge=0, le=1)] = 0.5
    limit: Annotated[int, Field(ge=1, le=50)] = 10
    lang: Lang = "en"


class Problem(Model):
    """RFC 9457 problem details; every 4xx and 5xx looks like this."""

    type: Short
    title: Short
    status: Annotated[int, Field(ge=400, le=599)]
    detail: Text = ""
    request_id: Short


class Health(Model):
    """Whether the process lives, or is ready to answer."""

    status: Literal["ok", "starting"]
    revision: Count | None = None
