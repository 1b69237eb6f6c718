"""The trained files and what they were trained on: documented, and apart from what they are measured on."""

import csv
import re
from pathlib import Path

import pytest
from safetensors.numpy import load_file

from matcher.encoder import encoder
from matcher.encoders.pins import PINS
from matcher.evaluation.encoder import LANGS, PAIRS, PROFILES, ByVectors, ByWords, Row, measured

MATCHER = PAIRS.parents[1]
WEIGHTS = MATCHER / "encoders" / "weights"
CARD = (WEIGHTS / "light" / "README.md").read_text("utf-8")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


LESSONS = rows(MATCHER / "training" / "lessons.csv")


@pytest.mark.parametrize("name", PINS)
def test_the_card_names_the_file_that_was_measured(name: str) -> None:
    assert f"{PINS[name]}  {name}" in CARD


def test_an_unknown_piece_turns_no_text() -> None:
    assert not load_file(WEIGHTS / "light" / "model.safetensors")["embeddings"][0].any()


@pytest.mark.parametrize("source", ["tatoeba.org", "manythings.org", "wordfreq", "STS", "European Union", "Apache-2.0", "all-MiniLM-L6-v2", "CC BY 2.0"])
def test_the_card_names_what_the_weights_learned_from(source: str) -> None:
    assert source in CARD


def test_every_lesson_is_complete_and_said_once() -> None:
    texts = [text for lesson in LESSONS for text in lesson.values()]

    assert all(text.strip() for text in texts)
    assert len({lesson["need_en"] for lesson in LESSONS}) == len(LESSONS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("side", ["need", "offer"])
def test_no_lesson_repeats_what_is_measured(side: str, lang: str) -> None:
    learned = [words(lesson[f"{side}_{lang}"]) for lesson in LESSONS]
    asked = [words(pair[f"{side}_{lang}"]) for path in (PAIRS, PROFILES) for pair in rows(path)]
    shared = max(len(one & other) / len(one | other) for one in learned for other in asked)

    assert shared < 0.5


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


@pytest.fixture(scope="module")
def found() -> dict[str, Row]:
    encoders = {name: measured(name, ByVectors(encoder(name))) for name in ("default", "universal", "light")}
    return {**encoders, "BM25": measured("BM25", ByWords())}


@pytest.mark.long
@pytest.mark.parametrize("other", ["universal", "light", "BM25"])
@pytest.mark.parametrize("lang", [*LANGS, "across", "mixed"])
def test_the_default_encoder_finds_more_offers_than_its_parts_and_than_words(lang: str, other: str, found: dict[str, Row]) -> None:
    assert found["default"].met[lang].value > found[other].met[lang].value
