"""Reads days as offices of three languages write them; what could be two days is decided by the rest of its column, the file's language, or not at all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from seeds.happenings.words import table
from seeds.members.spelling import words

_ISO = re.compile(r"([12]\d{3})[-/.](\d\d?)[-/.](\d\d?)(?:[T ].*)?")
_FIGURES = re.compile(r"(?:[^\W\d_]{2,10}\.?,? )?(\d\d?) ?([./-]) ?(\d\d?) ?\2 ?([12]\d{3}|\d\d)(?:,? (?:um |at |a |à )?\d\d?[:h.]\d\d.*)?", re.IGNORECASE)
_NAMED = re.compile(r"(?:[a-z]{2,10} )?(?:(\d\d?)(?:st|nd|rd|th|er)? (?:of )?([a-z]{3,10})|([a-z]{3,10}) (\d\d?)(?:st|nd|rd|th)?) ([12]\d{3}|\d\d)(?: .*)?")
_SERIAL = re.compile(r"[345]\d{4}(?:\.0+)?")
_NO_YEAR = re.compile(r"\d\d?[./-]\d\d?[./-]?|\d\d?\.? ?[^\W\d_]{3,10}\.?|[^\W\d_]{3,10} \d\d?")
_EPOCH = date(1899, 12, 30)  # of Excel, for every day behind February 1900
_CENTURY = 100
_LONGEST = 60


class Order(StrEnum):
    """Whether a column writes the day first or the month."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Day:
    """What a cell says: a day, or why there is none: "ambiguous" (two days it could be), "no_year", "not_a_day". `serial`: Excel's number of a day."""

    on: date | None = None
    why: str = ""
    two: tuple[date, ...] = ()
    serial: bool = False


def read_day(text: str, order: Order | None, latest: int) -> Day:
    """The day of a cell; `order` is what its column tells, `latest` the year up to which two figures mean this century."""
    bare = " ".join(text.split())[:_LONGEST]
    if found := _ISO.fullmatch(bare):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _FIGURES.fullmatch(bare):
        return _figures(int(found[1]), int(found[3]), found[2], _year(found[4], latest), order)
    if found := _NAMED.fullmatch(words(bare)):
        month = _months().get(found[2] or found[3])
        return _made(_year(found[5], latest), month, int(found[1] or found[4])) if month else Day(why="not_a_day")
    if _SERIAL.fullmatch(bare):
        return Day(_EPOCH + timedelta(days=int(bare.partition(".")[0])), serial=True)
    return Day(why="no_year" if _NO_YEAR.fullmatch(bare) else "not_a_day")


def order_of(texts: Iterable[str]) -> Order | None:
    """Which comes first in a column, by the cells that can be only one thing; None if none are, or if they contradict each other."""
    seen: set[Order] = set()
    for text in texts:
        found = _FIGURES.fullmatch(" ".join(text.split())[:_LONGEST])
        if found and found[2] != ".":
            first, second = int(found[1]), int(found[3])
            if (first > 12) != (second > 12):
                seen.add(Order.DAY if first > 12 else Order.MONTH)
    return seen.pop() if len(seen) == 1 else None


def days_in(text: str, latest: int) -> list[date]:
    """The days that a title names without doubt, each once."""
    figures = re.findall(r"(?<!\d)[12]\d{3}-\d\d?-\d\d?(?!\d)|(?<!\d)\d\d?\. ?\d\d?\. ?[12]\d{3}(?!\d)|(?<!\d)\d\d?[/-]\d\d?[/-][12]\d{3}(?!\d)", text[:300])
    spelled = re.findall(r"\d\d?(?:st|nd|rd|th|er)? (?:of )?[a-z]{3,10} [12]\d{3}|[a-z]{3,10} \d\d?(?:st|nd|rd|th)? [12]\d{3}", words(text[:300]))
    found = [read_day(each, None, latest).on for each in (*figures, *spelled)]
    return list(dict.fromkeys(day for day in found if day))


def _figures(first: int, second: int, mark: str, year: int, order: Order | None) -> Day:
    """Dots mean day first; for strokes and hyphens the order decides, if both are possible and differ."""
    by_day, by_month = _made(year, second, first), _made(year, first, second)
    if mark == "." or order is Order.DAY or by_day == by_month:
        return by_day
    if order is Order.MONTH or not by_day.on:
        return by_month
    return Day(why="ambiguous", two=(by_day.on, by_month.on)) if by_month.on else by_day


def _made(year: int, month: int, day: int) -> Day:
    try:
        return Day(date(year, month, day))
    except ValueError:
        return Day(why="not_a_day")


def _year(text: str, latest: int) -> int:
    """Two figures mean the latest year that ends so."""
    if len(text) > 2:
        return int(text)
    year = latest - latest % _CENTURY + int(text)
    return year if year <= latest + 1 else year - _CENTURY


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in table()["months"].items() for name in names}
