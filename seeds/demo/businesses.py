"""Invents the businesses of the demonstration: who they are, where they sit, what they need and offer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from graph.model import Edge, Node, Scalar
from graph.schema import Lang, Rel
from seeds.demo.names import Names
from seeds.demo.profiles import LANGS, Archetype, ClusterProfile, Place
from seeds.slugs import slug

CREATIVE_SHARE = 0.6
MEMBER_SHARE = 0.6  # of the partner firms
ENGLISH_SHARE = 0.2  # of the software firms write in English wherever they are
PROGRAMME = 730  # days from the beginning of the programme to the day of building
FOUNDING = 560
LEAVING = 0.04  # of those who are members for long
REGISTERED = 0.45  # have a number in a register, invented and marked as such
SILENT_SHARE = 0.08  # have declared neither needs nor offers
PURPOSES = "matching showing statistics contact"
HIDDEN = "matching statistics contact"
NUMBERS = {
    Lang.EN: ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    Lang.DE: ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
    Lang.FR: ["un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
}
DATIVES = {"zwei": "zweit", "drei": "dritt", "vier": "viert", "fünf": "fünft", "sechs": "sechst", "sieben": "siebt", "acht": "acht", "neun": "neunt"}


@dataclass(frozen=True, slots=True)
class Member:
    """One invented business with all that belongs to it; what later stages draw ties and history from."""

    node: Node
    archetype: Archetype
    cluster: ClusterProfile | None
    country: str
    joined: date
    left: date | None
    needs: Sequence[Node]
    offers: Sequence[Node]
    about: Mapping[str, Sequence[str]]  # need or offer → what it is about
    edges: Sequence[Edge]


@dataclass(frozen=True, slots=True)
class _Sketch:
    """The facts of a business before its sentences are chosen."""

    name: str
    place: Place
    lang: Lang
    archetype: Archetype
    cluster: ClusterProfile | None
    employees: int
    founded: int
    joined: date
    left: date | None


@dataclass(frozen=True, slots=True)
class Cast:
    """What businesses are made of: archetypes by being creative or not, clusters, other towns, names, words, topic names."""

    creative: Sequence[Archetype]
    others: Sequence[Archetype]
    subsectors: Mapping[str, str]
    clusters: Sequence[ClusterProfile]
    elsewhere: Mapping[str, Sequence[Place]]
    words: Mapping[str, Any]
    topics: Mapping[str, Mapping[Lang, str]]


def members(cast: Cast, scale: int, today: date, seed: int) -> Iterator[Member]:
    """The first `scale` businesses; a larger demonstration begins with the same ones."""
    names = Names(cast.words)
    decks = {country: _deck(cast.others, Random(f"{seed} deck {country}")) for country in LANGS}
    for number in range(scale):
        yield _member(cast, names, decks, number, today, draw=Random(f"{seed} business {number}"))


def _deck(archetypes: Sequence[Archetype], draw: Random) -> Iterator[Archetype]:
    """Every archetype once in mixed order, again and again: no country lacks a bakery by chance."""
    while True:
        yield from draw.sample(archetypes, len(archetypes))


def _member(cast: Cast, names: Names, decks: Mapping[str, Iterator[Archetype]], number: int, today: date, *, draw: Random) -> Member:
    cluster = cast.clusters[number % len(cast.clusters)]
    creative = draw.random() < CREATIVE_SHARE
    archetype = _creative(cast, cluster, draw) if creative else next(decks[cluster.seat.country])
    belongs = creative or draw.random() < MEMBER_SHARE
    place = draw.choice(cluster.places if belongs else cast.elsewhere[cluster.seat.country])
    lang = LANGS[place.country]
    name = names.invent(archetype.texts[lang].names, lang, place.city, draw)
    if cast.subsectors.get(archetype.nace) == "software" and draw.random() < ENGLISH_SHARE:
        lang = Lang.EN
    employees, days = _headcount(archetype.team, draw), draw.randint(20, 700)
    founded = _founded(archetype, employees, (today - timedelta(days=days)).year, draw)
    joined = today - timedelta(days=_known(days))
    left = _left(name, joined, today) if belongs else None
    sketch = _Sketch(name, place, lang, archetype, cluster if belongs else None, employees, founded, joined, left)
    return _write(cast, sketch, draw)


def _known(days: int) -> int:
    """Who would be among the oldest is a founding member: there when the programme began, PROGRAMME days ago, or three weeks later at most."""
    return days if days <= FOUNDING else PROGRAMME - (days - FOUNDING) * 21 // (700 - FOUNDING)


def _left(name: str, joined: date, today: date) -> date | None:
    """A few leave, not before half a year is over; drawn apart, so that it changes nothing else about a business."""
    draw, stayed = Random(f"{name} leaving"), (today - joined).days
    return joined + timedelta(days=draw.randint(180, stayed - 10)) if stayed > 200 and draw.random() < LEAVING else None


def _creative(cast: Cast, cluster: ClusterProfile, draw: Random) -> Archetype:
    weights = [3 if cast.subsectors[archetype.nace] in cluster.focus else 1 for archetype in cast.creative]
    return draw.choices(cast.creative, weights)[0]


def _write(cast: Cast, sketch: _Sketch, draw: Random) -> Member:
    id, archetype = f"business:ill-{slug(sketch.name)}", sketch.archetype
    node = Node(id, sketch.name, text=_description(cast, sketch, draw), props=_props(sketch, draw))
    silent = draw.random() < SILENT_SHARE
    needs, offers, about = ([], [], {}) if silent else _wishes(cast, archetype, id, sketch.lang, draw)
    edges = [*_placed(id, sketch, draw), *_linked(id, needs, offers, about)]
    return Member(node, archetype, sketch.cluster, sketch.place.country, sketch.joined, sketch.left, needs, offers, about, edges)


def _props(sketch: _Sketch, draw: Random) -> dict[str, Scalar]:
    props = _facts(sketch, draw)
    number = Random(f"{sketch.name} register").random()
    if number < REGISTERED:
        props["register"] = f"ILL-{sketch.place.country}-{int(number * 1e9):09d}"
    if sketch.left:
        props |= {"ended": sketch.left.isoformat(), "purposes": ""}
    return props


def _facts(sketch: _Sketch, draw: Random) -> dict[str, Scalar]:
    spoken = {sketch.lang, LANGS[sketch.place.country], *(other for other in Lang if draw.random() < (0.75 if other is Lang.EN else 0.18))}
    return {
        "source": "illustrative",
        "lang": sketch.lang,
        "city": sketch.place.city,
        "size": _size(sketch.employees),
        "employees": sketch.employees,
        "founded": sketch.founded,
        "languages": " ".join(sorted(spoken)),
        "capacity": draw.choice((1, 2, 2, 3, 3, 3, 4, 5, 6)),
        "basis": "membership" if sketch.cluster else "consent",
        "purposes": purposes(sketch.cluster),
        "basis_on": sketch.joined.isoformat(),
    }


def purposes(cluster: ClusterProfile | None) -> str:
    """What a business declares when it joins: all that there is, unless its cluster does not show its members."""
    return PURPOSES if cluster is None or cluster.showing else HIDDEN


def _headcount(team: tuple[int, int], draw: Random) -> int:
    """Small numbers are likelier: the square of a uniform number between the ends of the range."""
    low, high = team
    return low + int((high - low + 1) * draw.random() ** 2)


def _founded(archetype: Archetype, employees: int, joined: int, draw: Random) -> int:
    if archetype.since:
        return draw.randint(*archetype.since)
    return int(draw.triangular(1962 if employees > 9 else 1994, joined - 1, joined - 10))


def _size(employees: int) -> str:
    if employees < 10:
        return "micro"
    return "small" if employees < 50 else "medium" if employees < 250 else "large"


def _description(cast: Cast, sketch: _Sketch, draw: Random) -> str:
    texts, lang, employees = sketch.archetype.texts[sketch.lang], sketch.lang, sketch.employees
    team = draw.choice(cast.words[lang]["team"][_bucket(employees, sketch.founded)])
    parts = [draw.choice(texts.opening), *draw.sample(texts.speciality, draw.choice((1, 1, 2))), team]
    return " ".join(_elided(part, sketch).format(**_values(sketch)) for part in parts)


def _bucket(employees: int, founded: int) -> str:
    if employees == 1:
        return "solo"
    if employees < 10:
        return "old" if founded < 1990 else "few"
    return "many" if employees < 50 else "large"


def _elided(part: str, sketch: _Sketch) -> str:
    """French says *d'Angers*, not *de Angers*."""
    if sketch.lang is Lang.FR and slug(sketch.place.city)[0] in "aeiou":
        return part.replace("de {city}", "d'{city}").replace("De {city}", "D'{city}")
    return part


