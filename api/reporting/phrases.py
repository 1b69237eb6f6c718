"""Sentences of the report in English, German and French: English stands in the code, the others in `locale/`."""

from pathlib import Path

from graph.catalogue import catalogue

FOLDER = Path(__file__).with_name("locale")


def said(text: str, lang: str, **values: object) -> str:
    """The sentence in a language, its places filled."""
    return catalogue(FOLDER, lang).gettext(text).format(**values)


def N_(text: str) -> str:
    """Marks a text that is translated where it is used."""
    return text
