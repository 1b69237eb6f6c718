"""How much each business takes part in the programme, who looks after it, and between which days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from random import Random

from seeds.demo.businesses import Member
from seeds.demo.profiles import ClusterProfile
from seeds.slugs import slug

# Shares of the members of an average cluster; the rest only receives what is sent to it.
DEEP, ACTIVE, CURIOUS = 0.043, 0.15, 0.38
PARTNER_FIRMS = 0.15  # of that holds for firms outside the clusters
LANGUAGES = {"en": 1.1, "de": 1.0, "fr": 0.98}
SIZES = {"micro": 0.95, "small": 1.15, "medium": 1.0, "large": 0.6}
SILENT = 0.03  # have an address at which nothing arrives
WITHDRAWING = 0.012  # do not want to be written to any more


class Drive(IntEnum):
    """What a business makes of the programme."""

    PASSIVE = 0
    CURIOUS = 1
    ACTIVE = 2
    DEEP = 3


@dataclass(frozen=True, slots=True)
class Participant:
    """A business in the programme: nothing happens to it before `first` or after `last`, and no mail comes after `reachable`."""

    number: int
    member: Member
    drive: Drive
    manager: str  # code of the cluster manager who looks after it, "" for a firm outside the clusters
    first: date
    last: date
    reachable: date
    pull: float  # 0..1: how readily others choose it

    @property
    def id(self) -> str:
        return self.member.node.id

    @property
    def lang(self) -> str:
        return str(self.member.node.props["lang"])

    def is_there(self, day: date) -> bool:
        return self.first <= day <= self.last


def participants(everyone: Sequence[Member], today: date, seed: int) -> list[Participant]:
    """One for each business, in their order."""
    return [_participant(number, member, today, Random(f"{seed} part {number}")) for number, member in enumerate(everyone)]


def _participant(number: int, member: Member, today: date, draw: Random) -> Participant:
    last = member.left or today
    manager = managers(member.cluster)[number // 11 % 2] if member.cluster else ""
    drive, chance = _drive(member, draw.random()), draw.random()
    reachable = last
    if chance < SILENT:
        reachable = member.joined - timedelta(days=1)
    elif chance > 1 - WITHDRAWING:
        reachable = between(member.joined, last, draw) - timedelta(days=1)
    pull = 1 / (1 + 9 * draw.random())  # a few are known to everybody
    return Participant(number, member, drive, manager, member.joined, last, reachable, pull)


def _drive(member: Member, chance: float) -> Drive:
    props = member.node.props
    factor = LANGUAGES[str(props["lang"])] * SIZES[str(props["size"])]
    factor *= member.cluster.pace if member.cluster else PARTNER_FIRMS
    return Drive(sum(chance < share * factor for share in (DEEP, ACTIVE, CURIOUS)))


def managers(cluster: ClusterProfile) -> tuple[str, str]:
    """The codes of the two people who run a cluster, as the ledger may hold them."""
    place = slug(cluster.seat.city)
    return f"manager-{place}-1", f"manager-{place}-2"


def between(first: date, last: date, draw: Random, lean: float = 1.0) -> date:
    """A day from the first to the last; a lean above 1 makes it sooner, below 1 later. The first, if there is no day between."""
    return first + timedelta(days=int(max((last - first).days, 0) * draw.random() ** lean))
