"""The joined vector and its last two steps: a fixed projection to 256 numbers, and the adapter that turns needs towards offers."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from matcher.training.corpus import FRAMES, LANGS, Meaning, families, lessons
from matcher.training.losses import contrast, unit
from matcher.training.teachers import Rows

SHARES = (0.25, 0.5, 0.25)
"""Of universal vector, head and token table in the joined likeness."""
KEPT, SAMPLE = 256, 20_000
PAIRS, FAMILIES, STEPS, RUNS = 3000, 338, 300, 3
TEMPERATURE, NEARNESS = 0.07, 0.01


def joined(universal: Rows, guessed: Rows, tabled: Rows) -> Rows:
    """[√¼·A, √½·H(A), √¼·B] of unit rows."""
    return np.concatenate([np.sqrt(share) * part for share, part in zip(SHARES, (universal, guessed, tabled), strict=True)], axis=1).astype(np.float32)


def sample(found: Sequence[Meaning], count: int = SAMPLE) -> list[tuple[int, str]]:
    """Number and language of the texts that the projection is made for; single words are left out."""
    texts = [(number, lang) for number, meaning in enumerate(found) if meaning.source != "words" for lang in meaning.texts]
    return [texts[place] for place in np.random.default_rng(0).choice(len(texts), count, replace=False)]


def projection(rows: Rows) -> Rows:
    """Uncentred principal directions (columns), so that a zero stays a zero."""
    exact = rows.astype(np.float64)
    _, directions = np.linalg.eigh(exact.T @ exact)
    return np.ascontiguousarray(directions[:, ::-1][:, :KEPT]).astype(np.float32)


def unit_rows(rows: Rows) -> Rows:
    """Rows of length 1; zeros stay zeros."""
    made: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return made


def adapter(encode: Callable[[Sequence[str]], Rows], data: Path) -> Rows:
    """A matrix near the identity: a need, once multiplied, lies nearer to what meets it.

    Learned from invented needs and offers, each in a random language, and from narrow CPV terms asked for and broad ones offered; the mean of several runs,
    since so few lessons leave much to chance.
    """
    needs, offers = _lessons(encode)
    narrow, broad = _families(encode, data)
    runs = [_adapted(needs, offers, narrow, broad, seed) for seed in range(RUNS)]
    made: Rows = np.stack(runs).mean(axis=0, dtype=np.float64).astype(np.float32)
    return made


def _adapted(needs: torch.Tensor, offers: torch.Tensor, narrow: torch.Tensor, broad: torch.Tensor, seed: int) -> Rows:
    torch.manual_seed(seed)
    identity = torch.eye(narrow.shape[1])
    weights = torch.nn.Parameter(identity.clone())
    optimiser = torch.optim.Adam([weights], lr=1e-3)
    for _ in range(STEPS):
        asked, offered = torch.randint(len(LANGS), (2,)).tolist()
        other = torch.randint(len(narrow), (FAMILIES,))
        left, right = torch.cat([needs[asked], narrow[other]]), torch.cat([offers[offered], broad[other]])
        loss = contrast(unit(left @ weights.T), right, TEMPERATURE) + NEARNESS * ((weights - identity) ** 2).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return weights.detach().numpy()


def _lessons(encode: Callable[[Sequence[str]], Rows]) -> tuple[torch.Tensor, torch.Tensor]:
    """Needs and offers, languages × lessons × numbers."""
    read = lessons()
    needs, offers = (torch.stack([torch.from_numpy(encode([row[f"{side}_{lang}"] for row in read])) for lang in LANGS]) for side in ("need", "offer"))
    return needs, offers


def _families(encode: Callable[[Sequence[str]], Rows], data: Path) -> tuple[torch.Tensor, torch.Tensor]:
    draw = random.Random("adapter 0")
    pairs = draw.sample(families(data), PAIRS)
    narrow = [_framed(child, "need", draw) for child, _ in pairs]
    broad = [_framed(parent, "offer", draw) for _, parent in pairs]
    return torch.from_numpy(encode(narrow)), torch.from_numpy(encode(broad))


def _framed(texts: dict[str, str], side: str, draw: random.Random) -> str:
    lang = draw.choice(LANGS)
    return draw.choice(FRAMES[side][lang]).format(texts[lang])