def _values(sketch: _Sketch) -> dict[str, str]:
    """What the placeholders of the sentences stand for."""
    words = NUMBERS[sketch.lang]
    team = words[sketch.employees - 1] if sketch.employees <= len(words) else str(sketch.employees)
    return {
        "name": sketch.name,
        "city": sketch.place.city,
        "founded": str(sketch.founded),
        "team": team,
        "team_start": team.capitalize(),
        "team_dative": DATIVES.get(team, team),
    }


def _wishes(cast: Cast, archetype: Archetype, id: str, lang: Lang, draw: Random) -> tuple[list[Node], list[Node], dict[str, Sequence[str]]]:
    texts = archetype.texts[lang]
    about: dict[str, Sequence[str]] = {}
    made: dict[str, list[Node]] = {"need": [], "offer": []}
    for kind, sentences, topics in (("need", texts.needs, archetype.needs), ("offer", texts.offers, archetype.offers)):
        picked = sorted(draw.sample(range(len(sentences)), min(len(sentences), draw.choice((1, 2, 2, 3)))))
        for count, index in enumerate(picked, 1):
            text = sentences[index]
            if kind == "need" and draw.random() < 0.35:
                text = f"{text} {draw.choice(cast.words[lang]['terms']['need'])}"
            wish = f"{kind}:{id.partition(':')[2]}-{count}"
            made[kind].append(Node(wish, cast.topics[topics[index][0]][lang], text=text, props={"source": "illustrative", "lang": lang}))
            about[wish] = topics[index]
    return made["need"], made["offer"], about


