"""The development figures of an encoder: sentence likeness (STS-B dev) and needs that find their offers, within and across languages."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from matcher.training.corpus import LANGS, table
from matcher.training.teachers import Rows

PAIRS = Path(__file__).parent.parent / "evaluation" / "pairs.csv"
Encode = Callable[[Sequence[str]], Rows]
ACROSS = [(one, other) for one in LANGS for other in LANGS if one != other]


def unit(rows: Rows) -> Rows:
    """Rows of length 1; zeros stay zeros."""
    made: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return made


class Development:
    """The two development sets, read once."""

    def __init__(self, data: Path) -> None:
        self._judged = {lang: list(table(data / f"text/stsb_{lang}_dev.csv.gz")) for lang in LANGS}
        self._likeness = np.array([float(row["score"]) for row in self._judged["en"]])
        self._pairs = list(table(PAIRS))

    def line(self, name: str, encode: Encode, looking: Encode) -> str:
        """Spearman × 100 in each language and across; need→offer accuracy at 1 × 100 in each language, across, and in one mixed store."""
        sides = {lang: (encode([row["s1"] for row in rows]), encode([row["s2"] for row in rows])) for lang, rows in self._judged.items()}
        alike = {(one, other): spearmanr((sides[one][0] * sides[other][1]).sum(1), self._likeness)[0] for one in LANGS for other in LANGS}
        needs = {lang: looking([pair[f"need_{lang}"] for pair in self._pairs]) for lang in LANGS}
        offers = {lang: encode([pair[f"offer_{lang}"] for pair in self._pairs]) for lang in LANGS}
        met = {(one, other): self._met(needs[one], offers[other]) for one in LANGS for other in LANGS}
        mixed = np.mean([self._met(needs[lang], np.concatenate([offers[other] for other in LANGS])) for lang in LANGS])
        return f"{name:18} STS {_said(alike)} | need→offer {_said(met)} | mixed {100 * mixed:.0f}"

    def _met(self, needs: Rows, offers: Rows) -> float:
        """The share of needs whose likeliest offer is their own, in whatever language."""
        count = len(self._pairs)
        return float(np.mean((needs @ offers.T).argmax(1) % count == np.arange(count)))


def _said(figures: dict[tuple[str, str], float]) -> str:
    within = "/".join(f"{100 * figures[lang, lang]:.0f}" for lang in LANGS)
    return f"{within} across {100 * np.mean([figures[pair] for pair in ACROSS]):.0f}"
