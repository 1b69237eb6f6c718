"""What happened in the two clusters of `service`, for tests of who may hear of it."""

from datetime import timedelta

from service import CANARY, TODAY, Served

from graph.model import Event
from graph.schema import Happening as H

BAKERY, STUDIO = "business:alpha-bakery", "business:alpha-studio"
THEIRS, THEIR_BAKERY = f"business:{CANARY}-studio", f"business:{CANARY}-bakery"


def happened() -> list[Event]:
    """Alpha's studio got hours, and Beta's studio asked Alpha's bakery for a tie; two of Beta's have one, which nobody else may hear of."""
    return [
        Event(H.ATTENDED, BAKERY, TODAY - timedelta(days=60), about="event:fair"),
        Event(H.SUPPORT_GIVEN, STUDIO, TODAY - timedelta(days=55), data={"hours": 3.0}),
        Event(H.COLLABORATION_SIGNED, THEIRS, TODAY - timedelta(days=50), about=BAKERY),
        Event(H.MEETING_SCHEDULED, THEIRS, TODAY - timedelta(days=45), about=BAKERY),
        Event(H.COLLABORATION_SIGNED, THEIRS, TODAY - timedelta(days=40), about=THEIR_BAKERY),
        Event(H.COLLABORATION_CONFIRMED, THEIR_BAKERY, TODAY - timedelta(days=30), about=THEIRS),
    ]


def answer(served: Served, who: str, path: str) -> tuple[int, str]:
    found = served.http.get(path, headers={"X-API-Key": served.keys[who]})
    return found.status_code, found.text
