"""crossmatch encode: a line a text, a row a vector, whichever encoder; what cannot be done is said in a sentence."""

from pathlib import Path

import numpy as np
import pytest

from api.commands.encode import encode
from graph.errors import Invalid, Unavailable
from matcher.encoder import encoder

LINES = ["Papier für Brot", "", "a box", "Papier für Brot", "\ud7ff\x00"]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    file = tmp_path / "texts.txt"
    file.write_text("\n".join(LINES), "utf-8")
    return file


@pytest.mark.parametrize("kind", ["text", "need"])
def test_a_line_is_a_text_and_a_row_its_vector(texts: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    encode(texts, tmp_path / "v.npy", "light", kind)

    assert np.array_equal(np.load(tmp_path / "v.npy"), encoder("light").encode(LINES))
    assert capsys.readouterr().out.startswith("5 vectors of 256 numbers")


def test_no_lines_are_no_rows(tmp_path: Path) -> None:
    (tmp_path / "none.txt").touch()
    encode(tmp_path / "none.txt", tmp_path / "v.npy", "light", "text")

    assert np.load(tmp_path / "v.npy").shape == (0, 256)


def test_the_encoder_of_the_environment_is_taken(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSMATCH_ENCODER", "light")
    encode(texts, tmp_path / "v.npy", "", "text")

    assert np.load(tmp_path / "v.npy").shape == (5, 256)


@pytest.mark.parametrize(
    ("name", "kind", "error"), [("nonsense", "text", Invalid), ("light", "offer", Invalid), ("sentence-transformers:/no/such", "text", Unavailable)]
)
def test_what_cannot_be_done_is_said_and_nothing_written(texts: Path, tmp_path: Path, name: str, kind: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        encode(texts, tmp_path / "v.npy", name, kind)

    assert not (tmp_path / "v.npy").exists()
