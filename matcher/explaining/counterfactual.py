"""What would change a suggestion's place in its list: its strongest reason taken away, or one more need or offer known."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.asked import Asked
from matcher.explaining.phrases import number, phrases
from matcher.model import Reason, Without
from matcher.signals.needs import SILENT

_DIGITS = 9  # a sum taken apart differs from the same sum in its last bits


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everybody who could have been suggested: the `rows` of the index that pass filter and gate, ascending, with their `scores`.

    `full` holds what a signal that is set by hand gives at its best, in points.
    """

    rows: NDArray[np.intp]
    scores: NDArray[np.float64]
    full: Mapping[str, float]

    @classmethod
    def among(cls, scores: NDArray[np.float64], rows: NDArray[np.intp], full: Mapping[str, float]) -> "Candidates":
        """Those `rows` among everybody's `scores`."""
        return cls(rows, np.round(scores[rows], _DIGITS), full)

    def score(self, row: int) -> float:
        """The score of one of them."""
        return float(self.scores[np.searchsorted(self.rows, row)])

    def rank(self, row: int, score: float) -> int:
        """The number (from 1) that a row would have with another score while all others keep theirs; equal scores stand in order of row, as in the list."""
        score = round(score, _DIGITS)
        own = self.score(row) > score  # it does not stand before itself
        equal = self.rows[self.scores == score]
        return int((self.scores > score).sum()) - own + int((equal < row).sum()) + 1


def without(asked: Asked, row: int, reason: Reason | None, candidates: Candidates) -> Without | None:
    """The rank of one suggestion if one reason were not there.

    The points of the reason's whole family are taken from this suggestion alone: signals of a family overlap, so taking one of them
    away would leave the others to say the same, and taking the family from everybody would ask another question (what the family
    does to the list). Exact: the rank is counted among all candidates. It is a rank by score; slots that give others a place move it on the list.
    """
    if reason is None:
        return None
    rank = candidates.rank(row, candidates.score(row) - reason.points)
    before = candidates.rank(row, candidates.score(row))
    texts = phrases(asked.lang)
    words = {"rank": number(rank, asked.lang), "all": number(len(candidates.rows), asked.lang)}
    if rank == before:
        return Without(reason.family, rank, len(candidates.rows), texts.gettext("Even without this reason it would be number %(rank)s of %(all)s.") % words)
    return Without(reason.family, rank, len(candidates.rows), texts.gettext("Without this reason it would be number %(rank)s of %(all)s.") % words)


def missing(asked: Asked, row: int, candidates: Candidates) -> str:
    """What one more need or offer would change: the rank of this suggestion if the two met in full, everything else as it is."""
    if not asked.is_open(row):
        return ""
    index, query, say = asked.index, asked.query, phrases(asked.lang).gettext
    words, rank = {"them": str(index.names[row])}, candidates.rank(row, candidates.score(row))
    silent = not len(query.needs)
    told = index.has_offer[row] if silent else not index.has_offer[row]
    gained = candidates.full["need_met"] + (0.0 if index.texts.is_described(row) else SILENT * candidates.full["need_described"])
    if told and (new := _after(row, gained, candidates)) != rank:
        text = (
            "You have not said what you look for. If it is something %(them)s offers, it would move up to number %(rank)s, the others as they are."
            if silent
            else "What %(them)s offers is not known. If it is what you look for, it would move up to number %(rank)s, the others as they are."
        )
        return say(text) % {**words, "rank": number(new, asked.lang)}
    if silent:
        return say("You have not said what you look for: name a need, and it is compared with everybody's offers.")
    if len(query.offers) and not index.has_need[row] and (new := _after(row, candidates.full["offer_wanted"], candidates)) != rank:
        text = "What %(them)s looks for is not known. If it is something you offer, it would move up to number %(rank)s, the others as they are."
        return say(text) % {**words, "rank": number(new, asked.lang)}
    return ""


def _after(row: int, gained: float, candidates: Candidates) -> int:
    return candidates.rank(row, candidates.score(row) + gained)
