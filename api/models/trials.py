"""Trials, in and out: what was declared and drawn, what came of it, how long ties last, and how much a trial could find."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.models.shared import Count, Id, Label, Model, Share, Short

TrialCode = Annotated[str, Field(max_length=20, examples=["trial-2026a"])]
Design = Literal["waiting_list", "encouragement"]
Outcome = Literal["collaboration", "r2", "r3", "interest_accepted"]
Stratum = Literal["country", "section", "size", "lang"]
Days = Annotated[int, Field(ge=0, le=100_000)]
Seed = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]
Real = Annotated[float, Field(ge=-1e9, le=1e9)]
Hash = Annotated[str, Field(max_length=64, examples=["d4b7f7e0929c65d4aae4f3a00f0344afbbf5365ba313e2d99402becfef9edb11"])]


class TrialIn(BaseModel):
    """The rules of a new trial; they can never be changed."""

    model_config = ConfigDict(extra="forbid", strict=True)
    clusters: Annotated[list[Id], Field(max_length=50, description="Whose members take part; a manager's own if left out, an administrator names them")] = []
    design: Design = "waiting_list"
    outcome: Outcome = "collaboration"
    horizon: Annotated[int, Field(ge=14, le=1096, description="Days after the draw within which the outcome counts")] = 180
    share: Annotated[float, Field(ge=0.1, le=0.9, allow_inf_nan=False, description="The share that is offered")] = 0.5
    alpha: Annotated[float, Field(ge=0.001, le=0.2, allow_inf_nan=False, description="The chance of a false alarm")] = 0.05
    strata: Annotated[list[Stratum], Field(max_length=4, description="Within what the lot is drawn")] = ["country", "size"]


class TrialItem(Model):
    """What was declared. `state`: declared (not drawn yet), running (the horizon is not over), over (the result is due)."""

    code: TrialCode
    state: Literal["declared", "running", "over"]
    design: Design
    outcome: Outcome
    horizon: Days
    share: Share
    alpha: Share
    strata: Annotated[list[Short], Field(max_length=4)]
    declared: date
    assigned: date | None
    ends: date | None
    businesses: Count
    drawable: Annotated[bool, Field(description="It waits for its draw, and the caller may make it.")] = False


class TrialList(Model):
    """All trials the caller may see, the newest first; `eligible`: how many businesses a new one of the caller could draw today."""

    items: Annotated[list[TrialItem], Field(max_length=200)]
    may_start: bool
    eligible: Count


class EffectOut(Model):
    """A difference with its 95 % interval; a limit is null where the data set none."""

    value: Real
    low: Real | None
    high: Real | None


class ArmOut(Model):
    """One arm: how many count, and how many no longer have a basis for statistics; once it is over, how many had the outcome, with its interval of 95 %."""

    arm: Literal["offer", "wait"]
    businesses: Count
    left_out: Count
    outcomes: Count | None = None
    share: Share | None = None
    low: Share | None = None
    high: Share | None = None
    taken: Annotated[Count | None, Field(description="How many were introduced to somebody within the horizon")] = None


class StratumOut(Model):
    """How one stratum was divided."""

    stratum: Short
    offered: Count
    waiting: Count


class ChangeOut(Model):
    """What businesses of both arms answered before the draw and some months after it: means, and the difference in differences."""

    asked: Literal["revenue", "innovation"]
    months: Count
    offered: Count
    waiting: Count
    offered_before: Real
    offered_after: Real
    waiting_before: Real
    waiting_after: Real
    effect: EffectOut
    p: Annotated[Share, Field(description="Of the randomisation test on the changes")]


class TrialOut(TrialItem):
    """One trial with its result, once its horizon is over. `repeated`: drawing again with the published seed gives the same arms."""

    commitment: Annotated[Hash, Field(description="The hash of the seed, as declared")]
    seed: Seed | None
    seed_kept: Annotated[bool | None, Field(description="Is the published seed the one whose hash was declared?")]
    repeated: bool | None
    arms: Annotated[list[ArmOut], Field(max_length=2)]
    by_stratum: Annotated[list[StratumOut], Field(max_length=2000)]
    effect: EffectOut | None
    p: Share | None
    redraws: Annotated[Count, Field(description="0: every possible draw was counted")] = 0
    detectable: Annotated[Share | None, Field(description="The smallest difference that so many businesses find in four of five trials")]
    complier: Annotated[EffectOut | None, Field(description="For an encouragement: the effect on those who took it up because of it")]
    changes: Annotated[list[ChangeOut], Field(max_length=6)]
    mine: Annotated[list[Label], Field(max_length=500, description="Members the caller answers for who wait: not to be introduced until it is over")]
    illustrative: bool


class PowerOut(Model):
    """What so many businesses can find, and how many it takes; null where it cannot be found."""

    businesses: Count
    baseline: Share
    offered: Share
    alpha: Share
    wanted: Share
    detectable: Share | None
    lift: Share
    power: Share
    needed: Annotated[int, Field(ge=0, le=2**53)]


class LastingOut(Model):
    """The share of ties that last so many months, with its interval of 95 %; null where too few were watched that long, or no limits can be given."""

    months: Count
    share: Share | None
    low: Share | None
    high: Share | None


class StepOut(Model):
    """One point of a survival curve."""

    day: Days
    share: Share
    low: Share | None
    high: Share | None


class CurveOut(Model):
    """The ties of one channel ("" where nobody said which)."""

    channel: Short
    ties: Count
    ended: Count
    at: Annotated[list[LastingOut], Field(max_length=3)]
    steps: Annotated[list[StepOut], Field(max_length=300)]


class TieSurvival(Model):
    """How long confirmed collaborations last, all and by channel; `p` of the log-rank test that channels do not differ."""

    on: date
    all: CurveOut | None
    channels: Annotated[list[CurveOut], Field(max_length=50)]
    p: Share | None
    whole_programme: bool
