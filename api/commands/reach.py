"""crossmatch reach: the reach ledger."""

import typer

from api.commands.wiring import StoreOption, opened

app = typer.Typer(help="The reach ledger: verify that nothing in it was changed.", no_args_is_help=True)


@app.command()
def verify(store: StoreOption = "") -> None:
    """Check the whole chain; exit code 1 and a sentence for each broken place."""
    with opened(store) as graph:
        broken = graph.verify()
    for sentence in broken:
        typer.echo(sentence)
    if broken:
        raise typer.Exit(1)
    typer.echo("the ledger is whole")
