"""Reads headcounts and years as people write them: `ca. 6`, `11-13`, `4,5`, `2012 ?`, `seit 1998`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.schema import Size
from seeds.members.days import day_and_month
from seeds.members.spelling import plain, words
from seeds.members.vocabulary import by_key, pattern

MAX_EMPLOYEES = 10_000_000
FIRST_YEAR = 1000
_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_FIRST = re.compile(_NUMBER)
_RANGE = re.compile(rf"({_NUMBER})\s*(?:-|–|—|bis|to|a|et|and|und|/|\.\.+|…)\s*({_NUMBER})(?![\d.,]*\d)")
_UNDER = re.compile(r"(?:<=?|unter|weniger als|bis(?: zu)?|max\w*|under|less than|fewer than|up to|moins de|jusqu'a)\W*(?=\d)")
_SUM = re.compile(r"(\d+)\s*\+\s*(\d+)")
_ALONE = pattern("", "alone", "")
_WORDS = {
    Size.MICRO: r"micro\w*|mikro\w*|kleinst\w*|tpe|mic|very small|tres petite\w*|solo \w+",
    Size.SMALL: r"small\w*|klein|kleine?s?(?: unternehmen| betrieb)?|kleinunternehmen|kleinbetrieb|petite?s?(?: entreprise)?|pe|s",
    Size.MEDIUM: r"medium\w*|mittel\w*|moyenne?s?(?: entreprise)?|me|m",
    Size.LARGE: r"large\w*|gross\w*|konzern|grande?s?(?: entreprise)?|eti|ge|l|corporate",
}
_SIZES = {size: re.compile(words_of) for size, words_of in _WORDS.items()}
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)")
_SHORT_DATE = re.compile(r"\d\d?[./-]\d\d?[./-](\d\d)")


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people, or only the size class; `exact` if the cell said nothing else. Both None: not understood."""

    employees: int | None = None
    size: Size | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """A year, None if there is none or it lies ahead; `exact` if the cell said nothing else."""

    year: int | None = None
    exact: bool = False


def size_class(employees: int) -> Size:
    """The EU's size class of a headcount."""
    if employees < 10:
        return Size.MICRO
    return Size.SMALL if employees < 50 else Size.MEDIUM if employees < 250 else Size.LARGE


@lru_cache(maxsize=10_000)
def headcount(text: str) -> Headcount:
    """A cell on size: a number, a range (its middle), a bound, or a word for a size class."""
    if text.isascii() and text.removesuffix(".0").removesuffix(",0").isdigit() and len(text) <= 10:
        text = text.removesuffix(".0").removesuffix(",0")
    if text.isascii() and text.isdigit() and len(text) <= 8 and int(text) <= MAX_EMPLOYEES:
        return Headcount(int(text), size_class(int(text)), exact=True)
    spelled = plain(text).replace("’", "'")
    if days := day_and_month(text):  # `2-5`, which a spreadsheet took for the second of May
        return _between(min(days), max(days)) if min(days) != max(days) else Headcount()
    if not any(map(str.isdigit, spelled)):
        return _in_words(words(text))
    if found := _RANGE.search(spelled):
        low, high = _value(found[1]), _value(found[2])
        return _between(low, high)
    first = _FIRST.search(spelled)
    number = _value(first[0]) if first else 0.0
    if _UNDER.search(spelled):
        return Headcount(None, size_class(max(int(number) - 1, 0)))
    if added := _SUM.search(spelled):
        return _counted(float(added[1]) + float(added[2]))
    return _counted(number)


def _between(low: float, high: float) -> Headcount:
    """The middle of a narrow range; of a wide one within a size class (`10-49`) the class alone."""
    if low < high and high >= 2 * low and high - low >= 8 and size_class(int(low)) is size_class(int(high)):
        return Headcount(None, size_class(int(low)))
    return _counted((low + high) / 2 if low < high else low)


def _value(text: str) -> float:
    """`1.200` and `1 200` are thousands, `4,5` and `4.5` are fractions."""
    if re.fullmatch(r"\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+", text):
        return float(re.sub(r"\D", "", text))
    return float(text[:15].replace(",", "."))


def _counted(number: float) -> Headcount:
    whole = int(number + 0.5) or (1 if number else 0)
    return Headcount(whole, size_class(whole)) if whole <= MAX_EMPLOYEES else Headcount()


def _in_words(spelled: str) -> Headcount:
    named = next((size for size, sizes in _SIZES.items() if sizes.fullmatch(spelled)), None)
    if named:
        return Headcount(None, named, exact=spelled == named.value)
    if _ALONE.fullmatch(spelled):
        return Headcount(1, Size.MICRO)
    counted = [number for word in spelled.split() if (number := _spelled_out().get(word))]
    return _counted(counted[0]) if len(counted) == 1 else Headcount()


@cache
def _spelled_out() -> dict[str, int]:
    """`zwei`, `dozen`, `dizaine` → how many."""
    return {word: int(number) for number, names in by_key("numbers").items() for word in names}


@lru_cache(maxsize=10_000)
def year(text: str, latest: int) -> Year:
    """The first year in a cell, in whatever company: `2012 ?`, `seit 1998`, `03/2011`, `1.1.1995`."""
    found = [int(each) for each in _YEAR.findall(text)]
    if short := _SHORT_DATE.fullmatch(text):
        found = [next(full for full in (2000 + int(short[1]), 1900 + int(short[1])) if full <= latest)]
    fitting = [each for each in found if FIRST_YEAR <= each <= latest]
    if not fitting or (found and found[0] > latest):
        return Year()
    return Year(fitting[0], exact=text == str(fitting[0]))
