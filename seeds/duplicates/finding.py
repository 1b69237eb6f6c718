"""Finds the records of one business: clear pairs joined into groups, unclear ones for a person to decide."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from seeds.duplicates.blocking import candidates
from seeds.duplicates.columns import columns
from seeds.duplicates.features import elsewhere, features, hopeless
from seeds.duplicates.groups import Groups, Pair
from seeds.duplicates.matcher import Matcher, matcher
from seeds.duplicates.records import Business, Records, records
from seeds.duplicates.rule import Rule, rule

Ids = tuple[str, str]
_AT_ONCE = 200_000
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Likely:
    """Two records by id, the smaller first, that are one business with this probability; `clear` if the rule says so without a person."""

    one: str
    other: str
    probability: float
    clear: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs from the threshold `unclear` on, the likeliest first; groups of one business by rule; how many pairs were compared."""

    records: int
    compared: int
    pairs: Sequence[Likely]
    groups: Sequence[Sequence[str]]

    @property
    def unique(self) -> int:
        """How many businesses the records are, unclear pairs taken for different."""
        return self.records - sum(len(group) - 1 for group in self.groups)

    @property
    def estimated(self) -> int:
        """How many they are if the unclear pairs that are rather one than two are one."""
        return self.unique - sum(not pair.clear and pair.probability >= _HALF for pair in self.pairs)


def find(
    businesses: Iterable[Business],
    *,
    same: Collection[Ids] = (),
    apart: Collection[Ids] = (),
    asked: Collection[Ids] = (),
    use: Matcher | None = None,
    by: Rule | None = None,
) -> Found:
    """Compare all records. `same` and `apart` are pairs that were decided and are not listed again; `asked` are for a person alone, however clear."""
    taken, judge = by or rule(), use or matcher()
    found = records(sorted(businesses, key=lambda business: business.id))
    row = {business.id: at for at, business in enumerate(found.businesses)}
    decided = {(pair if pair[0] < pair[1] else pair[::-1]) for pair in (*same, *apart)}
    scored, against, count = _scored(found, judge, taken)
    barred = [*against, *((row[one], row[other]) for one, other in (*apart, *asked) if one in row and other in row)]
    groups = Groups({at: number for at, number in enumerate(found.numbers) if number[0]}, barred)
    for one, other in sorted(pair for pair in same if pair[0] in row and pair[1] in row):
        groups.join(row[one], row[other], decided=True)
    open_pairs = [each for each in scored if _ids(found, each.pair) not in decided]
    for each in open_pairs:
        if each.clear:
            groups.join(*each.pair)
    pairs = [Likely(*_ids(found, each.pair), each.probability, groups.are_joined(*each.pair)) for each in open_pairs]
    return Found(len(found), count, pairs, [[found.businesses[at].id for at in group] for group in groups.found()])


def _ids(found: Records, pair: Pair) -> Ids:
    return found.businesses[pair[0]].id, found.businesses[pair[1]].id


@dataclass(frozen=True, slots=True)
class _Scored:
    """Two rows with their probability, and whether the rule may join them."""

    pair: Pair
    probability: float
    clear: bool


def _scored(found: Records, judge: Matcher, by: Rule) -> tuple[list[_Scored], list[Pair], int]:
    """Pairs from `unclear` on, the likeliest first; pairs that speak against a group of clear ones; how many were compared."""
    made = columns(found)
    left, right = candidates(found)
    chances, far = np.zeros(len(left)), np.zeros(len(left), dtype=bool)
    for at in range(0, len(left), _AT_ONCE):
        ones, others = left[at : at + _AT_ONCE], right[at : at + _AT_ONCE]
        worth = np.flatnonzero(~hopeless(found, made, ones, others))
        values = features(found, made, ones[worth], others[worth])
        chances[at + worth] = np.round(judge.probability(values), 4)
        far[at + worth] = elsewhere(values)
    clear = (chances >= by.clear) & ~far
    joinable = np.zeros(len(found), dtype=bool)
    for ends in (left, right):
        joinable[ends[clear]] = True
    against = np.flatnonzero((chances < by.against) & joinable[left] & joinable[right])
    likely = np.flatnonzero(chances >= by.unclear).tolist()
    scored = [_Scored((int(left[at]), int(right[at])), float(chances[at]), bool(clear[at])) for at in likely]
    barred = list(zip(left[against].tolist(), right[against].tolist(), strict=True))
    return sorted(scored, key=lambda each: (-each.probability, each.pair)), barred, len(left)
