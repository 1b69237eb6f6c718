"""The Neo4j database that tests may empty, named by CROSSMATCH_TEST_NEO4J and marked so that nobody's own data is taken for it, and the store on it."""

import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from graph import Store, connect
from graph.clock import SystemClock
from graph.dump import content_hash

TODAY = date(2026, 3, 2)

MARKED = "MATCH (mark:_CrossmatchTests) RETURN mark"
EMPTY = "MATCH (node) RETURN node LIMIT 1"
MARK = "MERGE (:_CrossmatchTests)"
WIPE = "MATCH (node) WHERE NOT node:_CrossmatchTests AND NOT node:StoreMeta CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 2000 ROWS"
RESET = (
    "MATCH (meta:StoreMeta) SET meta = {name: meta.name, version: meta.version, revision: 0, seq: 0}"  # its schema stays: making it takes longer than a test
)


def address() -> str:
    """The server's address; without one a test is skipped, or fails where all stores are asked for."""
    found = os.environ.get("CROSSMATCH_TEST_NEO4J", "")
    if not found and os.environ.get("CROSSMATCH_TEST_ALL"):
        pytest.fail("no Neo4j server: run `make neo4j` and export CROSSMATCH_TEST_NEO4J=$(make -s neo4j-url)")
    if not found:
        pytest.skip("no Neo4j server that may be emptied (CONTRIBUTING.md says how to start one)")
    return found


def emptied() -> str:
    """The server's address, once nothing is left in its database."""
    url = address()
    with driver(url).session(database="neo4j") as session:
        session.run(WIPE).consume()
        session.run(RESET).consume()
    return url


@cache
def driver(url: str) -> Driver:
    """A plain driver for what the port does not do. Fails for a database with something in it that no test has put there."""
    scheme, _, rest = url.partition("://")
    login, _, place = rest.rpartition("@")
    user, _, password = login.partition(":")
    made = GraphDatabase.driver(f"{scheme}://{place}", auth=(user, password) if login else None, notifications_min_severity="OFF")
    if made.execute_query(EMPTY, database_="neo4j").records and not made.execute_query(MARKED, database_="neo4j").records:
        made.close()
        pytest.fail("the Neo4j server of CROSSMATCH_TEST_NEO4J holds something that is not from tests, and tests would empty it; name another one")
    made.execute_query(MARK, database_="neo4j")
    return made


def at(url: str, folder: Path) -> Store:
    """The store at this address, with its keep in the folder."""
    return connect(url, keep=folder / "keep", clock=SystemClock(TODAY))


def rows(url: str, query: str) -> list[list[object]]:
    """What another program would see."""
    return [record.values() for record in driver(url).execute_query(query, database_="neo4j").records]


def whole(store: Store) -> str:
    """The content, without what is random or dated by the clock: names and salts of the ledger."""
    return content_hash(row for row in store.dump() if row.table not in ("meta", "pseudonym", "entry", "note", "operation"))
