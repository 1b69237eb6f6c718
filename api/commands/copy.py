"""crossmatch copy: a whole store into an empty one, from a SQLite file to Neo4j or back."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from api.commands.moving import keeps
from api.commands.wiring import clock, progress
from api.places import beside
from graph import connect
from graph.copying import copy as copy_store


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The store to copy, such as sqlite:///data/own.db")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty store, such as neo4j://user:password@host:7687")],
    keep: Annotated[Path | None, typer.Option(help="Folder of the ledger's key of FROM (default: beside a SQLite file, else CROSSMATCH_KEEP)")] = None,
    to_keep: Annotated[Path | None, typer.Option(help="Folder of the ledger's key of TO (default: beside a SQLite file, else CROSSMATCH_KEEP)")] = None,
) -> None:
    """Copy network, ledger with its key, records, contacts and files; both stores are compared at the end."""
    ours, theirs = keeps(source, target, keep, to_keep)
    with closing(connect(source, keep=ours, clock=clock())) as old, closing(connect(target, keep=theirs, clock=clock())) as new:
        with progress() as report:
            done = copy_store(old, new, report)
        broken = new.verify()
        folder = new.keep.name
    typer.echo(f"{done.rows} rows and {done.files} files copied; both stores have the content {done.content}")
    named = "" if to_keep is None and beside(target) else ", and set CROSSMATCH_KEEP to it"
    typer.echo(f"Ledger key, anchor and erasure list of the copy are in {folder}: keep a second copy of that folder in another place{named}")
    for sentence in broken:
        typer.echo(f"the ledger is copied as it was: {sentence}")
    if broken:
        raise typer.Exit(1)
