"""Any sentence-transformers model that lies on this machine, by name or folder: read from safetensors only, without its own code and without a network."""

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from safetensors import SafetensorError

from graph.errors import Invalid, Unavailable
from matcher.encoders.measuring import scale
from matcher.encoders.protocol import Scale, Vectors
from matcher.encoders.texts import rows, unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PREFIX = "sentence-transformers:"
_INSTALL = "run `.venv/bin/pip install sentence-transformers` (with torch, some gigabytes), or choose another encoder with CROSSMATCH_ENCODER"
_READ = frozenset({".safetensors", ".json", ".txt", ".model"})
_PICKLES = frozenset({".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt"})
_OURS = "sentence_transformers."
_AT_ONCE, _CHARACTERS = 32, 8_000  # texts that go through the model together, and how long all of them may be: attention needs memory by the square


class ForeignEncoder:
    """A model of sentence-transformers; needs get the model's prompt for queries and all else that for documents, if it has any.

    `name` is a folder, or a model's name in the Hugging Face cache (filled beforehand, `hf download NAME`: nothing is fetched here).
    Raises Unavailable without sentence-transformers or without the model, Invalid for one that would need pickle or code of its own.
    """

    def __init__(self, name: str) -> None:
        if find_spec("sentence_transformers") is None:
            raise Unavailable(f"{PREFIX}{name[:80]} needs the package sentence-transformers, which is not installed; {_INSTALL}")
        self._name, self._folder = name, _found(name)
        _refuse_unsafe(self._folder)
        self._lock = threading.Lock()

    @cached_property
    def id(self) -> str:
        """The folder's name and a hash of all files that are read."""
        digest = hashlib.sha256()
        for file in self.files():
            digest.update(str(file.relative_to(self._folder)).encode())
            with file.open("rb") as opened:
                digest.update(hashlib.file_digest(opened, "sha256").digest())
        return f"sentence-transformers-{Path(self._name).name or self._folder.name}-{digest.hexdigest()[:12]}"

    @cached_property
    def scale(self) -> Scale:
        """Measured when first asked for, on a hundred pairs of texts."""
        return scale(self)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self._rows(texts, needs=False)

    def encode_needs(self, texts: Sequence[str]) -> Vectors:
        return self._rows(texts, needs=True)

    def files(self) -> Sequence[Path]:
        return sorted(file for file in self._folder.rglob("*") if file.suffix in _READ and file.is_file())

    def _rows(self, texts: Sequence[str], *, needs: bool) -> Vectors:
        with self._lock:
            model = self._model
            width = int(model.get_embedding_dimension() or 0)
            found = rows(texts, width, lambda batch: _encoded(model, batch, needs=needs))
        if not np.isfinite(found).all():
            raise Invalid(f"the model {self._name!r} gives NaN or infinity; its weights are broken, take another one")
        return found

    @cached_property
    def _model(self) -> "SentenceTransformer":
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        try:
            return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True, trust_remote_code=False, model_kwargs={"use_safetensors": True})
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError, SafetensorError) as error:
            raise Invalid(f"the model {self._name!r} cannot be loaded: {str(error).splitlines()[0][:200]}") from error


def _encoded(model: "SentenceTransformer", texts: list[str], *, needs: bool) -> Vectors:
    encode = model.encode_query if needs else model.encode_document
    together = max(1, min(_AT_ONCE, _CHARACTERS // max(map(len, texts))))
    found = encode(texts, batch_size=together, show_progress_bar=False, convert_to_numpy=True)
    return unit(np.asarray(found, dtype=np.float32)).astype(np.float32)


def _found(name: str) -> Path:
    """The model's folder: the one that is named, or its copy in the cache."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        if name and (folder := Path(name).expanduser()).is_dir():
            return folder
        return Path(snapshot_download(name, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError, OSError, RuntimeError, ValueError) as error:
        raise Unavailable(
            f"no model {name[:200]!r} on this machine: it is no folder, and not in the Hugging Face cache; nothing is fetched at run time, so name a folder"
        ) from error


def _refuse_unsafe(folder: Path) -> None:
    if not any((folder / name).exists() for name in ("modules.json", "config.json")):
        raise Invalid(f"{folder} holds no model (neither modules.json nor config.json); name a folder that sentence-transformers has saved")
    for module, type in _modules(folder):
        if not type.startswith(_OURS):
            raise Invalid(f"the model in {folder} runs code of its own ({type[:80]!r}); only models made of sentence-transformers' own parts are loaded")
        files = [file.suffix for file in module.glob("*")]
        if ".safetensors" not in files and not _PICKLES.isdisjoint(files):
            raise Invalid(f"{module} holds weights as pickle only, which can run code; convert them to safetensors, or take a model that has them")


def _modules(folder: Path) -> Iterator[tuple[Path, str]]:
    """The folder and type of each part; a plain transformers model is one part."""
    listed = folder / "modules.json"
    try:
        parts = json.loads(listed.read_text("utf-8")) if listed.exists() else [{"path": "", "type": _OURS}]
        found = [(folder / str(part.get("path", "")), str(part["type"])) for part in parts]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid(f"{listed} cannot be read; name a folder that sentence-transformers has saved") from error
    yield folder, _OURS
    yield from found
