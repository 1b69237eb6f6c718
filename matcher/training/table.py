"""B: one vector for each token, so that the mean over a text's tokens says what both teachers say; no network at run time."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import LinearOperator, cg
from tokenizers import Tokenizer
from torch.nn.functional import embedding_bag

from matcher.training.corpus import LANGS, Meaning, families, framed, table
from matcher.training.losses import contrast, cosine_loss, ordered, relational, unit
from matcher.training.teachers import Rows, Taught

SIZE, STEPS, BATCH, RATE = 256, 1600, 1024, 0.004
RIDGE = 2.0


class Bags:
    """Texts as token ids, cut into flat pieces for one `embedding_bag` call."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
        encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        self.ids = [np.array(one.ids or [0], dtype=np.int64) for one in encoded]

    def of(self, weights: torch.Tensor, rows: Sequence[int] | np.ndarray) -> torch.Tensor:
        chosen = [self.ids[row] for row in rows]
        offsets = np.cumsum([0] + [len(ids) for ids in chosen[:-1]])
        return embedding_bag(torch.from_numpy(np.concatenate(chosen)), weights, torch.from_numpy(offsets), mode="mean")


def targets(known: Taught, guesses: dict[str, Rows], size: int = SIZE) -> Rows:
    """For each meaning the first 256 principal directions of √.1 universal (mean over languages) beside √.9 MiniLM, or H's guess of it."""
    count = np.maximum(1, sum(known.has[lang].astype(np.float32) for lang in LANGS))[:, None]
    universal = _rows_unit(sum(known.universal[lang] for lang in LANGS) / count)
    spoken = _rows_unit(sum(guesses[lang] for lang in LANGS) / count)
    taught = np.abs(known.english).sum(1) > 0
    spoken[taught] = known.english[taught]
    joined = np.concatenate([np.sqrt(0.1) * universal, np.sqrt(0.9) * spoken], axis=1)
    sample = joined[np.random.default_rng(0).choice(len(joined), 30_000, replace=False)]
    _, directions = np.linalg.eigh(sample.T @ sample)
    return _rows_unit(joined @ directions[:, ::-1][:, :size].astype(np.float32))


def _rows_unit(rows: np.ndarray) -> Rows:
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def token_table(found: Sequence[Meaning], known: Taught, target: Rows, tokenizer: Tokenizer, data: Path) -> Rows:
    """The trained table, tokens × 256."""
    torch.manual_seed(0)
    lesson = _Lesson(found, tokenizer, data)
    weights = torch.nn.Parameter(torch.from_numpy(_start(lesson, target, tokenizer.get_vocab_size())))
    optimiser = torch.optim.Adam([weights], lr=RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: 0.5 * (1 + math.cos(math.pi * step / STEPS)))
    draw, wanted = np.random.default_rng(0), torch.from_numpy(target)
    for step in range(STEPS):
        loss = lesson.loss(weights, wanted, draw)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 200 == 0:
            print(f"table: step {step}, loss {float(loss.detach()):.4f}", flush=True)
    return weights.detach().numpy()


class _Lesson:
    """All texts as bags, and the loss of one step."""

    def __init__(self, found: Sequence[Meaning], tokenizer: Tokenizer, data: Path) -> None:
        pairs = [(number, lang, text) for number, meaning in enumerate(found) for lang, text in meaning.texts.items()]
        pairs += [(number, lang, text) for number, lang, text, _ in framed(list(found))]
        self.numbers = np.array([number for number, _, _ in pairs])
        self.bags = Bags(tokenizer, [text for _, _, text in pairs])
        several = [number for number, meaning in enumerate(found) if len(meaning.texts) > 1]
        by_number: dict[int, list[int]] = {}
        for place, number in enumerate(self.numbers.tolist()):
            by_number.setdefault(number, []).append(place)
        self.several = np.array(several)
        self.places = by_number
        self.judged = _Judged(tokenizer, data)
        self.related = _Related(tokenizer, data)

    def loss(self, weights: torch.Tensor, target: torch.Tensor, draw: np.random.Generator) -> torch.Tensor:
        rows = draw.choice(len(self.numbers), BATCH, replace=False)
        made, wanted = unit(self.bags.of(weights, rows)), target[self.numbers[rows]]
        chosen = draw.choice(self.several, BATCH // 2, replace=False)
        two = [draw.choice(self.places[number], 2, replace=False) for number in chosen.tolist()]
        pairs = unit(self.bags.of(weights, [place for pair in two for place in pair])).view(-1, 2, weights.shape[1])
        left, right, both = pairs[:, 0], pairs[:, 1], target[chosen]
        loss = cosine_loss(made, wanted) + 20 * relational(made, made, wanted) + 20 * relational(left, right, both)
        loss = loss + 0.1 * contrast(left, right, 0.05)
        return loss + 0.015 * self.judged.loss(weights, draw) + 0.05 * self.related.loss(weights, draw)


class _Judged:
    """Sentence pairs with people's likeness, in random pairs of languages."""

    def __init__(self, tokenizer: Tokenizer, data: Path) -> None:
        files = {lang: list(table(data / f"text/stsb_{lang}_train.csv.gz")) for lang in LANGS}
        self.likeness = np.array([float(row["score"]) for row in files["en"]], dtype=np.float32)
        self.left = [Bags(tokenizer, [row["s1"] for row in files[lang]]) for lang in LANGS]
        self.right = [Bags(tokenizer, [row["s2"] for row in files[lang]]) for lang in LANGS]

    def loss(self, weights: torch.Tensor, draw: np.random.Generator) -> torch.Tensor:
        rows = draw.choice(len(self.likeness), 128, replace=False)
        left, right = draw.integers(3), draw.integers(3)
        return ordered(unit(self.left[left].of(weights, rows)), unit(self.right[right].of(weights, rows)), torch.from_numpy(self.likeness[rows]))


class _Related:
    """CPV terms and their parents, in random languages."""

    def __init__(self, tokenizer: Tokenizer, data: Path) -> None:
        pairs = families(data)
        self.child = [Bags(tokenizer, [child[lang] for child, _ in pairs]) for lang in LANGS]
        self.parent = [Bags(tokenizer, [parent[lang] for _, parent in pairs]) for lang in LANGS]

    def loss(self, weights: torch.Tensor, draw: np.random.Generator) -> torch.Tensor:
        rows = draw.choice(len(self.child[0].ids), 128, replace=False)
        return contrast(unit(self.child[draw.integers(3)].of(weights, rows)), unit(self.parent[draw.integers(3)].of(weights, rows)), 0.1)


def _start(lesson: _Lesson, target: Rows, tokens: int) -> Rows:
    """Ridge regression of targets on bags, four steps of conjugate gradients."""
    ids = lesson.bags.ids
    lengths = np.array([len(one) for one in ids])
    values = np.repeat(1 / lengths, lengths).astype(np.float32)
    bags = csr_matrix((values, np.concatenate(ids), np.concatenate([[0], np.cumsum(lengths)])), shape=(len(ids), tokens))
    right = bags.T @ target[lesson.numbers]
    normal = LinearOperator((tokens, tokens), matvec=lambda column: bags.T @ (bags @ column) + RIDGE * column, dtype=np.float32)
    return np.stack([cg(normal, right[:, axis], maxiter=4)[0] for axis in range(target.shape[1])], axis=1).astype(np.float32)
