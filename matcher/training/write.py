"""Writes what was trained as the files that Crossmatch reads: the token table as a model of model2vec and sentence-transformers, the rest beside it."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from matcher.encoders.pinned import WEIGHTS
from matcher.training.head import Head
from matcher.training.teachers import Rows

CONFIG = {"model_type": "model2vec", "architectures": ["StaticModel"], "hidden_dim": 256, "embedding_dtype": "int8", "normalize": True, "max_length": None}
MODULES = [
    {"idx": 0, "name": "0", "path": ".", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
FILES = ("default.safetensors", "light/model.safetensors", "light/tokenizer.json")
MARK = "<!-- figures -->"
PINS = '''"""The sha256 of the weights in `weights/`, written by `matcher.training` together with them: what else lies there is refused."""

PINS = {{
{}}}
'''


def quantised(table: Rows) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """One byte a number and one scale a row; the first row, for unknown pieces, is zeros, so that such pieces turn no text."""
    table = table.copy()
    table[0] = 0
    scales = np.maximum(np.abs(table).max(1), 1e-9) / 127
    return np.rint(table / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def write_light(out: Path, table: Rows, tokenizer: Path) -> None:
    """The folder `light`."""
    folder = out / "light"
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    embeddings, weights = quantised(table)
    save_file({"embeddings": embeddings, "weights": weights}, folder / "model.safetensors")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    for name, content in (("config.json", CONFIG), ("modules.json", MODULES), ("1_Normalize/config.json", {})):
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def write_default(out: Path, head: Head, projection: Rows, adapter: Rows) -> None:
    """`default.safetensors`: head, projection and adapter in half precision."""
    parts = {f"head.{name}": value.numpy() for name, value in head.state_dict().items()} | {"projection": projection, "adapter": adapter}
    save_file({name: np.ascontiguousarray(part, dtype=np.float16) for name, part in sorted(parts.items())}, out / "default.safetensors")


def hashes(out: Path) -> dict[str, str]:
    """The sha256 of each file that is read at run time and is there already."""
    return {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES if (out / name).exists()}


def write_hashes(out: Path) -> dict[str, str]:
    """`hashes.json`; for the weights of this program also `pins.py`, which it holds them to."""
    found = hashes(out)
    for name in found:
        (out / name).chmod(0o644)  # safetensors keeps its files to their owner
    (out / "hashes.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    if out.resolve() == WEIGHTS:
        listed = "".join(f'    "{name}": "{value}",\n' for name, value in sorted(found.items()))
        (WEIGHTS.parent / "pins.py").write_text(PINS.format(listed), "utf-8")
    return found


def write_figures(card: Path, figures: str, pinned: dict[str, str]) -> None:
    """The measured part of the model card, between its two marks."""
    before, _, after = card.read_text("utf-8").split(MARK)
    listed = "\n".join(f"{value}  {name}" for name, value in pinned.items())
    card.write_text(f"{before}{MARK}\n```text\n{figures}\n```\n\nsha256:\n\n```text\n{listed}\n```\n{MARK}{after}", "utf-8")
