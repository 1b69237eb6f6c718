"""The shape of each fitted signal: points by its value, along straight lines between knots, for askers with few partners and with many."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One signal's points (log-odds) at its `knots` (ascending): `few` for the least context, `many` for the greatest. Level beyond the ends."""

    signal: str
    knots: Numbers
    few: Numbers
    many: Numbers

    def of(self, values: Numbers, share: float | Numbers) -> Numbers:
        """Points of some values; `share` (0..1, one for all or one each) says how near the context is to the greatest."""
        if isinstance(share, float):
            return np.interp(values, self.knots, (1 - share) * self.few + share * self.many)
        found: Numbers = (1 - share) * np.interp(values, self.knots, self.few) + share * np.interp(values, self.knots, self.many)
        return found

    def of_many(self, values: Numbers, share: float) -> Numbers:
        """The same from one context; the many values that are 0 are not looked up."""
        some = np.flatnonzero(values)
        found = np.zeros(len(values))
        found[some] = self.of(values[some], share)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """All shapes of a model; `context` holds the knots of the context, `base` what every candidate gets there. Its ends are few and many."""

    context: Numbers
    base: Numbers
    shapes: Sequence[Shape]

    def share(self, context: Numbers) -> Numbers:
        """How near contexts are to the greatest known one, 0 to 1."""
        first, last = self.context[0], self.context[-1]
        found: Numbers = np.clip((context - first) / max(last - first, 1e-12), 0, 1)
        return found

    def base_at(self, context: Numbers) -> Numbers:
        """The base in some contexts."""
        return np.interp(context, self.context, self.base)

    def scores(self, table: Numbers, context: float) -> Numbers:
        """Base plus all points of a table of signal × candidate."""
        here = np.array([context])
        share = float(self.share(here)[0])
        points = [shape.of_many(values, share) for shape, values in zip(self.shapes, table, strict=True)]
        total: Numbers = np.sum([np.zeros(table.shape[1]), *points], axis=0) + self.base_at(here)
        return total
