"""Weights of the right shapes made of random numbers and a few words, for what does not depend on the numbers: formulas, hashes, errors."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from matcher.encoders.default import FILE, SHAPES
from matcher.encoders.light import FILES, WIDTH
from matcher.encoders.pinned import Pins

WORDS = ("paper", "papier", "box", "for", "fur", "bread", "brot", "wood", "a", "e", "n", "s")
MODULES = [{"idx": 0, "name": "0", "path": ".", "type": "sentence_transformers.models.StaticEmbedding"}]
CONFIG = {"model_type": "model2vec", "architectures": ["StaticModel"], "tokenizer_name": "own", "normalize": True, "hidden_dim": WIDTH}
Arrays = Mapping[str, NDArray[np.generic]]


def tokenizer() -> Tokenizer:
    """Of the trained one's kind, with a handful of pieces."""
    made = Tokenizer(models.Unigram([("[UNK]", -9.0), *((f"▁{word}", -2.0) for word in WORDS), *((word, -4.0) for word in WORDS)], unk_id=0))
    steps = (normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace("ß", "ss"), normalizers.NFD(), normalizers.StripAccents())
    made.normalizer = normalizers.Sequence([*steps, normalizers.Replace(Regex(r"[^\p{L}\p{N}]+"), " "), normalizers.Strip()])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


def table() -> dict[str, NDArray[np.generic]]:
    draw = np.random.default_rng(1)
    pieces = tokenizer().get_vocab_size()
    embeddings = draw.integers(-127, 128, (pieces, WIDTH)).astype(np.int8)
    embeddings[0] = 0  # unknown pieces turn no text
    return {"embeddings": embeddings, "weights": draw.random(pieces).astype(np.float32)}


def parts() -> dict[str, NDArray[np.generic]]:
    draw = np.random.default_rng(2)
    return {name: (draw.standard_normal(tuple(shape)) / 20).astype(np.float16) for name, shape in SHAPES.items()}


def weights(folder: Path, *, light: Arrays | None = None, default: Arrays | None = None) -> Pins:
    """Write them, these arrays in the place of random ones; gives the hashes."""
    (folder / "light").mkdir(parents=True)
    save_file({**table(), **(light or {})}, folder / FILES[0])
    tokenizer().save(str(folder / FILES[1]))
    (folder / "light" / "modules.json").write_text(json.dumps(MODULES))
    (folder / "light" / "config.json").write_text(json.dumps(CONFIG))
    save_file({**parts(), **(default or {})}, folder / FILE)
    return {name: sha256(folder / name) for name in (*FILES, FILE)}


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
