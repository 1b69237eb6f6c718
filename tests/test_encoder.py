"""The encoders: unit rows whatever the text, one meaning in three languages, and vectors that have not moved."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import standins

from graph.errors import Invalid
from matcher.encoder import ENCODERS, MAX_CHARACTERS, Encoder, Scale, UniversalEncoder, Vectors
from matcher.encoder import encoder as named
from matcher.encoders.default import DefaultEncoder
from matcher.encoders.light import LightEncoder
from matcher.encoders.measuring import scale
from matcher.encoders.texts import BATCH, rows, tidy

PACKAGING = ["packaging made of paper", "Verpackung aus Papier", "emballage en papier"]
PINNED = {
    "universal": [0.077497, -0.028265, -0.038242, 0.019825],
    "light": [-0.099181, -0.09209, -0.067195, -0.117558],
    "default": [0.103367, -0.292176, -0.09654, -0.215007],
}
"""The first four numbers of the first text, read off each encoder once: what computes them may change, not they."""
DANCE = "a dance company looks for a rehearsal room"
HOSTILE = {
    "one word": "Papier",
    "controls": "pa\x00per\x1b[31m\x85 box",
    "a lone half of a character": "\ud83d paper \udc80",
    "an unknown language": "Имаме нужда от кутии 我们需要箱子",
    "signs only": "!!! — …",
    "signs that stand for eighteen letters each": "\ufdfa" * 5_000,
    "a megabyte of one letter": "x" * 1_000_000,
    "a megabyte of blanks": " " * 1_000_000 + "paper",
    "emoji": "👩‍🏭📦🇩🇪",
    "marks without end": "a" + "\u0301" * 100_000,
    "right to left": "\u202eexe.reppap\u202c",
}


@pytest.fixture(scope="module")
def universal() -> UniversalEncoder:
    return UniversalEncoder()


@pytest.fixture(scope="module", params=["universal", "light", "default"])
def each(request: pytest.FixtureRequest, universal: UniversalEncoder, tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """Each encoder; of the last two the arithmetic only, with random weights."""
    folder = tmp_path_factory.mktemp("weights") / "weights"
    pins = standins.weights(folder)
    return {"universal": universal, "light": LightEncoder(folder, pins), "default": DefaultEncoder(folder, pins, universal=universal)}[request.param]


def lengths(rows: Vectors) -> list[float]:
    return [float(length) for length in np.linalg.norm(rows, axis=1)]


def test_rows_have_length_one(each: Encoder) -> None:
    assert lengths(each.encode(PACKAGING)) == pytest.approx([1, 1, 1], abs=1e-5)
    assert lengths(each.encode_needs(PACKAGING)) == pytest.approx([1, 1, 1], abs=1e-5)


def test_an_empty_text_is_a_row_of_zeros(each: Encoder) -> None:
    assert not each.encode(["", "  ", "\n\x00\t"]).any()
    assert not each.encode_needs([""]).any()


def test_no_texts_are_no_rows(each: Encoder) -> None:
    assert each.encode([]).shape == (0, each.encode(["a"]).shape[1])


def test_equal_texts_have_equal_rows_wherever_they_stand(each: Encoder) -> None:
    rows = each.encode([PACKAGING[0], DANCE, f"  {PACKAGING[0]}\n"])

    assert np.array_equal(rows[0], rows[2])


def test_threads_may_share_an_encoder(each: Encoder) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(each.encode_needs, [PACKAGING] * 8))

    assert all(np.array_equal(rows, made[0]) for rows in made)


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_text_has_a_row_like_any_other(each: Encoder, what: str) -> None:
    (row,) = each.encode([HOSTILE[what]])

    assert row.dtype == np.float32
    assert lengths(row[None]) in (pytest.approx([1], abs=1e-5), [0])


def test_no_text_takes_more_than_its_share(each: Encoder) -> None:
    long = "paper " * 200_000

    assert np.array_equal(each.encode([long]), each.encode([long[:MAX_CHARACTERS]]))


def test_every_text_is_encoded_once_in_batches_that_never_grow() -> None:
    seen: list[list[str]] = []

    def counted(texts: list[str]) -> Vectors:
        seen.append(texts)
        return np.ones((len(texts), 1), dtype=np.float32)

    made = rows([str(number % 1000) for number in range(10_000)] + ["", "7 "], 1, counted)

    assert (len(made), float(made.sum())) == (10_002, 10_001)
    assert sorted(text for batch in seen for text in batch) == sorted(str(number) for number in range(1000))
    assert max(map(len, seen)) == BATCH


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_encoded_is_short_and_clean(what: str) -> None:
    tidied = tidy(HOSTILE[what])

    assert len(tidied) <= MAX_CHARACTERS
    assert tidied == tidy(tidied)
    assert tidied.encode()


def test_the_default_is_what_its_recipe_says(universal: UniversalEncoder, tmp_path: Path) -> None:
    pins, parts, texts = standins.weights(tmp_path / "w"), standins.parts(), PACKAGING
    own = DefaultEncoder(tmp_path / "w", pins, universal=universal)
    part = {name: value.astype(np.float64) for name, value in parts.items()}
    a, b = universal.encode(texts).astype(np.float64), LightEncoder(tmp_path / "w", pins).encode(texts)
    bent = np.maximum(a @ part["head.hidden.weight"].T + part["head.hidden.bias"], 0)
    h = unit(a @ part["head.line.weight"].T + part["head.line.bias"] + bent @ part["head.out.weight"].T + part["head.out.bias"])
    expected = unit(np.concatenate([a / 2, h / np.sqrt(2), b / 2], axis=1) @ part["projection"])

    assert own.encode(texts) == pytest.approx(expected, abs=1e-6)
    assert own.encode_needs(texts) == pytest.approx(unit(expected @ part["adapter"].T), abs=1e-6)


def test_a_text_of_the_table_is_the_mean_of_its_pieces(tmp_path: Path) -> None:
    pins, table = standins.weights(tmp_path / "w"), standins.table()
    pieces = [standins.tokenizer().token_to_id(f"▁{word}") for word in ("papier", "fur", "brot")]
    mean = np.mean([table["embeddings"][piece] * table["weights"][piece] for piece in pieces], axis=0)

    assert LightEncoder(tmp_path / "w", pins).encode(["Papier für BROT!"]) == pytest.approx(unit(mean[None]), abs=1e-6)


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_one_meaning_in_three_languages_lies_together(encoder: Encoder) -> None:
    rows = encoder.encode([*PACKAGING, DANCE])
    alike = rows @ rows.T

    assert alike[:3, :3].min() > 0.6
    assert alike[3, :3].max() < 0.3


@pytest.mark.parametrize("name", PINNED)
def test_the_vectors_have_not_moved(name: str) -> None:
    assert named(name).encode([PACKAGING[0]])[0, :4] == pytest.approx(PINNED[name], abs=1e-4)


@pytest.mark.parametrize("name", ENCODERS)
def test_every_encoder_says_what_its_cosines_mean(name: str) -> None:
    found = named(name).scale

    assert 0 <= found.chance < found.clear < 1
    assert found.chance < found.label < 1


def test_a_scale_that_nobody_measured_runs_from_chance_upwards() -> None:
    class Flat:
        """Everything is a bit alike to it."""

        id, scale = "flat", Scale(0, 1, 1)

        def encode(self, texts: Sequence[str]) -> Vectors:
            return np.full((len(texts), 4), 0.5 * np.sqrt(0.8), dtype=np.float32)

        def encode_needs(self, texts: Sequence[str]) -> Vectors:
            return self.encode(texts)

    found = scale(Flat())

    assert (found.chance, found.clear) == (0.8, 0.88)


@pytest.mark.parametrize("name", ["nonsense", "", "sentence-transformers", "default "])
def test_an_unknown_encoder_names_those_there_are(name: str) -> None:
    with pytest.raises(Invalid, match=r"default.*light.*sentence-transformers:NAME"):
        named(name)
