"""crossmatch import: networks from public sources."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, matcher, opened, progress
from seeds.cordis import read_cordis
from seeds.cordis.known import known
from seeds.cordis.network import Imported
from seeds.cordis.parts import in_parts
from seeds.taxonomies import taxonomies

REASONS = {
    "malformed": "rows with a missing or surplus cell, or without the number of an organisation or project",
    "again": "rows that repeat a participation",
    "undated": "participations in projects without a start date",
    "later": "participations in projects of later years",
    "untyped": "participations of organisations without a known type",
    "alone": "projects without an organisation",
}

app = typer.Typer(help="Networks from public sources.", no_args_is_help=True)


@app.callback()
def sources() -> None:
    """Networks from public sources."""


@app.command(name="cordis")
def import_cordis(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Folders or zips of CORDIS downloads (default: the tables of 2014–2018 that come along)"),
    ] = None,
    until: Annotated[int | None, typer.Option(min=2014, max=2100, help="Only projects that began in or before this year (default: all)")] = None,
    store: StoreOption = "",
) -> None:
    """Organisations and who took part in which project of Horizon 2020 and Horizon Europe."""
    with opened(store) as graph, progress() as report:
        report("reading", 0, 1)
        read = read_cordis(*(paths or ()), until=until, known=known(graph.snapshot()))
        report("reading", 1, 1)
        parts = [taxonomies(), *in_parts(read.batch)]
        for done, part in enumerate(parts):
            report("writing", done, len(parts))
            graph.write(part)
        report("writing", len(parts), len(parts))
    for line in _said(read, until):
        typer.echo(line)
    with opened(store) as graph, progress() as report:
        matcher(graph).warm(report)  # now, where somebody waits for it anyway; broken off, it goes on at the first question


def _said(read: Imported, until: int | None) -> Iterator[str]:
    year = f" until {until}" if until else ""
    yield f"{read.organisations} organisations ({read.named} with a known name), {read.projects} projects, {read.participations} participations{year}"
    if read.undated:
        yield f"without a year: {read.undated} participations, since their projects have no known start date"
    for reason, words in REASONS.items():
        if count := read.left_out.get(reason):
            yield f"left out: {count} {words}"
    yield from read.remarks
