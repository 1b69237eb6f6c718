"""Random walks from organisation to organisation through their meetings, without ever making the matrix of all pairs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.index.links import Sparse

Values = NDArray[np.float64]
_LEAST = 1e-12
"""A share of walkers below this is rounding."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One step leads from an organisation to another one it met; `weights` says for each meeting how likely each of its pairs is.

    `own` is what would lead back to oneself, `volume` the sum over all others: 0 for who never met anybody.
    """

    meetings: Sparse
    weights: Values
    own: Values
    volume: Values

    def step(self, shares: Values) -> Values:
        """Where walkers are after one more step: one share per organisation in, one out."""
        leaving = np.divide(shares, self.volume, out=np.zeros_like(shares), where=self.volume > 0)
        arrived = self.meetings @ (self.weights * (self.meetings.T @ leaving)) - self.own * leaving
        return np.where(arrived > _LEAST, arrived, 0.0)

    def path(self, row: int, steps: int, through: NDArray[np.bool_] | None = None) -> list[Values]:
        """Where somebody who sets out from `row` is after 1 to `steps` steps; only rows in `through` are walked through."""
        shares = np.zeros(len(self.volume))
        shares[row] = 1.0
        found = []
        for _ in range(steps):
            found.append(self.step(shares))
            shares = found[-1] if through is None else found[-1] * through
        return found


def walk(meetings: Sparse, strengths: Values) -> Walk:
    """A walk in which a meeting of n organisations shares its strength among the n − 1 others of each."""
    others = np.maximum(np.asarray(meetings.sum(axis=0)) - 1, 1)
    weights = strengths / others
    return Walk(meetings, weights, np.asarray(meetings @ weights), np.asarray(meetings @ strengths))
