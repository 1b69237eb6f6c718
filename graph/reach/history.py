"""The reach ledger as columns: what every rule of reach is computed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self

import numpy as np
from numpy.typing import NDArray

from graph.model import Entry, Scalar
from graph.schema import Happening
from graph.store import Store

Rows = NDArray[np.intp]
Days = NDArray[np.datetime64]
_CODES = {happening: code for code, happening in enumerate(Happening)}
_PAGE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Ledger entries in the order of their numbers, one row each.

    `names` are the m pseudonyms and codes that entries speak of; `subjects` and `abouts` are rows into them, -1 for nobody. `happenings`
    are positions in `tuple(Happening)`. An entry has two dates: `on` it happened, `at` it was entered; who was late has the second much later.
    """

    names: tuple[str, ...]
    seqs: NDArray[np.int64]
    happenings: NDArray[np.int8]
    subjects: NDArray[np.int32]
    abouts: NDArray[np.int32]
    on: Days
    at: Days
    data: Sequence[Mapping[str, Scalar]]
    macs: Sequence[str]
    row_of: Mapping[str, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.seqs)

    def rows(self, *happenings: Happening) -> Rows:
        """The rows of these kinds of event, in order of entry."""
        return np.flatnonzero(np.isin(self.happenings, [_CODES[one] for one in happenings]))

    def number(self, name: str, rows: Rows) -> NDArray[np.float64]:
        """A number in the data of these rows; NaN where there is none."""
        found = (self.data[row].get(name) for row in rows.tolist())
        return np.array([float(value) if isinstance(value, (int, float)) else np.nan for value in found], dtype=np.float64)

    def text(self, name: str, rows: Rows) -> NDArray[np.object_]:
        """A code in the data of these rows; "" where there is none."""
        return np.array([str(self.data[row].get(name, "")) for row in rows.tolist()], dtype=object)

    def happening(self, row: int) -> Happening:
        return tuple(Happening)[int(self.happenings[row])]

    def about(self, row: int) -> str:
        """The pseudonym, id or code that an entry is about; "" for nothing."""
        at = int(self.abouts[row])
        return self.names[at] if at >= 0 else ""

    def until(self, day: date, *, known: date | None = None) -> Self:
        """What had happened by the end of `day`, as far as it had been entered by the end of `known`."""
        kept = self.on <= np.datetime64(day)
        if known is not None:
            kept &= self.at <= np.datetime64(known)
        return self._only(np.flatnonzero(kept))

    def between(self, first: date, last: date) -> Self:
        """What happened from the first day to the last, both included."""
        return self._only(np.flatnonzero((self.on >= np.datetime64(first)) & (self.on <= np.datetime64(last))))

    def _only(self, rows: Rows) -> Self:
        return type(self)(
            names=self.names,
            seqs=self.seqs[rows],
            happenings=self.happenings[rows],
            subjects=self.subjects[rows],
            abouts=self.abouts[rows],
            on=self.on[rows],
            at=self.at[rows],
            data=[self.data[row] for row in rows.tolist()],
            macs=[self.macs[row] for row in rows.tolist()],
            row_of=self.row_of,
        )


def history(store: Store, before: History | None = None) -> History:
    """The whole ledger, or what is new behind `before`, joined to it. Raises Tampered for an entry that cannot be read."""
    found: list[Entry] = []
    after = int(before.seqs[-1]) if before is not None and len(before) else 0
    while page := store.entries(after=after, limit=_PAGE):
        found += page
        after = page[-1].seq
    if before is not None and not found:
        return before
    return joined(before, found)


def joined(before: History | None, entries: Sequence[Entry]) -> History:
    """The columns of `before` with these entries behind it."""
    row_of = dict(before.row_of) if before is not None else {}
    subjects = [_row(entry.subject, row_of) for entry in entries]
    abouts = [_row(entry.about, row_of) for entry in entries]
    new = History(
        names=tuple(row_of),
        seqs=np.array([entry.seq for entry in entries], dtype=np.int64),
        happenings=np.array([_CODES[entry.happening] for entry in entries], dtype=np.int8),
        subjects=np.array(subjects, dtype=np.int32),
        abouts=np.array(abouts, dtype=np.int32),
        on=np.array([entry.on for entry in entries], dtype="datetime64[D]"),
        at=np.array([entry.at.date() for entry in entries], dtype="datetime64[D]"),
        data=[entry.data for entry in entries],
        macs=[entry.mac for entry in entries],
        row_of=row_of,
    )
    return new if before is None else _appended(before, new)


def _row(name: str, row_of: dict[str, int]) -> int:
    return row_of.setdefault(name, len(row_of)) if name else -1


def _appended(before: History, new: History) -> History:
    return History(
        names=new.names,
        seqs=np.concatenate([before.seqs, new.seqs]),
        happenings=np.concatenate([before.happenings, new.happenings]),
        subjects=np.concatenate([before.subjects, new.subjects]),
        abouts=np.concatenate([before.abouts, new.abouts]),
        on=np.concatenate([before.on, new.on]),
        at=np.concatenate([before.at, new.at]),
        data=[*before.data, *new.data],
        macs=[*before.macs, *new.macs],
        row_of=new.row_of,
    )
