"""What texts of a network are like on average: a cosine says that two texts belong together only where it is higher than each has with everything."""

from dataclasses import dataclass

import numpy as np

from matcher.encoder import Vectors

ENOUGH = 30
"""Texts of a kind; fewer do not say what is usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """The mean vector of each kind of text in the network, None where there are too few."""

    needs: Vectors | None
    offers: Vectors | None
    titles: Vectors | None
    descriptions: Vectors | None


def usual(rows: Vectors) -> Vectors | None:
    """The mean of the rows that are not zero, None if they are not enough."""
    some = rows[rows.any(axis=1)]
    return some.mean(axis=0, dtype=np.float64).astype(np.float32) if len(some) >= ENOUGH else None