def _placed(id: str, sketch: _Sketch, draw: Random) -> Iterator[Edge]:
    archetype, place, cluster = sketch.archetype, sketch.place, sketch.cluster
    if cluster and not sketch.left:
        yield Edge(id, Rel.MEMBER_OF, cluster.id)
    yield Edge(id, Rel.LOCATED_IN, f"region:{place.region}")
    yield Edge(id, Rel.LOCATED_IN, f"country:{place.country}")
    yield Edge(id, Rel.CLASSIFIED_AS, f"sector:{archetype.nace}")
    for topic in archetype.expertise:
        if draw.random() < 0.85:
            yield Edge(id, Rel.HAS_EXPERTISE, topic)
    for served in draw.sample(archetype.serves, min(2, len(archetype.serves))):
        yield Edge(id, Rel.SERVES_MARKET, served)
    for target in draw.sample(archetype.targets, min(1, len(archetype.targets))):
        yield Edge(id, Rel.TARGETS_MARKET, target)
    foreign = draw.choice([country for country in LANGS if country != place.country])
    if draw.random() < 0.3:
        yield Edge(id, Rel.TARGETS_MARKET, f"country:{foreign}")


def _linked(id: str, needs: Sequence[Node], offers: Sequence[Node], about: Mapping[str, Sequence[str]]) -> Iterator[Edge]:
    for rel, wishes in ((Rel.NEEDS, needs), (Rel.OFFERS, offers)):
        for wish in wishes:
            yield Edge(id, rel, wish.id)
            for topic in about[wish.id]:
                yield Edge(wish.id, Rel.ABOUT, topic)
