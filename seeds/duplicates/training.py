"""Learns the matcher from what ships and writes `matcher.json` with its figures: `python -m seeds.duplicates.training`."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from seeds.duplicates.corpus import DENSE, SPARSE, Corpus, corpus, data_hash
from seeds.duplicates.features import FEATURES
from seeds.duplicates.matcher import FILE, Matcher
from seeds.duplicates.measuring import measured

VERSION = "duplicates-1"
LEARN, CALIBRATE, TEST = (1, 11), (2, 12, 22, 32, 42), 3
"""Seeds: the same organisations drawn into other lists give more pairs to learn from; the parts never share an organisation."""
_STRENGTH = 1.0
_CEILING = 0.999  # of a probability: nobody is certain
_LEAST = 60  # pairs behind each point of the calibration


def main(file: Path = FILE) -> None:
    """Learn on six tenths of the organisations, calibrate on two, measure on two; print the figures."""
    learned = learn(
        [corpus("train", seed, density) for seed, density in zip(LEARN, (DENSE, SPARSE), strict=True)], [corpus("calibrate", seed) for seed in CALIBRATE]
    )
    figures = {"dense": measured(learned, corpus("test", TEST, DENSE)), "sparse": measured(learned, corpus("test", TEST, SPARSE))}
    file.write_text(json.dumps(_document(learned, figures), indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


def learn(known: Sequence[Corpus], checked: Sequence[Corpus]) -> Matcher:
    """Weights by penalised logistic regression on `known`; the points of the probabilities by isotonic regression on `checked`."""
    values, same = np.concatenate([made.values for made in known]).astype(np.float64), np.concatenate([made.same for made in known])
    fitted = LogisticRegression(C=_STRENGTH, max_iter=5000).fit(values, same)
    weights = {name: round(float(weight), 4) for name, weight in zip(FEATURES, fitted.coef_[0], strict=True)}
    bare = Matcher(VERSION, data_hash(), round(float(fitted.intercept_[0]), 4), weights, ((0.0, 0.0), (1.0, 1.0)))
    scores, truths = np.concatenate([bare.score(made.values) for made in checked]), np.concatenate([made.same for made in checked])
    return replace(bare, points=_points(scores, truths.astype(np.float64)))


def _points(scores: NDArray[np.float64], truths: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Groups of neighbouring scores with the share that is one business, rising; few in the middle, where few pairs lie."""
    order = np.argsort(scores, kind="stable")
    middle = order[(scores[order] > -7)]
    rising = IsotonicRegression(y_min=0, y_max=_CEILING).fit_transform(scores[middle], truths[middle])
    groups = np.array_split(np.arange(len(middle)), max(len(middle) // _LEAST, 2))
    points = [(round(float(scores[middle[group]].mean()), 3), round(float(rising[group].mean()), 4)) for group in groups]
    return [(round(float(scores.min()), 3), 0.0), *_thinned(points)]


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Points between which the probability moves."""
    kept = [points[0]]
    for point in points[1:-1]:
        if point[1] - kept[-1][1] >= 0.005 and point[0] > kept[-1][0]:
            kept.append(point)
    return [*kept, points[-1]]


def _document(learned: Matcher, figures: dict[str, Any]) -> dict[str, Any]:
    return {
        "version": learned.version,
        "data": learned.data,
        "made": "python -m seeds.duplicates.training: names of Horizon 2020 by PIC, spelled anew as other lists would (seeds/duplicates/variants.py); "
        "learned on six tenths of the organisations, calibrated on two, measured on the last two",
        "points": [list(point) for point in learned.points],
        "base": learned.base,
        "weights": dict(learned.weights),
        "meaning": dict(FEATURES),
        "measured": figures,
    }


if __name__ == "__main__":
    main()
