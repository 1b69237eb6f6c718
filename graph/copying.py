"""Copies a whole store into an empty one of any backend, with its ledger's key, and checks that both are equal."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from graph import ledger
from graph.dump import Row, Tally, content_hash
from graph.errors import Conflict, NotFound, Tampered, Unavailable
from graph.keep import Anchor, Keep
from graph.progress import Progress, reported
from graph.store import Files, Store


@dataclass(frozen=True, slots=True)
class Copied:
    """The content hash that both stores have, and how many rows and files that is."""

    content: str
    rows: int
    files: int


def copy(source: Store, target: Store, report: Progress) -> Copied:
    """Everything of one moment. Conflict unless the target is empty and its keep is new; Tampered if the copy is not equal."""
    check_empty(target)
    anchor = source.keep.anchor()  # before the rows: what it has seen must be in them, else `verify` shall find that in the copy too
    tally, files = Tally(), _Blobs(source.files, target.files)
    with closing(source.dump()) as rows:
        kept = _with_keep(tally.passing(rows), source.keep, target.keep, anchor)
        target.fill(reported(files.behind(kept), report))
    with closing(target.dump()) as rows:
        if content_hash(rows) != tally.content:
            raise Tampered("the copy is not equal to its source; delete it and copy again")
    return Copied(tally.content, tally.rows.total(), files.count)


def is_empty(store: Store) -> bool:
    """Nothing is in it but its revision, and perhaps the mark of a key."""
    with closing(store.dump()) as rows:
        return all(row.table == "meta" for row in islice(rows, 3))


def check_empty(store: Store) -> None:
    """Raise Conflict if anything was ever written to the store."""
    if not is_empty(store):
        raise Conflict("the target is not empty; copy and restore into a new store")


def check_key(row: Row, keep: Keep) -> bool:
    """True if the row is the mark of a ledger's key; Unavailable if that key is not the one in the keep."""
    if row.table != "meta" or row.values[0] != "key":
        return False
    if ledger.fingerprint(keep.key()) != row.values[1]:
        raise Unavailable(f"the key in {keep.name} is not the one of this ledger; name the folder that the store began with (--keep, CROSSMATCH_KEEP)")
    return True


def _with_keep(rows: Iterable[Row], source: Keep, target: Keep, anchor: Anchor | None) -> Iterator[Row]:
    """The rows; with the mark of a key among them, that key is taken over before anything needs it."""
    for row in rows:
        if check_key(row, source):
            target.take_over(source, anchor)
        yield row


class _Blobs:
    """Copies blobs behind the last row: what the rows name was there before them, and what is gone by now was deleted on purpose."""

    def __init__(self, source: Files, target: Files) -> None:
        self._source = source
        self._target = target
        self.count = 0

    def behind(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows; the blobs come before whoever takes them can commit."""
        yield from rows
        for name in self._source.hashes():
            try:
                self._target.put(self._source.get(name))
            except NotFound:
                continue
            self.count += 1
