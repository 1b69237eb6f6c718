"""Collaborations as the ledger proves them: signed by one side, confirmed by the other, perhaps ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.model import Scalar
from graph.reach import History
from graph.schema import Happening as H

Parties = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaboration:
    """Two parties (`World.parties`), the smaller first; it exists from `since`, the later of both days. `ended` is None while it lasts.

    `kind`, `channel` are "" and `years` is 0 where the entry does not say.
    """

    one: int
    other: int
    since: date
    ended: date | None
    kind: str
    formal: bool
    years: float
    channel: str
    signed: int  # entry numbers
    confirmed: int

    @property
    def seqs(self) -> tuple[int, int]:
        return self.signed, self.confirmed

    def lasts(self, day: date) -> bool:
        """Does it exist on this day?"""
        return self.since <= day and (self.ended is None or self.ended > day)


@dataclass(frozen=True, slots=True)
class Signed:
    """A collaboration that waits for the other side."""

    one: int
    other: int
    seq: int
    on: date


Fold = tuple[tuple[Collaboration, ...], tuple[Signed, ...]]


def collaborations(history: History, parties: Parties) -> Fold:
    """Those that both sides have said, by the day of the signature, and those that one side only has."""
    opened: dict[tuple[int, int], list[int]] = {}
    for row in _by_day(history, H.COLLABORATION_SIGNED):
        opened.setdefault(_ends(history, parties, row), []).append(row)
    found = []
    for row in _by_day(history, H.COLLABORATION_CONFIRMED):
        other, one = _ends(history, parties, row)
        if (signed := _taken(history, opened.get((one, other), []), row)) is not None:
            found.append((signed, row))
    ends = _endings(history, parties)
    done = tuple(_made(history, parties, *pair, ends) for pair in sorted(found))
    waiting = [Signed(one, other, int(history.seqs[row]), _day(history, row)) for (one, other), rows in opened.items() for row in rows]
    return done, tuple(sorted(waiting, key=lambda signed: signed.seq))


def _by_day(history: History, happening: H) -> list[int]:
    rows = history.rows(happening)
    found: list[int] = rows[np.lexsort((history.seqs[rows], history.on[rows]))].tolist()
    return found


def _ends(history: History, parties: Parties, row: int) -> tuple[int, int]:
    return int(parties[history.subjects[row]]), int(parties[history.abouts[row]])


def _taken(history: History, opened: list[int], row: int) -> int | None:
    """The first open signature of the same kind, or of any kind where one side does not say it; it is no longer open."""
    kind = _text(history.data[row], "kind")
    for signed in opened:
        theirs = _text(history.data[signed], "kind")
        if theirs == kind or not theirs or not kind:
            opened.remove(signed)
            return signed
    return None


def _endings(history: History, parties: Parties) -> Mapping[tuple[int, int], Sequence[date]]:
    found: dict[tuple[int, int], list[date]] = {}
    for row in _by_day(history, H.COLLABORATION_ENDED):
        one, other = sorted(_ends(history, parties, row))
        found.setdefault((one, other), []).append(_day(history, row))
    return found


def _made(history: History, parties: Parties, signed: int, confirmed: int, ends: Mapping[tuple[int, int], Sequence[date]]) -> Collaboration:
    one, other = sorted(_ends(history, parties, signed))
    data = history.data[signed]
    since = max(_day(history, signed), _day(history, confirmed))
    years = data.get("years", 0)
    return Collaboration(
        one=one,
        other=other,
        since=since,
        ended=next((day for day in ends.get((one, other), ()) if day >= since), None),
        kind=_text(data, "kind"),
        formal=data.get("formal") is True,
        years=float(years) if isinstance(years, (int, float)) else 0.0,
        channel=_text(data, "channel"),
        signed=int(history.seqs[signed]),
        confirmed=int(history.seqs[confirmed]),
    )


def _text(data: Mapping[str, Scalar], name: str) -> str:
    return str(data.get(name, ""))


def _day(history: History, row: int) -> date:
    found: date = history.on[row].astype(date)
    return found
