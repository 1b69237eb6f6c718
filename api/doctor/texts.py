"""Check of the text encoder: its files are there, its weights whole, and it encodes."""

import time
from collections.abc import Sequence
from pathlib import Path

from api.doctor.findings import Finding, missing, works
from api.doctor.machine import SETUP
from graph.errors import CrossmatchError
from matcher.encoder import encoder
from matcher.encoders.foreign import PREFIX

SEE = "see the sentence, or choose another encoder with CROSSMATCH_ENCODER"


def text_encoder(name: str) -> Finding:
    """Loads the weights, whose hashes are compared with the pinned ones, encodes one text, and says what files it read."""
    began = time.perf_counter()
    try:
        found = encoder(name)
        size = found.encode(["bread"]).shape[1]
        return works("Encoder", f"{found.id}: one text to {size} numbers in {time.perf_counter() - began:.1f} s; whole are {_said(found.files())}")
    except CrossmatchError as error:
        return missing("Encoder", str(error), SEE if name.startswith(PREFIX) else SETUP)
    except (ImportError, OSError, ValueError) as error:  # a package that it needs is broken
        return missing("Encoder", f"{name}: {error}", SETUP)


def _said(files: Sequence[Path]) -> str:
    return ", ".join(f"{file.name} ({file.stat().st_size / 1e6:.1f} MB)" for file in files)
