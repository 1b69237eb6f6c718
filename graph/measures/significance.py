"""Is a figure more than the degrees alone would give? Random networks in which everybody keeps as many ties as before."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.measures.lookup import Lookup, distinct
from graph.measures.ties import Ties

Figures = Mapping[str, float]
Tick = Callable[[float], None]
"""Told which share is done; may raise to break off."""
T = TypeVar("T")
DRAWS = 100
SWITCHES = 3
"""Attempted switches per tie between two random networks."""
FIRST = 10
"""And before the first."""


@dataclass(frozen=True, slots=True)
class Significance:
    """A figure beside the same figure in random networks: `z` = (value − mean) / deviation, `percentile` = share of draws at or below it.

    `z` is None where all draws are equal.
    """

    value: float
    mean: float
    deviation: float
    z: float | None
    percentile: float
    draws: int


def silent(share: float) -> None:
    """Nobody wants to know how far it is."""


def ticking(drawn: Iterable[T], draws: int, tick: Tick) -> Iterator[T]:
    """The same, one after the other, telling before each which share is done."""
    for number, one in enumerate(drawn):
        tick(number / draws)
        yield one


def significance(measure: Callable[[Ties], Figures], ties: Ties, drawn: Iterable[Ties]) -> dict[str, Significance]:
    """Each figure of `measure` beside the same of random networks, such as `shuffled(ties)`."""
    value = measure(ties)
    found: dict[str, list[float]] = {name: [] for name in value}
    for network in drawn:
        for name, figure in measure(network).items():
            found[name].append(figure)
    return {name: _beside(value[name], figures) for name, figures in found.items()}


def _beside(value: float, drawn: Sequence[float]) -> Significance:
    mean, deviation = float(np.mean(drawn)), float(np.std(drawn, ddof=1)) if len(drawn) > 1 else 0.0
    z = (value - mean) / deviation if deviation > 1e-12 else None
    return Significance(value, mean, deviation, z, float(np.mean(np.array(drawn) <= value)), len(drawn))


def shuffled(ties: Ties, draws: int = DRAWS, *, switches: int = SWITCHES, seed: int = 0, turning: bool = True) -> Iterator[Ties]:
    """Random networks with the same degrees, one after the other, from a chain whose long run visits all such networks alike often.

    A round puts all ties into random couples and switches the ends of each: a–b, c–d become a–d, c–b. A couple stays as it is if that
    would make a tie of one with itself or a tie that is there, or if it gets in the way of another couple: then both stay. So a round can be
    walked back with the same chance, which is what makes all networks alike likely (Rao, Jana and Bandyopadhyay 1996).
    Without `turning`, the first end of a tie stays a first end: for organisations and the meetings they went to.
    """
    random = np.random.default_rng(seed)
    codes = ties.pairs.astype(np.int64) @ np.array([ties.n, 1])
    for draw in range(draws):
        for _ in range(2 * (switches if draw else FIRST)):
            codes = _round(codes, ties.n, random, turning)
        yield Ties(n=ties.n, pairs=np.stack([codes // ties.n, codes % ties.n], axis=1).astype(np.int32), groups=ties.groups)


def _round(codes: NDArray[np.int64], n: int, random: np.random.Generator, turning: bool) -> NDArray[np.int64]:
    """One attempted switch for every two ties; sorted codes in, sorted codes out."""
    half = len(codes) // 2
    mixed = random.permutation(codes)
    a, b, c, d = mixed[:half] // n, mixed[:half] % n, mixed[half : 2 * half] // n, mixed[half : 2 * half] % n
    turned = random.random(half) < (0.5 if turning else 0)
    c, d = np.where(turned, d, c), np.where(turned, c, d)
    made = np.stack([_code(a, d, n), _code(c, b, n)], axis=1)
    bad = (a == d) | (c == b)
    bad |= Lookup(codes).holds(made).any(axis=1)  # ties of other couples included, which go away only perhaps
    bad |= Lookup(_doubles(made)).holds(made).any(axis=1)
    old = np.stack([mixed[:half], mixed[half : 2 * half]], axis=1)
    blocked = Lookup(distinct(made[bad])).holds(old).any(axis=1)
    fine = ~(bad | blocked)
    kept = np.concatenate([old[~fine].ravel(), made[fine].ravel(), mixed[2 * half :]])
    kept.sort()
    return kept


def _code(one: NDArray[np.int64], two: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    return np.minimum(one, two) * n + np.maximum(one, two)


def _doubles(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """What stands in the codes more than once, sorted."""
    ordered = np.sort(codes.ravel())
    return distinct(ordered[1:][ordered[1:] == ordered[:-1]])
