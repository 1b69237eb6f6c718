"""Records as numbers, padded to one width, so that a hundred thousand pairs are compared at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seeds.duplicates.records import Ints, Records, label
from seeds.duplicates.spelling import is_form, is_kin, town_words

Bools = NDArray[np.bool_]
NOTHING = -1
_TOKENS, _TOWN, _BRIEF = 16, 6, 6


@dataclass(frozen=True, slots=True)
class Columns:
    """One row per record; words, towns, hosts and numbers by their place in one dictionary, -1 for none."""

    tokens: Ints
    weights: NDArray[np.float32]
    kin: Bools
    formal: Bools  # which tokens are legal forms that stand where none is looked for
    town_words: Ints
    towns: Ints
    initials: Ints
    briefs: Ints
    squashed: Ints
    bearers: NDArray[np.float32]
    forms: Ints
    digits: Ints
    named: Ints  # countries in the name
    countries: Ints
    hosts: Ints
    labels: Ints
    kinds: Ints  # of number
    numbers: Ints
    courts: Bools


def columns(found: Records) -> Columns:
    """The columns of all records."""
    words: dict[str, int] = {"": NOTHING}

    def one(text: str) -> int:
        return words.setdefault(text, len(words))

    def all_of(texts: Iterable[str]) -> Ints:
        return np.array([one(text) for text in texts], dtype=np.int64)

    def padded(rows: Sequence[Sequence[str]], width: int) -> Ints:
        table = np.full((len(rows), width), NOTHING, dtype=np.int64)
        for row, texts in enumerate(rows):
            table[row, : len(texts)] = [one(text) for text in texts[:width]]
        return table

    names = found.names
    tokens = padded([name.tokens for name in names], _TOKENS)
    return Columns(
        tokens=tokens,
        weights=_spread([[found.weights[token] for token in name.tokens] for name in names], tokens).astype(np.float32),
        kin=_spread([[float(is_kin(token)) for token in name.tokens] for name in names], tokens) > 0,
        formal=_spread([[float(is_form(token)) for token in name.tokens] for name in names], tokens) > 0,
        town_words=padded([town_words(business.city) if town else [] for business, town in zip(found.businesses, found.towns, strict=True)], _TOWN),
        towns=all_of(found.towns),
        initials=all_of(name.initials if len(name.initials) > 2 else "" for name in names),
        briefs=padded([sorted(short for short in name.brief if len(short) > 2) for name in names], _BRIEF),
        squashed=all_of(name.squashed for name in names),
        bearers=np.array([found.bearers[name.squashed] for name in names], dtype=np.float32),
        forms=all_of(name.form for name in names),
        digits=all_of(" ".join(name.numbers) for name in names),
        named=all_of(" ".join(sorted(name.countries)) for name in names),
        countries=all_of(business.country for business in found.businesses),
        hosts=all_of(found.hosts),
        labels=all_of(label(host) for host in found.hosts),
        kinds=all_of(kind for kind, _ in found.numbers),
        numbers=all_of(" ".join(number) if number[0] else "" for number in found.numbers),
        courts=np.array([kind.startswith("court") for kind, _ in found.numbers], dtype=bool),
    )


def _spread(values: Sequence[Sequence[float]], like: Ints) -> NDArray[np.float64]:
    table = np.zeros(like.shape)
    for row, some in enumerate(values):
        table[row, : len(some)] = some
    return table
