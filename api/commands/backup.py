"""crossmatch backup and crossmatch restore: a store as one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, opened, progress
from graph.archive import pack, unpacked
from graph.keep import Anchor
from graph.restoring import restore as restore_store


def backup(
    out: Annotated[Path, typer.Option(help="The file to write, or a folder for a file with day and time in its name")],
    store: StoreOption = "",
) -> None:
    """Write everything of one moment to one file, while others go on working. The ledger's key is not in it: keep that folder apart."""
    now = clock().now()
    place = out / f"crossmatch-{now:%Y%m%d-%H%M%S}.zip" if out.is_dir() else out
    with opened(store) as graph, progress() as report:
        made = pack(graph, place, now, report)
        folder = graph.keep.name
    typer.echo(f"{place}: {sum(made.rows.values())} rows and {len(made.files)} files, content {made.content}")
    typer.echo(f"The ledger's key is not in it: keep a copy of {folder} in another place; without it this backup cannot be restored")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `crossmatch backup` wrote")],
    store: StoreOption = "",
) -> None:
    """Fill an empty store from a backup; whoever was erased since stays erased, and the ledger says what was lost."""
    with unpacked(file) as archive:
        archive.check()  # before a store is made for it
        with opened(store) as graph:
            with progress() as report:
                done = restore_store(archive, graph, clock().now(), report)
            broken = graph.verify()
    typer.echo(f"{done.rows} rows and {done.files} files of {archive.manifest.made[:16].replace('T', ' ')} UTC restored, content {archive.manifest.content}")
    if done.lost:
        typer.echo(_lost(done.lost))
    if done.forgotten:
        typer.echo(f"{done.forgotten} erased since then, and left out again")
    for sentence in broken:
        typer.echo(sentence)
    if broken:
        raise typer.Exit(1)


def _lost(lost: Anchor) -> str:
    return f"The ledger had come to entry {lost.seq} after this backup; what the backup does not hold of it is lost, and the ledger says so"
