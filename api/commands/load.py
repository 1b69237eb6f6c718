"""crossmatch load: users' files in, each row accepted or rejected with a reason."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, matcher, opened, progress
from graph.errors import Invalid
from graph.model import Batch, Key, Node, Part
from graph.schema import Source
from seeds.businesses import read_businesses
from seeds.renewal import outdated
from seeds.report import Report
from seeds.taxonomies import taxonomies


def load(
    files: Annotated[list[Path], typer.Argument(help="CSV files of businesses, UTF-8")],
    cluster: Annotated[str, typer.Option(help="The cluster whose members these are, such as cluster:acme")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, write nothing")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Take the good rows even if others are rejected")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the report as JSON")] = None,
    store: StoreOption = "",
) -> None:
    """Read businesses into the store. Exit code 0: all rows accepted, 1: some rejected, 2: file refused."""
    read = [read_businesses(file, cluster=cluster or None, today=clock().today()) for file in files]
    reports = [found for _, found in read]
    taken = [batch for batch, found in read if found.accepted and (keep_going or not found.rejected)]
    if taken and not dry_run:
        _write(taken, cluster, store)
    for found in reports:
        _say(found, dry_run=dry_run, keep_going=keep_going)
    if report:
        _save(report, reports)
    if any(found.rejected for found in reports):
        raise typer.Exit(1)


def _write(batches: list[Batch], cluster: str, store: str) -> None:
    with opened(store) as graph:
        graph.write(taxonomies())
        if cluster and not graph.version(Key(Part.NODE, cluster)):
            graph.write(Batch([Node(cluster, cluster.partition(":")[2], props={"source": Source.UPLOAD.value})]))
            typer.echo(f"{cluster} is new in this store")
        for batch in batches:
            graph.write(replace(batch, deletions=[*batch.deletions, *outdated(graph, batch)]))
        with progress() as report:
            matcher(graph).warm(report)  # now, where somebody waits for it anyway, and not at the first question


def _say(found: Report, *, dry_run: bool, keep_going: bool) -> None:
    for problem in found.problems:
        typer.echo(f"{found.file}: row {problem.row}, {problem.column}: {problem.message} [{problem.code}]")
    typer.echo(f"{found.file}: {found.rows} rows, {found.accepted} accepted, {found.rejected} rejected")
    if dry_run:
        typer.echo("nothing was written (--dry-run)")
    elif found.rejected and not keep_going:
        typer.echo("nothing was written: correct the rejected rows, or take the others with --keep-going")


def _save(path: Path, reports: list[Report]) -> None:
    content = [found.spelled() for found in reports]
    try:
        path.write_text(json.dumps(content[0] if len(content) == 1 else content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise Invalid(f"cannot write the report to {path}: {error.strerror}") from error
