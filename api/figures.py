"""The measured figures as the API gives them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from api.models import BinItem, CalibrationItem, ComparedItem, MeasuredOut, RankedItem, RecordItem
from matcher.evaluation.figures import Ablated, Calibration, Compared, Figures, Measured

_NAMES = ("switch", "ranker", "encoder", "without", "name")
"""What a record is called by, whichever it has."""


def measured(found: Figures) -> MeasuredOut:
    """All parts; a part that was not measured is empty."""
    return MeasuredOut(
        until=found.until,
        test_years=list(found.test_years),
        sources=found.sources,
        data=found.data,
        model=found.model,
        measured=dict(found.measured),
        partners=[_ranked(one) for one in found.partners],
        newcomers=[_compared(one) for one in found.newcomers_pooled],
        calibration=_calibration(found.calibration) if found.calibration else None,
        ablation=[_ablated(one) for one in found.ablation],
        prices=_records(found.prices),
        town=_records(_rows(found.town)),
        encoder=_records(found.encoder),
    )


def _ranked(one: Measured) -> RankedItem:
    kept = {name: value for name, value in asdict(one).items() if not name.endswith(("_low", "_high"))}
    return RankedItem(**kept, ndcg10_interval=[one.ndcg10_low, one.ndcg10_high], recall50_interval=[one.recall50_low, one.recall50_high])


def _compared(one: Compared) -> ComparedItem:
    interval = [] if one.lead_low is None or one.lead_high is None else [one.lead_low, one.lead_high]
    return ComparedItem(
        slice=one.slice, ranker=one.ranker, sources=one.sources, ndcg10=one.ndcg10, recall50=one.recall50, lead=one.lead, lead_interval=interval
    )


def _calibration(one: Calibration) -> CalibrationItem:
    bins = [BinItem(predicted=a.predicted, observed=a.observed, count=a.count) for a in one.bins]
    return CalibrationItem(ece=one.ece, brier=one.brier, population=one.population, bins=bins)


def _ablated(one: Ablated) -> RecordItem:
    return RecordItem(name=one.without, slice=one.slice, figures={"ndcg10": one.ndcg10, "recall50": one.recall50})


def _rows(town: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    """The town's rows, wherever they stand in its part."""
    lists = [value for value in town.values() if isinstance(value, Sequence) and not isinstance(value, str)]
    rows = [row for value in lists for row in value if isinstance(row, Mapping)]
    return rows or ([{"name": "crossmatch", **town}] if town else [])


def _records(rows: Sequence[Mapping[str, object]]) -> list[RecordItem]:
    return [RecordItem(name=_name(row), slice=str(row.get("slice", "")), figures=dict(_numbers(row))) for row in rows]


def _name(row: Mapping[str, object]) -> str:
    return next((str(row[name]) for name in _NAMES if row.get(name)), "")


def _numbers(row: Mapping[str, object], before: str = "") -> Iterator[tuple[str, float]]:
    """Every number of a record, those within others as `outer.inner`."""
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _numbers(value, f"{before}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{before}{name}", float(value)
