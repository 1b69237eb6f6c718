"""What the head and the table are made to agree with: losses over rows of one meaning."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize


def cosine_loss(made: Tensor, target: Tensor) -> Tensor:
    """1 − cosine, mean over rows; both of unit length."""
    return (1 - (made * target).sum(1)).mean()


def relational(made: Tensor, other: Tensor, target: Tensor) -> Tensor:
    """Squared error of all likenesses within the batch: who is near whom matters more than where."""
    return ((made @ other.T - target @ target.T) ** 2).mean()


def contrast(made: Tensor, other: Tensor, temperature: float) -> Tensor:
    """InfoNCE both ways: a row's own partner before all others of the batch."""
    scores = made @ other.T / temperature
    rows = torch.arange(len(made))
    return (cross_entropy(scores, rows) + cross_entropy(scores.T, rows)) / 2


def ordered(left: Tensor, right: Tensor, likeness: Tensor) -> Tensor:
    """CoSENT: a pair that people call more alike shall score higher (Su, 2022), at scale 20."""
    scores = 20 * (left * right).sum(1)
    gaps = scores[:, None] - scores[None, :]
    lower = (likeness[:, None] < likeness[None, :]).float()
    return torch.logsumexp(torch.cat([torch.zeros(1), (gaps - (1 - lower) * 1e4).reshape(-1)]), 0)


def unit(rows: Tensor) -> Tensor:
    return normalize(rows, dim=1, eps=1e-6)
