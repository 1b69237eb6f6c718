"""Draws who is offered and who waits, so that anybody who knows the seed can draw it again."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import accumulate

import numpy as np

from graph.errors import Invalid

OFFER, WAIT = "offer", "wait"
"""The two arms: who is offered (or encouraged), and who is not yet."""
LARGEST_SEED = 2**53
"""What JSON and spreadsheets still hold exactly."""


def draw(strata: Mapping[str, str], *, share: float, seed: int) -> dict[str, str]:
    """Unit → arm, from unit → stratum; in each stratum a `share` of its units is offered, as nearly as it can be divided.

    Stratified simple random assignment. The raw 64-bit numbers of numpy's PCG64 (O'Neill 2014), seeded with `seed`, are dealt
    out to the strata in alphabetical order and in each to its units in alphabetical order; the units with the smallest numbers are offered.
    What cannot be divided is settled between strata by systematic sampling with a random start (the first number), so that
    every unit has exactly the chance `share` and the total is off by less than one (Madow 1949). The order of the input does not matter,
    and raw numbers stay the same in every version of numpy.
    """
    if not 0 < share < 1 or not 0 <= seed < LARGEST_SEED:
        raise Invalid(f"share={share}, seed={seed}: the share lies between 0 and 1, the seed is a whole number from 0 to 2^53")
    members: dict[str, list[str]] = defaultdict(list)
    for unit in sorted(strata):
        members[strata[unit]].append(unit)
    numbers = np.random.PCG64(seed)
    places = _places([len(members[stratum]) for stratum in sorted(members)], share, _fraction(numbers))
    arms: dict[str, str] = {}
    for stratum, offered in zip(sorted(members), places, strict=True):
        units = members[stratum]
        ranked = np.argsort(numbers.random_raw(len(units)), kind="stable")
        arms |= {units[place]: OFFER if rank < offered else WAIT for rank, place in enumerate(ranked.tolist())}
    return {unit: arms[unit] for unit in sorted(arms)}


def _fraction(numbers: np.random.PCG64) -> float:
    """A number in [0, 1) from the upper 53 bits of the next raw one."""
    return (int(numbers.random_raw()) >> 11) / 2**53


def _places(sizes: list[int], share: float, start: float) -> list[int]:
    """How many are offered in each stratum: the whole part, and one more where a running sum of the rests passes a whole number."""
    whole = [int(size * share + 1e-9) for size in sizes]
    passed = [int(rest + 1e-9) for rest in accumulate((size * share - part for size, part in zip(sizes, whole, strict=True)), initial=start)]
    return [part + after - before for part, before, after in zip(whole, passed, passed[1:], strict=False)]
