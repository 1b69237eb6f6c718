"""Ties over time: when each collaboration was signed, confirmed and ended, and how it came about."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.reach.history import History
from graph.reach.units import Units
from graph.schema import Happening as H

CHANNELS = ("crossmatch", "event", "own")
"""How a tie came about; "" where nobody said."""


@dataclass(slots=True)
class Tie:
    """A collaboration between two ends: rows of the units, or beyond them for who is none. Days count from 1970; -1: not (yet).

    `confirmed` is the first day on which the side that did not sign confirmed it, `vouched` that on which either did.
    """

    signer: int
    other: int
    signed: int
    channel: str
    confirmed: int = -1
    vouched: int = -1
    ended: int = -1


@dataclass(frozen=True, slots=True)
class Lasting:
    """Durations in days of confirmed ties, whether their end was seen (else they last still), and their channel."""

    days: NDArray[np.float64]
    ended: NDArray[np.bool_]
    channel: NDArray[np.object_]


def ties(history: History, units: Units) -> list[Tie]:
    """All signed collaborations of which one side at least is a unit, in the order of their events. After its end a pair may sign anew."""
    found: list[Tie] = []
    last: dict[tuple[int, int], Tie] = {}
    rows = history.rows(H.COLLABORATION_SIGNED, H.COLLABORATION_CONFIRMED, H.COLLABORATION_ENDED)
    for row in rows[np.lexsort((history.seqs[rows], history.on[rows]))].tolist():
        one, other = _end(history, units, int(history.subjects[row])), _end(history, units, int(history.abouts[row]))
        if one == other or min(one, other) >= len(units) or min(one, other) < 0:
            continue
        pair, day = (min(one, other), max(one, other)), int(history.on[row].astype(np.int64))
        tie = last.get(pair)
        happening = history.happening(row)
        if happening is H.COLLABORATION_SIGNED and (tie is None or tie.ended >= 0):
            last[pair] = Tie(one, other, day, str(history.data[row].get("channel", "")))
            found.append(last[pair])
        elif tie is not None and tie.ended < 0:
            _noted(tie, happening, one, day)
    return found


def _noted(tie: Tie, happening: H, by: int, day: int) -> None:
    """A second signature, by the other side, confirms as well as a confirmation does."""
    if happening is H.COLLABORATION_ENDED:
        tie.ended = day
        return
    if happening is H.COLLABORATION_CONFIRMED and tie.vouched < 0:
        tie.vouched = day
    if happening is H.COLLABORATION_CONFIRMED and by != tie.signer and tie.confirmed < 0:
        tie.confirmed = day


def lasting(found: list[Tie], today: date) -> Lasting:
    """How long confirmed ties lasted, counted from the signature; those that did not end are counted until today."""
    now = int(np.datetime64(today).astype(np.int64))
    confirmed = [tie for tie in found if tie.vouched >= 0 and tie.signed <= now]
    return Lasting(
        days=np.array([(tie.ended if tie.ended >= 0 else now) - tie.signed for tie in confirmed], dtype=np.float64),
        ended=np.array([tie.ended >= 0 for tie in confirmed], dtype=bool),
        channel=np.array([tie.channel for tie in confirmed], dtype=object),
    )


def _end(history: History, units: Units, name: int) -> int:
    """The unit of a name; who is none has a number behind the units; -1 for nobody."""
    if name < 0:
        return -1
    return int(units.of[name]) if units.of[name] >= 0 else len(units) + name
