"""Which figures are drawn: one or two charts a group, as horizontal bars on a common scale."""

from collections.abc import Iterator, Sequence

from api.reporting import numbers
from api.reporting.gathering import Gathered
from api.reporting.labels import Names
from api.reporting.phrases import said
from api.reporting.report import Bar, Chart
from graph.indicators import Figure, Part, Unit, indicator

MOST_BARS = 14
_SHARES: dict[str, tuple[str, ...]] = {
    "E": ("E1.rate", "E3.kept", "E3.again"),
    "X": ("X1.section", "X1.division", "X2", "X3", "X4.before"),
    "Q": ("Q1.hits10", "Q1.recall50", "Q3", "Q9.band", "Q11"),
    "S": ("S1.precision", "S1.completion", "S2", "S3"),
    "D": ("D1.valid", "D1.complete", "D1.single", "D1.nace4", "D1.nuts3", "D1.language", "D1.basis"),
}
"""Shares that are drawn beside each other."""
_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "R": (("R5.benefit", "cluster"), ("R5.benefit", "language")),
    "RC": (("RCO01", "size"),),
    "E": (("E1.sent", ""),),
    "X": (("X5", "months"),),
    "N": (("N3.roles", "role"),),
    "Q": (("Q9.middle", "distance"),),
}
"""Figures whose parts are drawn."""


class Drawing:
    """Charts of one gathering in one language."""

    def __init__(self, made: Gathered, names: Names, lang: str) -> None:
        self._made, self._names, self._lang = made, names, lang

    def charts(self, letters: str) -> Iterator[Chart]:
        """Those of a group that have something to show."""
        if keys := [key for key in _SHARES.get(letters, ()) if self._made.figures[key].value is not None]:
            yield self._shares(keys)
        for key, by in _PARTS.get(letters, ()):
            parts = [part for part in self._made.figures[key].parts if part.by == by and part.number is not None and part.value not in ("new", "change")]
            if parts:
                yield self._parts(key, by, parts)

    def _shares(self, keys: Sequence[str]) -> Chart:
        bars = [self._share(key, self._made.figures[key]) for key in keys]
        return _chart(said("Shares", self._lang), bars, 1.0)

    def _share(self, key: str, figure: Figure) -> Bar:
        entry = indicator(key)
        aim = entry.aim(self._made.world.rules)
        return Bar(entry.title(self._lang), figure.value or 0.0, numbers.value(entry, figure, self._lang), figure.low, figure.high, aim.low if aim else None)

    def _parts(self, key: str, by: str, parts: Sequence[Part]) -> Chart:
        entry = indicator(key)
        unit = Unit.SHARE if by in ("months", "distance") else entry.unit
        shown = sorted(parts, key=lambda part: (-(part.whole or 0), part.value))[:MOST_BARS] if by == "cluster" else parts[:MOST_BARS]
        bars = [
            Bar(self._names.value(part), part.number or 0.0, numbers.number(part.number or 0.0, self._lang, unit=unit), part.low, part.high) for part in shown
        ]
        most = 1.0 if unit is Unit.SHARE else max((bar.value for bar in bars), default=1.0) or 1.0
        title = entry.title(self._lang) if not by else f"{entry.title(self._lang)}, {self._names.by(by)}"
        return _chart(title, bars, most)


def _chart(title: str, bars: Sequence[Bar], most: float) -> Chart:
    return Chart(title, tuple(bars), most, f"{title}: " + "; ".join(f"{bar.label} {bar.text}" for bar in bars))
