"""Partners on real ties, measured: the fitted ranker beside what it has to beat, per slice, newcomers apart, with intervals."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.evaluation.baselines import BASELINES, Baseline, Logit
from matcher.evaluation.figures import Bin, Calibration, Compared, Measured
from matcher.evaluation.metrics import ece, figures_of, interval
from matcher.evaluation.ties import SLICES, Split
from matcher.lists.topk import top
from matcher.query import Query
from matcher.ranker.calibration import shown_lists
from matcher.ranker.features import context, features
from matcher.ranker.fit import SLICE, Fitter, scoped
from matcher.ranker.learning import Pool, Progress, asked, examples, pool
from matcher.ranker.shapes import Numbers, Shapes
from matcher.ranker.tables import SCOPES, Model
from matcher.score import DIAL, stated
from matcher.signals import Listed

FITTED_RANKER, LOGIT = "fitted", "linear logit"
GOALS = {
    ("international", "all"): (0.118, 0.225),
    ("international", "newcomer"): (0.112, 0.230),
    ("business", "all"): (0.090, 0.210),
    ("business", "newcomer"): (0.068, 0.200),
}
"""nDCG@10 and Recall@50 to reach on the ties of 2018, by slice and by who asks."""
POPULATION = "suggestions among the first 50 to businesses that found a partner abroad in %s"
_SCOPE = {slice: scope for scope, slice in SLICE.items()}


@dataclass(frozen=True)
class Asking:
    """One source of a split with what several rankers share."""

    split: Split
    query: Query
    signals: Sequence[Listed]

    @cached_property
    def table(self) -> Numbers:
        """Fitted signal × row."""
        return features(self.split.index, self.query, self.signals)

    def fitted(self, shapes: Shapes) -> Numbers:
        """Base and fitted parts of every row."""
        return shapes.scores(self.table, context(self.split.index, self.query))


Ranker = Callable[[Asking, str], Numbers]
"""A value for each row of the index, for a slice."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How well one ranker did for one source: nDCG@10, Recall@50, reciprocal rank, hit among ten."""

    ranker: str
    slice: str
    source: str
    newcomer: bool
    figures: tuple[float, float, float, float]


def by_tables(models: Mapping[str, Model], given: Mapping[str, float]) -> Ranker:
    """The ranker as it is used: base, fitted and stated parts, without the dial, by the tables of the slice's scope."""

    def scores(asking: Asking, slice: str) -> Numbers:
        said = stated(asking.split.index, asking.query, given)
        total: Numbers = asking.fitted(models[_SCOPE[slice]].shapes) + np.sum([points for name, points in said.items() if name != DIAL], axis=0)
        return total

    return scores


def by_shapes(shapes: Mapping[str, Shapes]) -> Ranker:
    """The fitted parts alone."""
    return lambda asking, slice: asking.fitted(shapes[_SCOPE[slice]])


def by_logit(fitter: Fitter, until: int) -> Ranker:
    """The linear model of the same signals, from the same ties."""
    fitted = {scope: Logit(examples(fitter.pools(until, scope), seed=fitter.seed)) for scope in SCOPES}
    return lambda asking, slice: fitted[_SCOPE[slice]].scores(asking.table)


def by_baselines() -> dict[str, Ranker]:
    """All baselines by name."""

    def of(baseline: Baseline) -> Ranker:
        return lambda asking, _: baseline(asking.split, asking.query)

    return {name: of(baseline) for name, baseline in BASELINES.items()}


def scored(
    split: Split, rankers: Mapping[str, Ranker], signals: Sequence[Listed], rows: NDArray[np.intp], progress: Progress | None = None
) -> tuple[list[Scored], list[Pool]]:
    """Rank all eligible candidates of each source by every ranker; also the pools of the sources."""
    found, tested = [], []
    for done, row in enumerate(rows.tolist()):
        asking = Asking(split, asked(split, row), signals)
        for truth in split.truths(row):
            eligible = np.flatnonzero(split.eligible(row, truth.slice))
            for name, ranker in rankers.items():
                ranked = eligible[top(ranker(asking, truth.slice)[eligible], 50, ties=eligible)]
                found.append(Scored(name, truth.slice, str(split.index.ids[row]), truth.newcomer, figures_of(ranked, truth.partners)))
        tested.append(pool(split, asking.query, signals, asking.table))
        if progress:
            progress("sources", done + 1, len(rows))
    return found, tested


