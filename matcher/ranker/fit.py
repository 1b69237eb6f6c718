"""A fit: shapes from the ties of two years, each given the year before, and chances from lists of the last year by an earlier fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import Invalid
from matcher.evaluation.ties import Split, Ties
from matcher.ranker.calibration import chances, shown_lists
from matcher.ranker.learning import Pool, Progress, examples, learned, pools
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
    _years: dict[int, list[Pool]] = field(default_factory=dict)

    def split(self, year: int) -> Split:
        """What was known before a year, and what formed in it."""
        return self.ties.split(year - 1, [year])

    def formed_in(self, year: int, scope: str) -> list[Pool]:
        """The pools of those who found partners in a year, given what was known before."""
        if year not in self._years:
            split, report = self.split(year), self.progress
            named: Progress | None = (lambda _, done, all: report(f"ties of {year}", done, all)) if report else None
            self._years[year] = pools(split, self.signals, split.askers(self.most, self.seed), named)
        return scoped(self._years[year], scope)

    def training_years(self, until: int) -> list[int]:
        """The last two years until this one that have a year with ties before them. Raises Invalid if there is none."""
        known = self.ties.years
        found = [year for year in (until - 1, until) if year in known and any(earlier < year for earlier in known)]
        if not found:
            span = f"{known[0]} to {known[-1]}" if known else "no year"
            raise Invalid(f"nothing to learn from until {until}: ties are known of {span}; a fit needs a year with ties and one before it")
        return found

    def pools(self, until: int, scope: str) -> list[Pool]:
        """What a model of this scope learns from. Raises Invalid if nothing formed, or everything."""
        some = [one for year in self.training_years(until) for one in self.formed_in(year, scope)]
        formed = sum(int(one.formed.sum()) for one in some)
        if formed in (0, sum(len(one.formed) for one in some)):
            raise Invalid(f"no ties between {'businesses' if scope == 'company' else 'organisations'} of different countries to learn from until {until}")
        return some

    def shapes(self, until: int, scope: str) -> Shapes:
        """The shapes by what formed until a year."""
        return learned(examples(self.pools(until, scope), seed=self.seed), self.signals)

    def model(self, until: int, scope: str, *, data: str = "") -> Model:
        """Shapes, and chances from the lists that an earlier fit would have shown a year ago. Raises Invalid where too little is known."""
        earlier = self.shapes(until - 1, scope)
        return Model(
            scope=scope,
            until=until,
            years=self.training_years(until),
            calibrated=until,
            data=data,
            sources=sum(bool(one.formed.any()) for one in self.pools(until, scope)),
            shapes=self.shapes(until, scope),
            chances=chances(*shown_lists(self.formed_in(until, scope), earlier)),
        )


def scoped(some: Sequence[Pool], scope: str) -> list[Pool]:
    """Pools as a scope sees them."""
    return [one.of_businesses() for one in some] if scope == "company" else list(some)


def fit(fitter: Fitter, until: int, data: str = "") -> Mapping[str, Model]:
    """Models of both scopes by what formed until a year; `data` is the hash of the network."""
    return {scope: fitter.model(until, scope, data=data) for scope in SCOPES}
