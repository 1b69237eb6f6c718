"""Transactions with one Neo4j server: reads side by side, writes one after the other, errors translated to ours."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import uuid4

from neo4j import AsyncSession, AsyncTransaction
from neo4j.exceptions import AuthError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError

from graph.errors import Invalid, Unavailable
from graph.neo4j.address import Address
from graph.neo4j.breaker import Breaker
from graph.neo4j.driver import LIMIT, PATIENCE, PROBE, Driver, Hung

T = TypeVar("T")
Row = list[Any]
WAIT = 20.0  # seconds a write waits for another process's write
ATTEMPTS = 3
HEAVY = 5_000  # rows carried by one transaction from which on the server may be too busy with them to answer soon
HEAVY_PROBE = 15.0  # seconds it has then to show that it lives
LOCK = """MATCH (store:StoreMeta {name: 'store'}) SET store.lock = $token
WITH store MERGE (writer:StoreWriter {id: $writer})
WITH store, writer, writer.done AS done SET writer.done = $token, writer.at = datetime()
RETURN done, store.seq"""
FORGET = "MATCH (writer:StoreWriter) WHERE writer.id = $writer OR writer.at < datetime() - duration({days: 7}) DELETE writer"
_GONE = (ServiceUnavailable, SessionExpired)


class Transaction:
    """An open transaction, or reads each for itself; `seq` is the last number that a node had when it began to write."""

    def __init__(self, driver: Driver, session: AsyncSession, inner: AsyncTransaction | None) -> None:
        self._driver = driver
        self._session = session
        self._inner = inner
        self.seq = 0
        self._carried = 0

    @property
    def _probe(self) -> float:
        return PROBE if self._carried < HEAVY else HEAVY_PROBE

    def run(self, query: str, /, **parameters: object) -> list[Row]:
        """All rows of one query."""
        self._carried += len(rows) if isinstance(rows := parameters.get("rows"), list) else 0
        return self._driver.do(self._rows(query, parameters), probe=self._probe)

    def run_within(self, seconds: float, query: str, /, **parameters: object) -> list[Row]:
        """All rows of one query; TimeoutError if the server needs longer for it."""
        return self._driver.do(self._rows(query, parameters), seconds)

    def commit(self) -> None:
        if self._inner:
            self._driver.do(self._inner.commit(), probe=self._probe)

    def close(self) -> None:
        """Roll back what was not committed, and give the connection back."""
        try:
            self._driver.do(self._closed(), PATIENCE + PROBE)
        except (Hung, TimeoutError, DriverError, Neo4jError):
            return  # the connection is gone, and the transaction with it

    async def _rows(self, query: str, parameters: dict[str, object]) -> list[Row]:
        found = await (self._inner or self._session).run(query, parameters)
        return await found.values()

    async def _closed(self) -> None:
        try:
            if self._inner:
                await self._inner.close()
        finally:
            await self._session.close()


class Pool:
    """Lends transactions. Threads share it; writers take turns among themselves and with other processes."""

    def __init__(self, address: Address) -> None:
        self.name = address.place
        self._driver = Driver(address)
        self._breaker = Breaker(self.name, self._driver.look)
        self._writing = threading.Lock()
        self._writer = uuid4().hex
        self._wrote = False
        try:
            with self._translated():
                self._driver.reach()
        except BaseException:
            self._driver.close()
            raise

    def read(self, work: Callable[[Transaction], T]) -> T:
        """The result of reads; tried once more if only the connection had been closed meanwhile.

        They are no transaction: Neo4j would show what others commit in the midst of it all the same, and it costs two more turns.
        """
        with self._translated():
            try:
                return self._reading(work)
            except _GONE:
                if not self._driver.alive():
                    raise
            return self._reading(work)

    def ask(self, query: str, /, **parameters: object) -> list[Row]:
        """All rows of one query."""
        return self.read(lambda transaction: transaction.run(query, **parameters))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Do the work and commit it, once: what was cut at its commit is looked for before it is done again."""
        token, done = uuid4().hex, list[T]()
        with self._writing, self._translated():
            for _ in range(ATTEMPTS - 1):
                try:
                    return self._writing_once(work, token, done)
                except (*_GONE, TransientError) as error:
                    if _is_full(error) or not self._driver.alive():
                        raise
            return self._writing_once(work, token, done)

    @contextmanager
    def locked(self) -> Iterator[Transaction]:
        """A transaction that keeps all writers out and changes nothing itself."""
        if not self._writing.acquire(timeout=WAIT):
            raise self._busy()
        try:
            with self._translated(), self._lent() as transaction:
                self._lock(transaction, uuid4().hex)
                yield transaction
        finally:
            self._writing.release()

    def outside(self, query: str, /, **parameters: object) -> None:
        """A change of the schema: the server wants it in a transaction of its own."""
        with self._translated(), self._lent() as transaction:
            transaction.run(query, **parameters)
            transaction.commit()

    def close(self) -> None:
        with self._writing:
            if self._wrote and not self._breaker.open:
                self._leave()
            self._wrote = False
            self._driver.close()

    def _leave(self) -> None:
        """Take this writer's mark away, if that is quickly done."""
        try:
            self._driver.do(self._driver.once(FORGET, writer=self._writer), PROBE)
        except (Hung, TimeoutError, DriverError, Neo4jError):
            return  # the next one to leave takes it along

    def _reading(self, work: Callable[[Transaction], T]) -> T:
        self._breaker.check()
        reads = Transaction(self._driver, self._driver.session(), None)
        try:
            return work(reads)
        finally:
            reads.close()

    def _writing_once(self, work: Callable[[Transaction], T], token: str, done: list[T]) -> T:
        with self._lent() as transaction:
            if self._lock(transaction, token) != token:
                done[:] = [work(transaction)]
                transaction.commit()
            return done[0]

    def _lock(self, transaction: Transaction, token: str) -> str:
        """Wait for all other writers; gives the mark of the last write of this one that was committed."""
        self._wrote = True
        try:
            ((done, transaction.seq),) = transaction.run_within(WAIT, LOCK, token=token, writer=self._writer)
        except TimeoutError as error:
            raise self._busy() from error
        except ValueError as error:
            raise Unavailable(f"the store {self.name} was emptied by another program; connect again") from error
        return str(done)

    def _busy(self) -> Unavailable:
        return Unavailable(f"somebody else has been writing to {self.name} for {WAIT:.0f} s; try again when that is done")

    @contextmanager
    def _lent(self) -> Iterator[Transaction]:
        """A transaction that is rolled back unless it was committed."""
        self._breaker.check()
        transaction = self._driver.do(self._begun())
        try:
            yield transaction
        finally:
            transaction.close()

    async def _begun(self) -> Transaction:
        session = self._driver.session()
        try:
            return Transaction(self._driver, session, await session.begin_transaction(timeout=LIMIT))
        except BaseException:
            await session.close()
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the driver's errors into ours, once, here; a message of the server could quote what is stored, so only its code is told."""
        try:
            yield
        except _GONE as error:
            raise self._breaker.fall("no connection") from error
        except Hung as error:
            raise self._breaker.fall("it hangs") from error
        except TimeoutError as error:
            raise Unavailable(f"{self.name} worked on one query for more than {LIMIT / 60:.0f} minutes; ask for less at once") from error
        except OverflowError as error:
            raise Invalid(f"a number is too large for the store {self.name}; it holds whole numbers up to 2^63") from error
        except UnicodeEncodeError as error:
            raise Invalid("text for the store holds half a character pair; remove it") from error
        except Neo4jError as error:
            raise self._refused(error) from error
        except DriverError as error:
            raise Unavailable(f"the store {self.name} does not answer ({type(error).__name__}); try again") from error

    def _refused(self, error: Neo4jError) -> Invalid | Unavailable:
        code = str(error.code)
        if isinstance(error, AuthError) or "Security" in code:
            return Invalid(f"{self.name} does not let this user in ({code}); correct user and password in CROSSMATCH_STORE")
        if "DatabaseNotFound" in code:
            return Invalid(f"{self.name} has no database {self._driver.database!r}; correct CROSSMATCH_STORE")
        if _is_full(error):
            return Unavailable(f"{self.name} has too little memory for so large a write ({code}); give the server a larger heap, or write in smaller parts")
        return Unavailable(f"{self.name} refused ({code}); look into its log")


def _is_full(error: Exception) -> bool:
    return isinstance(error, Neo4jError) and "Memory" in str(error.code)
