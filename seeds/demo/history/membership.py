"""Who gives a legal basis and joins, who leaves, and who does not want to be written to any more."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from graph.model import Event
from graph.schema import Happening as H
from graph.schema import Purpose
from seeds.demo.businesses import purposes
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Participant


def membership(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """The basis for each purpose on the first day; a withdrawal the day after the last mail."""
    member, cluster = who.member, who.member.cluster
    for purpose in purposes(cluster).split():
        yield Event(H.BASIS_GIVEN, who.id, who.first, data={"purpose": purpose, "basis": str(member.node.props["basis"])})
    if cluster is None:
        return
    yield Event(H.JOINED, who.id, who.first, about=cluster.id)
    if who.first <= who.reachable < who.last:
        yield Event(H.BASIS_WITHDRAWN, who.id, who.reachable + timedelta(days=1), data={"purpose": Purpose.CONTACT.value})
    if member.left:
        yield Event(H.LEFT, who.id, member.left, about=cluster.id)
