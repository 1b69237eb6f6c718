"""Chooses whom a business asks: somebody who offers what it needs, whom it may see and who may be introduced."""

from dataclasses import dataclass
from datetime import date
from random import Random

from seeds.demo.businesses import Member
from seeds.demo.history.programme import Programme, wanted
from seeds.demo.history.taking_part import Drive, Participant

TRIES = 40
ANSWERING = {Drive.PASSIVE: 0.14, Drive.CURIOUS: 0.8, Drive.ACTIVE: 1.0, Drive.DEEP: 1.0}
NEAR, COUNTRY, ABROAD = 1.0, 0.5, 0.16  # neighbours are chosen more often than there are of them


@dataclass(frozen=True, slots=True)
class Pair:
    """Two businesses on their way to each other, and through which channel; nothing happens between them after `last`."""

    me: Participant
    other: Participant
    channel: str

    @property
    def last(self) -> date:
        return min(self.me.last, self.other.last)

    @property
    def is_across(self) -> bool:
        return self.me.member.cluster is not self.other.member.cluster


def partner(who: Participant, programme: Programme, day: date, draw: Random) -> Participant | None:
    """Somebody to ask on that day; None if nobody is found in a few tries."""
    topics = [topic for topic in wanted(who.member) if topic in programme.offering]
    for _ in range(TRIES if topics else 0):
        other = draw.choice(programme.offering[draw.choice(topics)])
        likely = ANSWERING[other.drive] * other.pull * _nearness(who.member, other.member)
        if draw.random() < likely and _may_ask(who.member, other.member) and programme.free_from(other) <= day <= other.last:
            return other
    return None


def _nearness(one: Member, other: Member) -> float:
    if one.cluster is other.cluster:
        return NEAR
    return COUNTRY if one.country == other.country else ABROAD


def _may_ask(one: Member, other: Member) -> bool:
    """Not who does the same, and only with a cluster to introduce them; members of one that does not show them are asked by each other only."""
    hidden, introduced = other.cluster is not None and not other.cluster.showing, one.cluster or other.cluster
    return introduced is not None and one.archetype is not other.archetype and (not hidden or one.cluster is other.cluster)
