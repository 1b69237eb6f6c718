"""Our columns, what they are called in three languages, and which of them a column of somebody's list is."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from graph.schema import Lang
from seeds.members.options import Listing
from seeds.members.spelling import heading

_FILE = Path(__file__).with_name("synonyms.toml")
_LIKE = 88  # of 100: one wrong letter in eight
_SHORTEST = 5  # letters a name needs before a typo in it is forgiven
_SHORT = frozenset({"tel", "web", "www", "naf", "ape", "sic", "vat", "fax", "plz", "tva", "hrb", "wz", "ma", "fee"})
"""Short words that mean the same inside a longer heading; others, such as `ort` or `bis`, do not."""
_LONGEST = 90  # letters of a column's name; a longer cell is a text

LEFT_OUT = ("address", "fee", "bank", "birthday", "number", "member_since", "remarks", "personal")
"""What never enters; known by name so that it is left out on purpose and said."""
EVIDENCE = ("postcode", "status", "left")
"""Read, used to understand the row, and not kept."""
CONTACTS = ("contact", "first_name", "last_name", "email", "phone")
"""Go to the table of contacts and nowhere else."""
_SHARED = ("id", "name", "country", "region", "city", "nace", "size", "employees", "founded", "lang", "languages")
_ORGANISATION = (*_SHARED, "description", "needs", "offers", "site", "register", *CONTACTS)
_SERVICE = ("id", "name", "provider", "type", "topics", "country", "lang", "languages", "hours", "price", "seats", "opens", "closes", "description", "site")
_TIES = ("name", "partner", "since")
MANY = frozenset({"needs", "offers", "description", *CONTACTS, "site", "register", "remarks", "nace", *LEFT_OUT})
"""Columns that several of theirs may fill; of any other the best one counts."""


class Found(StrEnum):
    """How it is known which of our columns a column is."""

    HEADER = "header"
    SYNONYM = "synonym"
    CONTENT = "content"
    ASKED = "asked"
    REMEMBERED = "remembered"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One of our columns as the meaning of a heading; the larger `strength`, the surer."""

    ours: str
    strength: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names of our columns: titles by language, and every name with its meaning and the group that decides between phrases."""

    titles: Mapping[str, Mapping[Lang, str]]
    exact: Mapping[str, Meaning]
    groups: Mapping[str, int]


EXACT, SYNONYM, WEAK, PHRASE, ALIKE = 5, 4, 3, 2, 1


def columns_of(kind: Listing) -> tuple[str, ...]:
    """Our columns for rows of this kind, in the template's order; those that only help to understand a row are not among them."""
    return {Listing.SERVICE: _SERVICE, Listing.TIES: _TIES}.get(kind, _ORGANISATION)


def known_columns(kind: Listing) -> frozenset[str]:
    """What a column may be read as: ours, evidence, and what is left out on purpose."""
    return frozenset({*columns_of(kind), *EVIDENCE, *LEFT_OUT})


def title(ours: str, lang: Lang, kind: Listing = Listing.BUSINESS) -> str:
    """What one of our columns is called on screens and in templates."""
    return _names(kind).titles[ours][lang]


def meaning(text: str, kind: Listing) -> Meaning | None:
    """Which of our columns a heading names: exactly, as a synonym, as a phrase in something longer, or with a typo."""
    return _meaning(text, kind) if len(text) <= _LONGEST else None


@lru_cache(maxsize=10_000)
def _meaning(text: str, kind: Listing) -> Meaning | None:
    named, spelled = _names(kind), re.sub(r"^\d+ (?=\D)", "", heading(text))
    if not spelled:
        return None
    return named.exact.get(spelled) or _phrase(spelled, named) or _alike(spelled, named)


def _phrase(spelled: str, named: Names) -> Meaning | None:
    """The known name inside a longer heading; what is personal decides before what is not, then the longest."""
    parts = spelled.split()
    found = [
        (named.groups[known.ours], -len(phrase), known.ours) for phrase in _phrases(parts) if (known := named.exact.get(phrase)) and known.strength != WEAK
    ]
    if not found or len(parts) > 8:
        return None
    if any(ours == "site" for *_, ours in found) and len({ours for *_, ours in found}) > 1:
        return Meaning("site", PHRASE)  # `Tel / Web`: cells of sites are searched for numbers too
    return Meaning(min(found)[2], PHRASE)


def _phrases(parts: Sequence[str]) -> Iterator[str]:
    for start in range(len(parts)):
        for end in range(start + 1, min(start + 5, len(parts)) + 1):
            phrase = " ".join(parts[start:end])
            if len(phrase) > 3 or phrase in _SHORT:
                yield phrase


def _alike(spelled: str, named: Names) -> Meaning | None:
    if len(spelled) < _SHORTEST:
        return None
    long = [name for name in named.exact if len(name) >= _SHORTEST]
    near = process.extractOne(spelled, long, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return Meaning(named.exact[near[0]].ours, ALIKE) if near else None


@cache
def _names(kind: Listing) -> Names:
    """The names that a list of this kind may use; where two columns share a name, the one that the kind has wins."""
    table = tomllib.loads(_FILE.read_text("utf-8"))
    if kind is Listing.SERVICE:
        table["name"] |= table["name"]["service"]
    usable = [*columns_of(kind), *EVIDENCE, *LEFT_OUT]
    exact: dict[str, Meaning] = {}
    for ours in usable:
        if ours in table:
            for name, strength in _spellings(ours, table[ours]):
                exact.setdefault(name, Meaning(ours, strength))
    titles = {ours: dict(zip(Lang, entry["titles"], strict=True)) for ours, entry in table.items()}
    return Names(titles, exact, {ours: int(entry["group"]) for ours, entry in table.items()})


def _spellings(ours: str, entry: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    weak = {heading(name) for name in entry.get("weak", ())}
    for name in (ours, ours.replace("_", " "), *entry["titles"]):
        yield heading(name), WEAK if heading(name) in weak else EXACT
    for name in (*entry["names"], *entry.get("weak", ())):
        if spelled := heading(name):
            yield spelled, WEAK if spelled in weak else SYNONYM
