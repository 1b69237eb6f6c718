"""The shape of each fitted signal: a table of points by the signal's value and by how many partners the asker knows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One signal's points (log-odds): `points[bin, context bin]`. Bin b holds the values above `edges[b-1]` up to and with `edges[b]`."""

    signal: str
    edges: Numbers
    points: Numbers

    def of(self, values: Numbers, context: int | NDArray[np.intp]) -> Numbers:
        """Points of some values of the signal, all asked from one context bin or each from its own."""
        found: Numbers = self.points[bins(self.edges, values), context]
        return found

    def of_many(self, values: Numbers, context: int) -> Numbers:
        """The same from one context bin; the many values that are as good as nothing are not looked up."""
        ends = np.concatenate([[-np.inf], self.edges, [np.inf]])
        nothing = int(bins(self.edges, np.zeros(1))[0])
        some = np.flatnonzero((values > ends[nothing + 1]) | (values <= ends[nothing]))
        found = np.zeros(len(values))
        found[some] = self.of(values[some], context)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """All shapes of a model, the edges of its context bins, and the `base` that every candidate gets in each of them."""

    context: Numbers
    base: Numbers
    shapes: Sequence[Shape]

    def at(self, context: float) -> int:
        """The bin of a context."""
        return int(bins(self.context, np.array([context]))[0])

    def scores(self, table: Numbers, context: float) -> Numbers:
        """Base plus all points of a table of signal × candidate."""
        here = self.at(context)
        points = [shape.of_many(values, here) for shape, values in zip(self.shapes, table, strict=True)]
        return np.sum(points, axis=0) + self.base[here] if points else np.full(table.shape[1], self.base[here])


def bins(edges: Numbers, values: Numbers) -> NDArray[np.intp]:
    """The bin of each value: how many edges lie below it."""
    found: NDArray[np.intp] = np.searchsorted(edges, values, side="left")
    return found
