"""Numbers, days and intervals as a language writes them."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from graph.indicators import Figure, Indicator, Target, Unit

NONE = "–"
_WHOLE = frozenset(
    {
        Unit.BUSINESSES,
        Unit.ORGANISATIONS,
        Unit.CLUSTERS,
        Unit.COLLABORATIONS,
        Unit.INTERESTS,
        Unit.CONTACTS,
        Unit.SERVICES,
        Unit.PATHS,
        Unit.TIES,
        Unit.COMPONENTS,
    }
)


def number(value: float, lang: str, *, unit: Unit = Unit.BUSINESSES) -> str:
    """A value in its unit: whole numbers whole, shares as per cent, others with the digits that say something."""
    if unit is Unit.SHARE:
        return str(format_percent(value, format="#,##0.0 %" if lang != "en" else "#,##0.0%", locale=lang))
    if unit in _WHOLE:
        return str(format_decimal(round(value), format="#,##0", locale=lang))
    pattern = {Unit.DAYS: "#,##0.#", Unit.STEPS: "#,##0.00", Unit.BITS: "#,##0.00", Unit.RATIO: "#,##0.00", Unit.DIFFERENCE: "+#,##0.000;−#,##0.000"}
    return str(format_decimal(value, format=pattern.get(unit, "#,##0.000;−#,##0.000"), locale=lang))


def value(indicator: Indicator, figure: Figure, lang: str) -> str:
    return NONE if figure.value is None else number(figure.value, lang, unit=indicator.unit)


def interval(indicator: Indicator, figure: Figure, lang: str) -> str:
    """Both limits; nothing where there are none, or where they are the value itself."""
    if figure.value is None or figure.low is None or figure.high is None or figure.low == figure.high:
        return ""
    return f"{number(figure.low, lang, unit=indicator.unit)} … {number(figure.high, lang, unit=indicator.unit)}"


def target(found: Target | None, unit: Unit, lang: str) -> str:
    """What the value is held against: at least, at most, or between."""
    if found is None:
        return ""
    low, high = (None if bound is None else number(bound, lang, unit=unit) for bound in (found.low, found.high))
    if low and high:
        return f"{low} … {high}"
    return f"≥ {low}" if low else f"≤ {high}"


def day(value: date, lang: str) -> str:
    return str(format_date(value, "long", locale="en_GB" if lang == "en" else lang))


def month(value: date, lang: str) -> str:
    return str(format_date(value, "MMMM y", locale="en_GB" if lang == "en" else lang))
