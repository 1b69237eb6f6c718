"""How commands get their store, matcher, clock and settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from api.settings import Settings
from graph import Store, connect
from graph.clock import Clock, SystemClock
from graph.errors import Invalid
from matcher.encoder import encoder
from matcher.index.vectors import Progress as Report
from matcher.matcher import Matcher

StoreOption = Annotated[
    str, typer.Option("--store", help="Where the knowledge graph is (default: CROSSMATCH_STORE, else sqlite:///data/demo.db)", metavar="STORE")
]


def settings() -> Settings:
    """Settings from the environment; a wrong one is an error that names it."""
    try:
        return Settings()
    except ValidationError as error:
        raise Invalid(f"a setting cannot be read: {'; '.join(_lines(error))}") from error


def _lines(error: ValidationError) -> list[str]:
    return [f"CROSSMATCH_{str(item['loc'][0]).upper()}={str(item['input'])[:80]!r}: {item['msg']}" for item in error.errors()]


def clock() -> Clock:
    """The clock of this process."""
    return SystemClock(settings().today)


@contextmanager
def opened(store: str = "") -> Iterator[Store]:
    """The store of this command, closed afterwards."""
    chosen = settings()
    found = connect(store or chosen.store, keep=chosen.keep, clock=clock())
    try:
        yield found
    finally:
        found.close()


def matcher(store: Store) -> Matcher:
    """A matcher over the store with the encoder of the settings. Raises Invalid if the store is empty."""
    if not store.revision():
        raise Invalid("this store is empty; run `crossmatch demo --build-only` or load your own businesses with `crossmatch load`")
    return Matcher(store, encoder(settings().encoder), clock=clock())


@contextmanager
def progress() -> Iterator[Report]:
    """A progress bar on standard error, if a person looks at it; gives a function (stage, done, all)."""
    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, all: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=all)
            bar.update(tasks[stage], completed=done, total=all)

        yield report
