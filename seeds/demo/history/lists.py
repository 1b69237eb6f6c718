"""Lists of possible partners: shown to a business's own key, or only to the manager who looks after it; and what it said about them."""

from collections.abc import Iterator
from datetime import date
from random import Random

from graph.model import Event
from graph.schema import Happening as H
from seeds.demo.history.partners import partner
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant, between

OWN = {Drive.PASSIVE: 0.05, Drive.CURIOUS: 0.3, Drive.ACTIVE: 0.55, Drive.DEEP: 0.7}
BY_MANAGER = 0.2
FEEDBACK = 0.15
SAID = ("not_now", "not_now", "known", "competitor")


def lists(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """The invented lists have codes but no records: nobody can look up what stood in them."""
    start, last = programme.free_from(who), who.last
    if who.member.cluster is None or start > last:
        return
    if draw.random() < OWN[who.drive]:
        for turn in range(draw.choice((1, 1, 2, 3))):
            day = between(start, last, draw)
            yield Event(H.SHOWN, who.id, day, about=f"list-ill-{who.number}-{turn}", data={"to": "key-of-its-own", "own": True, "items": 10})
            if draw.random() < FEEDBACK:
                yield from _said(who, programme, day, draw)
    if draw.random() < BY_MANAGER:
        yield Event(H.SHOWN, who.id, between(start, last, draw), about=f"list-ill-{who.number}-m", data={"to": who.manager, "own": False, "items": 10})


def _said(who: Participant, programme: Programme, day: date, draw: Random) -> Iterator[Event]:
    other = partner(who, programme, day, draw)
    if other is not None:
        yield Event(H.FEEDBACK, who.id, day, about=other.id, data={"reason": draw.choice(SAID)})
