"""Weights are read only if they are the ones that were measured: each file's sha256 stands here, and a changed byte is refused by the file's name."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load

from graph.errors import Invalid, Tampered, Unavailable

WEIGHTS = Path(__file__).parent / "weights"
Pins = Mapping[str, str]
"""File, relative to its folder → sha256 in hex."""


def checked(folder: Path, name: str, pins: Pins) -> bytes:
    """The bytes of a pinned file. Raises Unavailable if it cannot be read, Tampered if it is another one."""
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise Unavailable(f"the encoder's file {name} cannot be read ({error.strerror}); restore it (`git checkout` or `make setup`)") from error
    found, wanted = hashlib.sha256(content).hexdigest(), pins.get(name, "none")
    if found != wanted:
        raise Tampered(
            f"the encoder's file {name} has sha256 {found[:12]}…, expected {wanted[:12]}…; restore it (`git checkout`, or delete .venv and run `make setup`)"
        )
    return content


def tensors(folder: Path, name: str, pins: Pins, shapes: Mapping[str, Sequence[int]]) -> dict[str, NDArray[np.generic]]:
    """The arrays of a pinned safetensors file that `shapes` names (0 stands for any length). Raises Invalid for another shape, NaN or infinity."""
    try:
        found = load(checked(folder, name, pins))
    except SafetensorError as error:
        raise Invalid(f"the encoder's file {name} is no safetensors file ({error})") from error
    for key, shape in shapes.items():
        _check(name, key, found.get(key), shape)
    return {key: found[key] for key in shapes}


def fingerprint(pins: Pins, names: Sequence[str]) -> str:
    """Twelve hex digits that stand for the weights of an encoder: another file, another fingerprint."""
    return hashlib.sha256(" ".join(pins.get(name, "none") for name in names).encode()).hexdigest()[:12]


def _check(name: str, key: str, found: NDArray[np.generic] | None, shape: Sequence[int]) -> None:
    if found is None:
        raise Invalid(f"the encoder's file {name} has no {key}; it was made for another version")
    if len(found.shape) != len(shape) or any(wanted not in (0, size) for wanted, size in zip(shape, found.shape, strict=True)):
        wanted = "×".join(str(size or "n") for size in shape)
        raise Invalid(f"the encoder's file {name}: {key} is {'×'.join(map(str, found.shape))}, expected {wanted}; it was made for another version")
    if not np.isfinite(found.astype(np.float32)).all():
        raise Invalid(f"the encoder's file {name}: {key} holds NaN or infinity; train it again")
