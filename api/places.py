"""Where a store's file, its folder and its keep are, read from its address."""

from pathlib import Path

SQLITE = "sqlite:///"
MEMORY = ":memory:"


def file_of(url: str) -> Path | None:
    """The file of a SQLite store; None for memory or a server."""
    place = url.removeprefix(SQLITE)
    return Path(place) if url.startswith(SQLITE) and place != MEMORY else None


def folder_of(url: str) -> Path | None:
    """The nearest folder above the file that is there."""
    file = file_of(url)
    return next((folder for folder in file.absolute().parents if folder.is_dir()), None) if file else None


def beside(url: str) -> Path | None:
    """The keep beside a SQLite file; a server has none."""
    file = file_of(url)
    return file.with_name(f"{file.name}.keep") if file else None


def keep_of(url: str, chosen: Path | None) -> Path | None:
    """The keep of a store: CROSSMATCH_KEEP, else beside its file."""
    return chosen or beside(url)


def named(url: str) -> str:
    """The address without user and password."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"
