"""crossmatch evaluate: how good it is, measured, beside what it has to beat."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.fit import ties_of
from api.commands.wiring import StoreOption, clock, matcher, opened, progress
from graph import connect
from graph.errors import Invalid
from matcher.evaluation import figures, town
from matcher.evaluation.figures import Calibration, Compared, Measured
from matcher.evaluation.measuring import Measuring, measure
from matcher.ranker.tables import FOLDER
from seeds.taxonomies import taxonomies


class Goal(StrEnum):
    """What can be measured."""

    PARTNERS = "partners"
    TOWN = "town"


def evaluate(
    goal: Annotated[Goal, typer.Option(help="What to measure")] = Goal.PARTNERS,
    until: Annotated[int, typer.Option(help="The last year that is known")] = 2017,
    test_years: Annotated[list[int] | None, typer.Option(help="Years whose new ties are to be found (default: the year after)")] = None,
    ablate: Annotated[bool, typer.Option("--ablate", help="Also without each family of signals, and with each switch")] = False,
    sources: Annotated[int, typer.Option(min=0, help="How many businesses, drawn with a fixed seed (0: all)")] = 1500,
    fit_sources: Annotated[int, typer.Option(min=0, help="At most this many businesses of each year to learn from (0: all)")] = 0,
    tables: Annotated[Path, typer.Option(help="Folder of the fitted tables")] = FOLDER,
    as_json: Annotated[Path | None, typer.Option("--json", help="Write the figures into this file, too")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Make them the figures that the Method page shows")] = False,
    store: StoreOption = "",
) -> None:
    """Hide what came later, rank everybody, and count what came true; or, for `town`, find the planted partners of an invented town without ties."""
    found: dict[str, object]
    if goal is Goal.TOWN:
        rows = _town()
        found, lines = {"town": town.record(rows)}, [town.text(rows)]
    else:
        with opened(store) as graph, progress() as report:
            asked = Measuring(until, tuple(test_years or [until + 1]), sources, fit_sources, ablate)
            found = measure(ties_of(graph, report), asked, tables, report)
        lines = list(_lines(found))
    found["measured"] = {part: f"{clock().today()} crossmatch evaluate --goal {goal}" for part in found if found[part]}
    typer.echo("\n".join(lines))
    if as_json:
        _written(as_json, found)
    if keep:
        figures.keep(figures.FILE, **found)


def _town() -> list[town.Row]:
    """The invented town in a store of its own, with the encoder of the settings."""
    store = connect("sqlite:///:memory:", clock=clock())
    store.write(taxonomies())
    return town.town_table(matcher(store), store)


def _written(file: Path, found: dict[str, object]) -> None:
    try:
        file.write_text(json.dumps(asdict(figures.Figures(**found)), ensure_ascii=False, indent=1) + "\n", "utf-8")  # type: ignore[arg-type]
    except OSError as error:
        raise Invalid(f"cannot write {file}: {error.strerror}; name a file in an existing folder") from error


def _lines(found: dict[str, object]) -> Iterator[str]:
    known = figures.Figures(**found)  # type: ignore[arg-type]
    yield f"known until {known.until}, new in {', '.join(map(str, known.test_years))}; {known.data}; {known.model}"
    yield from _partners(known.partners)
    yield from _pooled(known.newcomers_pooled)
    if known.calibration:
        yield from _calibration(known.calibration)
    for one in known.ablation:
        yield f"without {one.without:<12} {one.slice:<14} nDCG@10 {one.ndcg10:.4f}  Recall@50 {one.recall50:.4f}"
    for price in known.prices:
        yield "  ".join(f"{name} {value:.4f}" if isinstance(value, float) else f"{name} {value}" for name, value in price.items())


def _partners(rows: Sequence[Measured]) -> Iterator[str]:
    shown = ""
    for row in rows:
        if shown != (shown := f"{row.slice}, {row.who} ({row.sources})"):
            yield f"\n{shown:<32} nDCG@10                  Recall@50                MRR    Hits@10"
        ndcg = f"{row.ndcg10:.4f} [{row.ndcg10_low:.4f}, {row.ndcg10_high:.4f}]"
        recall = f"{row.recall50:.4f} [{row.recall50_low:.4f}, {row.recall50_high:.4f}]"
        yield f"  {row.ranker:<30} {ndcg} {recall} {row.mrr:.4f} {row.hits10:.4f}"
        for name, value, goal in (("nDCG@10", row.ndcg10, row.goal_ndcg10), ("Recall@50", row.recall50, row.goal_recall50)):
            if goal is not None:
                yield f"    goal {name} {goal:.3f}: {'met' if value >= goal else f'not met, {goal - value:.4f} below'}"


def _pooled(rows: Sequence[Compared]) -> Iterator[str]:
    for row in rows:
        if row.lead is None:
            yield f"\nnewcomers pooled, {row.slice} ({row.sources})"
        line = f"  {row.ranker:<30} nDCG@10 {row.ndcg10:.4f}  Recall@50 {row.recall50:.4f}"
        if row.lead is None or row.lead_low is None or row.lead_high is None:
            yield line
        else:
            yield f"{line}  lead {row.lead:+.4f} [{row.lead_low:+.4f}, {row.lead_high:+.4f}] {'above' if row.lead_low > 0 else 'NOT SURELY ABOVE'}"


def _calibration(found: Calibration) -> Iterator[str]:
    yield f"\nprobability: {found.population}"
    yield f"  expected calibration error {found.ece:.4f} (goal 0.020: {'met' if found.ece <= 0.02 else 'not met'}), Brier score {found.brier:.4f}"
    for one in found.bins:
        yield f"  predicted {one.predicted:.4f}  observed {one.observed:.4f}  of {one.count}"
