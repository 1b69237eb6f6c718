"""Fills an empty store from a backup: forgets again who was erased since, and says in the ledger what was lost."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from graph import ledger
from graph.archive import Archive
from graph.copying import check_empty, check_key
from graph.dump import TABLES, Row
from graph.keep import Anchor, Keep
from graph.model import text_hash
from graph.progress import Progress, reported
from graph.store import Store

_ENTRY = list(TABLES).index("entry")


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: how many rows and files; the head that was lost, if one was; how many organisations were forgotten again."""

    rows: int
    files: int
    lost: Anchor | None
    forgotten: int


def restore(archive: Archive, store: Store, now: datetime, report: Progress) -> Restored:
    """Everything or nothing. Conflict unless the store is empty; Tampered for a damaged backup, before anything is written."""
    archive.check()
    check_empty(store)
    oblivion = _Oblivion(archive, store.keep.erased_since(archive.manifest.day))
    chain = _Chain(store.keep, begun=bool(archive.manifest.rows.get("entry")), now=now)
    for content in archive.blobs():
        store.files.put(content)
    with closing(archive.rows()) as rows:
        store.fill(reported(chain.continued(oblivion.rows(rows)), report))
    if chain.head:
        store.keep.restart(chain.anchor, chain.head)
    return Restored(sum(archive.manifest.rows.values()), len(archive.manifest.files), chain.lost, len(oblivion.ids))


class _Oblivion:
    """Leaves out whatever leads to an organisation that was erased since the backup, as its erasure did."""

    def __init__(self, archive: Archive, erased: Callable[[str], bool]) -> None:
        self._erased = erased
        texts: dict[bool, set[str]] = {True: set(), False: set()}
        self.ids = set[str]()
        with closing(archive.rows()) as rows:
            for row in takewhile(lambda row: row.table in ("meta", "node"), rows):
                if row.table == "node":
                    gone = erased(str(row.values[0]))
                    texts[gone].add(text_hash(str(row.values[2])))
                    if gone:
                        self.ids.add(str(row.values[0]))
        self._texts = texts[True] - texts[False]
        self._names = set[str]()  # pseudonyms
        self._notes = set[int]()

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        return (self._moved(row) for row in rows if not self._leads(row))

    def _moved(self, row: Row) -> Row:
        """The revision moves if anything was left out: it is the key under which others remember the content."""
        if self.ids and row.table == "meta" and row.values[0] == "revision":
            return Row("meta", ("revision", int(row.values[1]) + 1))
        return row

    def _leads(self, row: Row) -> bool:
        first, second, third, *_ = *row.values, "", ""
        match row.table:
            case "node" | "contact":
                return first in self.ids
            case "edge":
                return first in self.ids or third in self.ids
            case "vector":
                return second in self._texts
            case "pseudonym":
                return self._forget_name(str(first), str(second))
            case "entry":
                return self._forget_note(row)
            case "note":
                return first in self._notes
            case _:
                return False

    def _forget_name(self, id: str, pseudonym: str) -> bool:
        gone = self._erased(id)
        if gone:
            self.ids.add(id)
            self._names.add(pseudonym)
        return gone

    def _forget_note(self, row: Row) -> bool:
        """Entries stay in their chain and lead nowhere; what was noted of them goes."""
        seq, _, subject, about, *_ = row.values
        if not self._names.isdisjoint((str(subject), str(about))):
            self._notes.add(int(seq))
        return False


class _Chain:
    """Continues the chain of a backup: behind its last entry comes one that says `restored` and names the head that was lost."""

    def __init__(self, keep: Keep, *, begun: bool, now: datetime) -> None:
        self._keep = keep
        self._now = now
        self.anchor = keep.anchor()
        self.lost = self.anchor  # until an entry shows that the chain holds it
        self._begun = begun or self.anchor is not None
        self._last: tuple[int, str] = 0, ""
        self.head: Anchor | None = None

    def continued(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows with that entry, and with the mark of the ledger's key, if there is a ledger."""
        marked = False
        for row in rows:
            if check_key(row, self._keep):
                marked = True
            elif self._begun and not marked:
                yield Row("meta", ("key", ledger.fingerprint(self._keep.key())))
                marked = True
            if self._begun and not self.head and list(TABLES).index(row.table) > _ENTRY:
                yield self._restored()
            if row.table == "entry":
                self._see(row)
            yield row
        if self._begun and not self.head:
            yield self._restored()

    def _see(self, row: Row) -> None:
        stored: ledger.Stored = row.values  # type: ignore[assignment]
        self._last = stored[0], stored[-1]
        if self.lost and self.lost in (Anchor(*self._last), ledger.lost_in(stored)):
            self.lost = None

    def _restored(self) -> Row:
        seq, previous = self._last
        entry = ledger.seal(ledger.restored(seq + 1, self._now, self.lost), previous, self._keep.key())
        self.head = Anchor(entry.seq, entry.mac)
        return Row("entry", ledger.stored(entry))
