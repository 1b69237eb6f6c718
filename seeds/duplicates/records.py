"""The businesses that are compared, taken apart once: names, towns, hosts, numbers, and how rare each word is."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from seeds.duplicates.numbers import number
from seeds.duplicates.spelling import Name, spelled, town
from seeds.members.identity import host
from seeds.members.spelling import is_blank
from seeds.tables import DATA, rows

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_SECOND_LEVEL = frozenset({"co", "com", "org", "ac", "gov", "net", "edu", "asso", "gouv"})


@dataclass(frozen=True, slots=True)
class Business:
    """One record as it came from a list; what is unknown is empty."""

    id: str
    name: str
    country: str = ""
    city: str = ""
    site: str = ""
    register: str = ""
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """All records as columns in their order. `weights` says how rare each token is among them, in nats."""

    businesses: Sequence[Business]
    names: Sequence[Name]
    towns: Sequence[str]
    hosts: Sequence[str]
    numbers: Sequence[tuple[str, str]]
    weights: Mapping[str, float]
    bearers: Mapping[str, int]  # squashed name → in how many towns it is borne

    def __len__(self) -> int:
        return len(self.businesses)


def records(businesses: Iterable[Business]) -> Records:
    """Take everything apart. Words are weighed among these records and the names of Horizon 2020, so that a short list knows rare from common, too."""
    found = list(businesses)
    names = [spelled(business.name, business.acronym) for business in found]
    towns = ["" if is_blank(business.city) else town(business.city) for business in found]
    counted = Counter(_background())
    counted.update(token for name in names for token in name.tokens)
    total = len(found) + counted.pop("", 0)
    return Records(
        businesses=found,
        names=names,
        towns=towns,
        hosts=[registrable(business.site) for business in found],
        numbers=[number(business.register, business.country) for business in found],
        weights={token: math.log((total + 1) / count) for token, count in counted.items()},
        bearers=Counter(squashed for squashed, _ in {(name.squashed, place) for name, place in zip(names, towns, strict=True) if place}),
    )


def registrable(site: str) -> str:
    """The host without subdomains: `shop.acme.co.uk/start` → `acme.co.uk`; an address on a platform stays whole."""
    bare = host(site.strip())
    if not bare or is_blank(site) or "." not in bare or "/" in bare:
        return bare if "/" in bare else ""
    labels = bare.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else labels[-2:])


def label(host: str) -> str:
    """The first part of a registrable host: `acme.co.uk` and `acme.de` → `acme`."""
    return "" if "/" in host else host.partition(".")[0]


@cache
def _background() -> Mapping[str, int]:
    """In how many names of Horizon 2020 each word stands; "" says how many names there are."""
    counted: Counter[str] = Counter()
    for row in rows(DATA / "h2020/organisations.csv.gz"):
        counted.update(spelled(row["name"]).tokens)
        counted[""] += 1
    return counted
