"""Gathers what one caller's figures are made of: the world as it may count it, the period, and the figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from api.reporting.handing import Withdrawn, handed
from graph.errors import Invalid
from graph.indicators import Figure, Period, World, compiled, world
from graph.indicators.counting import ours
from graph.reach import Reach
from graph.schema import Source
from graph.store import Store
from matcher.index import Index
from matcher.matcher import Matcher


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Figures of a period by the key of their indicator, and what they were made of. `whole` says that they are the whole programme's."""

    world: World
    period: Period
    figures: Mapping[str, Figure]
    whole: bool
    illustrative: bool


def gathered(
    store: Store,
    index: Index,
    reach: Reach,
    period: Period,
    *,
    withdrawn: Withdrawn,
    today: date,
    matcher: Matcher | None = None,
    only: NDArray[np.bool_] | None = None,
) -> Gathered:
    """All figures; `only` chooses the units that a caller may count, None for the whole programme."""
    whole = only is None or bool(only.all())
    chosen = reach if whole or only is None else _part(reach, only)
    help = handed(store, index, chosen, withdrawn, today=today, matcher=matcher)
    made = world(chosen, index, index.snapshot, store.pseudonyms(), help)
    figures = compiled(made, period) if whole else _own(made, compiled(made, period))
    return Gathered(world=made, period=period, figures=figures, whole=whole, illustrative=_illustrative(index, chosen))


def period(reach: Reach, since: date | None, until: date | None, today: date) -> Period:
    """From the beginning of the programme, or of its ledger, to today, unless other days are asked for. Invalid for a day that is not over."""
    last = until or today
    if last > today:
        raise Invalid(f"the period ends on {last}, which is in the future (today is {today}); name a day that is over")
    begins = date.fromisoformat(reach.rules.begins) if reach.rules.begins else _first(reach, last)
    return Period(since or min(begins, last), last)


def _first(reach: Reach, last: date) -> date:
    found: date = reach.history.on.min().astype(date) if len(reach.history) else last
    return found


def _part(reach: Reach, only: NDArray[np.bool_]) -> Reach:
    """What a manager counts: its members; how many others have no legal basis is none of its business."""
    found = reach.only(only)
    return replace(found, units=replace(found.units, barred=0))


def _own(made: World, figures: Mapping[str, Figure]) -> Mapping[str, Figure]:
    """Only entries with a side that is counted: what others did among themselves, and when, is none of a manager's business."""
    seqs = made.history.seqs[ours(made, np.arange(len(made.history)))]
    return {key: replace(one, evidence=replace(one.evidence, seqs=np.intersect1d(one.evidence.seqs, seqs))) for key, one in figures.items()}


def _illustrative(index: Index, reach: Reach) -> bool:
    rows = [index.row[id] for id in reach.units.ids.tolist() if id in index.row]
    return bool((index.sources[rows] == Source.ILLUSTRATIVE).any())
