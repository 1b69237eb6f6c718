"""Indicators: figures with their formula, their evidence, and what does not count and why."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from api.models.reach import Hash, Pseudonym
from api.models.shared import Count, Model, Short

Number = Annotated[float, Field(ge=-1e12, le=1e12)]
Code = Annotated[str, Field(max_length=8, examples=["R3"])]
IndicatorKey = Annotated[str, Field(max_length=24, examples=["R5.depth"])]
Words = Annotated[str, Field(max_length=1000)]


class IndicatorPart(Model):
    """A figure of one value of a slice (`by` cluster, size, …), or one term of a figure (`by` empty)."""

    by: Short
    value: Annotated[str, Field(max_length=160)]
    name: Short
    number: Number | None
    low: Number | None
    high: Number | None
    part: Number | None
    whole: Number | None


class RefusedCase(Model):
    """One that does not count: its pseudonym (or a cluster's or service's id; empty where the ledger holds nothing of it), and how much it has."""

    who: Annotated[str, Field(max_length=160)]
    have: Number


class RefusedItem(Model):
    """Why some do not count: how many, what would be needed, and the nearest of them."""

    code: Short
    text: Words
    count: Count
    need: Number
    cases: Annotated[list[RefusedCase], Field(max_length=50)]


class IndicatorItem(Model):
    """One indicator. `value` is null where it cannot be computed, and `reason` says why; `text` is the value as it is written.

    `low` and `high`: an interval of 95 % of a share, or what unresolved duplicates leave of a count.
    """

    code: Code
    key: IndicatorKey
    group: Annotated[str, Field(max_length=4)]
    group_name: Short
    name: Short
    unit: Short
    unit_name: Short
    over: Literal["until", "within", "on", "measured"]
    better: Literal["more", "less", "between", "none"]
    formula: Words
    source: Words
    version: Short
    value: Number | None
    text: Short
    low: Number | None
    high: Number | None
    part: Number | None
    whole: Number | None
    target_low: Number | None
    target_high: Number | None
    met: bool | None
    reason: Words
    made: Short
    evidence: Count
    parts: Annotated[list[IndicatorPart], Field(max_length=500)]
    refused: Annotated[list[RefusedItem], Field(max_length=20)]


class IndicatorList(Model):
    """All indicators of a period, in the order of the list for evaluators, with what they were made of."""

    since: date
    until: date
    rules: Short
    revision: Count
    entries: Count
    head: Hash
    whole_programme: bool
    illustrative: bool
    items: Annotated[list[IndicatorItem], Field(max_length=200)]


class EvidenceEntry(Model):
    """One entry of the ledger: number, kind, when it happened and was entered, its seal, and the pseudonym of whom it is about (empty: not the caller's)."""

    seq: Count
    happening: Short
    on: date
    entered: date
    hash: Hash
    pseudonym: Pseudonym


class EvidencePage(Model):
    """One page of what a figure rests on: entries by number, then other items such as `edge:r12:345` (a place in a revision) or `list:…`."""

    key: IndicatorKey
    name: Short
    items: Annotated[list[EvidenceEntry], Field(max_length=200)]
    others: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=200)]
    total: Count
    others_total: Count
    next: Annotated[str, Field(max_length=500)] | None = None
