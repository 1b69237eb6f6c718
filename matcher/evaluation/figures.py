"""The measured figures that come with this version: written by `crossmatch evaluate --keep`, read by the Method page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

from graph.errors import Invalid

FILE = Path(__file__).with_name("figures.json")
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One ranker on one slice: means over sources, with the 95 % interval of a bootstrap over sources; the goals are None where none is set.

    `slice` is international or business (both sides businesses of different countries), `who` all, newcomer or incumbent.
    """

    slice: str
    who: str
    ranker: str
    sources: int
    ndcg10: float
    ndcg10_low: float
    ndcg10_high: float
    recall50: float
    recall50_low: float
    recall50_high: float
    mrr: float
    hits10: float
    goal_ndcg10: float | None = None
    goal_recall50: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Newcomers of several test years pooled: a baseline beside the fitted ranker on the same sources.

    `lead_*` is the mean paired difference in nDCG@10 (fitted minus baseline) with the 95 % interval of a paired bootstrap.
    """

    slice: str
    ranker: str
    sources: int
    ndcg10: float
    recall50: float
    lead: float | None = None
    lead_low: float | None = None
    lead_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """A bin of shown suggestions: mean predicted probability, observed share, how many."""

    predicted: float
    observed: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How far probabilities can be believed: expected calibration error over bins of equal mass, Brier score, and of whom they speak."""

    ece: float
    brier: float
    population: str
    bins: Sequence[Bin] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ablated:
    """What is left without one family of signals, the model fitted again."""

    without: str
    slice: str
    ndcg10: float
    recall50: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All parts; an empty part has not been measured. `measured` says on which day and by which command each part was.

    `prices` are records of a switch (`switch`) with its figures, `town` the figures without ties, `encoder` a record for each encoder.
    """

    schema: int = SCHEMA
    until: int = 0
    test_years: Sequence[int] = ()
    sources: int = 0
    data: str = ""
    model: str = ""
    partners: Sequence[Measured] = ()
    newcomers_pooled: Sequence[Compared] = ()
    calibration: Calibration | None = None
    ablation: Sequence[Ablated] = ()
    prices: Sequence[Mapping[str, object]] = ()
    town: Mapping[str, object] = field(default_factory=dict)
    encoder: Sequence[Mapping[str, object]] = ()
    measured: Mapping[str, str] = field(default_factory=dict)


def figures(file: Path = FILE) -> Figures:
    """What was kept; empty if nothing was. Raises Invalid for a file of another schema or form."""
    if not file.exists():
        return Figures()
    try:
        read = json.loads(file.read_text("utf-8"))
        if read["schema"] != SCHEMA:
            raise Invalid(f"{file.name} has schema {read['schema']!r}, this version reads {SCHEMA}; measure again with `crossmatch evaluate --keep`")
        return _figures(read)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Invalid(f"{file.name} cannot be read ({error}); measure again with `crossmatch evaluate --keep`") from error


def keep(file: Path = FILE, **parts: object) -> None:
    """Replace the named parts (and their entries of `measured`), leave the others as they are."""
    known = figures(file)
    measured = {**known.measured, **parts.pop("measured", {})}  # type: ignore[dict-item]
    new = replace(known, **parts, measured=measured)  # type: ignore[arg-type]
    file.write_text(json.dumps(asdict(new), ensure_ascii=False, indent=1) + "\n", "utf-8")


def _figures(read: Mapping[str, object]) -> Figures:
    rows: dict[str, object] = dict(read)
    for part, kind in (("partners", Measured), ("newcomers_pooled", Compared), ("ablation", Ablated)):
        rows[part] = [kind(**row) for row in read.get(part) or ()]  # type: ignore[attr-defined]
    if calibration := read.get("calibration"):
        bins = [Bin(**one) for one in calibration["bins"]]  # type: ignore[index]
        rows["calibration"] = Calibration(**{**calibration, "bins": bins})  # type: ignore[arg-type, dict-item]
    return Figures(**{name: rows[name] for name in rows if name in {known.name for known in fields(Figures)}})  # type: ignore[arg-type]
