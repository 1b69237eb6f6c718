"""Every sentence about a file is said in German and French too; templates come in again as they went out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from memberlists import TODAY, listed

from graph.schema import Lang
from seeds.formats.opening import open_file
from seeds.members.classifying import NO_CLASS
from seeds.members.columns import columns_of
from seeds.members.homes import SIGNS
from seeds.members.options import Listing, Options
from seeds.members.reading import read
from seeds.members.remarks import LEFT_OUT
from seeds.members.template import ADVICE, template
from seeds.report import FOLDER

SEEDS = Path(__file__).parent.parent / "seeds"
PLACE = {"Sentence": 0, "Rejected": 2, "Refused": 1, "note": 2, "_about": 2}
"""Which argument of these calls is the sentence."""


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))


def sentences(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in PLACE and len(node.args) > PLACE[name]:
                yield from literals(node.args[PLACE[name]])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "template":
            yield from literals(node.value)


WRITTEN = {text for file in sorted(SEEDS.rglob("*.py")) for text in sentences(file)}
USED = WRITTEN | {*LEFT_OUT.values(), *SIGNS.values(), *NO_CLASS.values()}


def said(lang: str) -> dict[str, str]:
    with (FOLDER / f"{lang}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale=lang) if message.id}


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{\w+(?:![rs])?\}", text))


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_no_sentence_about_a_file_is_missing(lang: str) -> None:
    assert USED - {text for text, translation in said(lang).items() if translation} == set()


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_translations_keep_the_places_of_values(lang: str) -> None:
    assert {text for text, translation in said(lang).items() if blanks(text) != blanks(translation)} == set()


def test_a_report_is_said_in_the_language_asked_for() -> None:
    report = listed("Firma;MA\nStudio Nord;ca. 6").report

    assert report.spelled("de")["problems"][0]["message"] == "'ca. 6' wurde als Personenzahl 6 gelesen"  # type: ignore[index]


@pytest.mark.parametrize("format", ["xlsx", "csv"])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("kind", Listing)
def test_a_template_is_read_without_a_question_and_its_example_left_out(tmp_path: Path, kind: Listing, lang: Lang, format: str) -> None:
    file = tmp_path / f"list.{format}"
    file.write_bytes(template(kind, lang, "xlsx" if format == "xlsx" else "csv"))
    found = read(open_file(file), Options(TODAY, kind))

    assert (found.report.rows, [problem.code for problem in found.report.problems]) == (0, ["example"])
    assert {column.found.value for column in found.columns} == {"header"}


@pytest.mark.parametrize("kind", Listing)
def test_every_column_of_a_template_is_explained(kind: Listing) -> None:
    assert {*columns_of(kind)} - {*ADVICE} <= {"size", "lang", "first_name", "last_name"}
