"""The network over time: does it get better, or only more central?"""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access import Seen, Service, Who
from api.keys import Caller, Forbidden, Role
from api.measures import present
from api.models import BrokerList, NetworkChance, NetworkRoles, NetworkSeries, NetworkTrend
from api.network import PROFILE
from api.queries import BrokerQuery, ChanceQuery, NetworkQuery, SeriesQuery

router = APIRouter(prefix="/network", tags=["network over time"])
_FIGURES = frozenset({Role.ADMIN, Role.MANAGER, Role.EVALUATOR})
_NAMES = frozenset({Role.ADMIN, Role.MANAGER})
EVERY = {"month": 1, "quarter": 3, "year": 12}
SHUFFLES = {"programme": 499, "h2020": 199, "all": 199}
"""How often meetings are shuffled between two windows: enough to tell one in twenty with seven figures asked at once."""


@router.get("/months", summary="Every measure of the network, month after month")
def network_months(query: Annotated[SeriesQuery, Query()], service: Service, who: Who) -> NetworkSeries:
    """Of the ties of the last 24 months. Figures of organisations whose legal basis covers statistics; no names. Asked again while it is computing."""
    _may_see(who)
    return present.series(query.scope, query.every, service.measures.series(service.newest.state()[0], query.scope, EVERY[query.every]))


@router.get("/chance", summary="Figures of one month beside random networks")
def network_chance(query: Annotated[ChanceQuery, Query()], service: Service, who: Who) -> NetworkChance:
    """Random networks keep how often everybody met and how large each meeting was, or only how many ties everybody has."""
    _may_see(who)
    found = service.measures.chance(service.newest.state()[0], query.scope, query.number(), draws=query.draws, by_meetings=query.against == "meetings")
    return present.chance(query.scope, query.against, query.draws, found)


@router.get("/trend", summary="The last 24 months against the 24 before")
def network_trend(query: Annotated[NetworkQuery, Query()], service: Service, who: Who) -> NetworkTrend:
    """Differences beside those that appear when the same meetings are shuffled between the two windows."""
    _may_see(who)
    draws = SHUFFLES[query.scope]
    return present.trend(query.scope, draws, service.measures.trend(service.newest.state()[0], query.scope, draws=draws))


@router.get("/roles", summary="Who stands between clusters")
def network_roles(query: Annotated[NetworkQuery, Query()], seen: Seen, service: Service, who: Who) -> NetworkRoles:
    """How often members of each cluster are coordinator, itinerant, representative, gatekeeper or liaison between two who are not tied."""
    _may_see(who)
    return present.roles(query.scope, seen, query.lang, service.measures.roles(service.newest.state()[0], query.scope))


@router.get("/brokers", summary="Organisations that stand between most others")
def network_brokers(query: Annotated[BrokerQuery, Query()], seen: Seen, service: Service, who: Who) -> BrokerList:
    """By name, so for managers and administrators; counted on the network that the caller sees by name."""
    if who.role not in _NAMES:
        raise Forbidden(f"brokers are named to managers and administrators; your key has the role {who.role}")
    found = service.measures.brokers(service.newest.state()[0], query.scope, seen.caller, frozenset(seen.index.ids[seen.views == PROFILE].tolist()))
    return present.brokers(query.scope, seen, query.lang, found, query.limit)


def _may_see(who: Caller) -> None:
    if who.role not in _FIGURES:
        raise Forbidden(f"the network over time is shown to evaluators, managers and administrators; your key has the role {who.role}")
