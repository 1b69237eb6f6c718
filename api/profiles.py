"""The profile of one organisation as an answer: with its version for whoever answers for it, and without what a silent store cannot give."""

from collections.abc import Sequence

from fastapi import Response

from api.access import STALE, Version, etag
from api.live import Live
from api.models import Profile
from api.network import PROFILE, Sight
from api.present import Presenter
from graph.errors import Unavailable
from graph.model import Edge, Event
from graph.store import Store


def profile(id: str, found: Version, service: Live, lang: str, response: Response) -> Profile:
    """Profile or teaser. Raises NotFound for what the caller does not see."""
    seen = found.sight
    row = seen.row(id)
    version = found.version if seen.is_own(row) else 0
    if version:
        response.headers["ETag"] = etag(version)
    present = Presenter(seen, lang)
    try:
        return present.profile(row, *service.steady.ask(lambda: _details(service.store, seen, row)), version=version, stale=seen.stale)
    except Unavailable:
        response.headers[STALE] = "true"
        return present.profile(row, (), (), version=version, stale=True)


def _details(store: Store, seen: Sight, row: int) -> tuple[Sequence[Event], Sequence[Edge]]:
    """What only the store knows: its newest events for whoever answers for it, and the edges around it."""
    id = str(seen.index.ids[row])
    events = store.events(id, limit=20) if seen.is_own(row) else ()
    return events, store.around(id, limit=150).edges if seen.views[row] == PROFILE else ()
