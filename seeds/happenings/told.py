"""A row whose business and matter were found: what it says in the ledger's words."""

from dataclasses import dataclass

from graph.model import Event
from seeds.happenings.draft import Draft


@dataclass(frozen=True, slots=True)
class Told:
    """One row as events."""

    draft: Draft
    business: str
    name: str
    events: tuple[Event, ...]
