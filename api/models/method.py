"""How a score is made, and how good it is: signals, data, and the figures that were measured."""

from typing import Annotated, Literal

from pydantic import Field

from api.models.shared import Count, Model, Score, Share, Short, Text

Value = Annotated[float, Field(ge=-1e12, le=1e12)]


class SignalDoc(Model):
    """A signal as a user reads it: what it looks at, its family, its weight, or if it is fitted the range of its points."""

    signal: Short
    family: Short
    name: Short
    text: Text
    weight: Score
    fitted: bool = False
    least: Annotated[Score, Field(description="The fewest points it gives; for a fitted signal as its table says.")] = 0.0
    most: Score = 0.0


class RankedItem(Model):
    """One ranker on one slice of the later ties: means over askers, each with its interval of 95 % where one was computed."""

    slice: Short
    who: Annotated[Short, Field(description="all, newcomer (at most 8 known ties) or incumbent")]
    ranker: Short
    sources: Count
    ndcg10: Share
    ndcg10_interval: Annotated[list[Share], Field(max_length=2)]
    recall50: Share
    recall50_interval: Annotated[list[Share], Field(max_length=2)]
    mrr: Share
    hits10: Share
    goal_ndcg10: Share | None = None
    goal_recall50: Share | None = None


class ComparedItem(Model):
    """A baseline beside the fitted ranker for the newcomers of several years; `lead` is by how much the fitted one is better in nDCG@10."""

    slice: Short
    ranker: Short
    sources: Count
    ndcg10: Share
    recall50: Share
    lead: Value | None = None
    lead_interval: Annotated[list[Value], Field(max_length=2)] = []


class BinItem(Model):
    """Shown suggestions of a like probability: what was predicted, what came."""

    predicted: Share
    observed: Share
    count: Count


class CalibrationItem(Model):
    """How far probabilities can be believed: expected calibration error, Brier score, and of whom they speak."""

    ece: Share
    brier: Share
    population: Text
    bins: Annotated[list[BinItem], Field(max_length=100)]


class RecordItem(Model):
    """Figures under one name: a switch and its price, a ranker without ties, an encoder, a family left out."""

    name: Short
    slice: Short = ""
    figures: Annotated[dict[Short, Value], Field(max_length=60)]


class MeasuredOut(Model):
    """What `crossmatch evaluate` measured and kept; an empty part has not been measured. `measured` says when and by which command."""

    until: Count
    test_years: Annotated[list[Count], Field(max_length=20)]
    sources: Count
    data: Short
    model: Short
    measured: Annotated[dict[Short, Short], Field(max_length=20)]
    partners: Annotated[list[RankedItem], Field(max_length=200)]
    newcomers: Annotated[list[ComparedItem], Field(max_length=100)]
    calibration: CalibrationItem | None
    ablation: Annotated[list[RecordItem], Field(max_length=100)]
    prices: Annotated[list[RecordItem], Field(max_length=100)]
    town: Annotated[list[RecordItem], Field(max_length=100)]
    encoder: Annotated[list[RecordItem], Field(max_length=100)]


class MethodOut(Model):
    """How a score is made and how good it is: signals with their weights, the model and its state, the data, the measured figures."""

    model: Short
    state: Literal["unfitted", "fitted"]
    encoder: Short
    snapshot: Short
    organisations: Count
    named: Count
    illustrative: Count
    ties: Count
    signals: Annotated[list[SignalDoc], Field(max_length=80)]
    languages: dict[str, Count] = Field(default={}, max_length=10)
    measured: MeasuredOut
