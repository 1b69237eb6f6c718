"""The one clock: handed in and asked at each use; nothing else in Crossmatch reads the time."""

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Says which day it is and what time (UTC, aware)."""

    def today(self) -> date: ...

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock. A given `today` fixes `today()` only; `now()` always runs."""

    def __init__(self, today: date | None = None) -> None:
        self._today = today

    def today(self) -> date:
        return self._today or self.now().date()

    def now(self) -> datetime:
        return datetime.now(UTC)
