"""What an indicator comes to: value, interval, parts, the evidence for it, and what was refused and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.indicators.phrases import said
from graph.reach.intervals import Proportion, wilson

Seqs = NDArray[np.int64]
CASES = 50
ITEMS = 10_000
NO_SEQS: Seqs = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a figure rests on: numbers of ledger entries, ascending, and other items (`edge:r12:345`, `list:…`), of which at most 10,000 are kept.

    Nothing here names a business: an edge is its place in the snapshot of a revision.
    """

    seqs: Seqs = field(default_factory=lambda: NO_SEQS)
    items: tuple[str, ...] = ()
    items_total: int = 0

    @property
    def total(self) -> int:
        return len(self.seqs) + self.items_total


NOTHING = Evidence()


def entries(seqs: Seqs | Sequence[int]) -> Evidence:
    """Ledger entries as evidence, each once, by number."""
    return Evidence(np.unique(np.asarray(seqs, dtype=np.int64)))


def items(names: Sequence[str]) -> Evidence:
    """Other things as evidence, in the order given."""
    return Evidence(items=tuple(names[:ITEMS]), items_total=len(names))


@dataclass(frozen=True, slots=True)
class Case:
    """One that was refused: its pseudonym ("" where the ledger holds nothing of it), and how much it has of what is needed."""

    who: str
    have: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why some do not count: a code, how many, what would be needed, and the nearest of them (at most 50)."""

    code: str
    count: int
    need: float
    cases: tuple[Case, ...] = ()


def refusal(code: str, whos: Sequence[str], haves: Sequence[float], need: float) -> Refusal:
    """Who has most stands first, then by pseudonym."""
    order = sorted(zip(whos, haves, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return Refusal(code, len(order), need, tuple(Case(who, float(have)) for who, have in order[:CASES]))


@dataclass(frozen=True, slots=True)
class Part:
    """A figure of one value of a slice (`by` cluster, size, …; `value` an id or code, "" unknown), or one term of a sum (`by` "")."""

    by: str
    value: str
    number: float | None
    low: float | None = None
    high: float | None = None
    part: float | None = None
    whole: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value` is None where it cannot be computed, and `reason` (an English sentence, translated in `locale/`) says why.

    `low` and `high` are an interval of 95 % of a share, or for counts what is left if all doubtful duplicates are one, and if none is.
    """

    value: float | None
    reason: str = ""
    low: float | None = None
    high: float | None = None
    part: float | None = None
    whole: float | None = None
    parts: tuple[Part, ...] = ()
    evidence: Evidence = NOTHING
    refused: tuple[Refusal, ...] = ()
    made: str = ""  # by which command and when, if it was measured outside

    def why(self, lang: str) -> str:
        return said(self.reason, lang) if self.reason else ""


def unknown(reason: str, *, parts: tuple[Part, ...] = (), refused: tuple[Refusal, ...] = ()) -> Figure:
    """A figure that cannot be computed."""
    return Figure(value=None, reason=reason, parts=parts, refused=refused)


def share(part: int, whole: int, reason: str, *, evidence: Evidence = NOTHING, parts: tuple[Part, ...] = (), refused: tuple[Refusal, ...] = ()) -> Figure:
    """A share with Wilson's interval; `reason` says why there is none where there is no whole."""
    found = wilson(part, whole)
    return Figure(
        value=found.share,
        reason="" if whole else reason,
        low=found.low,
        high=found.high,
        part=part,
        whole=whole,
        parts=parts,
        evidence=evidence,
        refused=refused,
    )


def ratio(part: float, whole: float, reason: str, *, evidence: Evidence = NOTHING, parts: tuple[Part, ...] = (), refused: tuple[Refusal, ...] = ()) -> Figure:
    """A part of a whole that was counted in full, so that there is no interval; `reason` says why there is none where there is no whole."""
    value = part / whole if whole else None
    return Figure(value=value, reason="" if whole else reason, part=part, whole=whole, parts=parts, evidence=evidence, refused=refused)


def sliced(by: str, value: str, found: Proportion) -> Part:
    return Part(by, value, found.share, found.low, found.high, found.part, found.whole)


def terms(numbers: Mapping[str, float | None]) -> tuple[Part, ...]:
    """Terms of a figure by their code."""
    return tuple(Part("", name, number) for name, number in numbers.items())
