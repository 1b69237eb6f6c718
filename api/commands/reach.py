"""crossmatch reach: the reach ledger."""

import typer

from api.commands.wiring import StoreOption, opened
from graph.model import Entry
from graph.schema import Happening

app = typer.Typer(help="The reach ledger: verify that nothing in it was changed.", no_args_is_help=True)


@app.command()
def verify(store: StoreOption = "") -> None:
    """Check the whole chain; exit code 1 and a sentence for each broken place."""
    with opened(store) as graph:
        broken = graph.verify()
        restored = graph.entries(happenings=[Happening.RESTORED])
    for entry in restored:
        typer.echo(_restored(entry))
    for sentence in broken:
        typer.echo(sentence)
    if broken:
        raise typer.Exit(1)
    typer.echo("the ledger is whole")


def _restored(entry: Entry) -> str:
    """What a restoration lost, as a person reads it."""
    lost = int(entry.data.get("lost", 0))
    said = f"entry {entry.seq}: restored from a backup on {entry.on}"
    if not lost:
        return f"{said}, nothing of the ledger was lost"
    if lost < entry.seq:
        return f"{said}, instead of another course that the ledger had taken to entry {lost}"
    return f"{said}; the ledger had come to entry {lost}, of which entries {entry.seq} to {lost} are lost"
