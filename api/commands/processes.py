"""API and dashboard as two processes that end together."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx2
import typer

from api.commands.screens import Screens
from api.commands.wiring import settings
from graph.errors import Unavailable

_HOST = "127.0.0.1"
_PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Running:
    """The two addresses and their processes."""

    api: str
    dashboard: str
    processes: tuple[subprocess.Popen[bytes], ...]

    def wait(self) -> None:
        """Until one of them ends; Unavailable says which."""
        while True:
            for process in self.processes:
                try:
                    code = process.wait(0.5)
                except subprocess.TimeoutExpired:
                    continue
                raise Unavailable(f"a process ended with code {code}; see what it printed above")


@contextmanager
def started(store: str, screens: Screens) -> Iterator[Running]:
    """API and dashboard on free loopback ports, ready; both are stopped at the end."""
    api_port = free_port(8000)
    dashboard_port = free_port(8501)
    api, dashboard = f"http://{_HOST}:{api_port}", f"http://{_HOST}:{dashboard_port}"
    processes: list[subprocess.Popen[bytes]] = []
    try:
        words = [] if store == settings().store else ["--store", store]  # an address from the environment may hold a password: no other user shall see it
        processes.append(_start([sys.executable, "-m", "crossmatch", "serve", "--port", str(api_port), *words]))
        processes.append(_start(screens.command(api, dashboard_port, _HOST)))
        _await(f"{api}/health/ready", processes[0])
        _await(f"{dashboard}/_stcore/health", processes[1])
        yield Running(api, dashboard, tuple(processes))
    finally:
        _stop(processes)


def free_port(wanted: int) -> int:
    """The wanted port, or the next free one, which is said."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((_HOST, port))
            except OSError:
                continue
        if port != wanted:
            typer.echo(f"Port {wanted} is taken; using {port}.")
        return port
    raise Unavailable(f"no free port between {wanted} and {wanted + 99}; stop something that listens there")


def _start(argv: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603 - our own argv, no shell


def _await(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        try:
            if httpx2.get(address, timeout=5).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        try:
            raise Unavailable(f"the process for {address} ended with code {process.wait(0.2)}; see what it printed above")
        except subprocess.TimeoutExpired:
            continue
    raise Unavailable(f"nothing answers at {address} after {_PATIENCE_S} seconds")


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
