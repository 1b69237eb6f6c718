"""A TCP proxy on loopback in front of a Neo4j server: delays what passes, swallows it, or cuts the connection at a commit."""

import socket
import threading
from contextlib import suppress
from types import TracebackType
from urllib.parse import urlsplit

COMMIT = b"\x00\x02\xb0\x12\x00\x00"  # the message COMMIT of the Bolt protocol, as one chunk
CHUNK = 1 << 16


class Proxy:
    """Forwards to the server of `url` until it is told otherwise. Its own address is direct: a cluster's would lead past it."""

    def __init__(self, url: str) -> None:
        found = urlsplit(url)
        self._login = f"{found.username}:{found.password}@" if found.username else ""
        self._server = found.hostname or "127.0.0.1", found.port or 7687
        self.delay = 0.0  # seconds by which each answer comes later
        self.cuts: list[str] = []  # what happens at the next commits: "before" the server hears of it, or "after"
        self._open: set[socket.socket] = set()
        self._deaf: set[socket.socket] = set()  # clients that shall not hear the answer to their commit
        self._ended = threading.Event()
        self._hurry = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        return f"bolt://{self._login}127.0.0.1:{self._listening.getsockname()[1]}"

    def hurry(self) -> None:
        """Let everything pass again, what was held back too."""
        self.delay = 0.0
        self._hurry.set()
        self._hurry = threading.Event()

    def hang_up(self) -> None:
        """End all connections; new ones may come."""
        for one in list(self._open):
            _cut(one)
        self._open.clear()

    def __enter__(self) -> "Proxy":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._ended.set()
        self.hurry()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.hang_up()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        with suppress(OSError):
            while not self._ended.is_set():
                client, _ = self._listening.accept()
                self._serve(client)

    def _serve(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(self._server)
        except OSError:
            client.close()
            return
        self._open |= {client, server}
        for one in (client, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else every answer waits 40 ms for its last bytes
        for work in (lambda: self._ask(client, server), lambda: self._answer(client, server)):
            self._threads.append(threading.Thread(target=work, daemon=True))
            self._threads[-1].start()

    def _ask(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(CHUNK):
                if COMMIT in data and self.cuts:
                    self._cut_commit(data, client, server)
                    return
                server.sendall(data)
        _cut(server)
        _cut(client)

    def _cut_commit(self, data: bytes, client: socket.socket, server: socket.socket) -> None:
        if self.cuts.pop(0) == "after":
            self._deaf.add(client)
            server.sendall(data)
            threading.Event().wait(0.3)  # until the server has done it; its answer goes nowhere
        _cut(client)
        _cut(server)

    def _answer(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(CHUNK):
                self._hurry.wait(self.delay)
                if client not in self._deaf:
                    client.sendall(data)
        _cut(client)
        _cut(server)


def _cut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
