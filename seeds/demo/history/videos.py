"""Which expert videos a business watched, and how much of them."""

from collections.abc import Iterator
from random import Random

from graph.model import Event
from graph.schema import Happening as H
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant, between

WATCHED = {Drive.PASSIVE: 0.08, Drive.CURIOUS: 0.4, Drive.ACTIVE: 0.5, Drive.DEEP: 0.6}


def videos(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Videos of its own language; who takes no part otherwise breaks off before the end."""
    if draw.random() > WATCHED[who.drive]:
        return
    for video in draw.sample(programme.videos[who.lang], draw.choice((1, 1, 2, 3))):
        share = draw.uniform(0.05, 0.6) if who.drive is Drive.PASSIVE else draw.betavariate(2.2, 0.9)
        yield Event(H.WATCHED, who.id, between(programme.begins(who), who.last, draw), about=video.id, data={"share": round(share, 2)})
