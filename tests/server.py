"""A real Neo4j server on loopback for developers and CI: fetched once with Maven, started and stopped by its pid; no part of the product."""

import argparse
import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crossmatch"
HOME = CACHE / "neo4j-home"
PATIENCE = 180.0  # seconds a first start may take on a busy machine
FIRST_JAVA = 17
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>crossmatch</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""
CONF = """server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled={auth}
server.memory.pagecache.size=128m
db.tx_log.rotation.retention_policy=keep_none
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
internal.server.bolt.thread_pool_shutdown_wait_time=100ms
db.transaction.monitor.check.interval=100ms
"""
QUIET = "dbms.fleet_manager.enabled=false\nserver.fleet_discovery.enabled=false\n"  # 2026 broadcasts on the network without them
JVM = (
    "-XX:TieredStopAtLevel=1",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.tryReflectionSetAccessible=true",
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "java.util.concurrent", "sun.nio.ch")),
)
DETACHED = '"$@" >"$0" 2>&1 </dev/null & echo $!'  # nobody's child: it outlives us, and leaves no dead entry among our processes
ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"


@dataclass(frozen=True)
class Release:
    """A version of the server, the Java it needs, its entry and what only its configuration knows."""

    version: str
    java: int
    main: str
    conf: str = ""


RELEASES = (
    Release("2026.09.0", 21, "org.neo4j.server.Neo4jCommunity", QUIET),
    Release("5.26.30", FIRST_JAVA, "org.neo4j.server.CommunityEntryPoint"),
)


class Trouble(Exception):
    """What is missing, and how to get it."""


class Server:
    """One server in a folder of its own: data, log, pid and address are there. It runs until somebody stops it."""

    def __init__(self, home: Path = HOME, *, password: str = "", memory: str = "512m") -> None:
        self.home = home.absolute()
        self._password = password
        self._memory = memory

    @property
    def pid(self) -> int:
        """The running server's process; 0 if there is none (or another program has got the number since)."""
        found = _number(self.home / "pid")
        return found if found and str(self.home) in _command(found) else 0

    @property
    def url(self) -> str:
        port = _number(self.home / "port")
        if not self.pid or not port:
            raise Trouble(f"no server runs in {self.home}; start it with `make neo4j`")
        return f"neo4j://{f'neo4j:{self._password}@' if self._password else ''}127.0.0.1:{port}"

    def start(self) -> str:
        """Start unless it runs; the address at which it answers."""
        self.home.mkdir(parents=True, exist_ok=True)
        with FileLock(self.home / "lock", timeout=2 * PATIENCE):
            if not self.pid:
                self._launch()
            self._wait()
            return self.url

    def stop(self) -> None:
        """End the server, kindly first; nothing if none runs."""
        pid = self.pid
        for sent in (signal.SIGCONT, signal.SIGTERM, signal.SIGKILL) if pid else ():
            _send(pid, sent)
            if sent != signal.SIGCONT and self._gone(pid, 30.0):
                return

    def send(self, sent: signal.Signals) -> None:
        """A signal to the server: SIGSTOP hangs it, SIGCONT lets it go on, SIGKILL ends it at once."""
        _send(self.pid, sent)

    def _launch(self) -> None:
        java, release = chosen()
        lib = fetched(release)
        port = _number(self.home / "port") or _free_port()
        for name in ("conf", "data", "logs", "plugins"):
            (self.home / name).mkdir(exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text(CONF.format(port=port, auth=str(bool(self._password)).lower()) + release.conf)
        (self.home / "port").write_text(str(port))
        path = ("-cp", f"{lib}/*")
        if self._password and not (self.home / "data" / "dbms").exists():
            subprocess.run([java, *path, ADMIN, "dbms", "set-initial-password", self._password], env=self._environment(), check=True, capture_output=True)
        heap = (f"-Xms{self._memory}", f"-Xmx{self._memory}")
        folders = (f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}")
        argv = [java, *path, *heap, *JVM, release.main, *folders]
        started = subprocess.run(["sh", "-c", DETACHED, str(self.home / "log"), *argv], capture_output=True, text=True, start_new_session=True, check=True)
        (self.home / "pid").write_text(started.stdout)
        until = time.monotonic() + 5
        while not self.pid and time.monotonic() < until:  # for a moment a new process has no command line yet
            _pause()

    def _environment(self) -> dict[str, str]:
        return os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not answers(self.url):
            if not self.pid or time.monotonic() > until:
                raise Trouble(f"Neo4j did not start; the end of {self.home / 'log'}:\n{self._tail()}")
            _pause()

    def _tail(self) -> str:
        return "\n".join((self.home / "log").read_text(errors="replace").splitlines()[-15:])

    def _gone(self, pid: int, patience: float) -> bool:
        until = time.monotonic() + patience
        while self.pid == pid and time.monotonic() < until:
            _pause()
        return self.pid != pid


def answers(url: str) -> bool:
    """Whether a server at this address answers a query."""
    scheme, _, rest = url.partition("://")
    login, _, place = rest.rpartition("@")
    user, _, password = login.partition(":")
    auth = (user, password) if login else None
    try:
        with GraphDatabase.driver(
            f"{scheme}://{place}", auth=auth, connection_timeout=2, connection_acquisition_timeout=3, max_transaction_retry_time=0
        ) as driver:
            return bool(driver.execute_query("RETURN 1", database_="neo4j").records)
    except (DriverError, Neo4jError):
        return False


def chosen() -> tuple[str, Release]:
    """A Java on this machine and the newest server that it runs."""
    versions = {java: _java_version(java) for java in _javas()}
    for release in RELEASES:
        fitting = sorted((version, java) for java, version in versions.items() if version >= release.java)
        if fitting:
            return fitting[-1][1], release
    found = ", ".join(f"{java} ({version})" for java, version in versions.items()) or "none"
    raise Trouble(f"Neo4j needs Java {RELEASES[0].java} or newer (found: {found}); install one (Debian: openjdk-21-jre-headless, or Temurin) or set JAVA_HOME")


def fetched(release: Release) -> Path:
    """The folder of the server's jars, filled once by Maven."""
    folder = CACHE / f"neo4j-{release.version}"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "lib").exists():
            _fetch(release, folder)
    return folder / "lib"


