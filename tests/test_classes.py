"""Proposing NACE classes for words: near labels are found in another language, and what means nothing gets nothing."""

import pytest

from api.proposing import proposer
from matcher.classes import Classes
from matcher.encoder import Encoder

LABELS = [
    ("23.41", "Manufacture of ceramic household and ornamental articles"),
    ("74.30", "Translation and interpretation activities"),
    ("31.09", "furniture making"),
    ("18.14", "bookbinding"),
    ("62.01", "software development"),
]


@pytest.mark.parametrize(
    ("words", "code"),
    [("Möbel aus Massivholz", "31.09"), ("traduction et interprétation", "74.30"), ("développement de logiciels", "62.01"), ("Bookbinding", "18.14")],
)
def test_words_in_another_language_get_the_class_they_mean(encoder: Encoder, words: str, code: str) -> None:
    (proposed,) = Classes(lambda: encoder, LABELS).propose([words])

    assert proposed is not None
    assert (proposed.code, encoder.scale.label <= proposed.likeness <= 1.0) == (code, True)


@pytest.mark.parametrize("words", ["x", "Vollmitglied", "lorem ipsum", "2. Etage", ""])
def test_words_that_are_no_trade_get_no_class(encoder: Encoder, words: str) -> None:
    assert Classes(lambda: encoder, LABELS).propose([words]) == [None]


def test_the_encoder_is_not_asked_for_before_words_come() -> None:
    def never() -> Encoder:
        raise AssertionError("no words, no encoder")

    assert proposer(never)([]) == []
