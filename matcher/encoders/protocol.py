"""What every encoder is, and what its cosines mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scale:
    """Which cosines of an encoder mean what (0..1, measured by `tests/bench_cosines.py`): each encoder spreads its vectors differently."""

    chance: float
    """99 of 100 pairs of the demonstration's needs and offers lie below."""
    clear: float
    """Texts that clearly belong together: one of a hundred needs has an offer that lies above, all businesses of the demonstration searched."""
    label: float
    """From here on words are taken for what a label says, such as a trade for its NACE class."""


class Encoder(Protocol):
    """What turns texts into unit rows; equal texts give equal rows, an empty text a row of zeros."""

    @property
    def id(self) -> str:
        """Model name and hash of its weights: together with a text's hash the key under which a vector is cached."""
        ...

    @property
    def scale(self) -> Scale:
        """What this encoder's cosines mean."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Texts that describe: businesses, offers, services, projects. Shape (len(texts), dimensions)."""
        ...

    def encode_needs(self, texts: Sequence[str]) -> Vectors:
        """Texts that look for something; may be phrased unlike what meets them."""
        ...


class Installed(Encoder, Protocol):
    """An encoder whose weights lie on this machine."""

    def files(self) -> Sequence[Path]:
        """The files that it reads, all of them covered by its id."""
        ...
