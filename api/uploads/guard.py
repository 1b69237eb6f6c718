"""Turns a fault of ours in background work into a failed attempt; says where it was, never what stood in the file."""

import logging
import traceback
from collections.abc import Callable

from api.jobs import Held
from graph.errors import CrossmatchError

log = logging.getLogger("crossmatch")
Do = Callable[[Held], None]


class Unexpected(CrossmatchError):
    """A fault of ours."""


def guarded(do: Do) -> Do:
    """The same work; a worker outlives what nobody expected. This is the outermost place of background work, as `problems` is of HTTP."""

    def attempt(held: Held) -> None:
        try:
            do(held)
        except CrossmatchError:
            raise
        except Exception as error:
            places = "".join(traceback.format_tb(error.__traceback__))  # without the message: it may quote a cell
            log.error("job %s failed with %s\n%s", held.job.id, type(error).__name__, places)
            raise Unexpected(f"something went wrong on our side; please report the number {held.job.id}") from error

    return attempt
