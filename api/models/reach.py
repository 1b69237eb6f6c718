"""Reach: tiers, what proves them, what is missing, and whether the ledger is whole."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from api.models.shared import Count, Id, Label, Model, Share, Short

Pseudonym = Annotated[str, Field(max_length=40, examples=["~0a1b2c3d4e5f6071"])]
Hash = Annotated[str, Field(max_length=64, examples=["d4b7f7e0929c65d4aae4f3a00f0344afbbf5365ba313e2d99402becfef9edb11"])]
Hours = Annotated[float, Field(ge=0, le=10_000_000)]
Tier = Annotated[int, Field(ge=0, le=3)]


class CountOut(Model):
    """Unique enterprises: if all doubtful pairs are one, and if none is."""

    low: Count
    high: Count


class ProportionOut(Model):
    """A share with its 95 % interval (Wilson); null without a whole."""

    part: Count
    whole: Count
    share: Share | None
    low: Share | None
    high: Share | None


class TierOut(Model):
    """One tier against its target; the forecast is for the programme's end, with the interval that holds 80 %."""

    tier: Tier
    count: CountOut
    target: Count
    forecast_low: Annotated[float, Field(ge=0, le=1e9)] | None = None
    forecast: Annotated[float, Field(ge=0, le=1e9)] | None = None
    forecast_high: Annotated[float, Field(ge=0, le=1e9)] | None = None


class SliceOut(Model):
    """The enterprises of one value (null: not known), by tier, with conversions."""

    value: Label | None
    known: CountOut
    reached: CountOut
    benefited: CountOut
    supported: CountOut
    benefit: ProportionOut
    depth: ProportionOut


class ClusterStateOut(Model):
    """Whether a cluster is active: members, last day its manager did something, how often members acted on a recommendation."""

    cluster: Label
    members: Count
    managed: date | None
    acted: Count
    active: bool


class BackOut(Model):
    """A forecast as it would have been made earlier, beside what came."""

    made: date
    tier: Tier
    low: Annotated[float, Field(ge=0, le=1e9)]
    middle: Annotated[float, Field(ge=0, le=1e9)]
    high: Annotated[float, Field(ge=0, le=1e9)]
    came: Count


class ReachOut(Model):
    """Tiers at the end of a day, against their targets."""

    on: date
    rules: Short
    hours: Hours
    begins: date | None
    ends: date | None
    entries: Count
    head: Hash
    contacts: Count
    barred: Count
    tiers: Annotated[list[TierOut], Field(max_length=3)]
    total: SliceOut
    equity: Share | None
    slices: Annotated[list[SliceOut], Field(max_length=500)]
    clusters: Annotated[list[ClusterStateOut], Field(max_length=500)]
    clusters_target: Count
    model: Short
    backtest: Annotated[list[BackOut], Field(max_length=12)]
    whole_programme: bool
    illustrative: bool


class LackOut(Model):
    """One thing that is missing for the next tier."""

    missing: Literal["exposure", "act", "assessment", "plan", "hours", "confirmation"]
    have: Hours
    need: Hours


class ReachedItem(Model):
    """One enterprise: its pseudonym, its name only for who may see it, its tier and since when, its hours, what it lacks."""

    pseudonym: Pseudonym
    organisation: Label | None
    country: Annotated[str, Field(max_length=2)]
    section: Label | None
    size: Short
    lang: Short
    clusters: Annotated[list[Label], Field(max_length=50)]
    tier: Tier
    reached: date | None
    benefited: date | None
    supported: date | None
    hours: Hours
    lacks: Annotated[list[LackOut], Field(max_length=6)]


class ReachedPage(Model):
    """One page of enterprises."""

    items: Annotated[list[ReachedItem], Field(max_length=200)]
    total: Count
    next: Annotated[str, Field(max_length=500)] | None = None


class ProofItem(Model):
    """One entry of the ledger that counts: number, kind, when it happened and was entered, its seal, and what it counts as."""

    seq: Count
    happening: Short
    on: date
    entered: date
    hash: Hash
    counts: Literal["exposure", "act", "support", "assessment", "plan", "signed", "confirmed"]
    hours: Hours | None


class ProofList(Model):
    """Everything that proves the tier of one enterprise, by day."""

    business: ReachedItem
    items: Annotated[list[ProofItem], Field(max_length=1000)]
    total: Count


class BreakOut(Model):
    """One broken place: what, from which entry to which (0: of none in particular), and a sentence."""

    what: Literal["changed", "missing", "cut", "rewritten", "note_changed", "note_missing", "key"]
    first: Count
    last: Count
    text: Annotated[str, Field(max_length=500)]


class Verification(Model):
    """Whether the ledger is whole; one sentence for each broken place."""

    whole: bool
    entries: Count
    head: Hash
    broken: Annotated[list[BreakOut], Field(max_length=100)]
    broken_total: Count


class StepItem(Model):
    """What would bring one enterprise on: the cheapest next action, its hours, and hours until the next tier and until depth."""

    business: ReachedItem
    action: Literal["tell", "assess", "plan", "support", "confirm"]
    effort: Hours
    to_next: Hours
    to_depth: Hours


class EffortItem(Model):
    """The part of one cluster (null: in none) in what the target of depth takes, and the codes of its managers."""

    cluster: Label | None
    businesses: Count
    hours: Hours
    managers: Annotated[list[Short], Field(max_length=20)]


class StepList(Model):
    """Who is nearest to depth, and what reaching the target would take."""

    on: date
    cluster: Id | None
    items: Annotated[list[StepItem], Field(max_length=100)]
    target: Count
    missing: Count
    found: Count
    hours: Hours
    by_cluster: Annotated[list[EffortItem], Field(max_length=500)]
