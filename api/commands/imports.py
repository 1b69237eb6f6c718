"""crossmatch import: networks from public sources."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, opened, progress
from seeds.cordis import read_cordis
from seeds.taxonomies import taxonomies

app = typer.Typer(help="Networks from public sources.", no_args_is_help=True)


@app.callback()
def sources() -> None:
    """Networks from public sources."""


@app.command(name="cordis")
def import_cordis(
    path: Annotated[Path | None, typer.Argument(help="Folder with the compact tables (default: those that come with Crossmatch)")] = None,
    until: Annotated[int, typer.Option(min=2014, max=2100, help="Only projects that began in or before this year")] = 2018,
    store: StoreOption = "",
) -> None:
    """Horizon 2020 organisations and who took part in which project."""
    with opened(store) as graph, progress() as report:
        report("taxonomies", 0, 1)
        graph.write(taxonomies())
        report("taxonomies", 1, 1)
        report("Horizon 2020 network", 0, 1)
        read = read_cordis(path, until=until)
        graph.write(read.batch)
        report("Horizon 2020 network", 1, 1)
    typer.echo(
        f"{read.organisations} organisations ({read.named} with a known name), {read.projects} projects, {read.participations} participations until {until}; "
        f"left out: {read.undated} rows without a date, {read.untyped} without a known type, {read.later} of later years"
    )
