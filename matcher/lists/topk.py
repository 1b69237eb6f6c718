"""Exact selection of the best rows, with the filter inside, so that nothing that passes it can be lost."""

import numpy as np
from numpy.typing import NDArray


def top(values: NDArray[np.floating], k: int, *, ties: NDArray[np.integer]) -> NDArray[np.intp]:
    """Positions of the k highest values, highest first; equal values in the order of `ties`."""
    if k < 1 or not len(values):
        return np.zeros(0, dtype=np.intp)
    if k < len(values):
        least = np.partition(values, -k)[-k]
        kept = np.flatnonzero(values >= least)
    else:
        kept = np.arange(len(values))
    return kept[np.lexsort((ties[kept], -values[kept]))][:k]


def nearest(matrix: NDArray[np.float32], vector: NDArray[np.float32], k: int, *, allowed: NDArray[np.intp]) -> NDArray[np.intp]:
    """The k rows of `matrix` among `allowed` (ascending) with the highest product with `vector`; equal ones by row.

    A filter that lets much pass is applied after the product, one that lets little pass before it: copying rows costs more
    than multiplying them.
    """
    few = len(allowed) * 4 < len(matrix)
    products = matrix[allowed] @ vector if few else (matrix @ vector)[allowed]
    return allowed[top(products, k, ties=allowed)]
