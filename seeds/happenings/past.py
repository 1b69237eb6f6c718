"""What the ledger already tells of those a list may be about: merged, joined, left, and everything that a row could repeat."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.model import Entry, Event, Scalar
from graph.schema import Happening
from graph.store import Store

H = Happening
_TURNS = (H.MERGED, H.UNMERGED, H.JOINED, H.LEFT)
Identity = tuple[str, str, str, str, str, str]
"""Business, happening, day, about, the row's reference, and who helped where somebody did."""
Belonging = tuple[str, str]
"""A business and a cluster."""


@dataclass(slots=True)
class Turns:
    """Who went into whom, who joined and left which cluster; the latest entry decides."""

    into: dict[str, str] = field(default_factory=dict)  # the one that went → the one that stays
    joined: dict[Belonging, date] = field(default_factory=dict)
    left: dict[Belonging, date] = field(default_factory=dict)

    def stays(self, id: str) -> str:
        """Who an organisation or cluster is now."""
        seen: list[str] = []
        while id in self.into and id not in seen:
            seen.append(id)
            id = self.into[id]
        return id

    def one_with(self, cluster: str, all: Collection[str]) -> list[str]:
        """The clusters that are one with this one since they merged, itself first."""
        stays = self.stays(cluster)
        return [cluster, *(other for other in sorted({*all, stays, *self.into}) if other != cluster and self.stays(other) == stays)]


def entries(store: Store, happenings: Collection[Happening]) -> Iterator[Entry]:
    """All entries of these happenings, in order."""
    after = 0
    while page := store.entries(after=after, happenings=happenings):
        yield from page
        after = page[-1].seq


def turns(store: Store, names: Mapping[str, str]) -> Turns:
    """What the ledger says of merging, joining and leaving; `names` leads from pseudonyms to ids."""
    found = Turns()
    for entry in entries(store, _TURNS):
        subject, about = names.get(entry.subject, entry.subject), names.get(entry.about, entry.about)
        if entry.happening is H.MERGED:
            found.into[about] = subject
            found.into.pop(subject, None)
        elif entry.happening is H.UNMERGED:
            found.into.pop(about, None)
        elif entry.happening is H.JOINED:
            found.joined[subject, about] = entry.on
            found.left.pop((subject, about), None)
        else:
            found.left[subject, about] = entry.on
    return found


def identity(event: Event) -> Identity:
    """What makes two events one; two people who help the same business on one day are two events."""
    return _identity(event.happening, event.subject, event.about, event.on, event.data)


def _identity(happening: Happening, subject: str, about: str, on: date, data: Mapping[str, Scalar]) -> Identity:
    by = str(data.get("by", "")) if happening is H.SUPPORT_GIVEN else ""
    return subject, happening.value, on.isoformat(), about, str(data.get("ref", "")), by


def known(store: Store, names: Mapping[str, str], happenings: Collection[Happening]) -> dict[Identity, Entry]:
    """The entries of these happenings by their identity."""
    return {_identity_of(entry, names): entry for entry in entries(store, sorted(happenings))} if happenings else {}


def _identity_of(entry: Entry, names: Mapping[str, str]) -> Identity:
    return _identity(entry.happening, names.get(entry.subject, entry.subject), names.get(entry.about, entry.about), entry.on, entry.data)
