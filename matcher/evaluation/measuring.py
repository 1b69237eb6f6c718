"""One evaluation of partners from a network to figures: what `crossmatch evaluate` and the notebook call."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import Invalid
from matcher.evaluation.ablation import ablation
from matcher.evaluation.partners import FITTED_RANKER, LOGIT, by_baselines, by_logit, by_tables, calibration, pooled, scored, table
from matcher.evaluation.prices import prices
from matcher.evaluation.ties import Ties
from matcher.ranker.features import FITTED
from matcher.ranker.fit import Fitter, fit
from matcher.ranker.learning import Progress
from matcher.ranker.tables import FOLDER, SCOPES, Model
from matcher.score import models, weights


@dataclass(frozen=True, slots=True)
class Measuring:
    """What is asked: the last known year, the years to find, how many sources to rank and to learn from (0: all), and whether to ablate."""

    until: int
    test_years: Sequence[int]
    sources: int = 1500
    fit_sources: int = 0
    ablate: bool = False


def measure(ties: Ties, asked: Measuring, tables: Path = FOLDER, progress: Progress | None = None) -> dict[str, object]:
    """The parts of `Figures` that speak of partners. Uses the tables if they were fitted until the asked year, else fits anew."""
    if min(asked.test_years) <= asked.until:
        raise Invalid(f"the years to find ({', '.join(map(str, asked.test_years))}) must lie after {asked.until}, the last year known")
    fitter = Fitter(ties, FITTED, most=asked.fit_sources, progress=progress)
    fitted = _models(fitter, asked.until, tables)
    split = ties.split(asked.until, asked.test_years)
    rows = split.askers(asked.sources)
    rankers = {FITTED_RANKER: by_tables(fitted, weights().partners), LOGIT: by_logit(fitter, asked.until), **by_baselines()}
    figures, tested = scored(split, rankers, FITTED, rows, progress)
    years = " and ".join(map(str, asked.test_years))
    found: dict[str, object] = {
        "until": asked.until,
        "test_years": list(asked.test_years),
        "sources": len(rows),
        "data": f"network {ties.data(asked.until)}",
        "model": " ".join(f"{scope} {fitted[scope].hash or 'fitted for this'}" for scope in SCOPES),
        "partners": table(figures),
        "newcomers_pooled": pooled(fitter, _trainable(ties, asked), progress),
        "calibration": calibration(fitted["international"], tested, years),
    }
    if asked.ablate:
        found["ablation"] = ablation(fitter, split, asked.until, tested, progress)
        found["prices"] = prices(split, rankers[FITTED_RANKER], weights().partners, FITTED, rows=rows, progress=progress)
    return found


def _models(fitter: Fitter, until: int, tables: Path) -> dict[str, Model]:
    found = models(tables)
    if set(found) == set(SCOPES) and all(model.until == until for model in found.values()):
        return found
    return dict(fit(fitter, until))


def _trainable(ties: Ties, asked: Measuring) -> list[int]:
    """The last three years to find, as far as a year with ties and one before it lie ahead of each."""
    first = ties.years[0]
    return [year for year in ties.years if first + 2 <= year <= max(asked.test_years)][-3:]
