"""What businesses answered when asked about revenue and innovation: when they began, and half a year, one and two years later."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from graph.model import Event
from graph.schema import Happening as H
from seeds.demo.history.programme import Programme
from seeds.demo.history.taking_part import Drive, Participant
from seeds.demo.history.trial import OFFER

DAYS = {0: 0, 6: 183, 12: 365, 24: 716}  # the last one is sent two weeks early
ANSWERS = {Drive.PASSIVE: 0.14, Drive.CURIOUS: 0.42, Drive.ACTIVE: 0.6, Drive.DEEP: 0.8}
IN_TRIAL = 0.75
STAYS = 0.86  # answer the next time, too, if they did before
START = {"micro": (0, 2), "small": (2, 4), "medium": (4, 6), "large": (6, 7)}
# Invented: the chance that revenue is a band higher half a year later, and what help in depth or being offered introductions adds.
RISES, HELPED = 0.1, 0.09
INNOVATES = {Drive.PASSIVE: 0.1, Drive.CURIOUS: 0.16, Drive.ACTIVE: 0.26, Drive.DEEP: 0.42}
INNOVATIONS = ("product_process", "product_process", "marketing_organisational")


def surveys(who: Participant, programme: Programme, draw: Random) -> Iterator[Event]:
    """Units of the trial are asked first between its declaration and their assignment; all others when they have joined."""
    arm = programme.trial.arms.get(who.number)
    if who.member.cluster is None or draw.random() > (IN_TRIAL if arm else ANSWERS[who.drive]):
        return
    band = draw.randint(*START[str(who.member.node.props["size"])])
    rises = RISES + (HELPED if arm == OFFER or who.drive is Drive.DEEP else 0.0)
    for wave, first in _waves(who, programme, draw):
        if wave and draw.random() < 1 - (1 - rises) ** (1 if wave < 24 else 2):
            band = min(band + 1, 7)
        yield _answer(who, wave, band, first, draw)
        if draw.random() > STAYS:
            return


def _waves(who: Participant, programme: Programme, draw: Random) -> Iterator[tuple[int, date]]:
    trial = programme.trial
    start = trial.assigned if who.number in trial.arms else who.first
    for wave, after in DAYS.items():
        day = start + timedelta(days=after + draw.randint(0, 12))
        if wave == 0 and who.number in trial.arms:
            day = trial.declared + timedelta(days=draw.randint(1, (trial.assigned - trial.declared).days - 1))
        if day <= who.last:
            yield wave, day


def _answer(who: Participant, wave: int, band: int, day: date, draw: Random) -> Event:
    data: dict[str, str | int | float | bool] = {"wave": wave, "revenue": band}
    if wave:
        innovates = draw.random() < INNOVATES[who.drive]
        data["innovation"] = draw.choice(INNOVATIONS) if innovates else "none"
        data["because"] = innovates and who.drive >= Drive.ACTIVE and draw.random() < 0.6
    return Event(H.SURVEY_ANSWERED, who.id, day, data=data)