def table(some: Iterable[Scored]) -> list[Measured]:
    """Means and intervals by slice, who asks, and ranker; goals beside the fitted one."""
    rows = list(some)
    names = list(dict.fromkeys(row.ranker for row in rows))
    found = []
    for slice in SLICES:
        for who in ("all", "newcomer", "incumbent"):
            chosen = [row for row in rows if row.slice == slice and who in ("all", "newcomer" if row.newcomer else "incumbent")]
            found += [_measured(slice, who, name, [row.figures for row in chosen if row.ranker == name]) for name in names if chosen]
    return found


def _measured(slice: str, who: str, name: str, figures: Sequence[tuple[float, float, float, float]]) -> Measured:
    columns = np.array(figures).T
    ndcg, recall = interval(columns[0]), interval(columns[1])
    goals = GOALS.get((slice, who)) if name == FITTED_RANKER else None
    return Measured(
        slice=slice,
        who=who,
        ranker=name,
        sources=len(figures),
        ndcg10=ndcg[0],
        ndcg10_low=ndcg[1],
        ndcg10_high=ndcg[2],
        recall50=recall[0],
        recall50_low=recall[1],
        recall50_high=recall[2],
        mrr=float(columns[2].mean()),
        hits10=float(columns[3].mean()),
        goal_ndcg10=goals[0] if goals else None,
        goal_recall50=goals[1] if goals else None,
    )


def pooled(fitter: Fitter, test_years: Sequence[int], progress: Progress | None = None) -> list[Compared]:
    """Newcomers of several years, each ranked by what was learned until the year before; every baseline with its paired difference."""
    rows: list[Scored] = []
    for year in test_years:
        split = fitter.split(year)
        askers = split.askers()
        new = askers[np.isin(askers, split.newcomers)]
        rankers = {FITTED_RANKER: by_shapes({scope: fitter.shapes(year - 1, scope) for scope in SCOPES}), LOGIT: by_logit(fitter, year - 1), **by_baselines()}
        named: Progress | None = (lambda _, done, all, year=year: progress(f"newcomers of {year}", done, all)) if progress else None
        rows += scored(split, rankers, fitter.signals, new, named)[0]
    return [compared for slice in SLICES for compared in _compared(slice, [row for row in rows if row.slice == slice])]


def _compared(slice: str, rows: Sequence[Scored]) -> list[Compared]:
    by_name = {name: np.array([row.figures for row in rows if row.ranker == name]) for name in dict.fromkeys(row.ranker for row in rows)}
    found = []
    for name, columns in by_name.items():
        lead = interval(by_name[FITTED_RANKER][:, 0] - columns[:, 0]) if name != FITTED_RANKER else (None, None, None)
        means = columns.mean(axis=0)
        found.append(
            Compared(
                slice=slice,
                ranker=name,
                sources=len(columns),
                ndcg10=float(means[0]),
                recall50=float(means[1]),
                lead=lead[0],
                lead_low=lead[1],
                lead_high=lead[2],
            )
        )
    return found


def calibration(model: Model, tested: Sequence[Pool], years: str) -> Calibration:
    """How far the model's chances hold on the lists of the tested pools: error over ten bins of equal mass, and Brier score."""
    scores, formed = shown_lists(scoped(tested, model.scope), model.shapes)
    said = model.chances.of(scores)
    error, bins = ece(said, formed)
    found = [Bin(predicted=predicted, observed=observed, count=count) for predicted, observed, count in bins]
    return Calibration(ece=error, brier=float(np.mean((said - formed) ** 2)), population=POPULATION % years, bins=found)
