"""The newsletter in three languages: where it arrived and who opened it."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from graph.model import Event
from graph.schema import Happening as H
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant

ISSUES = (670, 570, 470, 370, 280, 200, 130, 70, 18)  # days before today: quarterly at first, then more often
ARRIVES = 0.94
OTHERS = 0.5  # of the firms outside the clusters have ordered it, but most issues are for members
OPENED = {Drive.PASSIVE: 0.2, Drive.CURIOUS: 0.42, Drive.ACTIVE: 0.55, Drive.DEEP: 0.7}


def mail(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Each issue since a business is known, as long as it may be written to."""
    chance = ARRIVES if who.member.cluster else ARRIVES / 3
    if who.member.cluster is None and draw.random() > OTHERS:
        return
    for ago in ISSUES:
        day = programme.today - timedelta(days=ago)
        if who.first <= day <= who.reachable and draw.random() < chance:
            code = f"newsletter-{day.year}-{day.month:02d}-{who.lang}"
            yield Event(H.DELIVERED, who.id, day, about=code)
            if draw.random() < OPENED[who.drive]:
                yield Event(H.OPENED, who.id, min(day + timedelta(days=draw.choice((0, 0, 1, 3, 6))), who.last), about=code)
