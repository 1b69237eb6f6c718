"""Our columns of lists of happenings, what they are called in three languages, and which of them a column of somebody's list is."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from graph.schema import Lang
from seeds.happenings.options import Sort
from seeds.members.columns import EXACT, PHRASE, SYNONYM, WEAK
from seeds.members.columns import meaning as meaning_of_members
from seeds.members.options import Listing
from seeds.members.spelling import heading

_FILE = Path(__file__).with_name("columns.toml")
_LIKE = 88  # of 100: one wrong letter in eight
_SHORTEST = 5  # letters a name needs before a typo in it is forgiven
_INSIDE = 4  # letters of a name that means the same inside a longer heading
_WORDS = 8  # a longer heading is a text
_LONGEST = 90  # letters of a column's name; a longer cell is a text
PERSON = "person"
"""A column about persons: its cells are counted, and nothing else is done with them."""
_OF_PERSONS = frozenset({"contact", "first_name", "last_name", "email", "phone", "birthday", "personal"})
_PASSED_OVER = frozenset({"address", "fee", "bank", "number", "remarks", "member_since"})
WHO = ("id", "name", "register", "city")
"""What a business is found by."""
_COLUMNS: Mapping[Sort, tuple[str, ...]] = {
    Sort.ATTENDANCE: (*WHO, "day", "about", "attended"),
    Sort.NEWSLETTER: (*WHO, "day", "about", "delivered", "opened"),
    Sort.HOURS: (*WHO, "day", "hours", "by", "about", "ref"),
    Sort.EVENTS: (
        *(*WHO, "day", "what", "about", "hours", "by", "share", "wave", "revenue", "innovation"),
        *("because", "reason", "channel", "collaboration", "formal", "years", "ref"),
    ),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading means: one of our columns, or a group that is left out on purpose; the larger `strength`, the surer. `langs` speak so."""

    ours: str
    strength: int
    langs: frozenset[Lang] = frozenset()
    left_out: bool = False


def columns_of(sort: Sort) -> tuple[str, ...]:
    """Our columns for a sort of list, in the template's order."""
    return _COLUMNS[sort]


def title(ours: str, lang: Lang, sort: Sort) -> str:
    """What one of our columns is called on screens and in templates."""
    return str(_sections(sort)[ours]["titles"][tuple(Lang).index(lang)])


def meaning(text: str, sort: Sort) -> Meaning | None:
    """Which column a heading names: by our names, else by those of members' lists, else with a typo."""
    return _meaning(heading(text), text, sort) if 0 < len(text) <= _LONGEST else None


@lru_cache(maxsize=10_000)
def _meaning(spelled: str, text: str, sort: Sort) -> Meaning | None:
    """Exact names first, ours before those of members' lists; then a name inside a longer heading, where persons decide; then a typo."""
    named, theirs = _names(sort), _of_members(text)
    if found := named.get(spelled):
        return found
    if theirs and (theirs.strength >= WEAK or theirs.ours == PERSON):
        return theirs
    return _phrase(spelled, named) or theirs or _alike(spelled, named)


def _of_members(text: str) -> Meaning | None:
    found = meaning_of_members(text, Listing.BUSINESS)
    if found is None:
        return None
    if found.ours in WHO:
        return Meaning(found.ours, found.strength)
    if found.ours in _OF_PERSONS:
        return Meaning(PERSON, found.strength, left_out=True)
    return Meaning(found.ours, found.strength, left_out=True) if found.ours in _PASSED_OVER and found.strength >= WEAK else None


def _phrase(spelled: str, named: Mapping[str, Meaning]) -> Meaning | None:
    """The longest known name inside a longer heading. Never a day's: `Datum der Anmeldung` is no day on which something happened."""
    parts = spelled.split()
    phrases = (" ".join(parts[start:end]) for start in range(len(parts)) for end in range(start + 1, len(parts) + 1))
    found = [phrase for phrase in phrases if len(phrase) >= _INSIDE and phrase in named and named[phrase].ours != "day"]
    best = min(found, key=lambda phrase: (named[phrase].ours == "name", -len(phrase), phrase), default="")  # `SIRET de l'entreprise` is no name
    return replace(named[best], strength=PHRASE) if best and len(parts) <= _WORDS else None


def _alike(spelled: str, named: Mapping[str, Meaning]) -> Meaning | None:
    if len(spelled) < _SHORTEST:
        return None
    long = [name for name in named if len(name) >= _SHORTEST]
    near = process.extractOne(spelled, long, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return Meaning(named[near[0]].ours, 1, named[near[0]].langs, named[near[0]].left_out) if near else None


@cache
def _sections(sort: Sort) -> Mapping[str, Any]:
    """The sections of the file as this sort of list reads them: of `about` its own."""
    table = tomllib.loads(_FILE.read_text("utf-8"))
    return table | {"about": table["about"][sort.value]}


@cache
def _names(sort: Sort) -> Mapping[str, Meaning]:
    """Every heading with its meaning; where two columns share one, the first in the template's order has it."""
    sections = _sections(sort)
    spoken: dict[str, tuple[str, int, set[Lang]]] = {}
    for ours in (*columns_of(sort), PERSON):
        for name, strength, lang in _spellings(ours, sections[ours]):
            known = spoken.setdefault(name, (ours, strength, set()))
            if known[0] == ours and lang:
                known[2].add(lang)
    return {name: Meaning(ours, strength, frozenset(langs), ours == PERSON) for name, (ours, strength, langs) in spoken.items()}


def _spellings(ours: str, section: Mapping[str, Any]) -> list[tuple[str, int, Lang | None]]:
    titled: list[tuple[str, int, Lang | None]] = [(heading(name), EXACT, lang) for name, lang in zip(section["titles"], Lang, strict=True)]
    others = [(heading(name), SYNONYM, lang) for lang in Lang for name in section[lang.value]]
    return [*([] if ours == "name" else [(heading(ours), EXACT, None)]), *titled, *others]  # a bare `Name` may be a person's
