"""Bounded strings and numbers that all models share, and their base."""

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
