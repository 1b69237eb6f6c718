"""Signed collaborations: by one side, confirmed by the other, and for some the end; also those that the programme did not introduce."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from graph.model import Event, Scalar
from graph.schema import Happening as H
from seeds.demo.history.partners import Pair, partner
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant, between

CONFIRMED = 0.82
FORMAL = 0.55
KINDS, WEIGHTS = ("commercial", "pilot", "strategy", "research"), (62, 20, 10, 8)
YEARS = (1, 1, 1, 2, 2, 3, 5)
MONTHLY_END = {"crossmatch": 0.03, "event": 0.04, "own": 0.045}  # invented: ties that were looked for last a little longer
ALONE = {Drive.PASSIVE: 0.0, Drive.CURIOUS: 0.013, Drive.ACTIVE: 0.03, Drive.DEEP: 0.05}
LOOKING = 0.03  # of either arm of the trial find a partner by themselves within its horizon
AT_EVENTS = 0.6  # of the ties without an introduction were made at an event
RESEARCH = {Drive.PASSIVE: 0.0, Drive.CURIOUS: 0.001, Drive.ACTIVE: 0.005, Drive.DEEP: 0.02}


def collaboration(pair: Pair, signed: date, draw: Random) -> Iterator[Event]:
    """Counts for neither side until the other one confirmed it."""
    if signed > pair.last:
        return
    me, other = pair.me.id, pair.other.id
    data = _terms(pair.channel, draw.choices(KINDS, WEIGHTS)[0], draw)
    yield Event(H.COLLABORATION_SIGNED, me, signed, about=other, data=data)
    confirmed = signed + timedelta(days=draw.randint(1, 35))
    if confirmed > pair.last or draw.random() > CONFIRMED:
        return
    yield Event(H.COLLABORATION_CONFIRMED, other, confirmed, about=me, data=data)
    ended = confirmed + timedelta(days=1 + int(30 * draw.expovariate(MONTHLY_END[pair.channel])))
    if ended <= pair.last:
        said, about = draw.choice(((me, other), (other, me)))
        yield Event(H.COLLABORATION_ENDED, said, ended, about=about, data={"channel": pair.channel})


def elsewhere(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Ties that came about at an event or without the programme, also while waiting in the trial; and some with research organisations."""
    day, trial = between(programme.begins(who) + timedelta(days=30), who.last, draw, 0.8), programme.trial
    if draw.random() < ALONE[who.drive] and day <= who.last:
        yield from _found(who, programme, day, draw)
    if who.number in trial.arms and draw.random() < LOOKING:
        yield from _found(who, programme, between(trial.assigned + timedelta(days=5), trial.ends - timedelta(days=40), draw), draw)
    if draw.random() < RESEARCH[who.drive] and day <= who.last:
        yield from _with_research(who, draw.choice(programme.research).id, day, draw)


def _found(who: Participant, programme: Programme, day: date, draw: Random) -> Iterator[Event]:
    other = partner(who, programme, day, draw)
    if other is not None:
        yield from collaboration(Pair(who, other, "event" if draw.random() < AT_EVENTS else "own"), day, draw)


def _with_research(who: Participant, organisation: str, day: date, draw: Random) -> Iterator[Event]:
    data, confirmed = _terms("own", "research", draw), day + timedelta(days=draw.randint(7, 40))
    yield Event(H.COLLABORATION_SIGNED, who.id, day, about=organisation, data=data)
    if confirmed <= who.last:
        yield Event(H.COLLABORATION_CONFIRMED, organisation, confirmed, about=who.id, data=data)


def _terms(channel: str, kind: str, draw: Random) -> dict[str, Scalar]:
    return {"channel": channel, "kind": kind, "formal": draw.random() < FORMAL, "years": draw.choice(YEARS)}
