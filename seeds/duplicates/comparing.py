"""Two records side by side: in which facts they agree, nearly agree or differ, for a person to read."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from seeds.duplicates.numbers import compared, number
from seeds.duplicates.records import Business, label, registrable
from seeds.duplicates.spelling import spelled, town

_LIKE = 85


class Agreement(StrEnum):
    """How a fact of one record stands to that of the other; UNKNOWN where one of them does not tell."""

    SAME = "same"
    LIKE = "like"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of two records."""

    field: str
    agreement: Agreement


def compare(one: Business, other: Business) -> list[Fact]:
    """Name, legal form, town, country, site and number, in this order."""
    first, second = spelled(one.name, one.acronym), spelled(other.name, other.acronym)
    return [
        Fact("name", _names(one, other)),
        Fact("form", _plain(first.form, second.form)),
        Fact("town", _towns(town(one.city), town(other.city))),
        Fact("country", _plain(one.country, other.country)),
        Fact("site", _sites(registrable(one.site), registrable(other.site))),
        Fact("register", _numbers(one, other)),
    ]


def _plain(one: str, other: str) -> Agreement:
    if not one or not other:
        return Agreement.UNKNOWN
    return Agreement.SAME if one == other else Agreement.DIFFERS


def _names(one: Business, other: Business) -> Agreement:
    first, second = spelled(one.name, one.acronym), spelled(other.name, other.acronym)
    if first.squashed == second.squashed:
        return Agreement.SAME
    nested = set(first.tokens) <= set(second.tokens) or set(second.tokens) <= set(first.tokens)
    return Agreement.LIKE if nested or fuzz.ratio(first.squashed, second.squashed) >= _LIKE else Agreement.DIFFERS


def _towns(one: str, other: str) -> Agreement:
    found = _plain(one, other)
    near = found is Agreement.DIFFERS and (set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split()) or fuzz.ratio(one, other) >= _LIKE)
    return Agreement.LIKE if near else found


def _sites(one: str, other: str) -> Agreement:
    found = _plain(one, other)
    return Agreement.LIKE if found is Agreement.DIFFERS and label(one) and label(one) == label(other) else found


def _numbers(one: Business, other: Business) -> Agreement:
    first, second = number(one.register, one.country), number(other.register, other.country)
    found = compared(first, second)
    return Agreement.UNKNOWN if not found else Agreement.SAME if found > 0 else Agreement.DIFFERS
