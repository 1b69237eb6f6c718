"""What happens to texts before any encoder sees them: bounded, made clean, each once, in batches."""

import unicodedata
from collections.abc import Callable, Sequence

import numpy as np

from matcher.encoders.protocol import Vectors

MAX_CHARACTERS = 2_000
"""Longer texts are cut before encoding, so that one text cannot take the memory of thousands."""
BATCH = 256
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")


def tidy(text: str) -> str:
    """The part of a text that is encoded: no control characters, no half characters, at most `MAX_CHARACTERS`, also once its ligatures are written out."""
    cut = text.lstrip()[:MAX_CHARACTERS].translate(_CONTROLS)
    if not cut.isascii():
        cut = cut.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        spread = unicodedata.normalize("NFKC", cut)  # one sign may stand for eighteen letters
        cut = cut if len(spread) <= MAX_CHARACTERS else spread[:MAX_CHARACTERS]
    return cut.strip()


def rows(texts: Sequence[str], width: int, encode: Callable[[list[str]], Vectors]) -> Vectors:
    """A row of `width` numbers a text. `encode` gets each distinct text once, similar lengths together, and never more than `BATCH` of them."""
    tidied = [tidy(text) for text in texts]
    distinct = sorted(set(tidied) - {""}, key=lambda text: (len(text), text))
    place = {text: row for row, text in enumerate(distinct)}
    made = np.zeros((len(distinct) + 1, width), dtype=np.float32)  # the last row is that of the empty text
    for start in range(0, len(distinct), BATCH):
        batch = distinct[start : start + BATCH]
        made[start : start + len(batch)] = encode(batch)
    return made[[place.get(text, -1) for text in tidied]]


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1; zeros stay zeros."""
    made: np.ndarray = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return made
