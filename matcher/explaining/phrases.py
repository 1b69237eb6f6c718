"""Sentences in English, German and French: English stands in the code, the others in `locale/`."""

import gettext
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal

from graph.catalogue import catalogue

FOLDER = Path(__file__).parents[1] / "locale"
_LONGEST_QUOTE = 90


def phrases(lang: str) -> gettext.NullTranslations:
    """The translations of a language; English needs none."""
    return catalogue(FOLDER, lang)


def joined(words: Sequence[str], lang: str) -> str:
    """A list as the language writes it: a, b and c."""
    return format_list(list(words), locale=_locale(lang))


def number(value: int, lang: str) -> str:
    """A whole number, its thousands set apart as the language does."""
    return format_decimal(value, locale=_locale(lang))


def language(code: str, lang: str) -> str:
    """The name of a language in another one."""
    return str(_locale(lang).languages.get(code, code))


@cache
def _locale(lang: str) -> Locale:
    """Parsed once: a list has hundreds of sentences."""
    return Locale.parse(lang)


def quoted(text: str) -> str:
    """The first words of a text in its own language, short enough for a sentence."""
    flat = " ".join(text.split()).rstrip(".")
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"
