"""crossmatch serve and crossmatch dashboard: the two processes of the service."""

import os
import signal
import sys
from contextlib import nullcontext
from typing import Annotated

import typer

from api.commands.screens import screens
from api.commands.wiring import StoreOption, clock, matcher, opened
from api.commands.work import working

Host = Annotated[str, typer.Option(help="Address to listen on; keep the loopback address unless a proxy with TLS stands before it")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on")]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    work: Annotated[bool, typer.Option(help="Start a worker for uploaded files beside it (--no-work if you run `crossmatch work` yourself)")] = True,
    store: StoreOption = "",
) -> None:
    """Start the API, and beside it a worker for uploaded files."""
    import uvicorn  # with the whole API: a second, that no other command should wait for

    from api.app import create_app

    signal.signal(signal.SIGTERM, _end)  # uvicorn raises it again when it is done: then the store is closed and the worker ended
    with opened(store) as graph, working(store) if work else nullcontext():
        app = create_app(graph, matcher(graph), clock())
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=3)


def _end(number: int, frame: object) -> None:
    sys.exit(0)


def dashboard(
    context: typer.Context,
    api: Annotated[str, typer.Option(help="Address of the API")] = "http://127.0.0.1:8000",
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on")] = 8501,
) -> None:
    """Start the dashboard; it talks to the API only."""
    argv = screens(context).command(api, port, host)
    os.execv(argv[0], argv)  # noqa: S606 - the same process becomes the dashboard, so that stopping the one stops the other
