"""The three languages of the screens: English in the code, German and French in `locale/*.po`, read at first use."""

import gettext
import io
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent

from dashboard.link import param

LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français"}
_LOCALES = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR"}
_FOLDER = Path(__file__).with_name("locale")


def language() -> str:
    """The language of this session: what was chosen, else the link's, else the browser's, else English."""
    if "lang" not in st.session_state:
        browser = (st.context.locale or "en")[:2]
        st.session_state["lang"] = param("lang", LANGUAGES, browser if browser in LANGUAGES else "en")
    return str(st.session_state["lang"])


def _(text: str) -> str:
    """The text in the session's language."""
    return _catalogue(language()).gettext(text)


def N_(text: str) -> str:
    """Marks a text that is translated later, when the language is known."""
    return text


def plural(one: str, many: str, count: int) -> str:
    """One or many in the session's language, `{count}` filled in with a grouped number."""
    return _catalogue(language()).ngettext(one, many, count).format(count=number(count))


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    with (_FOLDER / f"{lang}.po").open("rb") as file:
        catalogue = read_po(file, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return gettext.GNUTranslations(io.BytesIO(compiled.getvalue()))


def number(value: float, digits: int = 0) -> str:
    """1234.5 → 1,234.5 · 1.234,5 · 1 234,5."""
    return format_decimal(round(value, digits), format="#,##0" + ("." + "0" * digits if digits else ""), locale=_LOCALES[language()])


def signed(value: float, digits: int = 1) -> str:
    """A number with its sign, a true minus included."""
    sign = "+" if value > 0 else "−" if round(value, digits) < 0 else ""
    return sign + number(abs(value), digits)


def percent(share: float) -> str:
    """0.41 → 41%, 41 %."""
    return format_percent(share, locale=_LOCALES[language()])


def euro(amount: float) -> str:
    """Whole euros."""
    return format_currency(amount, "EUR", format="¤#,##0" if language() == "en" else "#,##0 ¤", currency_digits=False, locale=_LOCALES[language()])


def day(iso: str) -> str:
    """2026-03-01 → 1 Mar 2026; what is no whole date stays as it is."""
    try:
        return format_date(date.fromisoformat(iso), "medium", locale=_LOCALES[language()])
    except ValueError:
        return iso


def month(iso: str) -> str:
    """2026-03 → Mar 2026."""
    return format_date(date.fromisoformat(f"{iso}-01"), "MMM y", locale=_LOCALES[language()])


def country(code: str) -> str:
    """GB → United Kingdom, Vereinigtes Königreich, Royaume-Uni; a code without a name as it is."""
    return str(Locale.parse(_LOCALES[language()]).territories.get(code, code))


def listed(texts: Sequence[str]) -> str:
    """a, b and c."""
    return format_list(list(texts), locale=_LOCALES[language()]) if texts else ""
