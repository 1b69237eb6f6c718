"""Which of the three languages a row's texts are in, and which languages people say they work in."""

import re
from functools import cache, lru_cache

from babel import Locale

from graph.schema import Lang
from seeds.members.spelling import plain, words
from seeds.members.vocabulary import by_key

SPOKEN = {"DE": Lang.DE, "AT": Lang.DE, "LI": Lang.DE, "CH": Lang.DE, "FR": Lang.FR, "MC": Lang.FR, "BE": Lang.FR, "LU": Lang.FR}
"""The language of a text that does not show its own; English elsewhere."""
_LETTERS = re.compile(r"[a-z]+")
_SAMPLE = 400  # characters


def language(text: str, country: str) -> Lang:
    """The language whose frequent words a text has most of, else the one spoken in the country."""
    found = _LETTERS.findall(plain(text[:_SAMPLE]))
    counts = {lang: sum(map(frequent.__contains__, found)) for lang, frequent in _frequent().items()}
    best, second = sorted(counts, key=lambda lang: -counts[lang])[:2]
    if counts[best] >= 2 and counts[best] >= 2 * counts[second]:
        return best
    return SPOKEN.get(country, Lang.EN)


@cache
def _frequent() -> dict[Lang, frozenset[str]]:
    return {Lang(lang): frozenset(words) for lang, words in by_key("frequent").items()}


@cache
def _named() -> dict[str, str]:
    """Names of languages in the three languages, and their codes."""
    named: dict[str, str] = {
        "engl": "en",
        "dt": "de",
        "frz": "fr",
        "franz": "fr",
        "gb": "en",
        "uk": "en",
        "ger": "de",
        "fre": "fr",
        "eng": "en",
        "esp": "es",
        "ang": "en",
        "all": "de",
    }
    for lang in Lang:
        for code, name in Locale(lang.value).languages.items():
            if len(code) == 2:
                named[code] = code
                named.setdefault(words(name), code)
    return named


@lru_cache(maxsize=2_000)
def working_languages(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """`Deutsch, engl., FR` → codes, each once, and the words that are no language."""
    parts = [words(part) for part in re.split(r"[,;/|\n+&]|\bund\b|\band\b|\bet\b", re.sub(r"\([^)]*\)", "", text))]
    if not any(part in _named() for part in parts):
        parts = words(text).split()
    codes = [_named()[part] for part in parts if part in _named()]
    return tuple(dict.fromkeys(codes)), tuple(part for part in parts if part and part not in _named())
