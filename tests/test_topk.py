"""The selection of the best rows, against a full sort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.lists.topk import nearest, top

NUMBERS = st.lists(st.integers(0, 5), min_size=0, max_size=60)


@given(NUMBERS, st.integers(0, 70))
def test_top_is_the_start_of_a_full_sort(numbers: list[int], k: int) -> None:
    values, ties = np.array(numbers, dtype=np.float64), np.arange(len(numbers))[::-1].copy()
    whole = np.lexsort((ties, -values))

    assert top(values, k, ties=ties).tolist() == whole[:k].tolist()


@given(st.integers(0, 1000), st.integers(1, 40))
def test_nearest_loses_nothing_to_the_filter(seed: int, share: int) -> None:
    draw = np.random.default_rng(seed)
    matrix = draw.integers(-3, 4, (60, 4)).astype(np.float32)
    vector = draw.integers(-3, 4, 4).astype(np.float32)
    allowed = np.sort(draw.choice(60, share, replace=False))
    whole = allowed[np.lexsort((allowed, -(matrix[allowed] @ vector)))]

    assert nearest(matrix, vector, 10, allowed=allowed).tolist() == whole[:10].tolist()
