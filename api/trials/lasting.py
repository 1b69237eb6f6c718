"""How long ties last, by the channel they came about through."""

from datetime import date

import numpy as np

from api.models import CurveOut, LastingOut, StepOut, TieSurvival
from graph.errors import Invalid
from graph.reach import Reach
from graph.trials.ties import CHANNELS, Lasting, lasting, ties
from matcher.trials.survival import MONTH, Curve, kaplan_meier, log_rank

MONTHS = (6, 12, 24)
_STEPS = 250


def survival(reach: Reach, today: date, *, whole: bool) -> TieSurvival:
    """Curves of all confirmed ties of these units and of each channel, and whether channels differ."""
    found = lasting(ties(reach.history, reach.units), today)
    order = {channel: at for at, channel in enumerate(CHANNELS)}
    channels = sorted(set(found.channel.tolist()), key=lambda channel: (order.get(channel, len(order)), channel))
    return TieSurvival(
        on=today,
        all=_curve("", found, np.ones(len(found.days), dtype=bool)) if len(found.days) else None,
        channels=[_curve(channel, found, found.channel == channel) for channel in channels[:50]],
        p=_p(found, channels),
        whole_programme=whole,
    )


def _curve(channel: str, found: Lasting, inside: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> CurveOut:
    days, ended = found.days[inside], found.ended[inside]
    curve = kaplan_meier(days, ended)
    at = [LastingOut(months=months, **dict(zip(("share", "low", "high"), map(_known, curve.at(months * MONTH)), strict=True))) for months in MONTHS]
    return CurveOut(channel=channel, ties=len(days), ended=int(ended.sum()), at=at, steps=_steps(curve))


def _steps(curve: Curve) -> list[StepOut]:
    """The curve on a grid of a week or more, so that a long one stays short."""
    grid = np.arange(0, curve.longest + 1, max(7, curve.longest // _STEPS + 1))
    points = [(int(day), *curve.at(float(day))) for day in grid]
    return [StepOut(day=day, share=share, low=_known(low), high=_known(high)) for day, share, low, high in points]


def _p(found: Lasting, channels: list[str]) -> float | None:
    groups = np.array([channels.index(channel) for channel in found.channel.tolist()], dtype=np.intp)
    try:
        return log_rank(found.days, found.ended, groups).p
    except Invalid:  # one channel only, or no end was seen
        return None


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
