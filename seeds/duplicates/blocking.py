"""Candidate pairs: records that share a cheap key. However many records share one, the number of pairs stays a small multiple of theirs."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

import numpy as np

from seeds.duplicates.records import Ints, Records

WHOLE = 24
"""Up to so many records of one key are all compared with each other."""
WINDOW = 6
"""In larger blocks each is compared with so many that follow it, ordered by name and town."""
NEIGHBOURS = 4
_RARE = 3  # words of a name that make keys of their own
_START = 5  # letters of a name's beginning that make a key
_LONG = 4  # letters of a word that may be misspelt


def candidates(found: Records) -> tuple[Ints, Ints]:
    """Pairs of rows, the smaller first, each once, in order."""
    size = len(found)
    if size < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    rank = _ranks(found)
    pairs = [*_blocks(found, rank), *_sorted_neighbours(found)]
    left, right = np.concatenate([pair[0] for pair in pairs]), np.concatenate([pair[1] for pair in pairs])
    codes = np.unique(np.minimum(left, right) * size + np.maximum(left, right))
    return codes // size, codes % size


def _ranks(found: Records) -> Ints:
    """Each row's place by name, town and id: neighbours in it are alike."""
    order = sorted(range(len(found)), key=lambda row: (found.names[row].squashed, found.towns[row], found.businesses[row].id))
    rank = np.empty(len(found), np.int64)
    rank[order] = np.arange(len(found))
    return rank


def _blocks(found: Records, rank: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Keys as numbers, rows sorted by key and rank; then pairs by how far apart two rows stand in their block."""
    numbered: dict[str, int] = {}
    keys = [[numbered.setdefault(key, len(numbered)) for key in sorted(set(_keys(found, row)))] for row in range(len(found))]
    key = np.fromiter(chain.from_iterable(keys), np.int64)
    row = np.repeat(np.arange(len(found)), [len(some) for some in keys])
    order = np.lexsort((rank[row], key))
    key, row = key[order], row[order]
    sizes = np.bincount(key)[key]
    for step in range(1, WHOLE):
        near = key[step:] == key[:-step]
        near &= (sizes[:-step] <= WHOLE) | (step <= WINDOW)
        yield row[:-step][near], row[step:][near]


def _keys(found: Records, row: int) -> Iterator[str]:
    name, place = found.names[row], found.towns[row]
    rare = sorted(name.tokens, key=lambda token: (-found.weights[token], token))[:_RARE]
    yield f"= {name.squashed}"
    yield f"o {name.ordered}"
    yield f"^ {name.squashed[:_START]} {place}"
    for token in rare:
        yield f"t {token}"
        yield f"p {token} {place}"
        if len(token) > _LONG:
            yield f"s {_skeleton(token)}"
    for one, other in pairwise(rare):
        yield f"2 {min(one, other)} {max(one, other)}"
    if len(name.initials) > 2:
        yield f"a {name.initials} {found.businesses[row].country}"
    for short in sorted(name.brief | ({name.squashed} if len(name.squashed) < 7 else frozenset())):
        if len(short) > 2:
            yield f"a {short} {found.businesses[row].country}"
    if found.hosts[row]:
        yield f"h {found.hosts[row]}"
    if found.numbers[row][0]:
        yield f"n {' '.join(found.numbers[row])}"


def _skeleton(token: str) -> str:
    """The first letter and the consonants that follow: most slips of the pen and the ear leave it."""
    return token[0] + "".join(letter for letter in token[1:] if letter not in "aeiouy")


def _sorted_neighbours(found: Records) -> Iterator[tuple[Ints, Ints]]:
    """Neighbours among the names sorted as they are written, and sorted from behind."""
    squashed = [name.squashed for name in found.names]
    for spelled in (squashed, [text[::-1] for text in squashed]):
        order = _order(spelled)
        for step in range(1, min(NEIGHBOURS, len(order) - 1) + 1):
            yield order[:-step], order[step:]


def _order(spelled: Sequence[str]) -> Ints:
    return np.array(sorted(range(len(spelled)), key=lambda row: (spelled[row], row)), dtype=np.int64)
