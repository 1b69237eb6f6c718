"""Indicators and reports speak three languages: every name, formula, reason and word is said in German and French."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from api.reporting import phrases as reporting
from graph.indicators import INDICATORS, words
from graph.indicators import phrases as indicators
from graph.indicators.phrases import said
from graph.reach import Rules

MARKERS = {"said", "N_"}
TABLES = (words.UNITS, words.OVERS, words.GROUPS, words.REFUSALS, words.TERMS, words.SLICES, words.FACTS)


def marked(folder: Path) -> Iterator[str]:
    """First arguments of the marking functions."""
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


def reasons(folder: Path) -> Iterator[str]:
    """Constants of modules that are sentences: why there is no value."""
    for file in folder.glob("*.py"):
        for node in ast.parse(file.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and str(node.value.value).endswith("."):
                yield str(node.value.value)


USED = {
    reporting.FOLDER: {*marked(reporting.FOLDER.parent)},
    indicators.FOLDER: {
        *(text for one in INDICATORS for text in (one.name, one.formula, one.source)),
        *(str(text) for table in TABLES for text in table.values()),
        *reasons(indicators.FOLDER.parent),
    },
}
EACH = pytest.mark.parametrize(("folder", "lang"), [(folder, lang) for folder in USED for lang in ("de", "fr")], ids=lambda value: str(value)[-30:])


def catalogue(folder: Path, lang: str) -> Catalog:
    with (folder / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def translations(folder: Path, lang: str) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue(folder, lang) if message.id}


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


@EACH
def test_every_text_is_translated_and_none_is_left_over(folder: Path, lang: str) -> None:
    assert {text for text, string in translations(folder, lang).items() if string} == USED[folder]


@EACH
def test_a_translation_fills_the_same_blanks(folder: Path, lang: str) -> None:
    assert [text for text, string in translations(folder, lang).items() if blanks(string) != blanks(text)] == []


@EACH
def test_no_translation_is_a_guess(folder: Path, lang: str) -> None:
    assert [message.id for message in catalogue(folder, lang) if message.fuzzy and message.id] == []


@pytest.mark.parametrize("folder", list(USED), ids=lambda folder: str(folder)[-30:])
def test_french_sets_its_signs_apart_with_spaces_that_do_not_break(folder: Path) -> None:
    wrong = re.compile("[^\u00a0]:|[^\u202f][;!?%]")

    assert [text for text in translations(folder, "fr").values() if wrong.search(re.sub(r"\{\w+\}", "{}", text))] == []


def test_a_threshold_is_written_as_the_language_writes_it() -> None:
    depth = next(one for one in INDICATORS if one.key == "R3")
    rules = Rules(version="2", hours=10.5)

    assert "10,5 belegte Stunden" in depth.explained(rules, "de")
    assert "10,5 heures documentées" in depth.explained(rules, "fr")


def test_an_unknown_language_is_english() -> None:
    assert said("reach ledger", "it") == "reach ledger"
