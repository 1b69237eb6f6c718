"""The address of a Neo4j server, taken apart so that its password stays out of every sentence."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from graph.errors import Invalid
from graph.store import NEO4J

_PLACE = re.compile(r"(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?P<port>:[0-9]{1,5})?(/(?P<database>[A-Za-z0-9._-]*))?")
DATABASE = "neo4j"  # the one that a Community server has


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server is, as which user, and which of its databases."""

    place: str
    database: str = DATABASE
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def login(self) -> tuple[str, str] | None:
        return (self.user, self.password) if self.user else None


def read(url: str) -> Address:
    """The address in `scheme://user:password@host:port/database`; all but scheme and host may be missing. Invalid for anything else."""
    scheme, _, rest = url.partition("://")
    login, _, place = rest.rpartition("@")
    found = _PLACE.fullmatch(place)
    if scheme not in NEO4J or not found:
        raise Invalid(f"{scheme[:20]}://{place[:80]} is no address of a Neo4j server; write neo4j://user:password@host:7687, with %40 for an @ in the password")
    user, _, password = login.partition(":")
    return Address(f"{scheme}://{found['host']}{found['port'] or ':7687'}", found["database"] or DATABASE, unquote(user), unquote(password))
