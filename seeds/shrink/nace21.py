"""NACE rev. 2.1 in English, and where each of its codes lies in NACE rev. 2."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from seeds.shrink.write import plain
from seeds.tables import DATA, rows

Table = Mapping[str, Mapping[str, str]]
ALIKE = 0.6
"""Least share of common words in two labels under the same code that makes them the same class in other words."""
_NOISE = frozenset({"and", "or", "of", "the", "for", "in", "by", "to", "on", "a"})


def nace21(folder: Path) -> Iterator[Sequence[str]]:
    """The rows of `nace21.csv.gz`; `nace2` is as precise as the names agree, at worst the division of the same number.

    A table of correspondences is not among our sources. In this order: our own table `nace21_by_hand.csv`; the only code of the level
    with the same label; the same code with almost the same label; what holds for the group; the division.
    """
    old = {row["code"]: row for row in rows(folder / "taxonomies" / "nace_rev2_en_de_fr_it.csv")}
    new = list(rows(folder / "taxonomies" / "nace_rev2_1_en.csv"))
    by_hand = {row["code"]: row["nace2"] for row in rows(DATA / "nace21_by_hand.csv")}
    labels = _labels(old)
    for row in new:
        if row["level"] == "section":
            yield row["section"], row["level"], row["code"], plain(row["en"]), ""  # sections were cut anew
            continue
        found = by_hand.get(row["code"]) or _same(row, old, labels) or _above(row["code"], by_hand, old, labels, new)
        yield row["section"], row["level"], row["code"], plain(row["en"]), found


def _labels(old: Table) -> dict[tuple[str, str], list[str]]:
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, row in old.items():
        labels[row["level"], _spelled(row["en"])].append(code)
    return labels


def _same(row: Mapping[str, str], old: Table, labels: Mapping[tuple[str, str], Sequence[str]]) -> str:
    """The code of the same thing at the same level, or nothing."""
    named = labels.get((row["level"], _spelled(row["en"])), ())
    if len(named) == 1:
        return named[0]
    code = row["code"]
    return code if code in old and _likeness(row["en"], old[code]["en"]) >= ALIKE else ""


def _above(code: str, by_hand: Mapping[str, str], old: Table, labels: Mapping[tuple[str, str], Sequence[str]], new: Sequence[Mapping[str, str]]) -> str:
    """What holds for the group of a class; the division of the same number, which every code has, otherwise."""
    group = next((row for row in new if len(code) == len("62.10") and row["code"] == code[:4]), None)
    return (group and (by_hand.get(code[:4]) or _same(group, old, labels))) or code[:2]


def _spelled(label: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in label.lower()).split())


def _likeness(one: str, other: str) -> float:
    """Common words by all words (Jaccard 1901), by their first five letters."""
    words = [{word[:5] for word in _spelled(label).split()} - _NOISE for label in (one, other)]
    return len(words[0] & words[1]) / len(words[0] | words[1])
