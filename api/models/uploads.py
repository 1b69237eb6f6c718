"""Users' files: what was sent, how it was understood, and its rows."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.shared import Count, Id, Label, Model, Short, Text

Listing = Literal["business", "support_organisation", "research_organisation", "public_body", "service", "ties", "attendance", "newsletter", "hours", "events"]
State = Literal["waiting", "reading", "read", "writing", "written", "refused", "withdrawn"]
RowNumber = Annotated[int, Field(ge=1, le=1_000_000)]
Ours = Annotated[str, Field(max_length=40, pattern="^[a-z_]*$", description="One of our columns; empty leaves theirs out", examples=["needs"])]
Cell = Annotated[str, Field(max_length=20_000)]


class ColumnOut(Model):
    """One of their columns, which of ours it is taken for ("" if it is left out), and how that was found."""

    theirs: Short
    ours: Short
    found: Short
    examples: Annotated[list[Short], Field(max_length=10)] = []


class FieldOut(Model):
    """One of our columns with its title in the asked language, for a menu of corrections."""

    name: Short
    title: Short


class RemarkOut(Model):
    """Something about the file as a whole."""

    code: Short
    message: Text


class UploadItem(Model):
    """One uploaded file in a list."""

    id: Short
    name: Short
    kind: Listing
    cluster: Label | None
    on: Short
    state: State
    rows: Count = 0
    accepted: Count = 0
    rejected: Count = 0
    new: Count = 0
    changed: Count = 0
    same: Count = 0
    ended: Count = 0


class UploadPage(Model):
    """One page of uploads, the newest first."""

    items: Annotated[list[UploadItem], Field(max_length=200)]
    next: Annotated[str, Field(max_length=500)] | None = None


class UploadOut(UploadItem):
    """One uploaded file: how far it is, how its columns were understood, and what confirming it would do.

    `done` of `all` says how far the `stage` is while the file waits, is read or written. `gone` are members of earlier lists that this one does not name.
    """

    version: Count
    basis: Short
    purposes: Annotated[list[Short], Field(max_length=10)]
    stage: Short = ""
    done: Count = 0
    all: Count = 0
    error: Text = ""
    columns: Annotated[list[ColumnOut], Field(max_length=1000)] = []
    fields: Annotated[list[FieldOut], Field(max_length=60)] = []
    remarks: Annotated[list[RemarkOut], Field(max_length=1000)] = []
    gone: Annotated[list[Label], Field(max_length=10_000)] = []


class NoteOut(Model):
    """What is wrong in a row, or to be known of one that comes in; `title` is the column's in the asked language."""

    column: Short
    title: Short
    code: Short
    message: Text
    rejected: bool


class RowOut(Model):
    """One row as it was read, in our columns; `line` is its place in the file or sheet. Contact cells are masked; a rejected row has no `organisation`."""

    row: RowNumber
    line: Annotated[int, Field(ge=0, le=10_000_000)]
    state: Literal["rejected", "new", "changed", "same"]
    name: Short
    organisation: Id = ""
    cells: dict[Short, Text] = Field(default={}, max_length=60)
    problems: Annotated[list[NoteOut], Field(max_length=200)] = []


class RowPage(Model):
    """One page of rows, in the order of the file."""

    items: Annotated[list[RowOut], Field(max_length=200)]
    total: Count
    next: Annotated[str, Field(max_length=500)] | None = None


class CellIn(BaseModel):
    """A corrected cell."""

    model_config = ConfigDict(extra="forbid", strict=True)
    row: RowNumber
    column: Ours
    text: Cell


class UploadChange(BaseModel):
    """Corrections: which of their columns is which of ours, what stands where a row says nothing, and single cells. Earlier ones stay."""

    model_config = ConfigDict(extra="forbid", strict=True)
    columns: dict[Annotated[str, Field(max_length=300)], Ours] = Field(default={}, max_length=1000)
    defaults: dict[Ours, Annotated[str, Field(max_length=300)]] = Field(default={}, max_length=60)
    cells: Annotated[list[CellIn], Field(max_length=1000)] = []


class Confirmation(BaseModel):
    """Take the file over: `only_good` leaves rejected rows out, `end` names those of `gone` whose membership ends."""

    model_config = ConfigDict(extra="forbid", strict=True)
    only_good: bool = False
    end: Annotated[list[Id], Field(max_length=10_000)] = []
