"""The driver behind a deadline of our own: by itself it would wait for a hung server for ever.

It is the asynchronous one, in a thread that nobody else sees, because only there a call can be given up: cancelling it closes its
connection. Everything outside is synchronous.
"""

import asyncio
import concurrent.futures
import logging
import threading
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncSession
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

from graph.errors import Invalid, Unavailable
from graph.neo4j.address import Address

T = TypeVar("T")
PATIENCE = 2.0  # seconds without an answer after which the server is asked whether it is alive
PROBE = 1.5  # seconds it has for that answer; both together stay below the 4 s in which a call must give up
PAUSE = 1.0  # seconds between two looks for a server that went away
LIMIT = 1800.0  # seconds after which a query is given up, and the server ends a transaction whose owner has vanished
ALIVE = "RETURN 1"


class Hung(Exception):
    """The server has accepted a query and answers neither it nor anything else."""


class Driver:
    """Runs what is asked of the server, for as long as the server is alive. Threads share it."""

    def __init__(self, address: Address) -> None:
        self.name = address.place
        self.database = address.database
        logging.getLogger("neo4j").addHandler(logging.NullHandler())  # errors are ours to tell
        self._closed = False
        self._asking = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=f"neo4j {self.name}", daemon=True)
        self._thread.start()
        try:
            self._inner = self._run(_made(address))
        except BaseException:
            self._stop()
            raise

    def do(self, work: Coroutine[Any, Any, T], within: float = LIMIT, probe: float = PROBE) -> T:
        """The result of some work with the driver. Hung if the server dies over it, TimeoutError if it lives and takes longer than `within`."""
        if self._closed:
            work.close()
            raise self.closed()
        return self._run(self._attended(work, within, probe))

    def reach(self) -> None:
        """Ask for a first answer. Hung, or an error of the driver, if none comes."""
        self._run(self._reached())

    def session(self) -> AsyncSession:
        if self._closed:
            raise self.closed()
        return self._inner.session(database=self.database, fetch_size=10_000)

    async def once(self, query: str, **parameters: object) -> None:
        """One query in a transaction of its own, without its rows."""
        async with self.session() as session:
            await (await session.run(query, parameters)).consume()

    def alive(self) -> bool:
        return self._run(self._alive())

    def look(self) -> "concurrent.futures.Future[None]":
        """Ends once the server answers again, or with the driver."""
        if self._closed:
            raise self.closed()
        return asyncio.run_coroutine_threadsafe(self._look(), self._loop)

    def close(self) -> None:
        if not self._closed:
            self._run(self._ended())
            self._stop()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        if self._closed:
            work.close()
            raise self.closed()
        asked = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return asked.result()
        except concurrent.futures.CancelledError as error:
            raise self.closed() from error
        except BaseException:
            asked.cancel()
            raise

    def closed(self) -> Unavailable:
        return Unavailable(f"the store {self.name} is closed; connect again")

    async def _attended(self, work: Coroutine[Any, Any, T], within: float, probe: float) -> T:
        task = asyncio.ensure_future(work)
        until = time.monotonic() + within
        try:
            while not (await asyncio.wait({task}, timeout=min(PATIENCE, within)))[0]:
                if time.monotonic() >= until:
                    raise TimeoutError
                if not await self._alive(probe):
                    raise Hung
            return task.result()
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task}, timeout=PROBE)

    async def _alive(self, within: float = PROBE) -> bool:
        """Whether a query is answered. Asked twice: the first may meet a connection that had died before, and takes its like with it."""
        try:
            async with asyncio.timeout(within):
                return await self._answers() or await self._answers()
        except TimeoutError:
            return False

    async def _answers(self) -> bool:
        self._asking += 1
        try:
            await self.once(ALIVE)
        except (DriverError, Neo4jError, OSError):
            return False
        finally:
            self._asking -= 1
        return True

    async def _reached(self) -> None:
        try:
            await asyncio.wait_for(self.once(ALIVE), PATIENCE + PROBE)
        except TimeoutError as error:
            raise Hung from error

    async def _look(self) -> None:
        while not await self._alive():
            await asyncio.sleep(PAUSE)

    async def _ended(self) -> None:
        until = time.monotonic() + PROBE
        while self._asking and time.monotonic() < until:  # cancelled while it connects, the driver would leave its socket open
            await asyncio.sleep(0.01)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        if others:
            await asyncio.wait(others, timeout=PROBE)
        try:
            await asyncio.wait_for(self._inner.close(), PROBE)
        except (TimeoutError, DriverError, OSError):
            return  # a connection that cannot be closed kindly is closed by the end of its thread

    def _stop(self) -> None:
        self._closed = True
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _made(address: Address) -> AsyncDriver:
    try:
        return AsyncGraphDatabase.driver(
            address.place,
            auth=address.login,
            connection_timeout=PATIENCE,
            connection_acquisition_timeout=PATIENCE + PROBE,
            connection_write_timeout=LIMIT,
            max_transaction_retry_time=0,
            liveness_check_timeout=30,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        )
    except (ConfigurationError, ValueError) as error:
        raise Invalid(f"{address.place} is no address of a Neo4j server ({error}); write neo4j://user:password@host:7687") from error
