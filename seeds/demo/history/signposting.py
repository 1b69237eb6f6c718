"""Signposting: who was sent to which service, and whether it was taken to its end."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from graph.model import Event, Node, Scalar
from graph.schema import Happening as H
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant, between

REFERRED = {Drive.PASSIVE: 0.0, Drive.CURIOUS: 0.16, Drive.ACTIVE: 0.5, Drive.DEEP: 0.9}
STARTED, BROKEN_OFF = 0.72, 0.14
REASONS = ("no_time", "no_time", "no_fit", "money")


def signposting(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Services in the language of the business; a second one for those who are supported in depth."""
    if not who.manager or draw.random() > REFERRED[who.drive]:
        return
    several = 2 if who.drive is Drive.DEEP and draw.random() < 0.4 else 1
    for service in draw.sample(programme.services[who.lang], several):
        referred = between(programme.begins(who), who.last, draw, 1.3)
        yield Event(H.REFERRED, who.id, referred, about=service.id, data={"by": who.manager})
        if draw.random() < STARTED:
            yield from _used(who, service, referred + timedelta(days=draw.randint(3, 40)), draw)


def _used(who: Participant, service: Node, started: date, draw: Random) -> Iterator[Event]:
    """A completed service writes its hours once, under its own name; some are still running today."""
    ended = started + timedelta(days=draw.randint(7, 120))
    if started <= who.last:
        yield Event(H.SERVICE_STARTED, who.id, started, about=service.id)
    if ended > who.last:
        return
    if draw.random() < BROKEN_OFF:
        yield Event(H.SERVICE_BROKEN_OFF, who.id, ended, about=service.id, data={"reason": draw.choice(REASONS)})
    else:
        yield Event(H.SERVICE_COMPLETED, who.id, ended, about=service.id)
        data: dict[str, Scalar] = {"hours": float(service.props.get("hours", 2.0)), "service": service.id}
        yield Event(H.SUPPORT_GIVEN, who.id, ended, about=service.id, data=data)
