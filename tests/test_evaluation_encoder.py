"""The encoder's figures, on sentences small enough to count by hand."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from graph.errors import Invalid
from matcher.evaluation.encoder import LANGS, ByVectors, ByWords, Judged, encoder_table, measured, read_judged

WORDS = ("cheese", "paint", "shoes", "käse", "farbe", "schuhe", "fromage", "peinture", "chaussures")
"""Three meanings in three languages: word i means i modulo 3."""


class Knows:
    """Knows what the nine words mean; needs of `confused` are taken for the next meaning."""

    id = "invented"

    def __init__(self, confused: str = "") -> None:
        self._confused = confused

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([np.eye(3, dtype=np.float32)[WORDS.index(text) % 3] for text in texts])

    def encode_needs(self, texts: Sequence[str]) -> np.ndarray:
        return np.roll(self.encode(texts), 1, axis=1) if set(texts) & {self._confused} else self.encode(texts)


TRIPLES = [{f"{side}_{lang}": WORDS[row + 3 * place] for place, lang in enumerate(LANGS) for side in ("need", "offer")} for row in range(3)]


def test_who_knows_every_word_meets_every_need() -> None:
    row = measured("all", ByVectors(Knows()), pairs=TRIPLES)

    assert [figure.value for figure in row.met.values()] == [1, 1, 1, 1, 1]


def test_needs_of_one_language_misunderstood_cost_a_third_of_the_store_and_two_of_six_directions() -> None:
    row = measured("no French needs", ByVectors(Knows(confused="fromage")), pairs=TRIPLES)

    assert {key: figure.value for key, figure in row.met.items()} == pytest.approx({"en": 1, "de": 1, "fr": 0, "across": 4 / 6, "mixed": 2 / 3})


def test_words_alone_meet_nobody_in_another_language() -> None:
    row = measured("BM25", ByWords(), pairs=TRIPLES)

    assert {key: figure.value for key, figure in row.met.items()} == {"en": 1, "de": 1, "fr": 1, "across": 0, "mixed": 1}


def test_a_rare_word_is_worth_more_than_a_common_one_and_a_short_text_more_than_a_long_one() -> None:
    common, rare, long = ByWords().met(["we sell", "cheese"], ["we sell cheese", "we sell paint", "we sell shoes and cheese and much more"]).T

    assert rare[1] == 0
    assert common[1] > common[0]
    assert common[1] > long[1] > 0


def test_bm25_is_what_the_formula_says() -> None:
    # Two offers of two words; "cheese" stands in one: ln(1 + 1.5 / 1.5), once in a text of mean length: 2.2 / (1 + 1.2).
    scores = ByWords().met(["cheese"], ["cheese here", "paint here"])

    assert scores == pytest.approx(np.array([[np.log(2), 0]]))


def test_likeness_in_the_order_people_give_is_a_correlation_of_one() -> None:
    left, right = ["a b c d", "a b c d", "a b c d"], ["a b c d", "a b e f", "g h i j"]
    judged = Judged(left=dict.fromkeys(LANGS, left), right=dict.fromkeys(LANGS, right), likeness=np.array([5.0, 3.0, 0.0]))
    row = measured("BM25", ByWords(), judged, TRIPLES)

    assert {key: figure.value for key, figure in row.alike.items()} == pytest.approx({"en": 1, "de": 1, "fr": 1, "across": 1})


def test_an_interval_of_a_difference_is_drawn_on_the_same_texts() -> None:
    figure = measured("BM25", ByWords()).met["en"]

    assert str(figure - figure) == "0 [0, 0]"
    assert figure.draws.min() < figure.value < figure.draws.max()


class Blind(Knows):
    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), dtype=np.float32)


def test_the_table_says_what_the_first_encoder_is_ahead_and_what_was_not_measured() -> None:
    table = encoder_table({"blind": Blind()})

    assert table.count("blind − BM25") == 2
    assert "--data" in table


def test_a_missing_file_of_judged_sentences_is_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"stsb_en_dev\.csv\.gz"):
        read_judged(tmp_path)
