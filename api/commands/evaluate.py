"""crossmatch evaluate: how good it is, measured, beside what it has to beat."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.commands.fit import ties_of
from api.commands.measured import lines
from api.commands.wiring import StoreOption, clock, matcher, opened, progress, settings
from graph import connect
from graph.errors import Invalid
from matcher.encoder import ENCODERS, encoder
from matcher.evaluation import figures, town
from matcher.evaluation.encoder import encoder_record, encoder_rows, encoder_text, english_model
from matcher.evaluation.measuring import Measuring, measure
from matcher.ranker.tables import FOLDER
from seeds.taxonomies import taxonomies


class Goal(StrEnum):
    """What can be measured."""

    PARTNERS = "partners"
    TOWN = "town"
    ENCODER = "encoder"


def evaluate(
    goal: Annotated[Goal, typer.Option(help="What to measure")] = Goal.PARTNERS,
    until: Annotated[int, typer.Option(help="The last year that is known")] = 2017,
    test_years: Annotated[list[int] | None, typer.Option(help="Years whose new ties are to be found (default: the year after)")] = None,
    ablate: Annotated[bool, typer.Option("--ablate", help="Also without each family of signals, and with each switch")] = False,
    sources: Annotated[int, typer.Option(min=0, help="How many businesses, drawn with a fixed seed (0: all)")] = 1500,
    fit_sources: Annotated[int, typer.Option(min=0, help="At most this many businesses of each year to learn from (0: all)")] = 0,
    tables: Annotated[Path, typer.Option(help="Folder of the fitted tables")] = FOLDER,
    data: Annotated[Path | None, typer.Option(help="For the encoder: the folder that holds STS-B dev, which is not part of this project")] = None,
    as_json: Annotated[Path | None, typer.Option("--json", help="Write the figures into this file, too")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Make them the figures that the Method page shows")] = False,
    store: StoreOption = "",
) -> None:
    """Hide what came later, rank everybody, and count what came true; or find the planted partners of an invented town without ties (`town`),
    or the offer that meets a need (`encoder`)."""
    found: dict[str, object]
    if goal is Goal.TOWN:
        rows = _town()
        found, said = {"town": town.record(rows)}, [town.text(rows)]
    elif goal is Goal.ENCODER:
        found, said = _encoders(data)
    else:
        with opened(store) as graph, progress() as report:
            asked = Measuring(until, tuple(test_years or [until + 1]), sources, fit_sources, ablate)
            found = measure(ties_of(graph, report), asked, tables, report)
        said = [*lines(figures.Figures(**found))]  # type: ignore[arg-type]
    found["measured"] = {part: f"{clock().today()} crossmatch evaluate --goal {goal}" for part in found if found[part]}
    typer.echo("\n".join(said))
    if as_json:
        _written(as_json, found)
    if keep:
        figures.keep(figures.FILE, **found)


def _encoders(data: Path | None) -> tuple[dict[str, object], list[str]]:
    """The encoder of the settings beside the others that come along, all-MiniLM-L6-v2 where it is installed, and BM25."""
    names = list(dict.fromkeys([settings().encoder, *ENCODERS, *english_model()]))
    known = {made.id: made for made in (encoder(name) for name in names)}
    rows = encoder_rows(known, data=data)
    return {"encoder": [encoder_record(row) for row in rows]}, [encoder_text(rows, data=data)]


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
