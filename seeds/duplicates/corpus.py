"""Records with known truth, made of the names of Horizon 2020 that ship: who is who by the PIC, split by organisation."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from seeds.duplicates.blocking import candidates
from seeds.duplicates.columns import Bools, columns
from seeds.duplicates.features import Values, features
from seeds.duplicates.records import Business, Ints, Records, records
from seeds.duplicates.variants import listed, relatives, truth, variant
from seeds.tables import DATA, rows

SOURCE = DATA / "h2020/organisations.csv.gz"
RELATED = 0.3
"""How many organisations have a relative that is not the same: stated."""
DENSE, SPARSE = (0.45, 0.12), (0.15, 0.03)
"""How many organisations stand in a second and in a third list: dense to learn from, sparse as in a programme's lists to calibrate. Stated."""
SPLIT = {"train": range(6), "calibrate": range(6, 8), "test": range(8, 10)}


@dataclass(frozen=True, slots=True)
class Corpus:
    """Records, the candidate pairs among them with their features, and which of the pairs are one business.

    `lost` counts pairs of one business that no key brings together; a pair of other PICs with one name in one town is left out: nobody knows.
    """

    found: Records
    left: Ints
    right: Ints
    values: Values
    same: Bools
    lost: int


def organisations(part: str) -> list[Business]:
    """The named organisations of a part of the split, by PIC."""
    chosen = SPLIT[part]
    return [_business(row) for row in rows(SOURCE) if row["name"] and _tenth(row["orgId"]) in chosen]


def data_hash() -> str:
    """What the corpus is made of."""
    return hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]


def corpus(part: str, seed: int, density: tuple[float, float] = SPARSE) -> Corpus:
    """The corpus of one part."""
    return paired(lists(organisations(part), seed, density))


def lists(known: Sequence[Business], seed: int, density: tuple[float, float] = SPARSE) -> list[tuple[str, Business]]:
    """Records as several lists would hold them, each with the key of who it is; in random order."""
    towns = {country: sorted({business.city.title() for business in some if business.city} or {"Somewhere"}) for country, some in _by_country(known).items()}
    made: list[tuple[str, Business]] = []
    for business in known:
        draw = Random(f"{seed} {business.id}")
        who = truth(business)
        made.append((who.key, listed(who, f"{who.key}-0", draw)))
        if draw.random() < density[0]:
            made.append((who.key, variant(who, f"{who.key}-1", draw, towns)))
        if draw.random() < density[1]:
            made.append((who.key, variant(who, f"{who.key}-2", draw, towns)))
        if draw.random() < RELATED:
            other = relatives(who, f"{who.key}-r", draw, towns)
            made.append((other.key, listed(other, f"{who.key}-r0", draw)))
    Random(f"{seed} order").shuffle(made)
    return made


def paired(made: Sequence[tuple[str, Business]], *, among: Callable[[Records], tuple[Ints, Ints]] = candidates) -> Corpus:
    """Candidate pairs of records whose truth is known."""
    keys, found = [key for key, _ in made], records(business for _, business in made)
    left, right = among(found)
    same = np.array([keys[one] == keys[other] for one, other in zip(left.tolist(), right.tolist(), strict=True)], dtype=bool)
    known = same | ~np.array([_unknown(found, one, other) for one, other in zip(left.tolist(), right.tolist(), strict=True)], dtype=bool)
    lost = _pairs(keys) - int(same.sum())
    left, right = left[known], right[known]
    return Corpus(found, left, right, features(found, columns(found), left, right), same[known], lost)


def _pairs(keys: Iterable[str]) -> int:
    _, counts = np.unique(list(keys), return_counts=True)
    return int((counts * (counts - 1) // 2).sum())


def _by_country(known: Sequence[Business]) -> dict[str, list[Business]]:
    found: dict[str, list[Business]] = {}
    for business in known:
        found.setdefault(business.country, []).append(business)
    return found


def _unknown(found: Records, one: int, other: int) -> bool:
    """One name in one town under two PICs: some of these are one organisation registered twice."""
    first, second = found.businesses[one], found.businesses[other]
    made = "-r" in first.id or "-r" in second.id
    return not made and found.names[one].squashed == found.names[other].squashed and found.towns[one] == found.towns[other]


def _business(row: dict[str, str]) -> Business:
    return Business(row["orgId"], row["name"], row["country"], row["city"])


def _tenth(pic: str) -> int:
    return hashlib.sha256(pic.encode()).digest()[0] % 10
