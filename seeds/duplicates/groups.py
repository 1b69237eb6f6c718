"""Groups of records that are one business: what is clear is joined, the likeliest first, unless the group would contradict itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from seeds.duplicates.numbers import compared

Pair = tuple[int, int]
Number = tuple[str, str]


@dataclass(slots=True)
class _Group:
    """Members, the numbers they bear by kind, and the records that cannot be among them."""

    members: list[int]
    numbers: dict[str, Number] = field(default_factory=dict)
    barred: set[int] = field(default_factory=set)


class Groups:
    """Records by row; `numbers` are their register numbers, `apart` the pairs that cannot be in one group."""

    def __init__(self, numbers: Mapping[int, Number], apart: Iterable[Pair]) -> None:
        self._numbers, self._apart = numbers, _both_ways(apart)
        self._of: dict[int, _Group] = {}

    def join(self, one: int, other: int, *, decided: bool = False) -> bool:
        """Put two records into one group; False if that would contradict. What somebody `decided` is joined whatever it contradicts."""
        first, second = self._group(one), self._group(other)
        if first is second:
            return True
        if not decided and self._contradicts(first, second):
            return False
        large, small = (first, second) if len(first.members) >= len(second.members) else (second, first)
        large.members += small.members
        large.numbers |= {kind: number for kind, number in small.numbers.items() if kind not in large.numbers}
        large.barred |= small.barred
        self._of.update(dict.fromkeys(small.members, large))
        return True

    def are_joined(self, one: int, other: int) -> bool:
        return self._group(one) is self._group(other)

    def found(self) -> list[Sequence[int]]:
        """Groups of two and more, each in order, by their first record."""
        unique = {id(group): group for group in self._of.values() if len(group.members) > 1}
        return sorted((sorted(group.members) for group in unique.values()), key=lambda members: members[0])

    def _group(self, row: int) -> _Group:
        if row not in self._of:
            number = self._numbers.get(row, ("", ""))
            self._of[row] = _Group([row], {number[0]: number} if number[0] else {}, set(self._apart.get(row, ())))
        return self._of[row]

    def _contradicts(self, first: _Group, second: _Group) -> bool:
        if any(compared(number, second.numbers[kind]) < 0 for kind, number in first.numbers.items() if kind in second.numbers):
            return True
        small, large = (first, second) if len(first.members) <= len(second.members) else (second, first)
        return any(row in large.barred for row in small.members)


def _both_ways(pairs: Iterable[Pair]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found
