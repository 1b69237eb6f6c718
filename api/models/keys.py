"""API keys, in and out."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.shared import Id, Model, Short


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
