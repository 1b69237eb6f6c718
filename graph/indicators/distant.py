"""Q7 to Q9: how far apart those are who were listed together, or said yes."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from graph.indicators.counting import in_period, ours, within
from graph.indicators.figure import Figure, Part, entries, ratio, share, unknown
from graph.indicators.indicator import Indicator, Over, Period, Unit
from graph.indicators.listed import NO_LISTS, RECORDS, degrees, lists, proof, top
from graph.indicators.world import Flags, Floats, Likeness, Shown, World
from graph.schema import Happening as H

NEAREST = 50
LATEST = 100
"""So many of the newest lists or answers are looked at, since each costs a look at everybody."""
_MIDDLE = (0.3, 0.7)


def diversity(world: World, period: Period) -> Figure:
    alike, shown = world.handed.likeness, _newest(world, period)
    places = [rows for one in shown if len(rows := top(world, one)) > 1]
    if alike is None or not places:
        return unknown(NO_LISTS if alike else NOT_HANDED)
    found = [float(np.mean(np.concatenate([_distances(world, alike, row, rows[at + 1 :]) for at, row in enumerate(rows[:-1])]))) for rows in places]
    return Figure(value=float(np.mean(found)), whole=float(len(found)), evidence=proof(shown))


def serendipity(world: World, period: Period) -> Figure:
    """Accepted interests in somebody whom neither popularity nor likeness would have listed."""
    alike = world.handed.likeness
    if alike is None:
        return unknown(NOT_HANDED)
    rows = within(world, period, H.INTEREST_ACCEPTED)
    degree = degrees(world)
    popular = set(np.lexsort((np.arange(len(degree)), -degree))[:NEAREST].tolist())
    found, whole = [], 0
    for row in rows.tolist()[-LATEST:]:
        accepting, asking = (world.row(int(world.parties[end[row]])) for end in (world.history.subjects, world.history.abouts))
        if min(accepting, asking) >= 0:
            whole += 1
            if accepting not in popular and accepting not in alike.nearest(asking, NEAREST):
                found.append(int(world.history.seqs[row]))
    return share(len(found), whole, NO_ACCEPTED, evidence=entries(found))


def band_hit(world: World, period: Period) -> Figure:
    alike, shown = world.handed.likeness, _newest(world, period)
    if alike is None:
        return unknown(NOT_HANDED)
    found: list[float] = []
    for one in shown:
        asker = world.named.get(one.subject, -1)
        if asker >= 0:
            found += _distances(world, alike, asker, top(world, one)).tolist()
    hits = [abs(distance - world.rules.aimed) <= world.rules.band + 1e-9 for distance in found]
    return ratio(float(sum(hits)), float(len(hits)), NO_LISTS, evidence=proof(shown))


def middle_distance(world: World, period: Period) -> Figure:
    """Acceptance in the middle less that at both ends; beside it by tenths of the distance."""
    alike = world.handed.likeness
    if alike is None:
        return unknown(NOT_HANDED)
    rows = ours(world, in_period(world, period, world.history.rows(H.INTEREST_ACCEPTED, H.INTEREST_DECLINED)))[-LATEST:]
    told = [(row, distance) for row in rows.tolist() if (distance := _apart(world, alike, row)) >= 0]
    apart = np.array([distance for _, distance in told], dtype=np.float64)
    accepted = np.array([world.history.happening(row) is H.INTEREST_ACCEPTED for row, _ in told], dtype=bool)
    inside: Flags = (apart >= _MIDDLE[0]) & (apart < _MIDDLE[1])
    if not inside.any() or inside.all():
        return unknown(ONE_SIDED)
    parts = _tenths(apart, accepted)
    evidence = entries(world.history.seqs[[row for row, _ in told]])
    return Figure(value=float(accepted[inside].mean() - accepted[~inside].mean()), whole=float(len(told)), parts=parts, evidence=evidence)


def _tenths(distance: Floats, accepted: Flags) -> tuple[Part, ...]:
    found = []
    for low, high in pairwise(range(11)):
        here = (distance * 10 >= low) & ((distance * 10 < high) | (high == 10))
        if here.any():
            found.append(Part("distance", f"{low / 10:.1f}", float(accepted[here].mean()), part=float(accepted[here].sum()), whole=float(here.sum())))
    return tuple(found)


def _apart(world: World, alike: Likeness, row: int) -> float:
    """How far apart both sides of an entry are; -1 where one is not known."""
    one, other = (world.row(int(world.parties[end[row]])) for end in (world.history.subjects, world.history.abouts))
    return float(_distances(world, alike, min(one, other), [max(one, other)])[0]) if min(one, other) >= 0 else -1


def _distances(world: World, alike: Likeness, one: int, others: Sequence[int]) -> Floats:
    """Asked once for each pair, since several figures look at the same lists."""
    known: dict[tuple[int, int], float] = world.once("distances", dict)
    missing = [other for other in others if (one, other) not in known]
    if missing:
        known.update({(one, other): float(far) for other, far in zip(missing, alike.distance(one, missing), strict=True)})
    return np.array([known[one, other] for other in others], dtype=np.float64)


def _newest(world: World, period: Period) -> Sequence[Shown]:
    return sorted(lists(world, period), key=lambda one: (one.on, one.list))[-LATEST:]


NO_ACCEPTED = "No expression of interest between known organisations was accepted in the period."
ONE_SIDED = "There are no answers at both middle and other distances in the period."
NOT_HANDED = "The distances for this were not handed in."

DISTANT: tuple[Indicator, ...] = (
    Indicator(
        code="Q7",
        key="Q7",
        name="Diversity within lists",
        unit=Unit.INDEX,
        over=Over.WITHIN,
        formula="Mean distance (0 near, 1 far) of two suggestions among the first ten of a list, over the newest 100 lists of the period.",
        compute=diversity,
        source=RECORDS,
    ),
    Indicator(
        code="Q8",
        key="Q8",
        name="Serendipity",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Accepted interests in a business that is neither among the 50 with most known partners nor among the 50 whose text is most alike "
        "/ accepted interests, over the newest 100 of the period.",
        compute=serendipity,
        source=RECORDS,
    ),
    Indicator(
        code="Q9",
        key="Q9.band",
        name="Hits of the distance band",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Suggestions among the first ten at most {band} off the distance {aimed} / all, over the newest 100 lists of the period.",
        compute=band_hit,
        source=RECORDS,
    ),
    Indicator(
        code="Q9",
        key="Q9.middle",
        name="Acceptance at middle distance",
        unit=Unit.DIFFERENCE,
        over=Over.WITHIN,
        formula="Share of answers that are a yes at a distance from 0.3 to 0.7, less that at other distances, over the newest 100 answers of the period; "
        "beside it by tenths. Above 0 for an inverted U.",
        compute=middle_distance,
    ),
)
