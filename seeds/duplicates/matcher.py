"""The learned matcher as it ships: a table of weights over the features, and the steps by which their sum is a probability."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import Incompatible
from seeds.duplicates.features import FEATURES, Values

FILE = Path(__file__).with_name("matcher.json")


@dataclass(frozen=True, slots=True)
class Matcher:
    """`score` = base + Σ weight · feature; `probability` is read off between the `points` (score, probability); `data` hashes what it was learned from."""

    version: str
    data: str
    base: float
    weights: Mapping[str, float]
    points: Sequence[tuple[float, float]]

    def probability(self, values: Values) -> NDArray[np.float64]:
        """0 to 1 for each row of features."""
        scores, chances = zip(*self.points, strict=True)
        return np.asarray(np.interp(self.score(values), scores, chances))

    def score(self, values: Values) -> NDArray[np.float64]:
        """The sum before calibration, in log-odds of the lists it was learned from."""
        return np.asarray(self.base + values.astype(np.float64) @ np.array([self.weights[name] for name in FEATURES]))


@cache
def matcher(file: Path = FILE) -> Matcher:
    """The matcher that ships. Raises Incompatible if it was learned for other features."""
    raw: dict[str, Any] = json.loads(file.read_text("utf-8"))
    weights = {name: float(weight) for name, weight in raw["weights"].items()}
    if list(weights) != list(FEATURES):
        raise Incompatible(f"{file.name} was learned for other features; run `python -m seeds.duplicates.training`")
    return Matcher(raw["version"], raw["data"], float(raw["base"]), weights, [(score, chance) for score, chance in raw["points"]])
