"""Reads the hand-written profiles, words and clusters that the demonstration is made of."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import Invalid
from graph.schema import Lang

HERE = Path(__file__).parent
PIECES = ("names", "opening", "speciality", "needs", "offers")


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of an archetype in one language."""

    names: Sequence[str]
    opening: Sequence[str]
    speciality: Sequence[str]
    needs: Sequence[str]
    offers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Archetype:
    """A kind of business: its class, its usual headcount and age, what it knows, whom it serves, and what its needs and offers are about."""

    key: str
    nace: str
    team: tuple[int, int]
    since: tuple[int, int] | None  # founded between these years, where a sentence depends on it
    expertise: Sequence[str]
    serves: Sequence[str]
    targets: Sequence[str]
    needs: Sequence[Sequence[str]]
    offers: Sequence[Sequence[str]]
    texts: Mapping[Lang, Texts]


@dataclass(frozen=True, slots=True)
class Place:
    """A town in its NUTS 3 region and country."""

    city: str
    region: str
    country: str


@dataclass(frozen=True, slots=True)
class ClusterProfile:
    """One of the eleven clusters."""

    id: str
    name: str
    text: str
    lang: Lang
    focus: Sequence[str]
    seat: Place
    places: Sequence[Place]
    showing: bool
    pace: float  # how much it gets its members to do, 1 on average


LANGS = {"GB": Lang.EN, "DE": Lang.DE, "FR": Lang.FR}


def toml(name: str) -> dict[str, Any]:
    """A data file of this folder."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def archetypes() -> list[Archetype]:
    """All kinds of business, by key."""
    found = [_archetype(raw) for path in sorted((HERE / "profiles").glob("*.toml")) for raw in toml(f"profiles/{path.name}")["archetype"]]
    return sorted(found, key=lambda archetype: archetype.key)


def _archetype(raw: Mapping[str, Any]) -> Archetype:
    texts = {lang: Texts(**{piece: tuple(raw[lang][piece]) for piece in PIECES}) for lang in Lang}
    for lang, text in texts.items():
        if len(text.needs) != len(raw["needs"]) or len(text.offers) != len(raw["offers"]):
            raise Invalid(f"profile {raw['key']!r}: {lang} has {len(text.needs)} needs and {len(text.offers)} offers; write one sentence for each line")
    return Archetype(
        key=raw["key"],
        nace=raw["nace"],
        team=tuple(raw["team"]),
        since=tuple(raw["since"]) if "since" in raw else None,
        expertise=[topic(key) for key in raw["expertise"]],
        serves=[market(key) for key in raw["serves"]],
        targets=[market(key) for key in raw["targets"]],
        needs=[[topic(key) for key in about] for about in raw["needs"]],
        offers=[[topic(key) for key in about] for about in raw["offers"]],
        texts=texts,
    )


def topic(key: str) -> str:
    """`food-photography` → its expertise node, `74.20` → its sector."""
    return f"sector:{key}" if key[0].isdigit() else f"expertise:own-{key}"


def market(key: str) -> str:
    """`FR` → the country, `56` → the sector, `organic-food` → the market."""
    if key[0].isdigit():
        return f"sector:{key}"
    return f"country:{key}" if key.isupper() else f"market:own-{key}"


def clusters() -> list[ClusterProfile]:
    """The clusters, in the order of their file."""
    return [_cluster(raw) for raw in toml("clusters.toml")["cluster"]]


def _cluster(raw: Mapping[str, Any]) -> ClusterProfile:
    country = raw["country"]
    return ClusterProfile(
        id=f"cluster:ill-{raw['key']}",
        name=raw["name"],
        text=raw["text"],
        lang=LANGS[country],
        focus=raw["focus"],
        seat=Place(raw["city"], raw["region"], country),
        places=[Place(city, region, country) for city, region in raw["places"]],
        showing=raw.get("showing", True),
        pace=float(raw["pace"]),
    )


def elsewhere() -> dict[str, list[Place]]:
    """Country → towns where firms sit that belong to no cluster."""
    return {country: [Place(city, region, country) for city, region in places] for country, places in toml("clusters.toml")["elsewhere"].items()}
