"""Paging by position, not by number: an item that stays is seen exactly once, whatever comes or goes meanwhile."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from pydantic import BaseModel

from api.seal import Seal

T = TypeVar("T")


def page(items: Sequence[T], *, position: Callable[[T], list[str]], query: BaseModel, limit: int, cursor: str, seal: Seal) -> tuple[Sequence[T], str | None]:
    """The items behind `cursor` (sorted by `position`), at most `limit`, and the next cursor if more follow."""
    purpose = query.model_dump_json(exclude={"cursor", "limit"})
    start = 0
    if cursor:
        last = seal.position(cursor, purpose)
        start = next((at for at, item in enumerate(items) if position(item) > last), len(items))
    found = items[start : start + limit]
    more = start + limit < len(items)
    return found, seal.cursor(position(found[-1]), purpose) if more and found else None
