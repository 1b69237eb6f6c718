"""The three languages: every text of the screens is said in German and French, and every code has its word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from api.keys import Role
from dashboard import words
from graph.schema import Ground, Happening, Kind, Lang, Rel, ServiceType, Size, Source
from matcher.signals import FAMILIES
from seeds.tables import DATA, rows

DASHBOARD = Path(__file__).parent.parent / "dashboard"
MARKERS = {"_", "N_", "plural"}


def texts(file: Path) -> Iterator[str]:
    """First arguments of the marking functions; the syntax tree also sees into f-strings, which Babel's extraction does not."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


USED = {text for file in DASHBOARD.rglob("*.py") for text in texts(file)}


def catalogue(lang: str) -> Catalog:
    with (DASHBOARD / "locale" / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang)


def said(lang: str) -> dict[str, tuple[str, ...]]:
    """Translations by the (singular) text they translate."""
    messages = [message for message in catalogue(lang) if message.id]
    return {key(message.id): message.string if isinstance(message.string, tuple) else (str(message.string),) for message in messages}


def key(id: object) -> str:
    return str(id[0] if isinstance(id, tuple | list) else id)


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_every_text_of_the_screens_is_translated(lang: str) -> None:
    translated = {text for text, strings in said(lang).items() if all(strings)}

    assert USED - translated == set()


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_no_translation_is_left_over(lang: str) -> None:
    assert set(said(lang)) - USED == set()


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_a_translation_fills_the_same_blanks(lang: str) -> None:
    different = {text for text, strings in said(lang).items() if any(blanks(string) != blanks(text) for string in strings)}

    assert different == set()


def test_every_creative_industry_has_its_word() -> None:
    assert set(words.CREATIVE) == {row["creative"] for row in rows(DATA / "creative.csv")}


def test_every_family_of_reasons_has_its_word() -> None:
    assert set(words.FAMILIES) == {"base", "services", *FAMILIES.values()}


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_no_translation_is_a_guess(lang: str) -> None:
    assert [message.id for message in catalogue(lang) if message.fuzzy and message.id] == []


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.KINDS, Kind),
        (words.RELATIONS, Rel),
        (words.HAPPENINGS, Happening),
        (words.SOURCES, Source),
        (words.BASES, Ground),
        (words.SIZES, Size),
        (words.SERVICE_TYPES, ServiceType),
        (words.LANGUAGE_NAMES, Lang),
        (words.ROLES, Role),
    ],
    ids=["kinds", "relations", "events", "sources", "bases", "sizes", "services", "languages", "roles"],
)
def test_every_code_of_the_schema_has_its_word(table: dict[str, object], codes: type[Kind]) -> None:
    assert set(table) == {code.value for code in codes}
