"""B: one vector for each of 32,000 word pieces; a text is the mean of its pieces. Small, fast, and the default encoder's sense of single words."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from graph.errors import Invalid
from matcher.encoders.pinned import WEIGHTS, Pins, checked, fingerprint, tensors
from matcher.encoders.pins import PINS
from matcher.encoders.protocol import Scale, Vectors
from matcher.encoders.texts import rows, unit

WIDTH = 256
FILES = ("light/model.safetensors", "light/tokenizer.json")


@dataclass(frozen=True, slots=True)
class _Table:
    tokenizer: Tokenizer
    embeddings: NDArray[np.int8]  # pieces × 256
    weights: NDArray[np.float64]  # a piece's scale


class LightEncoder:
    """256 numbers a text; a need is encoded like any text. Trained by `matcher.training`; its folder is also a model of model2vec and sentence-transformers.

    Weights are loaded at first use, after their sha256 was compared with the pinned one. Threads may share an encoder.
    """

    scale = Scale(chance=0.42, clear=0.7, label=0.6)
    """Of trades as people name them, each against the rest, 93 % pass the label's figure and 75 % of those are right; of sixteen words that are no trade none
    passes."""

    def __init__(self, folder: Path = WEIGHTS, pins: Pins = PINS) -> None:
        self._folder, self._pins = folder, pins
        self._lock = threading.Lock()

    @property
    def id(self) -> str:
        return f"light-{fingerprint(self._pins, FILES)}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        return rows(texts, WIDTH, self._encoded)

    def encode_needs(self, texts: Sequence[str]) -> Vectors:
        return self.encode(texts)

    def files(self) -> Sequence[Path]:
        return [self._folder / name for name in FILES]

    def _encoded(self, texts: list[str]) -> Vectors:
        table = self._loaded()
        # One text at a time, since the tokenizer's own batches start threads; in double precision, so that the number of BLAS threads changes no bit.
        ids = [table.tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
        sums = np.stack([table.weights[one] @ table.embeddings[one].astype(np.float64) for one in ids])
        return unit(sums).astype(np.float32)  # the sum's direction is the mean's

    def _loaded(self) -> _Table:
        with self._lock:
            return self._table

    @cached_property
    def _table(self) -> _Table:
        model, spelled = FILES
        found = tensors(self._folder, model, self._pins, {"embeddings": (0, WIDTH), "weights": (0,)})
        try:
            tokenizer = Tokenizer.from_buffer(checked(self._folder, spelled, self._pins))
        except ValueError as error:
            raise Invalid(f"the encoder's file {spelled} is no tokenizer ({error})") from error
        if not tokenizer.get_vocab_size() == len(found["embeddings"]) == len(found["weights"]):
            raise Invalid(f"{spelled} knows {tokenizer.get_vocab_size()} pieces, {model} {len(found['embeddings'])}; take both from one training")
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return _Table(tokenizer, found["embeddings"].astype(np.int8), found["weights"].astype(np.float64))
