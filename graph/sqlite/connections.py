"""Connections to one SQLite file: opened as many as are used at once, with SQLite's errors translated to ours."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from graph.errors import Invalid, Unavailable
from graph.sqlite.tables import check, migrate

MEMORY = ":memory:"
WAIT = 20.0  # seconds a statement waits for another process's write
SETTINGS = ("PRAGMA synchronous = FULL", "PRAGMA secure_delete = ON", "PRAGMA temp_store = MEMORY", "PRAGMA cache_size = -32000")
PAUSE = 0.02
JOURNAL = "PRAGMA journal_mode"
WAL = "PRAGMA journal_mode = WAL"
VACUUM = "VACUUM"
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
FORGET = "PRAGMA shrink_memory"


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn sqlite3's errors into ours, once, here."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise Unavailable(f"the store {name} does not answer ({error}); check that the file can be written and no other program holds it") from error
    except sqlite3.ProgrammingError as error:
        raise Unavailable(f"the store {name} is closed; connect again") from error
    except sqlite3.DatabaseError as error:
        raise Invalid(f"{name} is no Crossmatch database, or a damaged one ({error}); name another file or restore a backup") from error
    except OverflowError as error:
        raise Invalid(f"a number is too large for the store {name}: {error}; it holds whole numbers up to 2^63") from error
    except UnicodeEncodeError as error:
        raise Invalid(f"text for the store holds half a character pair ({error.reason}); remove it") from error


class Pool:
    """Lends connections: each is used by one thread at a time. For `:memory:` there is only one, so callers take turns."""

    def __init__(self, path: str) -> None:
        self.name = path
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._turn = threading.Semaphore(1 if path == MEMORY else 1000)
        self._writing = threading.Lock()
        self._closed = False
        _check_place(path)
        with translated(path):
            self._idle.append(_patiently(self._first))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a read transaction: everything read is of one moment."""
        with self._lent() as db, _transaction(db, "BEGIN"):
            yield db

    @contextmanager
    def rereading(self) -> Iterator[sqlite3.Connection]:
        """As `reading`, but from the file: a page that somebody changed behind SQLite's back is not hidden by the one kept in memory."""
        with self._lent() as db:
            db.execute(FORGET)
            with _transaction(db, "BEGIN"):
                yield db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection inside a write transaction: committed as a whole at the end, or rolled back."""
        with self._writing, self._lent() as db, _transaction(db, "BEGIN IMMEDIATE"):
            yield db

    @contextmanager
    def outside(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction, for maintenance."""
        with self._writing, self._lent() as db:
            yield db

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with self._turn, translated(self.name):
            db = self._take()
            try:
                yield db
            finally:
                self._give(db)

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise Unavailable(f"the store {self.name} is closed; connect again")
            if self._idle:
                return self._idle.pop()
        return self._open()

    def _give(self, db: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(db)
                return
        db.close()

    def _first(self) -> sqlite3.Connection:
        db = self._open()
        try:
            if self.name != MEMORY and db.execute(JOURNAL).fetchone()[0] != "wal":
                db.execute(WAL)
            migrate(db, self.name)
        except BaseException:
            db.close()
            raise
        return db

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.name, timeout=WAIT, isolation_level=None, check_same_thread=False)
        try:
            check(db, self.name)  # before any setting: a stranger's file is not touched
            for setting in SETTINGS:
                db.execute(setting)
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def _transaction(db: sqlite3.Connection, begin: Literal["BEGIN", "BEGIN IMMEDIATE"]) -> Iterator[None]:
    try:
        db.execute(begin)  # inside: a connection must not come back to the pool with a transaction that nobody knows of
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _patiently(work: Callable[[], sqlite3.Connection]) -> sqlite3.Connection:
    """Try again while the file is busy: SQLite does not wait by itself where several processes switch a new file to WAL."""
    until = time.monotonic() + WAIT
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        threading.Event().wait(PAUSE)


def _check_place(path: str) -> None:
    if path == MEMORY:
        return
    place = Path(path)
    if place.is_dir():
        raise Invalid(f"{path} is a folder; name a file in it, such as {place / 'crossmatch.db'}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"the folder {place.parent} cannot be made ({error.strerror}); name a place you may write to") from error