def _fetch(release: Release, folder: Path) -> None:
    if not shutil.which("mvn"):
        raise Trouble("Neo4j is fetched with Maven, which is missing; install it (Debian: apt-get install maven), or start a server of your own")
    (folder / "pom.xml").write_text(POM.format(version=release.version))
    shutil.rmtree(folder / "new", ignore_errors=True)
    print(f"fetching Neo4j {release.version} into {folder}, once (155 MB) …", file=sys.stderr, flush=True)
    goal = ("dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder / 'new'}")
    done = subprocess.run(["mvn", "-q", "-B", "-f", str(folder / "pom.xml"), *goal], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise Trouble(f"Maven could not fetch Neo4j {release.version}:\n{done.stdout[-2000:]}")
    (folder / "new").rename(folder / "lib")


def _javas() -> Iterator[str]:
    seen: set[Path] = set()
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    places = [home / "bin" / "java" for home in (*homes, *sorted(Path("/usr/lib/jvm").glob("*")))] + [Path(shutil.which("java") or "/nowhere")]
    for place in places:
        if place.exists() and place.resolve() not in seen:
            seen.add(place.resolve())
            yield str(place)


def _java_version(java: str) -> int:
    """Asked, not read off the name of its folder; 0 if it does not say."""
    said = subprocess.run([java, "-version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False).stdout
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _number(file: Path) -> int:
    text = file.read_text().strip() if file.exists() else ""
    return int(text) if text.isdigit() else 0


def _command(pid: int) -> str:
    listed = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self").exists():
        return listed.read_bytes().replace(b"\0", b" ").decode(errors="replace") if listed.exists() else ""
    return subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout


def _send(pid: int, sent: signal.Signals) -> None:
    try:
        os.kill(pid, sent)
    except ProcessLookupError:
        return


def _pause() -> None:
    threading.Event().wait(0.2)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("do", choices=["start", "url", "stop"])
    asked.add_argument("--home", type=Path, default=HOME, help="folder of the server's data, log and pid")
    asked.add_argument("--password", default="", help="ask for this password of the user neo4j; none without it")
    asked.add_argument("--memory", default="512m")
    given = asked.parse_args()
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # it speaks of every attempt while the server starts
    server = Server(given.home, password=given.password, memory=given.memory)
    try:
        print({"start": server.start, "url": lambda: server.url, "stop": server.stop}[given.do]() or "stopped")
    except Trouble as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
