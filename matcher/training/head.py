"""H: guesses, from the universal vector of a text in any language, what MiniLM would say about its English version."""

import math

import numpy as np
import torch
from torch import nn

from matcher.training.corpus import LANGS
from matcher.training.losses import contrast, cosine_loss, relational, unit
from matcher.training.teachers import Rows, Taught

STEPS, BATCH, RATE, HIDDEN = 1200, 512, 1.5e-3, 1024
RIDGE = 1.0


class Head(nn.Module):
    """A straight line plus a small network of one hidden layer; rows in and out have unit length."""

    def __init__(self) -> None:
        super().__init__()
        self.line = nn.Linear(512, 384)
        self.hidden = nn.Linear(512, HIDDEN)
        self.out = nn.Linear(HIDDEN, 384)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        made: torch.Tensor = unit(self.line(rows) + self.out(torch.relu(self.hidden(rows))))
        return made


def head(known: Taught, seed: int = 0) -> Head:
    """Ridge start, then cosine, likenesses within the batch, and a little contrast; rows in all languages, target the English side."""
    torch.manual_seed(seed)
    rows = np.flatnonzero(known.has["en"] & (np.abs(known.english).sum(1) > 0))
    made = Head()
    _start(made, known, rows)
    optimiser = torch.optim.AdamW(made.parameters(), lr=RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 0.5 * (1 + math.cos(math.pi * step / STEPS)))
    draw = np.random.default_rng(seed)
    for step in range(STEPS):
        chosen = draw.choice(rows, BATCH, replace=False)
        target = torch.from_numpy(known.english[chosen])
        loss = torch.zeros(())
        for lang in LANGS:
            has = torch.from_numpy(known.has[lang][chosen])
            guess, wanted = made(torch.from_numpy(known.universal[lang][chosen])[has]), target[has]
            loss = loss + cosine_loss(guess, wanted) + 5 * relational(guess, guess, wanted) + 0.05 * contrast(guess, wanted, 0.05)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 400 == 0:
            print(f"head: step {step}, loss {float(loss.detach()):.4f}", flush=True)
    return made.eval()


def _start(made: Head, known: Taught, rows: np.ndarray) -> None:
    """The line begins where ridge regression ends."""
    x = np.concatenate([known.universal[lang][rows][known.has[lang][rows]] for lang in LANGS])
    y = np.concatenate([known.english[rows][known.has[lang][rows]] for lang in LANGS])
    weights = np.linalg.solve(x.T @ x + RIDGE * np.eye(512, dtype=np.float32), x.T @ y)
    with torch.no_grad():
        made.line.weight.copy_(torch.from_numpy(weights.T))
        made.line.bias.zero_()


def guess(made: Head, universal: Rows) -> Rows:
    """H of many rows; rows of zeros stay zeros."""
    with torch.no_grad():
        parts = [made(torch.from_numpy(universal[start : start + 8192])).numpy() for start in range(0, len(universal), 8192)]
    rows: Rows = np.concatenate(parts) if parts else np.zeros((0, 384), np.float32)
    rows[np.abs(universal).sum(1) == 0] = 0
    return rows
