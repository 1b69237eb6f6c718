"""The first page: tiers against targets, conversion, what is missing, and what is to be expected."""

from collections.abc import Iterator
from datetime import date, timedelta

from api.reporting import numbers
from api.reporting.gathering import Gathered
from api.reporting.phrases import N_, said
from api.reporting.report import Bar, Chart, Course, Table
from graph.indicators import Period, Unit, indicator
from graph.indicators.words import refused
from graph.reach.forecast import forecast as ahead

TIERS = ("R1", "R2", "R3")
_MOST = 1.25
_MOST_MONTHS = 600


def tiers(made: Gathered, lang: str) -> Chart:
    """Each tier as a share of its target, so that 7,000 and 250 fit on one scale."""
    bars = tuple(_tier(made, key, target, lang) for key, target in zip(TIERS, made.world.rules.targets, strict=True))
    alt = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return Chart("", bars, max(_MOST, *(bar.value * 1.05 for bar in bars)), alt)


def _tier(made: Gathered, key: str, target: int, lang: str) -> Bar:
    figure = made.figures[key]
    count, low = figure.value or 0.0, figure.low or 0.0
    said_ = numbers.number(count, lang) if low == count else f"{numbers.number(low, lang)}–{numbers.number(count, lang)}"
    text = said("{count} of {target}", lang, count=said_, target=numbers.number(target, lang))
    return Bar(indicator(key).title(lang), count / target, text, low / target, count / target, 1.0)


def course(made: Gathered, lang: str) -> Course | None:
    """Each tier at the end of every month, as a share of its target; None for less than two months, or for more than a picture can show."""
    days = list(_ends(made.period))
    if not 2 <= len(days) <= _MOST_MONTHS:
        return None
    targets = made.world.rules.targets
    counts = [[int((made.world.tiers.at(day) >= tier).sum()) for day in days] for tier in (1, 2, 3)]
    values = tuple(tuple(count / target for count in row) for row, target in zip(counts, targets, strict=True))
    labels = tuple(indicator(key).title(lang) for key in TIERS)
    return Course(
        title=said("Month by month, as a share of the target", lang),
        labels=labels,
        values=values,
        first=numbers.month(days[0], lang),
        last=numbers.day(days[-1], lang),
        most=max(_MOST, *(max(row) * 1.05 for row in values)),
        aim=said("Target", lang),
        alt="; ".join(f"{label}: {numbers.number(row[0], lang)} … {numbers.number(row[-1], lang)}" for label, row in zip(labels, counts, strict=True)),
    )


def _ends(period: Period) -> Iterator[date]:
    """The last day of each month of the period, and its last day."""
    year, month = period.first.year, period.first.month
    while (end := _month_after(year, month) - timedelta(days=1)) < period.last:
        yield end
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    yield period.last


def _month_after(year: int, month: int) -> date:
    return date(year, month + 1, 1) if month < 12 else date(year + 1, 1, 1)


def conversion(made: Gathered, lang: str) -> Chart:
    bars = []
    for key in ("R5.benefit", "R5.depth"):
        figure = made.figures[key]
        text = numbers.value(indicator(key), figure, lang)
        bars.append(Bar(indicator(key).title(lang), figure.value or 0.0, text, figure.low, figure.high))
    return Chart("", tuple(bars), 1.0, "; ".join(f"{bar.label}: {bar.text}" for bar in bars))


def forecast(made: Gathered, ends: date, lang: str) -> Table:
    """Today and at the programme's end, with the interval that holds 80 %; without rows where there is nothing to forecast."""
    found = ahead(made.world.tiers, made.period.last, ends) if ends > made.period.last else []
    title = said("Expected on {day}, if it goes on as in the last 26 weeks (interval of 80 %)", lang, day=numbers.day(ends, lang))
    head = tuple(said(text, lang) for text in (N_("Tier"), N_("Now"), N_("Low"), N_("Middle"), N_("High"), N_("Target")))
    rows = []
    for one in found:
        counts = (one.now, one.low, one.middle, one.high, made.world.rules.targets[one.tier - 1])
        rows.append((indicator(TIERS[one.tier - 1]).title(lang), *(numbers.number(count, lang) for count in counts)))
    return Table(title, head, tuple(rows))


def missing(made: Gathered, lang: str) -> tuple[str, ...]:
    """One sentence for each target that is not reached, and for what stands between benefit and depth."""
    lines = [*_targets(made, lang), *_to_depth(made, lang)]
    return tuple(lines) or (said("All targets of tiers and clusters are reached.", lang),)


def _targets(made: Gathered, lang: str) -> Iterator[str]:
    for key in (*TIERS, "R4"):
        entry, figure = indicator(key), made.figures[key]
        aim = entry.aim(made.world.rules)
        lacking = (aim.low or 0) - (figure.value or 0) if aim else 0
        if aim and lacking > 0:
            count, target = (numbers.number(number, lang) for number in (lacking, aim.low or 0))
            yield said("{name}: {count} more for the target of {target}.", lang, name=entry.title(lang), count=count, target=target)


def _to_depth(made: Gathered, lang: str) -> Iterator[str]:
    for one in made.figures["R3"].refused:
        count, why = numbers.number(one.count, lang), refused(one.code, lang)
        if one.code == "hours" and one.cases:
            have, need = (numbers.number(hours, lang, unit=Unit.DAYS) for hours in (one.cases[0].have, one.need))
            yield said("Of those who benefited, {count} have too few hours; the nearest has {have} of {need}.", lang, count=count, have=have, need=need)
        else:
            yield said("Of those who benefited, {count}: {why}.", lang, count=count, why=why)
