"""A fit: shapes from the ties of two years, each given the year before, and chances from lists of the last year by an earlier fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from graph.errors import Invalid
from matcher.evaluation.ties import Split, Ties
from matcher.ranker.calibration import chances, shown_lists
from matcher.ranker.learning import Examples, Progress, examples, joined, learned, of_businesses
from matcher.ranker.shapes import Shapes
from matcher.ranker.tables import SCOPES, Model
from matcher.signals import Listed

SLICE = {"international": "international", "company": "business"}
"""The slice of the ties that each scope learns from: partners abroad, and businesses abroad."""


@dataclass
class Fitter:
    """Fits models of one network for several years; what one year teaches is computed once. `most` bounds the sources of a year (0: all)."""

    ties: Ties
    signals: Sequence[Listed]
    most: int = 0
    seed: int = 0
    progress: Progress | None = None
    _years: dict[int, Examples] = field(default_factory=dict)

    def split(self, year: int) -> Split:
        """What was known before a year, and what formed in it."""
        return self.ties.split(year - 1, [year])

    def formed_in(self, year: int) -> Examples:
        """Examples of the ties that formed in a year, given what was known before."""
        if year not in self._years:
            self._years[year] = examples(self.split(year), self.signals, most=self.most, seed=self.seed, progress=self._named(f"ties of {year}"))
        return self._years[year]

    def training_years(self, until: int) -> list[int]:
        """The last two years until this one that have a year with ties before them. Raises Invalid if there is none."""
        known = self.ties.years
        found = [year for year in (until - 1, until) if year in known and any(earlier < year for earlier in known)]
        if not found:
            span = f"{known[0]} to {known[-1]}" if known else "no year"
            raise Invalid(f"nothing to learn from until {until}: ties are known of {span}; a fit needs a year with ties and one before it")
        return found

    def examples(self, until: int, scope: str) -> Examples:
        """What a model of this scope learns from. Raises Invalid if no ties formed."""
        some = joined([self.formed_in(year) for year in self.training_years(until)], len(self.signals))
        some = of_businesses(some) if scope == "company" else some
        if not some.formed.any() or some.formed.all():
            raise Invalid(f"no ties between {'businesses' if scope == 'company' else 'organisations'} of different countries to learn from until {until}")
        return some

    def shapes(self, until: int, scope: str) -> Shapes:
        """The shapes by what formed until a year."""
        return learned(self.examples(until, scope), self.signals, seed=self.seed)

    def model(self, until: int, scope: str, *, data: str = "") -> Model:
        """Shapes, and chances from the lists that an earlier fit would have shown a year ago. Raises Invalid where too little is known."""
        earlier, split = self.shapes(until - 1, scope), self.split(until)
        askers, report = split.askers(self.most, self.seed), self._named(f"lists of {until}, {scope}")
        scores, formed = shown_lists(split, earlier, self.signals, SLICE[scope], rows=askers, progress=report)
        return Model(
            scope=scope,
            until=until,
            years=self.training_years(until),
            calibrated=until,
            data=data,
            sources=len(np.unique(self.examples(until, scope).source)),
            shapes=self.shapes(until, scope),
            chances=chances(scores, formed),
        )

    def _named(self, name: str) -> Progress | None:
        report = self.progress
        return (lambda _, done, all: report(name, done, all)) if report else None


def fit(fitter: Fitter, until: int, data: str = "") -> Mapping[str, Model]:
    """Models of both scopes by what formed until a year; `data` is the hash of the network."""
    return {scope: fitter.model(until, scope, data=data) for scope in SCOPES}
