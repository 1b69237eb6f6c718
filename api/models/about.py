"""The caller and the week; problems and health."""

from typing import Annotated, Literal

from pydantic import Field

from api.models.shared import Count, Label, Model, Short, Text
from api.models.suggestions import MatchItem


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


class Problem(Model):
    """RFC 9457 problem details; every 4xx and 5xx looks like this."""

    type: Short
    title: Short
    status: Annotated[int, Field(ge=400, le=599)]
    detail: Text = ""
    request_id: Short


class Health(Model):
    """Whether the process lives, or is ready to answer; `stale`: reads are answered from the last snapshot, because the store does not answer."""

    status: Literal["ok", "stale"]
    revision: Count | None = None
