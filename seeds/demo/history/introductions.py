"""Expressions of interest, their answers, and what the cluster managers made of a yes."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from graph.model import Event, Scalar
from graph.schema import Happening as H
from seeds.demo.history.collaborations import collaboration, elsewhere
from seeds.demo.history.partners import Pair, partner
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant, between
from seeds.demo.history.trial import OFFER

ASKS = {Drive.PASSIVE: 0.0, Drive.CURIOUS: 0.28, Drive.ACTIVE: 0.55, Drive.DEEP: 0.64}
YES = {Drive.PASSIVE: 0.22, Drive.CURIOUS: 0.5, Drive.ACTIVE: 0.56, Drive.DEEP: 0.6}
# The true effect of the trial, invented: who is offered introductions at once is proposed somebody by its manager with this chance,
# and that somebody says yes with the other. Of a hundred offered, about five more than of those who wait collaborate within the half year.
PROPOSED, AGREED = 0.56, 0.55
WITHDRAWN, DECLINED = 0.04, 0.62  # of all; of those that are no yes
REASONS = ("no_capacity", "not_now", "not_now", "no_fit", "no_fit", "competitor", "known")
EXPIRES = timedelta(days=30)


def introductions(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Who was offered introductions in the trial is proposed one; anybody may ask by itself, or find a partner elsewhere."""
    if programme.trial.arms.get(who.number) == OFFER and draw.random() < PROPOSED:
        yield from _asked(who, programme, programme.trial.assigned + timedelta(days=draw.randint(5, 60)), draw, AGREED)
    if draw.random() < ASKS[who.drive]:
        for _ in range(draw.choice((1, 1, 2, 3)) + (who.drive >= Drive.ACTIVE)):
            yield from _asked(who, programme, between(programme.free_from(who), who.last, draw), draw)
    yield from elsewhere(who, programme, draw)


def _asked(who: Participant, programme: Programme, day: date, draw: Random, yes: float | None = None) -> Iterator[Event]:
    """An interest comes from a list; `yes` is the chance that it is accepted, where the other's drive does not say it."""
    other = partner(who, programme, day, draw) if day <= who.last else None
    if other is None:
        return
    pair = Pair(who, other, "crossmatch")
    if draw.random() < 0.5:
        yield Event(H.INTEREST_DRAFTED, who.id, day, about=other.id)
    sent = min(day + timedelta(days=draw.choice((0, 0, 1, 2))), pair.last)
    data: dict[str, Scalar] = {"list": f"list-ill-{who.number}-0", "rank": min(10, 1 + int(draw.expovariate(0.4)))}
    yield Event(H.INTEREST_SENT, who.id, sent, about=other.id, data=data)
    yield from _answered(pair, sent, draw, YES[other.drive] if yes is None else yes)


def _answered(pair: Pair, sent: date, draw: Random, yes: float) -> Iterator[Event]:
    me, other, chance = pair.me.id, pair.other.id, draw.random()
    answered = sent + timedelta(days=draw.randint(1, 24))
    if chance > 1 - WITHDRAWN:
        yield from _until(pair, Event(H.INTEREST_WITHDRAWN, me, answered, about=other))
    elif chance < yes and answered <= pair.last:
        yield Event(H.INTEREST_ACCEPTED, other, answered, about=me)
        yield from _introduced(pair, answered, draw)
    elif chance > yes and draw.random() < DECLINED:
        yield from _until(pair, Event(H.INTEREST_DECLINED, other, answered, about=me, data={"reason": draw.choice(REASONS)}))
    elif chance > yes:
        yield from _until(pair, Event(H.INTEREST_EXPIRED, me, sent + EXPIRES, about=other))


def _introduced(pair: Pair, accepted: date, draw: Random) -> Iterator[Event]:
    """By the manager of who asked; across clusters the other's manager takes over."""
    by, day = pair.me.manager or pair.other.manager, accepted + timedelta(days=draw.randint(1, 12))
    if day > pair.last or draw.random() > 0.93:
        return
    yield Event(H.INTRODUCED, pair.me.id, day, about=pair.other.id, data={"by": by, "channel": pair.channel})
    if pair.is_across and pair.other.manager:
        yield from _until(pair, Event(H.HANDED_OVER, pair.me.id, day + timedelta(days=1), about=pair.other.id, data={"by": pair.other.manager}))
    if draw.random() < 0.9:
        yield from _meeting(pair, day + timedelta(days=draw.randint(2, 10)), draw)


def _meeting(pair: Pair, agreed: date, draw: Random) -> Iterator[Event]:
    """One in five is missed, and half of those are made up for."""
    held = agreed + timedelta(days=draw.randint(4, 21))
    if agreed > pair.last:
        return
    yield Event(H.MEETING_SCHEDULED, pair.me.id, agreed, about=pair.other.id)
    if draw.random() < 0.8:
        yield from _met(pair, held, draw)
    elif held <= pair.last:
        yield Event(H.MISSED, pair.me.id, held, about=pair.other.id)
        again = held + timedelta(days=draw.randint(7, 21))
        if again <= pair.last and draw.random() < 0.5:
            yield Event(H.MEETING_SCHEDULED, pair.me.id, held, about=pair.other.id)
            yield from _met(pair, again, draw)


def _met(pair: Pair, held: date, draw: Random) -> Iterator[Event]:
    """A second meeting makes a signature likelier."""
    if held > pair.last:
        return
    yield Event(H.MET, pair.me.id, held, about=pair.other.id)
    agreed, day = held + timedelta(days=draw.randint(3, 12)), held + timedelta(days=draw.randint(18, 40))
    again = draw.random() < 0.36 and day <= pair.last
    if again:
        yield Event(H.MEETING_SCHEDULED, pair.me.id, agreed, about=pair.other.id)
        yield Event(H.MET, pair.me.id, day, about=pair.other.id)
    if draw.random() < (0.46 if again else 0.2):
        yield from collaboration(pair, (day if again else held) + timedelta(days=draw.randint(5, 30)), draw)


def _until(pair: Pair, event: Event) -> Iterator[Event]:
    if event.on <= pair.last:
        yield event
