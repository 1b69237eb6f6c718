"""Checks of the store: its server, what is in it, its ledger, and the folder with the ledger's key."""

import socket
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from api.doctor.findings import Finding, missing, not_needed, works
from api.places import file_of, keep_of, named
from graph import Store, connect
from graph.clock import Clock
from graph.errors import CrossmatchError
from graph.model import Key, Part

PATIENCE = 3.5  # seconds for a server to answer
QUICK = 200_000  # entries that are verified in about two seconds
_SCHEMES = ("neo4j", "bolt")
_PORT = 7687


def neo4j(url: str) -> Finding:
    """Somebody listens at the address, if the store is a server."""
    if not url.startswith(_SCHEMES):
        return not_needed("Neo4j", "the store is a file", "for a server: CROSSMATCH_STORE=neo4j://user:password@host:7687")
    began = time.perf_counter()
    try:
        where = urlsplit(url)
        with socket.create_connection((where.hostname or "localhost", where.port or _PORT), timeout=PATIENCE):
            return works("Neo4j", f"{named(url)} answers in {(time.perf_counter() - began) * 1000:.0f} ms")
    except (OSError, ValueError) as error:
        return missing("Neo4j", f"{named(url)} does not answer ({error})", "start the server, or correct CROSSMATCH_STORE")


def store(url: str, keep: Path | None, clock: Clock, *, answers: bool) -> Finding:
    """It opens, and its ledger is whole. A file that is not there yet is not made."""
    file = file_of(url)
    if file and not file.exists():
        return not_needed("Store", f"{file} is not there yet", "`crossmatch demo --build-only` or `crossmatch load` makes it")
    if not answers:
        return missing("Store", f"{named(url)} cannot be opened without its server", "see Neo4j")
    try:
        with closing(connect(url, keep=keep, clock=clock)) as found:
            return _opened(found, url)
    except CrossmatchError as error:
        return missing("Store", str(error), "see the sentence, or restore a backup with `crossmatch restore`")


def _opened(found: Store, url: str) -> Finding:
    snapshot, entries = found.snapshot(), found.version(Key(Part.STREAM, ""))
    said = f"{named(url)}: revision {snapshot.revision}, {len(snapshot.ids)} nodes, {len(snapshot.sources)} edges, {entries} ledger entries"
    if entries > QUICK:
        return works("Store", f"{said}; too many to check here, run `crossmatch reach verify`")
    broken = found.verify()
    if broken:
        return missing("Store", f"{said}; {broken[0]}", "see all with `crossmatch reach verify`, and restore a backup with `crossmatch restore`")
    return works("Store", f"{said}, the ledger is whole")


def keep_folder(url: str, keep: Path | None) -> Finding:
    """The folder of ledger key, anchor and erasure list is there and nobody else can read it."""
    folder = keep_of(url, keep)
    if folder is None:
        return missing("Keep", "no folder is named for the ledger's key", "set CROSSMATCH_KEEP to a folder that all processes of Crossmatch share")
    if not folder.exists():
        return not_needed("Keep", f"{folder} is not there yet", "the first entry of the ledger makes it")
    try:
        mode = folder.stat().st_mode
        (folder / "lock").touch(0o600)
    except OSError as error:
        return missing("Keep", f"{folder} cannot be written ({error.strerror})", "give the right to the user that runs Crossmatch")
    if mode & 0o077:
        return missing("Keep", f"others can read {folder}", f"chmod 700 {folder}")
    return works("Keep", f"{folder} can be written, and read by its owner only")
