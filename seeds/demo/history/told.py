"""Whom a cluster manager told about the programme in person."""

from collections.abc import Iterator
from random import Random

from graph.model import Event
from graph.schema import Happening as H
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Participant, between, managers

MEMBERS, OTHERS = 0.34, 0.14


def told(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Members by the manager who looks after them, firms outside by a manager of their country."""
    cluster = who.member.cluster
    if draw.random() < (MEMBERS if cluster else OTHERS):
        host = cluster or draw.choice(programme.clusters[who.member.country])
        day = between(programme.begins(who), who.last, draw, 1.5)
        yield Event(H.TOLD, who.id, day, about=host.id, data={"by": who.manager or draw.choice(managers(host))})
