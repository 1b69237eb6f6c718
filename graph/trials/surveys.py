"""What the businesses of a trial answered before and after: revenue bands, and whether they innovated."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from graph.model import Scalar
from graph.reach.folded import Reach
from graph.reach.tiers import subject_units
from graph.schema import Happening
from graph.trials.reading import Compared

WINDOWS: Mapping[int, tuple[int, int]] = {6: (91, 274), 12: (275, 547), 24: (548, 913)}
"""Months → the days after the assignment on which an answer counts for them."""


class Asked(StrEnum):
    """What a survey asks for."""

    REVENUE = "revenue"
    INNOVATION = "innovation"


@dataclass(frozen=True, slots=True)
class Answers:
    """Of the businesses that answered before and after: their rows in the trial, and both values."""

    at: NDArray[np.intp]
    before: NDArray[np.float64]
    after: NDArray[np.float64]


def answers(reach: Reach, among: Compared, asked: Asked, months: int) -> Answers:
    """The last answer until the assignment, and the last one in the window so many months after it.

    Revenue is a band (0 to 7); innovation is 1 for any, 0 for none. Who was not yet asked for innovations at the start had none since the start.
    """
    first, last = WINDOWS[months]
    history, rows = reach.history, reach.history.rows(Happening.SURVEY_ANSWERED)
    rows = rows[np.lexsort((history.seqs[rows], history.on[rows]))]
    place = {unit: at for at, unit in enumerate(among.units.tolist())}
    before: dict[int, float] = {}
    after: dict[int, float] = {}
    for row, unit in zip(rows.tolist(), subject_units(history, reach.units, rows).tolist(), strict=True):
        at = place.get(unit)
        value = _value(history.data[row], asked, at_start=history.data[row].get("wave") == 0)
        if at is None or value is None:
            continue
        passed = int((history.on[row] - among.days[at]).astype(np.int64))
        if passed <= 0:
            before[at] = value
        elif first <= passed <= last:
            after[at] = value
    both = sorted(before.keys() & after.keys())
    return Answers(
        np.array(both, dtype=np.intp), np.array([before[at] for at in both], dtype=np.float64), np.array([after[at] for at in both], dtype=np.float64)
    )


def _value(data: Mapping[str, Scalar], asked: Asked, *, at_start: bool) -> float | None:
    if asked is Asked.REVENUE:
        band = data.get("revenue")
        return float(band) if isinstance(band, int) and 0 <= band <= 7 else None
    told = data.get("innovation")
    return float(told != "none") if told is not None else 0.0 if at_start else None
