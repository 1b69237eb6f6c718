"""Vectors are made once for each text and encoder, in batches that are kept as they come, and the bar says how far it is."""

from collections.abc import Sequence

import numpy as np
import pytest
from town import WordEncoder

from graph import Store, connect
from graph.model import Batch, Node
from matcher.encoder import Vectors
from matcher.index.vectors import encode_ahead, text_vectors


class Counting(WordEncoder):
    """Remembers what it was asked, and fails when told to."""

    def __init__(self, id: str = "words", fails_after: int = 1_000_000) -> None:
        self.id, self.asked, self._left = id, list[str](), fails_after

    def encode(self, texts: Sequence[str]) -> Vectors:
        self._left -= len(texts)
        if self._left < 0:
            raise OSError("no room")
        self.asked += texts
        return super().encode(texts)


@pytest.fixture
def store() -> Store:
    """600 businesses with 300 texts."""
    made = connect("sqlite:///:memory:")
    made.write(Batch([Node(f"business:{number}", "A", f"Brot {number % 300}") for number in range(600)]))
    return made


def test_each_text_is_encoded_once_and_never_again(store: Store) -> None:
    first, second = Counting(), Counting()
    made = text_vectors(store, first, store.snapshot())
    again = text_vectors(store, second, store.snapshot())

    assert (len(first.asked), len(set(first.asked)), second.asked) == (300, 300, [])
    assert all(np.array_equal(again.texts[key], row) for key, row in made.texts.items())


def test_another_encoder_makes_vectors_of_its_own(store: Store) -> None:
    text_vectors(store, Counting(), store.snapshot())
    other = Counting("others")
    text_vectors(store, other, store.snapshot())

    assert len(other.asked) == 300


def test_what_was_encoded_before_a_failure_is_kept(store: Store) -> None:
    with pytest.raises(OSError, match="no room"):
        text_vectors(store, Counting(fails_after=299), store.snapshot())
    rest = Counting()
    text_vectors(store, rest, store.snapshot())

    assert len(rest.asked) == 300 - 256


def test_the_bar_runs_to_its_end(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    text_vectors(store, Counting(), store.snapshot(), lambda *step: told.append(step))

    assert told == [("encode", 256, 300), ("encode", 300, 300)]


def test_texts_that_are_about_to_come_are_encoded_ahead(store: Store) -> None:
    ahead, later = Counting(), Counting()
    node = Node("business:new", "New", "Holz")
    encode_ahead(store, ahead, [node])
    store.write(Batch([node]))
    text_vectors(store, later, store.snapshot())

    assert (ahead.asked, "Holz" in later.asked) == (["Holz"], False)
