"""NACE rev. 2.1 for readers of lists: its names, and where each code lies in NACE rev. 2, which the graph speaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from seeds.tables import DATA, rows


@dataclass(frozen=True, slots=True)
class Revised:
    """A code of NACE rev. 2.1. `nace2` is the same thing in rev. 2, or what is next wider; empty for a section, which was cut anew.

    `is_new` says that rev. 2 has no such code: whoever writes it means rev. 2.1. Any other code is read as rev. 2 unless its list says 2.1.
    """

    code: str
    level: str
    name: str
    nace2: str
    is_new: bool


@cache
def nace21() -> Mapping[str, Revised]:
    """All codes of NACE rev. 2.1, such as `62.10`."""
    old = {row["code"] for table in ("sections.csv", "nace.csv") for row in rows(DATA / table)}
    found = (Revised(row["code"], row["level"], row["en"], row["nace2"], row["code"] not in old) for row in rows(DATA / "nace21.csv.gz"))
    return {revised.code: revised for revised in found}
