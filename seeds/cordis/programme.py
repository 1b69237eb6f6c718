"""From the legal basis of a project, or else its topic, to our fields: a small table says which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from seeds.tables import DATA, rows

FIELD_CODES = {"Innovation in SMEs": "SME", "Euratom": "EURATOM"}
"""Our codes of two programme parts that the compact tables spell out."""


@dataclass(frozen=True, slots=True)
class Programme:
    """`bases` maps a part of a programme to fields; `topics` are patterns of a call's topic, tried in order."""

    bases: Mapping[str, Sequence[str]]
    topics: Sequence[tuple[str, Sequence[str]]]

    def fields(self, bases: str, topics: str) -> tuple[str, ...]:
        """Fields of a project whose legal bases and topics are separated by semicolons; the bases are believed first."""
        found = {field for basis in bases.split(";") for field in self._of_basis(basis.strip())}
        if not found:
            found = {field for topic in topics.split(";") for field in self._of_topic(topic.strip().upper())}
        return tuple(sorted(found))

    def _of_basis(self, basis: str) -> Sequence[str]:
        """`H2020-EU.2.1.1.` is a part of `H2020-EU.2.1`: the narrowest part that the table knows."""
        parts = basis.rstrip(".").split(".")
        wider = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        return next((self.bases[part] for part in wider if part in self.bases), ())

    def _of_topic(self, topic: str) -> Sequence[str]:
        return next((fields for pattern, fields in self.topics if fnmatchcase(topic, pattern)), ())


def programme() -> Programme:
    """The shipped table."""
    table = [(row["from"], row["pattern"], tuple(row["fields"].split())) for row in rows(DATA / "programme.csv")]
    bases = {pattern: fields for kind, pattern, fields in table if kind == "basis"}
    return Programme(bases, [(pattern, fields) for kind, pattern, fields in table if kind == "topic"])
