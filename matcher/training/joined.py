"""The joined vector and its last two steps: a fixed projection to 256 numbers, and the adapter that turns needs towards offers."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from matcher.training.corpus import FRAMES, LANGS, Meaning, families
from matcher.training.losses import contrast, unit
from matcher.training.teachers import Rows

SHARES = (0.25, 0.5, 0.25)
"""Of universal vector, head and token table in the joined likeness."""
KEPT, SAMPLE, PAIRS, STEPS = 256, 20_000, 3000, 300
TEMPERATURE, NEARNESS = 0.07, 0.03


def joined(universal: Rows, guessed: Rows, tabled: Rows) -> Rows:
    """[√¼·A, √½·H(A), √¼·B] of unit rows."""
    return np.concatenate([np.sqrt(share) * part for share, part in zip(SHARES, (universal, guessed, tabled), strict=True)], axis=1).astype(np.float32)


def sample(found: Sequence[Meaning], count: int = SAMPLE) -> list[str]:
    """Texts of the corpus that the projection is made for; single words are left out."""
    texts = [text for meaning in found if meaning.source != "words" for text in meaning.texts.values()]
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


def adapter(encode: Callable[[Sequence[str]], Rows], data: Path, steps: int = STEPS, nearness: float = NEARNESS, seed: int = 0) -> Rows:
    """A matrix near the identity: a need, once multiplied, lies nearer to what meets it. Learned from narrow terms asked for and broad terms offered."""
    draw = random.Random(f"adapter {seed}")
    pairs = draw.sample(families(data), PAIRS)
    needs = torch.from_numpy(encode([_framed(child, "need", draw) for child, _ in pairs]))
    offers = torch.from_numpy(encode([_framed(parent, "offer", draw) for _, parent in pairs]))
    torch.manual_seed(seed)
    identity = torch.eye(needs.shape[1])
    weights = torch.nn.Parameter(identity.clone())
    optimiser = torch.optim.Adam([weights], lr=1e-3)
    for _ in range(steps):
        rows = torch.randint(len(needs), (512,))
        loss = contrast(unit(needs[rows] @ weights.T), offers[rows], TEMPERATURE) + nearness * ((weights - identity) ** 2).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return weights.detach().numpy()


def _framed(texts: dict[str, str], side: str, draw: random.Random) -> str:
    lang = draw.choice(LANGS)
    return draw.choice(FRAMES[side][lang]).format(texts[lang])
