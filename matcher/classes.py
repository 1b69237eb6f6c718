"""Proposes a NACE class for a sector in words, by the likeness of meanings to labels in three languages; equal words are the likest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from matcher.encoder import Encoder, Vectors

SHORTEST = 3  # letters of words that can mean a trade


@dataclass(frozen=True, slots=True)
class Proposed:
    """A NACE class that words probably mean, with the likeness (0..1) it was chosen by."""

    code: str
    likeness: float


class Classes:
    """The classes and what they are called; their vectors are made when the first words have to be understood."""

    def __init__(self, encoder: Callable[[], Encoder], labels: Sequence[tuple[str, str]]) -> None:
        self._encoder, self._labels = encoder, labels

    def propose(self, texts: Sequence[str]) -> list[Proposed | None]:
        """The likeliest class of each text, None where nothing is near enough for this encoder."""
        if not texts:
            return []
        likeness = self._model.encode(texts) @ self._vectors.T
        best = likeness.argmax(axis=1)
        chosen = [self._chosen(int(label), float(likeness[row, label])) for row, label in enumerate(best)]
        return [proposed if len(text.strip()) >= SHORTEST else None for text, proposed in zip(texts, chosen, strict=True)]

    def _chosen(self, label: int, likeness: float) -> Proposed | None:
        return Proposed(self._labels[label][0], min(likeness, 1.0)) if likeness >= self._model.scale.label else None

    @cached_property
    def _model(self) -> Encoder:
        return self._encoder()

    @cached_property
    def _vectors(self) -> Vectors:
        return self._model.encode([label for _, label in self._labels])
