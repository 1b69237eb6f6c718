"""Writes the first half year of the invented programme into the ledger: who joined, came, was helped, asked and met."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from graph.model import Edge, Event, Node, Scalar
from graph.schema import Happening as H
from graph.schema import Kind, Rel
from seeds.demo.businesses import Member

DAYS = 183
ACTIVE = 0.55  # of the members
PLANS = (
    "Two steps agreed: a clear offer page, then one visit to a possible customer outside the sector.",
    "Vereinbart: Angebot auf eine Seite bringen, danach ein Gespräch mit einem Betrieb aus einer anderen Branche.",
    "Convenu : une page d'offre claire, puis une visite chez un client possible d'un autre secteur.",
)


def history(everyone: Sequence[Member], nodes: Sequence[Node], edges: Sequence[Edge], today: date, seed: int) -> list[Event]:
    """All events in the order of their days, the last on `today` or before."""
    stories = _Stories(everyone, nodes, edges, today)
    found = [event for number, member in enumerate(everyone) for event in stories.of(member, Random(f"{seed} history {number}"))]
    return sorted(found, key=lambda event: event.on)


class _Stories:
    """Tells what happened to one business, day by day."""

    def __init__(self, everyone: Sequence[Member], nodes: Sequence[Node], edges: Sequence[Edge], today: date) -> None:
        self._today = today
        self._start = today - timedelta(days=DAYS)
        providers = {edge.source: edge.target for edge in edges if edge.rel is Rel.PROVIDED_BY}
        self._meetings = [(node, providers[node.id]) for node in nodes if node.kind is Kind.EVENT]
        self._services = [node for node in nodes if node.kind is Kind.SERVICE]
        self._offering: dict[str, list[Member]] = {}
        for member in everyone:
            for topic in sorted({about for offer in member.offers for about in member.about[offer.id]}):
                self._offering.setdefault(topic, []).append(member)

    def of(self, member: Member, draw: Random) -> Iterator[Event]:
        """Basis first; members may have been told, invited, helped, and may have asked others."""
        me, day = member.node.id, max(member.joined, self._start)
        for purpose in str(member.node.props["purposes"]).split():
            yield Event(H.BASIS_GIVEN, me, day, data={"purpose": purpose, "basis": member.node.props["basis"]})
        if member.cluster is None:
            return
        if member.joined >= self._start:
            yield Event(H.JOINED, me, member.joined, about=member.cluster.id)
        if draw.random() < ACTIVE:
            yield from self._came(member, day, draw)
            yield from self._helped(member, day, draw)
            yield from self._asked(member, day, draw)

    def _came(self, member: Member, day: date, draw: Random) -> Iterator[Event]:
        assert member.cluster is not None
        me = member.node.id
        if draw.random() < 0.3:
            yield Event(H.TOLD, me, self._later(day, draw), about=member.cluster.id)
        for node, host in self._meetings:
            held = date.fromisoformat(str(node.props["opens"]))
            if host == member.cluster.id and day <= held - timedelta(days=21):
                yield Event(H.INVITED, me, min(held - timedelta(days=21), self._today), about=node.id)
                if held <= self._today and draw.random() < 0.45:
                    yield Event(H.ATTENDED, me, held, about=node.id)

    def _helped(self, member: Member, day: date, draw: Random) -> Iterator[Event]:
        me, lang = member.node.id, str(member.node.props["lang"])
        if draw.random() > 0.45:
            return
        assessed = self._later(day, draw)
        yield Event(H.NEED_ASSESSED, me, assessed)
        if draw.random() < 0.6:
            yield Event(H.ACTION_PLANNED, me, self._later(assessed, draw), note=PLANS[("en", "de", "fr").index(lang)])
        fitting = [node for node in self._services if node.props["lang"] == lang]
        service = draw.choice(fitting)
        referred = self._later(assessed, draw)
        yield Event(H.REFERRED, me, referred, about=service.id)
        if draw.random() < 0.7:
            yield from self._served(me, service, referred, draw)

    def _served(self, me: str, service: Node, referred: date, draw: Random) -> Iterator[Event]:
        started = self._later(referred, draw)
        yield Event(H.SERVICE_STARTED, me, started, about=service.id)
        if draw.random() < 0.12:
            yield Event(H.SERVICE_BROKEN_OFF, me, self._later(started, draw), about=service.id, data={"reason": "no_time"})
        elif draw.random() < 0.8:
            done = self._later(started, draw)
            yield Event(H.SERVICE_COMPLETED, me, done, about=service.id)
            data: Mapping[str, Scalar] = {"hours": float(service.props.get("hours", 2.0)), "service": service.id}
            yield Event(H.SUPPORT_GIVEN, me, done, about=service.id, data=data)

    def _asked(self, member: Member, day: date, draw: Random) -> Iterator[Event]:
        """An interest goes to somebody who offers what is needed; about half of the answers are a yes."""
        wanted = sorted({topic for need in member.needs for topic in member.about[need.id]})
        possible = [other for topic in wanted for other in self._offering.get(topic, ()) if _may_see(member, other)]
        if not possible or draw.random() < 0.25:
            return
        found = draw.choice(possible)
        me, other = member.node.id, found.node.id
        sent = self._later(max(day, found.joined), draw)
        yield Event(H.INTEREST_SENT, me, sent, about=other)
        answer, answered = draw.random(), min(sent + timedelta(days=draw.randint(2, 25)), self._today)
        if answer < 0.48:
            yield Event(H.INTEREST_ACCEPTED, other, answered, about=me)
            yield from self._met(me, other, answered, draw)
        elif answer < 0.68:
            yield Event(H.INTEREST_DECLINED, other, answered, about=me, data={"reason": draw.choice(("no_capacity", "not_now", "no_fit"))})

    def _met(self, me: str, other: str, accepted: date, draw: Random) -> Iterator[Event]:
        steps = ((H.INTRODUCED, 0.9), (H.MEETING_SCHEDULED, 0.85), (H.MET, 0.85), (H.COLLABORATION_SIGNED, 0.3), (H.COLLABORATION_CONFIRMED, 0.8))
        day = accepted
        for happening, chance in steps:
            day = day + timedelta(days=draw.randint(2, 14))
            if day > self._today or draw.random() > chance:
                return
            confirmed = happening is H.COLLABORATION_CONFIRMED
            yield Event(happening, other if confirmed else me, day, about=me if confirmed else other)

    def _later(self, day: date, draw: Random) -> date:
        """A day between this one and today, sooner rather than later."""
        left = (self._today - day).days
        return day + timedelta(days=int(left * draw.random() ** 2))


def _may_see(member: Member, other: Member) -> bool:
    """Members of a cluster that does not show them are asked by their own cluster only."""
    hidden = other.cluster is not None and not other.cluster.showing
    return other is not member and (not hidden or member.cluster is other.cluster)
