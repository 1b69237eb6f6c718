"""Who was invited to which meeting of its cluster, and who came."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from graph.model import Event
from graph.schema import Happening as H
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant

BEFORE = timedelta(days=21)
INVITED = 0.34
CAME = {Drive.PASSIVE: 0.0, Drive.CURIOUS: 0.3, Drive.ACTIVE: 0.48, Drive.DEEP: 0.6}


def meetings(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Invitations go out three weeks before; nobody comes uninvited."""
    if who.member.cluster is None:
        return
    for meeting in programme.meetings.get(who.member.cluster.id, ()):
        held = date.fromisoformat(str(meeting.props["opens"]))
        if draw.random() < INVITED and who.is_there(held - BEFORE):
            yield Event(H.INVITED, who.id, held - BEFORE, about=meeting.id)
            if held <= who.last and draw.random() < CAME[who.drive]:
                yield Event(H.ATTENDED, who.id, held, about=meeting.id)
