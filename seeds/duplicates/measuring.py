"""How good a matcher is on records with known truth: found and missed pairs, and whether its probabilities can be believed."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from seeds.duplicates.columns import Bools
from seeds.duplicates.corpus import Corpus
from seeds.duplicates.matcher import Matcher

EDGES = (0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99)
"""Where the bins of the reliability figure end; the first bin, up to .01, is left out of the error: there is nothing to decide."""


def measured(matcher: Matcher, made: Corpus) -> dict[str, Any]:
    """Figures of one corpus. A pair that no key brings together counts as missed."""
    chances = matcher.probability(made.values)
    bins, error = reliability(chances, made.same)
    return {
        "records": len(made.found),
        "pairs": len(made.same),
        "same": int(made.same.sum()) + made.lost,
        "never_compared": made.lost,
        "at_half": scored(chances >= 0.5, made),
        "at_clear": scored(chances >= 0.99, made),
        "calibration_error": error,
        "reliability": bins,
    }


def scored(chosen: Bools, made: Corpus) -> dict[str, float]:
    """Right, wrong and missed pairs if the chosen ones are taken for one business, and the F1 of that."""
    right, wrong = int((chosen & made.same).sum()), int((chosen & ~made.same).sum())
    missed = int(made.same.sum()) + made.lost - right
    return {"right": right, "wrong": wrong, "missed": missed, "f1": round(2 * right / max(2 * right + wrong + missed, 1), 4)}


def reliability(chances: NDArray[np.float64], same: Bools) -> tuple[list[dict[str, float]], float]:
    """Bins of a like probability with what was predicted and what was so, and the mean distance of the two over all pairs above .01."""
    place = np.digitize(chances, EDGES)
    bins = [_bin(chances[place == bin], same[place == bin]) for bin in range(len(EDGES) + 1) if (place == bin).any()]
    above = [found for found in bins if found["predicted"] > EDGES[0]]
    total = sum(found["pairs"] for found in above)
    return bins, round(sum(found["pairs"] * abs(found["predicted"] - found["so"]) for found in above) / max(total, 1), 4)


def _bin(chances: NDArray[np.float64], same: Bools) -> dict[str, float]:
    return {"pairs": len(same), "predicted": round(float(chances.mean()), 4), "so": round(float(same.mean()), 4)}
