"""crossmatch work: reads and writes uploaded files in the background, one after the other."""

import logging
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, opened, settings
from api.uploads.tasks import worker
from matcher.encoder import encoder

_PATIENCE_S = 5
_GLANCE_S = 1.0


def work(
    once: Annotated[bool, typer.Option("--once", help="Do what waits now, then end")] = False,
    lease: Annotated[float, typer.Option(min=1, max=3600, help="Seconds after which another worker takes over the job of one that died")] = 30.0,
    parent: Annotated[int, typer.Option(help="End with this process", hidden=True)] = 0,
    store: StoreOption = "",
) -> None:
    """Read uploaded files and take over what was confirmed; any number of workers may run on one store."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    if parent:
        threading.Thread(target=_watch, args=(parent, stop), name="parent", daemon=True).start()
    name = f"{os.getpid()}-{secrets.token_hex(3)}"
    with opened(store) as graph:
        made = worker(graph, clock(), encoder(settings().encoder), name=name, lease=timedelta(seconds=lease))
        if once:
            typer.echo(f"{made.run_all(stop)} jobs done")
        else:
            made.run(stop)


@contextmanager
def working(store: str) -> Iterator[None]:
    """A worker beside this process; it ends with it, however this process ends."""
    argv = [sys.executable, "-m", "crossmatch", "work", "--parent", str(os.getpid()), *(["--store", store] if store else [])]
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL)  # noqa: S603 - our own argv, no shell
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:  # in the middle of a long step: its lease brings the job to another worker
            process.kill()
            process.wait()


def _watch(parent: int, stop: threading.Event) -> None:
    while os.getppid() == parent and not stop.wait(_GLANCE_S):
        pass
    stop.set()
