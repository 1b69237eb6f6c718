"""Services, sectors and clusters."""

from typing import Annotated

from pydantic import Field

from api.models.shared import Count, Id, Label, Lang, Model, Short, Text


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
