"""What an encoder's cosines mean, measured on texts: how alike needs and offers are that have nothing to do with each other, and how alike those that do."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from matcher.encoders.protocol import Encoder, Scale

PAIRS = Path(__file__).parents[1] / "evaluation" / "pairs.csv"
LANGS = ("en", "de", "fr")
CHANCE = 0.99
_CLEAR = 0.42
"""How far from chance to 1 texts lie that clearly belong together; read off the Universal Sentence Encoder, whose figures are measured."""


def chance(encoder: Encoder, needs: Sequence[str], offers: Sequence[str], together: np.ndarray | None = None) -> float:
    """The cosine under which 99 of 100 pairs of a need and an offer lie; `together` (needs × offers) marks pairs that are left out."""
    cosines = encoder.encode_needs(needs) @ encoder.encode(offers).T
    return float(np.quantile(cosines if together is None else cosines[~together], CHANCE))


def scale(encoder: Encoder) -> Scale:
    """The scale of an encoder that nobody measured on the demonstration: chance from the shipped pairs, a third of them in each language; the rest a rule."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    found = [_in(encoder, pairs[number::3], lang) for number, lang in enumerate(LANGS)]
    low = max(0.0, float(np.mean(found)))
    clear = round(low + _CLEAR * (1 - low), 2)
    return Scale(chance=round(low, 2), clear=clear, label=clear)


def _in(encoder: Encoder, pairs: Sequence[dict[str, str]], lang: str) -> float:
    return chance(encoder, [pair[f"need_{lang}"] for pair in pairs], [pair[f"offer_{lang}"] for pair in pairs], np.eye(len(pairs), dtype=bool))
