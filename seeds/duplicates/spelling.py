"""How names and towns are compared across lists: letters folded until spellings of one name agree, words of several languages as one."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from rapidfuzz import fuzz

from seeds.members.firms import form_words, parted
from seeds.members.spelling import plain

_WORDS = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9&]{1,7}\b")
_DOUBLED = re.compile(r"(\w)\1")
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i"})
_LOCALES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv")
_ALSO = {"uk": "GB", "britain": "GB", "england": "GB", "usa": "US", "holland": "NL"}
_LONGEST = 120  # letters
_MOST = 16  # words of a name that are compared; what stands behind them is an address or a sentence
_BRIEFS = 6
_MISSPELT, _LIKE_FORM = 5, 80


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. `tokens` are its folded words that say something, in order, each once; `squashed` all letters in a row."""

    tokens: tuple[str, ...]
    squashed: str
    written: str  # all letters as they stand, legal form included
    ordered: str
    form: str
    initials: str
    words: tuple[str, ...]  # all words, small ones and legal form included
    brief: frozenset[str]  # what stands in it in capitals, as short forms do
    numbers: tuple[str, ...]
    countries: frozenset[str]


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Letters without accents, umlauts, strokes and doubling: `Müßig`, `Muessig`, `MUSSIG` → `musig`."""
    letters = plain(text.casefold().translate(_STROKES)).translate(_STROKES)
    for digraph, letter in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        letters = letters.replace(digraph, letter)
    return _DOUBLED.sub(r"\1", letters)


@lru_cache(maxsize=200_000)
def spelled(name: str, acronym: str = "") -> Name:
    """A business's name for comparison; `acronym` is a short form that is known beside it."""
    found = parted(name)
    known = _table()
    folded = [fold(word) for word in found.bare.split()][:_MOST]
    words = [known.same.get(word, word) for word in folded if word not in known.empty] or folded
    tokens = tuple(dict.fromkeys(words))
    shorts = {fold(short) for short in _CAPITALS.findall(name)} if not name.isupper() else {fold(short) for short in _apart(name)}
    return Name(
        tokens=tokens,
        squashed=_DOUBLED.sub(r"\1", "".join(words)),
        written=fold("".join(_WORDS.findall(name)))[:_LONGEST],
        ordered=" ".join(sorted(tokens)),
        form=found.form,
        initials="".join(word[0] for word in folded if word not in known.empty),
        words=tuple(fold(word) for word in _WORDS.findall(name))[: 2 * _MOST],
        brief=frozenset(sorted(short for short in {*shorts, fold(acronym)} if len(short) > 1)[:_BRIEFS]),
        numbers=tuple(sorted(word for word in tokens if word.isdigit())),
        countries=frozenset(known.countries[word] for word in tokens if word in known.countries),
    )


def _apart(name: str) -> list[str]:
    """In a name all in capitals: short words set apart by a bracket or dash at either end."""
    found = re.findall(r"\(([A-Z0-9&]{2,8})\)|\s-\s([A-Z0-9&]{2,8})$|^([A-Z0-9&]{2,8})\s-\s", name)
    return [part for parts in found for part in parts if part] or ([name] if len(name) <= 8 and " " not in name else [])


@lru_cache(maxsize=50_000)
def town(city: str) -> str:
    """A town for comparison: without postcodes, `cedex` and brackets, one name for those of several languages."""
    bare = re.sub(r"\([^)]*\)|\bcedex\b|\d+", " ", city.casefold())
    words = [fold(word) for word in _WORDS.findall(bare)]
    words = [word for word in words if len(word) > 1] or words
    joined = " ".join(words)
    known = _table().towns
    return known.get(joined) or " ".join(known.get(word, word) for word in words)


def town_words(city: str) -> list[str]:
    """What of a town's names may stand in a name: as it is spelled, and as the first of its names is."""
    known = _table()
    words = [fold(word) for word in _WORDS.findall(city.casefold())]
    return list(dict.fromkeys(known.same.get(word, word) for word in [*town(city).split(), *words] if len(word) > 1 and word not in known.empty))


def is_kin(token: str) -> bool:
    """Does the word name another part or relative of a business: a country, `holding`, `immobilien` …?"""
    known = _table()
    return token in known.kin or token in known.countries


@lru_cache(maxsize=200_000)
def is_form(token: str) -> bool:
    """Is the word a legal form, or a long one misspelt: `limied`?"""
    known = _form_words()
    return token in known or (len(token) > _MISSPELT and any(fuzz.ratio(token, form) >= _LIKE_FORM for form in known if len(form) > _MISSPELT))


@cache
def _form_words() -> frozenset[str]:
    return frozenset(map(fold, (*form_words(), "pty", "sti", "sirketi")))


@dataclass(frozen=True, slots=True)
class _Words:
    empty: frozenset[str]
    kin: frozenset[str]
    same: Mapping[str, str]
    towns: Mapping[str, str]
    countries: Mapping[str, str]


@cache
def _table() -> _Words:
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    same = {fold(word): fold(first) for first, words in raw["same"].items() for word in words}
    return _Words(
        frozenset(map(fold, raw["empty"])),
        frozenset(same.get(fold(word), fold(word)) for word in raw["kin"]),
        same,
        {fold(name): first for first, names in raw["towns"].items() for name in names},
        _countries(),
    )


def _countries() -> dict[str, str]:
    """Names of countries in nine languages, folded, where they are one word."""
    named = {fold(name): code for locale in _LOCALES for code, name in Locale.parse(locale).territories.items() if len(code) == 2 and " " not in name}
    return named | {fold(word): code for word, code in _ALSO.items()}


def synonyms() -> Mapping[str, list[str]]:
    """Words of several languages that count as one, unfolded."""
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return {first: list(words) for first, words in raw["same"].items()}
