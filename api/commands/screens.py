"""What commands need of the dashboard, handed in by the entry: nothing in api/ imports it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import typer


@dataclass(frozen=True, slots=True)
class Screens:
    """`command(api, port, host)` is the argv that starts the dashboard; `look(api, key)` runs its first page and returns the texts on it."""

    command: Callable[[str, int, str], list[str]]
    look: Callable[[str, str], Sequence[str]]


def screens(context: typer.Context) -> Screens:
    """The dashboard's functions from the entry."""
    found: Screens = context.find_object(Screens)  # type: ignore[assignment]
    return found
