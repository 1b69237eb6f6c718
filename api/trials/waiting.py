"""Who waits in a trial: not suggested for an introduction until its horizon is over."""

from datetime import date

from api.steady import Steady
from graph.errors import Unavailable
from graph.model import Entry
from graph.reach.history import joined
from graph.schema import Happening
from graph.store import Store
from graph.trials import trials, waiting

_TOLD = (Happening.TRIAL_DECLARED, Happening.TRIAL_ASSIGNED)


def waiting_ids(store: Store, steady: Steady, today: date) -> frozenset[str]:
    """Ids of the businesses that wait today; nobody while the store does not answer: then nothing can be introduced either."""
    try:
        entries = steady.ask(lambda: _entries(store))
        names = waiting(trials(joined(None, entries)), today)
        known = steady.ask(store.pseudonyms) if names else {}
    except Unavailable:
        return frozenset()
    return frozenset(id for id, name in known.items() if name in names)


def _entries(store: Store) -> list[Entry]:
    """Only what trials are made of: cheap enough for every page."""
    found: list[Entry] = []
    while page := store.entries(after=found[-1].seq if found else 0, happenings=_TOLD):
        found += page
    return found
