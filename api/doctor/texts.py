"""Check of the text encoder: its weights are whole and it encodes."""

import time

from api.doctor.findings import Finding, missing, works
from api.doctor.machine import SETUP
from graph.errors import CrossmatchError
from matcher.encoder import encoder


def text_encoder(name: str) -> Finding:
    """Loads the weights, whose hashes are compared with the pinned ones, and encodes one text."""
    began = time.perf_counter()
    try:
        found = encoder(name)
        size = found.encode(["bread"]).shape[1]
    except CrossmatchError as error:
        return missing("Encoder", str(error), SETUP)
    except (ImportError, OSError, ValueError) as error:  # a package that it needs is broken
        return missing("Encoder", f"{name}: {error}", SETUP)
    return works("Encoder", f"{found.id}: weights whole, one text to {size} numbers in {time.perf_counter() - began:.1f} s")
