"""What the values of slices are called: clusters, countries, sectors, sizes, languages."""

from babel import Locale
from babel.numbers import format_decimal

from api.labels import Labels
from api.reporting.phrases import N_, said
from graph.indicators import Part
from graph.indicators.words import fact, slice_, term

SIZES = {"micro": N_("micro"), "small": N_("small"), "medium": N_("medium"), "large": N_("large")}
UNKNOWN, NOWHERE = N_("not known"), N_("in no cluster")


class Names:
    """Names of values in one language; nothing here names a business."""

    def __init__(self, labels: Labels, lang: str) -> None:
        self._labels, self._lang = labels, lang

    def value(self, part: Part) -> str:
        """The name of a part's value."""
        if not part.value:
            return said(NOWHERE if part.by == "cluster" else UNKNOWN, self._lang)
        if part.by in ("", "arm", "role"):
            return term(part.value, self._lang)
        if part.by == "months":
            return said("{months} months", self._lang, months=part.value)
        if part.by == "distance":
            low = float(part.value)
            return "–".join(str(format_decimal(limit, locale=self._lang)) for limit in (low, round(low + 0.1, 1)))
        if part.by == "fact":
            return fact(part.value, self._lang)
        if part.by == "size":
            return said(SIZES.get(part.value, part.value), self._lang)
        return self._known(part)

    def by(self, by: str) -> str:
        return slice_(by, self._lang)

    def _known(self, part: Part) -> str:
        if part.by == "country":
            return str(Locale(self._lang).territories.get(part.value, part.value))
        if part.by == "language":
            return str(Locale(self._lang).languages.get(part.value, part.value))
        label = self._labels.label_of(part.value, self._lang) if ":" in part.value else None
        return _printable(label.name) if label else part.value


def _printable(name: str) -> str:
    """A name without what no file can show: control characters, and marks that turn the direction of what follows."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
