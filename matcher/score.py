"""The additive score: each signal times its weight is a part, and the sum of the parts is the score."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from matcher.index import Index
from matcher.query import Query
from matcher.signals import SIGNALS
from matcher.signals.common import Values

FILE = Path(__file__).with_name("weights.json")
BASE = "base"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by signal for partners and for services; `state` says whether anything was fitted."""

    state: str
    partners: Mapping[str, float]
    services: Mapping[str, float]
    hash: str


def weights(file: Path = FILE) -> Weights:
    """Read the weights. Raises Invalid if a signal has none, or one has no signal."""
    text = file.read_text("utf-8")
    read = json.loads(text)
    wanted = {BASE, *(listed.name for listed in SIGNALS)}
    odd = wanted ^ set(read["partners"])
    if odd:
        raise Invalid(f"{file.name} and the list of signals differ in {', '.join(sorted(odd))}; give each signal one weight")
    return Weights(read["state"], read["partners"], read["services"], hashlib.sha256(text.encode()).hexdigest()[:12])


@dataclass(frozen=True, slots=True)
class Parts:
    """Points of each signal for each row of the index, and the base that every row gets."""

    names: tuple[str, ...]
    points: NDArray[np.float64]  # signal × row
    base: float

    @property
    def scores(self) -> Values:
        """The sum over signals and base, for each row."""
        total: Values = self.points.sum(axis=0) + self.base
        return total

    def of(self, row: int) -> list[tuple[str, float]]:
        """The parts of one row that are not zero, the base last."""
        some = [(name, float(value)) for name, value in zip(self.names, self.points[:, row], strict=True) if value]
        return [*some, (BASE, self.base)]


def parts(index: Index, query: Query, given: Mapping[str, float]) -> Parts:
    """Every signal for every row, weighted."""
    names = tuple(listed.name for listed in SIGNALS)
    points = np.stack([given[listed.name] * listed.signal(index, query) for listed in SIGNALS])
    return Parts(names, points, given[BASE])
