"""Turns texts in English, German and French into vectors in which a need lies near the offer that meets it: the encoder of a process, by its name."""

from collections.abc import Callable

from graph.errors import Invalid
from matcher.encoders.default import DefaultEncoder
from matcher.encoders.foreign import PREFIX, ForeignEncoder
from matcher.encoders.light import LightEncoder
from matcher.encoders.protocol import Encoder, Installed, Scale, Vectors
from matcher.encoders.texts import MAX_CHARACTERS
from matcher.encoders.universal import UniversalEncoder

__all__ = ["ENCODERS", "MAX_CHARACTERS", "Encoder", "Installed", "Scale", "UniversalEncoder", "Vectors", "encoder"]

ENCODERS: dict[str, Callable[[], Installed]] = {"default": DefaultEncoder, "light": LightEncoder, "universal": UniversalEncoder}


def encoder(name: str = "default") -> Installed:
    """The encoder of this name, or a sentence-transformers model on this machine; it loads its weights when first used.

    Raises Invalid for an unknown name, Unavailable for a model that is not here.
    """
    if name.startswith(PREFIX):
        return ForeignEncoder(name.removeprefix(PREFIX))
    if name not in ENCODERS:
        raise Invalid(f"no encoder is called {name[:80]!r}; there is {', '.join(ENCODERS)} and {PREFIX}NAME_OR_PATH")
    return ENCODERS[name]()
