"""The additive score: base, fitted parts and stated parts; each part is one signal, and the sum of the parts is the score."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from matcher.index import Index
from matcher.query import Query
from matcher.ranker.features import FITTED, context, features
from matcher.ranker.tables import FOLDER, SCOPES, Model, read
from matcher.signals import SIGNALS, Form
from matcher.signals.common import Values

FILE = Path(__file__).with_name("weights.json")
BASE = "base"
DIAL = "distance_band"


class Basis(StrEnum):
    """What a list rests on: shapes learned from ties, or, for an asker without ties, stated parts only."""

    FITTED = "fitted"
    WITHOUT_TIES = "without ties"


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights set by hand, by signal, for partners (stated signals) and for services."""

    partners: Mapping[str, float]
    services: Mapping[str, float]
    hash: str


def weights(file: Path = FILE) -> Weights:
    """Read the weights. Raises Invalid if a stated signal has none, one has no signal, or one is no finite number."""
    text = file.read_text("utf-8")
    read = json.loads(text)
    wanted = {BASE, *(listed.name for listed in SIGNALS if listed.form is Form.STATED)}
    odd = wanted ^ set(read["partners"])
    if odd:
        raise Invalid(f"{file.name} and the list of stated signals differ in {', '.join(sorted(odd))}; give each of them one weight")
    for goal in ("partners", "services"):
        for name, value in read[goal].items():
            if not isinstance(value, int | float) or not np.isfinite(value):
                raise Invalid(f"{file.name}: the weight of {name} is {value!r}; it must be a finite number")
    return Weights(read["partners"], read["services"], hashlib.sha256(text.encode()).hexdigest()[:12])


def models(folder: Path = FOLDER) -> dict[str, Model]:
    """The fitted models by scope; none if the folder has no tables. Raises Invalid for a table that is not as it should be."""
    names = [listed.name for listed in FITTED]
    return {scope: read(folder / f"{scope}.json", names) for scope in SCOPES if (folder / f"{scope}.json").exists()}


@dataclass(frozen=True, slots=True)
class Parts:
    """Points of each signal for each row of the index, and the base that every row gets. `model` is None where nothing was learned from."""

    names: tuple[str, ...]
    points: NDArray[np.float64]  # signal × row
    base: float
    model: Model | None = None

    @property
    def basis(self) -> Basis:
        """What the scores rest on."""
        return Basis.FITTED if self.model else Basis.WITHOUT_TIES

    @property
    def scores(self) -> Values:
        """The sum over signals and base, for each row."""
        total: Values = self.points.sum(axis=0) + self.base
        return total

    def without(self, *names: str) -> Values:
        """The scores without some of the signals."""
        kept = [at for at, name in enumerate(self.names) if name not in names]
        total: Values = self.points[kept].sum(axis=0) + self.base
        return total

    def chances(self, rows: NDArray[np.intp]) -> list[float | None]:
        """For each of some rows the probability that a tie forms if it is shown: from the fitted parts alone. None without ties."""
        if self.model is None:
            return [None] * len(rows)
        fitted = [self.names.index(listed.name) for listed in FITTED]
        return [float(chance) for chance in self.model.chances.of(self.points[fitted][:, rows].sum(axis=0) + self.base)]

    def of(self, row: int) -> list[tuple[str, float]]:
        """The parts of one row that are not zero, the base last."""
        some = [(name, float(value)) for name, value in zip(self.names, self.points[:, row], strict=True) if value]
        return [*some, (BASE, self.base)]


def stated(index: Index, query: Query, given: Mapping[str, float]) -> dict[str, Values]:
    """Points of the stated signals, by name."""
    return {listed.name: given[listed.name] * listed.signal(index, query) for listed in SIGNALS if listed.form is Form.STATED}


def parts(index: Index, query: Query, given: Mapping[str, float], model: Model | None = None) -> Parts:
    """Every signal for every row: stated ones by their weight, fitted ones by the model's tables. An asker without ties has no fitted parts, and no base."""
    points = np.zeros((len(SIGNALS), len(index.ids)))
    names = tuple(listed.name for listed in SIGNALS)
    for name, values in stated(index, query, given).items():
        points[names.index(name)] = values
    partners = context(index, query)
    if model is None or not partners:
        return Parts(names, points, given[BASE])
    share = float(model.shapes.share(np.array([partners]))[0])
    for shape, values in zip(model.shapes.shapes, features(index, query), strict=True):
        points[names.index(shape.signal)] = shape.of_many(values, share)
    return Parts(names, points, float(model.shapes.base_at(np.array([partners]))[0]), model)
