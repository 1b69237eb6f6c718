"""What all stories share: the calendar, meetings, services and videos, who offers what, and the trial."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from graph.model import Edge, Node
from graph.schema import Kind, Rel
from seeds.demo.businesses import PROGRAMME, Member
from seeds.demo.history.taking_part import Participant, participants
from seeds.demo.history.trial import Trial, trial
from seeds.demo.profiles import ClusterProfile, clusters

T = TypeVar("T")
SETTING_UP = 45  # days until the programme offers more than a membership
IN_A_DAY = 24.0  # hours: what a longer service gives cannot be written on one day


@dataclass(frozen=True, slots=True)
class Programme:
    """The invented programme; services and videos by language, participants by what they offer."""

    today: date
    opened: date
    everyone: Sequence[Participant]
    meetings: Mapping[str, Sequence[Node]]  # by the cluster that holds them
    services: Mapping[str, Sequence[Node]]
    videos: Mapping[str, Sequence[Node]]
    research: Sequence[Node]
    clusters: Mapping[str, Sequence[ClusterProfile]]  # by country
    offering: Mapping[str, Sequence[Participant]]
    trial: Trial

    def begins(self, who: Participant) -> date:
        """The first day on which the programme does something with a business."""
        return max(self.opened, who.first)

    def free_from(self, who: Participant) -> date:
        """The first day on which a business may be introduced: who waits in the trial is not offered any introduction."""
        return max(self.begins(who), self.trial.free_from.get(who.number, who.first))


def programme(everyone: Sequence[Member], nodes: Sequence[Node], edges: Sequence[Edge], today: date, seed: int) -> Programme:
    """The programme of these businesses with its `nodes` and `edges`, up to `today`."""
    opened = today - timedelta(days=PROGRAMME - SETTING_UP)
    people = participants(everyone, today, seed)
    hosts = {edge.source: edge.target for edge in edges if edge.rel is Rel.PROVIDED_BY}
    services = [node for node in nodes if node.kind is Kind.SERVICE and float(node.props.get("hours", 2.0)) <= IN_A_DAY]
    return Programme(
        today=today,
        opened=opened,
        everyone=people,
        meetings=_grouped([(hosts[node.id], node) for node in nodes if node.kind is Kind.EVENT]),
        services=_grouped([(str(node.props["lang"]), node) for node in services]),
        videos=_grouped([(str(node.props["lang"]), node) for node in nodes if node.kind is Kind.VIDEO]),
        research=[node for node in nodes if node.kind is Kind.RESEARCH_ORGANISATION],
        clusters=_grouped([(cluster.seat.country, cluster) for cluster in clusters()]),
        offering=_grouped([(topic, who) for who in people for topic in offered(who.member)]),
        trial=trial(people, today, seed),
    )


def offered(member: Member) -> list[str]:
    """What the offers of a business are about."""
    return sorted({topic for offer in member.offers for topic in member.about[offer.id]})


def wanted(member: Member) -> list[str]:
    """What its needs are about."""
    return sorted({topic for need in member.needs for topic in member.about[need.id]})


def _grouped(pairs: Sequence[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
