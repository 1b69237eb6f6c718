"""crossmatch demo: build the demonstration once, start API and dashboard, stop both on Ctrl-C."""

import signal
from typing import Annotated

import typer

from api.commands.build import Built, build
from api.commands.check import check
from api.commands.processes import Running, started
from api.commands.screens import screens
from api.commands.wiring import StoreOption, settings
from api.places import named


def demo(
    context: typer.Context,
    check_only: Annotated[bool, typer.Option("--check", help="Start, ask one question, print the answer, stop")] = False,
    build_only: Annotated[bool, typer.Option("--build-only", help="Build it and stop")] = False,
    scale: Annotated[int, typer.Option(min=11, max=20_000, help="How many illustrative businesses, partner firms included")] = 660,
    no_illustrative: Annotated[bool, typer.Option("--no-illustrative", help="Only the real Horizon 2020 network")] = False,
    store: StoreOption = "",
) -> None:
    """The real Horizon 2020 network with an illustrative programme of eleven clusters, in your browser."""
    built = build(store or settings().store, scale=scale, illustrative=not no_illustrative)
    typer.echo(f"The demonstration is in {named(built.store)}, built on {built.on}.")
    if build_only:
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with started(built.store, screens(context)) as running:
        if check_only:
            check(running, built, screens(context))
        else:
            _stay(running, built)


def _stay(running: Running, built: Built) -> None:
    typer.echo(f"\n  Dashboard  {running.dashboard}\n  API        {running.api}\n\nLog in with one of these keys (they open this demonstration only):\n")
    for name, key in built.keys.items():
        typer.echo(f"  {name:<42} {key}")
    typer.echo("\nCtrl-C stops both.")
    try:
        running.wait()
    except KeyboardInterrupt:
        typer.echo("\nStopping.")
