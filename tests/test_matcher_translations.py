"""The matcher speaks three languages: every sentence, title and description of a signal is said in German and French."""

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from matcher.explaining.phrases import FOLDER
from matcher.explaining.titles import TITLES
from matcher.matcher import _doc
from matcher.signals import SIGNALS

REASONS = tuple(f"reasons/{file.name}" for file in sorted((FOLDER.parent / "reasons").glob("*.py")))
SPEAKERS = ("explaining/against.py", "explaining/counterfactual.py", "explaining/explain.py", "services.py", *REASONS)
LANGUAGES = pytest.mark.parametrize("lang", ["de", "fr"])


def docstrings(tree: ast.Module) -> set[str]:
    owners = (node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef))
    return {ast.get_docstring(owner, clean=False) or "" for owner in owners}


def sentences(name: str) -> Iterator[str]:
    """Every text of a file that ends like a sentence: such texts stand in variables and tables too, not in calls alone."""
    tree = ast.parse((FOLDER.parent / name).read_text("utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    yield from (text for text in texts - docstrings(tree) if text.endswith(".") and " " in text)


USED = {
    *(text for name in SPEAKERS for text in sentences(name)),
    *TITLES.values(),
    *(_doc(listed.signal) for listed in SIGNALS),
}


def catalogue(lang: str) -> Catalog:
    with (FOLDER / f"{lang}.po").open("rb") as file:
        return read_po(file, locale=lang, abort_invalid=True)


def messages(lang: str) -> list[Message]:
    return [message for message in catalogue(lang) if message.id]


def forms(text: object) -> tuple[str, ...]:
    """A text in singular and plural, or in its only form."""
    return tuple(str(form) for form in text) if isinstance(text, tuple | list) else (str(text),)


def strings(lang: str) -> list[str]:
    return [form for message in messages(lang) for form in forms(message.string)]


def blanks(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[sd]", text))


@LANGUAGES
def test_every_text_of_the_matcher_is_translated(lang: str) -> None:
    translated = {form for message in messages(lang) for form in forms(message.id) if all(forms(message.string))}

    assert USED - translated == set()


@LANGUAGES
def test_no_translation_of_the_matcher_is_left_over(lang: str) -> None:
    assert {form for message in messages(lang) for form in forms(message.id)} - USED == set()


@LANGUAGES
def test_a_translated_sentence_fills_the_same_blanks(lang: str) -> None:
    pairs = [pair for message in messages(lang) for pair in zip(forms(message.id), forms(message.string), strict=True)]

    assert [pair for pair in pairs if blanks(pair[0]) != blanks(pair[1])] == []


@LANGUAGES
def test_no_translation_of_the_matcher_is_a_guess(lang: str) -> None:
    assert [message.id for message in messages(lang) if message.fuzzy] == []


@LANGUAGES
def test_no_translation_of_the_matcher_is_english(lang: str) -> None:
    assert [message.id for message in messages(lang) if message.string == message.id] == []


def test_german_quotes_as_german_does() -> None:
    assert [text for text in strings("de") if re.search('[”«»"]', text)] == []


def test_french_sets_its_quotes_and_colons_apart_with_spaces_that_do_not_break() -> None:
    wrong = re.compile('[„“”"]|«[^\u202f]|[^\u202f]»|[^\u00a0]:|[^\u202f][;!?]')

    assert [text for text in strings("fr") if wrong.search(text)] == []
