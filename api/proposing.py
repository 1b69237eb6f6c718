"""Hands the readers of lists what the matcher knows of sectors in words."""

from collections.abc import Callable, Sequence

from matcher.classes import Classes
from matcher.encoder import Encoder
from seeds.members.labels import labels
from seeds.members.options import Proposal, Propose


def proposer(encoder: Callable[[], Encoder]) -> Propose:
    """Proposes classes for words; the encoder is asked for, and its weights loaded, when the first words come."""
    classes = Classes(encoder, labels())

    def propose(texts: Sequence[str]) -> list[Proposal | None]:
        return [Proposal(found.code, found.likeness) if found else None for found in classes.propose(texts)]

    return propose
