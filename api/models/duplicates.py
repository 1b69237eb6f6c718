"""Pairs of records that may be one business, and what was decided of them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.shared import Count, Id, Label, Model, Share, Short


class DuplicateRecord(Model):
    """One record of a pair; site and register number only where the caller answers for it."""

    id: Id
    name: Short
    country: Label | None = None
    city: Short = ""
    site: Short = ""
    register_number: Short = ""
    sector: Label | None = None
    size: Short = ""
    founded: Annotated[int, Field(ge=0, le=3000)] | None = None
    clusters: Annotated[list[Label], Field(max_length=50)] = []
    source: Short = ""
    mine: bool = False


class DuplicateFact(Model):
    """One fact of both records: the same, nearly the same, different, or not known of one of them."""

    field: Literal["name", "form", "town", "country", "site", "register"]
    agreement: Literal["same", "like", "differs", "unknown"]


class DuplicatePair(Model):
    """Two records with what speaks for and against one business. `stays` is the record that counts, once they are one."""

    id: Short
    state: Literal["open", "same", "apart"]
    probability: Share | None = Field(default=None, description="That both are one business; null where only a person said so")
    records: Annotated[list[DuplicateRecord], Field(min_length=2, max_length=2)]
    facts: Annotated[list[DuplicateFact], Field(max_length=10)]
    stays: Id | None = None
    on: Short = ""
    by: Short = ""
    rule: Annotated[Short, Field(description="The version of the rule that decided, empty where a person did")] = ""


class DuplicatePage(Model):
    """One page of pairs: open ones the likeliest first, decided ones the newest first."""

    items: Annotated[list[DuplicatePair], Field(max_length=200)]
    total: Count
    next: Annotated[str, Field(max_length=500)] | None = None


class DuplicateCounts(Model):
    """How many pairs wait, and how many were decided: by a person, or by the rule."""

    open: Count
    same: Count
    apart: Count
    by_rule: Count


class DuplicateSearch(Model):
    """Whether a comparison was begun; no if one waits or runs already. It is background work, done by `crossmatch work`."""

    begun: bool


class DuplicateDecision(BaseModel):
    """Whether both records are one business, and if so, which of them stays; by default the one of which more is known."""

    model_config = ConfigDict(extra="forbid", strict=True)
    same: bool
    stays: Id | None = None
