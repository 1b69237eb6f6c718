"""What cluster managers did with a business: needs assessed, steps planned and done, hours on their sheets."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from graph.model import Event
from graph.schema import Happening as H
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant, between

ASSESSED = {Drive.PASSIVE: 0.0, Drive.CURIOUS: 0.16, Drive.ACTIVE: 0.62, Drive.DEEP: 1.0}
PLANNED = {Drive.PASSIVE: 0.0, Drive.CURIOUS: 0.3, Drive.ACTIVE: 0.5, Drive.DEEP: 0.96}
SHEETS = {Drive.PASSIVE: (0,), Drive.CURIOUS: (0, 0, 0, 1), Drive.ACTIVE: (0, 0, 1, 1, 2), Drive.DEEP: (3, 4, 5, 6, 7)}
HOURS = (0.5, 1.0, 1.5, 1.5, 2.0, 2.0, 2.5, 3.0, 4.0)
PLANS = {
    "en": "Two steps agreed: a clear offer page, then one visit to a possible customer outside the sector.",
    "de": "Vereinbart: Angebot auf eine Seite bringen, danach ein Gespräch mit einem Betrieb aus einer anderen Branche.",
    "fr": "Convenu : une page d'offre claire, puis une visite chez un client possible d'un autre secteur.",
}


def help(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Assessed first; a plan may follow, then its steps; the sheets of the manager lie in between."""
    if not who.manager or draw.random() > ASSESSED[who.drive]:
        return
    by = {"by": who.manager}
    assessed = between(programme.begins(who), who.last, draw, 1.6)
    yield Event(H.NEED_ASSESSED, who.id, assessed, data=by)
    planned = assessed + timedelta(days=draw.randint(5, 50))
    if planned <= who.last and draw.random() < PLANNED[who.drive]:
        yield Event(H.ACTION_PLANNED, who.id, planned, data=by, note=PLANS[who.lang])
        yield from _steps(who, planned, draw)
    yield from _sheets(who, assessed, draw)


def _steps(who: Participant, planned: date, draw: Random) -> Iterator[Event]:
    day = planned
    for _ in range(draw.choice((0, 1, 1, 2))):
        day += timedelta(days=draw.randint(20, 90))
        if day <= who.last:
            yield Event(H.STEP_DONE, who.id, day, data={"by": who.manager})


def _sheets(who: Participant, assessed: date, draw: Random) -> Iterator[Event]:
    """One visit or call a time, two to five weeks apart."""
    day = assessed
    for _ in range(draw.choice(SHEETS[who.drive])):
        day += timedelta(days=draw.randint(14, 35))
        if day <= who.last:
            yield Event(H.SUPPORT_GIVEN, who.id, day, data={"hours": draw.choice(HOURS), "by": who.manager})
