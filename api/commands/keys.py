"""crossmatch keys: make, list and revoke API keys."""

from typing import Annotated

import typer

from api import keys as keyring
from api.commands.wiring import StoreOption, clock, opened
from api.keys import Role

app = typer.Typer(help="API keys: create, list, revoke.", no_args_is_help=True)


@app.command()
def create(
    role: Annotated[Role, typer.Argument(help="What the key may do")],
    cluster: Annotated[list[str] | None, typer.Option(help="A cluster it stands for (manager, adviser); repeat for several")] = None,
    organisation: Annotated[str, typer.Option(help="The business it stands for (business)")] = "",
    name: Annotated[str, typer.Option(help="Whose key it is, for the list")] = "",
    days: Annotated[int, typer.Option(min=1, max=3650, help="How long it is valid")] = 365,
    store: StoreOption = "",
) -> None:
    """Make a key and show its secret this once."""
    with opened(store) as graph:
        _, secret = keyring.create(graph, role, today=clock().today(), clusters=tuple(cluster or ()), organisation=organisation, name=name, days=days)
    typer.echo(secret)


@app.command(name="list")
def list_(store: StoreOption = "") -> None:
    """All keys, without secrets."""
    with opened(store) as graph:
        for record in graph.records(keyring.COLLECTION):
            value = record.value
            scope = value["organisation"] or " ".join(map(str, value["clusters"]))  # type: ignore[call-overload]
            typer.echo(f"{record.key}  {value['role']:<10}  until {value['expires']}  {'revoked' if value['revoked'] else 'live':<7}  {value['name']}  {scope}")


@app.command()
def revoke(id: Annotated[str, typer.Argument(help="The key's id, as listed")], store: StoreOption = "") -> None:
    """Make a key useless at once."""
    with opened(store) as graph:
        keyring.revoke(graph, id)
    typer.echo(f"revoked {id}")
