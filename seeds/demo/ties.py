"""Draws who already works with whom: mostly neighbours in one cluster, a few across sectors and borders."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from graph.model import Edge
from graph.schema import Rel
from seeds.demo.businesses import Member

PER_BUSINESS = 0.9
SAME_CLUSTER = 0.72
ABROAD = 0.12
RIVALS = 0.25  # of the pairs that do the same in the same cluster


def ties(everyone: Sequence[Member], today: date, seed: int) -> list[Edge]:
    """Collaborations (with the year they are known from) and declared competitors, each once."""
    draw = Random(f"{seed} ties")
    found: dict[tuple[str, Rel, str], Edge] = {}
    for edge in [*_collaborations(everyone, today, draw), *_competitors(everyone, draw)]:
        found.setdefault((edge.source, edge.rel, edge.target), edge)
    return [found[key] for key in sorted(found)]


def _collaborations(everyone: Sequence[Member], today: date, draw: Random) -> Iterator[Edge]:
    near = _grouped(everyone)
    popular = [1 / (1 + draw.random() * 9) for _ in everyone]
    for _ in range(int(len(everyone) * PER_BUSINESS)):
        one = draw.choices(everyone, popular)[0]
        circle = _circle(one, everyone, near, draw)
        other = max(draw.sample(circle, min(4, len(circle))), key=lambda member: _fit(one, member, draw))
        if other is not one:
            source, target = sorted((one.node.id, other.node.id))
            year = max(_founded(one), _founded(other), int(draw.triangular(2012, today.year, today.year - 2)))
            yield Edge(source, Rel.COLLABORATED_WITH, target, props={"since": min(year, today.year), "source": "illustrative"})


def _circle(one: Member, everyone: Sequence[Member], near: dict[str, list[Member]], draw: Random) -> Sequence[Member]:
    chance = draw.random()
    if one.cluster and chance < SAME_CLUSTER:
        return near[one.cluster.id]
    if chance > 1 - ABROAD:
        return everyone
    return near[one.country]


def _grouped(everyone: Sequence[Member]) -> dict[str, list[Member]]:
    near: dict[str, list[Member]] = defaultdict(list)
    for member in everyone:
        near[member.country].append(member)
        if member.cluster:
            near[member.cluster.id].append(member)
    return near


def _fit(one: Member, other: Member, draw: Random) -> float:
    """Ties follow needs: what one offers and the other looks for counts, the rest is chance."""
    wanted = {topic for need in one.needs for topic in one.about[need.id]}
    brought = {topic for offer in other.offers for topic in other.about[offer.id]}
    return 2 * len(wanted & brought) + draw.random() - 3 * (one.archetype.key == other.archetype.key)


def _founded(member: Member) -> int:
    return int(member.node.props["founded"])


def _competitors(everyone: Sequence[Member], draw: Random) -> Iterator[Edge]:
    rivals: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in everyone:
        if member.cluster:
            rivals[member.cluster.id, member.archetype.key].append(member)
    for key in sorted(rivals):
        for one, other in zip(rivals[key], rivals[key][1:], strict=False):
            if draw.random() < RIVALS:
                yield Edge(min(one.node.id, other.node.id), Rel.COMPETES_WITH, max(one.node.id, other.node.id), props={"source": "illustrative"})
