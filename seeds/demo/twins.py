"""Enters some invented businesses a second time, by another cluster and under another spelling: what a finder of duplicates has to find."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from graph.model import Edge, Node, Scalar
from graph.schema import Lang, Rel
from seeds.demo.businesses import Member, purposes
from seeds.demo.profiles import LANGS, ClusterProfile

EVERY = 97  # about one entry in a hundred is a business once more
NUMBERED = 0.6  # of the second entries bring the register number along, where the first has one
FORMS = {Lang.EN: ("Ltd", "Limited"), Lang.DE: ("GmbH", "UG"), Lang.FR: ("SARL", "SAS")}
ANDS = {Lang.EN: "and", Lang.DE: "und", Lang.FR: "et"}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def entered_twice(members: Iterable[Member], clusters: Sequence[ClusterProfile]) -> Iterator[Member]:
    """The same businesses in the same order, but every 97th is an earlier one of its country under another name; at most two entries for one firm."""
    earlier: list[Member] = []
    twins: dict[str, int] = {}
    for number, member in enumerate(members):
        cluster = clusters[number % len(clusters)]
        first = next((other for other in reversed(earlier) if _may_be_both(other, cluster, twins)), None) if number % EVERY == EVERY - 1 else None
        if first is None:
            earlier.append(member)
            yield member
        else:
            twins[first.node.id] = number
            yield _twin(first, member, cluster)


def _may_be_both(first: Member, cluster: ClusterProfile, twins: dict[str, int]) -> bool:
    """A member of another cluster of the country that still is one and has said what it needs."""
    known = first.cluster is not None and first.cluster is not cluster and first.left is None and bool(first.needs)
    return known and first.country == cluster.seat.country and first.node.id not in twins


def _twin(first: Member, instead: Member, cluster: ClusterProfile) -> Member:
    """A second entry of `first` in the place of another business, whose day of joining it takes over."""
    draw = Random(f"{first.node.id} twin")
    id = f"{first.node.id}-{cluster.id.rpartition('-')[2]}"
    renamed = {wish.id: f"{wish.id.rpartition('-')[0]}-{cluster.id.rpartition('-')[2]}-{count}" for count, wish in enumerate([*first.needs, *first.offers], 1)}
    node = Node(id, _respelled(first, draw), text=first.node.text.rpartition(". ")[0] + ".", props=_props(first, instead, cluster, draw))
    edges = [_moved(edge, {first.node.id: id, **renamed}, cluster) for edge in first.edges]
    return replace(
        first,
        node=node,
        cluster=cluster,
        joined=instead.joined,
        needs=[replace(need, id=renamed[need.id]) for need in first.needs],
        offers=[replace(offer, id=renamed[offer.id]) for offer in first.offers],
        about={renamed[wish]: topics for wish, topics in first.about.items()},
        edges=edges,
    )


def _moved(edge: Edge, ids: dict[str, str], cluster: ClusterProfile) -> Edge:
    target = cluster.id if edge.rel is Rel.MEMBER_OF else ids.get(edge.target, edge.target)
    return replace(edge, source=ids.get(edge.source, edge.source), target=target)


def _props(first: Member, instead: Member, cluster: ClusterProfile, draw: Random) -> dict[str, Scalar]:
    """Another office asked on another day, and not always for the register number."""
    props = dict(first.node.props)
    if draw.random() > NUMBERED:
        props.pop("register", None)
    return props | {"basis_on": instead.joined.isoformat(), "purposes": purposes(cluster)}


def _respelled(first: Member, draw: Random) -> str:
    """One of the ways in which lists write the same name, that changes this one."""
    name, lang = first.node.name, LANGS[first.country]
    ways: list[Callable[[str], str]] = [
        lambda name: f"{name} {draw.choice(FORMS[lang])}",
        lambda name: name.replace("&", ANDS[lang]),
        lambda name: name.translate(_UMLAUTS),
        lambda name: "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter)),
        lambda name: f"{name.upper()} {draw.choice(FORMS[lang])}",
        lambda name: f"{name}, {first.node.props['city']}",
        _mistyped,
    ]
    return next(spelled for way in draw.sample(ways, len(ways)) if (spelled := way(name)) != name)


def _mistyped(name: str) -> str:
    """Two letters of the longest word change places."""
    word = max(name.split(), key=len)
    return name.replace(word, f"{word[:2]}{word[3]}{word[2]}{word[4:]}", 1)
