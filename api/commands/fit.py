"""crossmatch fit: learn from the ties that formed."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, opened, progress, settings
from graph.store import Store
from matcher.encoder import encoder
from matcher.evaluation.ties import Ties
from matcher.index.vectors import Progress, text_vectors
from matcher.ranker.features import FITTED
from matcher.ranker.fit import Fitter
from matcher.ranker.fit import fit as fitted
from matcher.ranker.tables import FOLDER, write


def fit(
    until: Annotated[
        int, typer.Option(min=1900, max=2100, help="The last year to learn from: ties of this year and the one before, each given what was known before")
    ],
    out: Annotated[Path, typer.Option(help="Folder for the tables (default: where the shipped ones are, which they replace)")] = FOLDER,
    sources: Annotated[int, typer.Option(min=0, help="At most this many businesses of each year, drawn with a fixed seed (0: all)")] = 0,
    store: StoreOption = "",
) -> None:
    """Learn what makes a tie likely, from ties that formed, and write it as readable tables."""
    with opened(store) as graph, progress() as report:
        ties = ties_of(graph, report)
        models = fitted(Fitter(ties, FITTED, most=sources, progress=report), until, ties.data(until))
    for model in models.values():
        file = write(model, out)
        years = " and ".join(str(year) for year in model.years)
        typer.echo(f"{file}: learned from {model.sources} businesses that found partners in {years}, {len(model.shapes.shapes)} signals")


def ties_of(graph: Store, report: Progress) -> Ties:
    """The ties of a store over the years."""
    snapshot = graph.snapshot()
    return Ties(snapshot, text_vectors(graph, encoder(settings().encoder), snapshot, report))
