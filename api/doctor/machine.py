"""Checks of the machine itself: Python, packages, room on the disk, and the programs beside Crossmatch."""

import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from api.doctor.findings import Finding, missing, not_needed, works
from api.places import folder_of

SETUP = "run `make setup`"
LOCK = Path(__file__).parents[2] / "requirements.lock"
ROOM = 1_000_000_000  # bytes: a demonstration, its backup, and the log of a write
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_PINNED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def python() -> Finding:
    """An older Python than 3.11 could not have started this."""
    return works("Python", f"{platform.python_version()} at {sys.executable}")


def packages(lock: Path = LOCK) -> Finding:
    """Every package that Crossmatch names, installed in the version that is locked."""
    wrong = list(_wrong(_locked(lock)))
    if wrong:
        return missing("Packages", "; ".join(wrong), SETUP)
    return works("Packages", f"{len(_wanted())} packages {'as locked' if lock.exists() else 'installed'}")


def _wanted() -> list[str]:
    """The packages that Crossmatch cannot do without; none if it was never installed."""
    try:
        names = [_NAME.match(line) for line in requires("crossmatch") or () if "extra ==" not in line]
    except PackageNotFoundError:
        return []
    return [name[0] for name in names if name]


def _locked(lock: Path) -> dict[str, set[str]]:
    """The versions of each package, several where they differ by Python or system; empty outside a checkout."""
    pins = _PINNED.findall(lock.read_text("utf-8")) if lock.exists() else []
    return {name: {version for other, version in pins if other == name} for name, _ in pins}


def _wrong(locked: Mapping[str, Collection[str]]) -> Iterator[str]:
    if not _wanted():
        yield "Crossmatch itself is not installed"
    for name in _wanted():
        try:
            found = version(name)
        except PackageNotFoundError:
            yield f"{name} is not installed"
            continue
        if found not in locked.get(name, [found]):
            yield f"{name} is {found}, locked is {' or '.join(sorted(locked[name]))}"


def writing(url: str) -> Finding:
    """The folder of the store can be written."""
    folder = folder_of(url)
    if folder is None:
        return not_needed("Writing", "the store is on a server")
    try:
        with tempfile.TemporaryFile(dir=folder):
            return works("Writing", f"{folder} can be written")
    except OSError as error:
        return missing("Writing", f"{folder} cannot be written ({error.strerror})", "give yourself the right, or name another place with --store")


def disk(url: str) -> Finding:
    """There is room where the store is."""
    folder = folder_of(url) or Path.cwd()
    free = shutil.disk_usage(folder).free
    said = f"{free / 1e9:.1f} GB free at {folder}"
    return works("Disk", said) if free > ROOM else missing("Disk", said, f"make room: {ROOM / 1e9:.0f} GB is enough for a demonstration and its backup")


def redis() -> Finding:
    """Counters for limits that several API processes would share."""
    if find_spec("redis"):
        return not_needed("Redis", "installed, but one API process keeps its counters in memory")
    return not_needed("Redis", "one API process keeps its counters in memory")


def chromium() -> Finding:
    """The browser that tests and pictures use."""
    found = next((place for name in _CHROMIUM if (place := shutil.which(name))), "")
    if found:
        return works("Chromium", found)
    return not_needed("Chromium", "only the tests of the dashboard and the picture in the README use it", "apt-get install chromium")
