"""Suggestions: partners of a business, partners for a need in free text, services that fit."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access import Id, Seen, Service
from api.models import MatchListOut, NeedIn
from api.present import Presenter
from api.queries import LimitQuery, PartnerQuery

router = APIRouter(tags=["suggestions"])


@router.get("/businesses/{id}/partners", summary="Partners for one business, each with its reasons")
def partners(id: Id, query: Annotated[PartnerQuery, Query()], seen: Seen, service: Service) -> MatchListOut:
    """The score of each suggestion is the sum of its evidence's points; every path cites existing edges."""
    business = seen.profile_id(id)
    found = service.matching(seen).partners(
        business,
        scope=query.scope,
        sector=query.sector,
        targets=query.targets,
        distance=query.distance,
        cross_sector=query.cross_sector,
        newcomers=query.newcomers,
        k=query.limit,
        lang=query.lang,
        views=seen.candidates,
    )
    service.shown(seen.caller, business, found)
    return Presenter(seen, query.lang).match_list(found)


@router.get("/businesses/{id}/services", summary="Services that fit the needs of one business")
def services_for(id: Id, query: Annotated[LimitQuery, Query()], seen: Seen, service: Service) -> MatchListOut:
    """Only services that take requests today, in a language the business works in."""
    business = seen.profile_id(id)
    found = service.matching(seen).services(business, k=query.limit, lang=query.lang, views=seen.candidates)
    service.shown(seen.caller, business, found)
    return Presenter(seen, query.lang).match_list(found)


@router.post("/partners", summary="Partners for a need described in free text")
def partners_for_need(need: NeedIn, seen: Seen, service: Service) -> MatchListOut:
    """English, German or French. The text is not stored."""
    found = service.matching(seen).partners_for_need(
        need.need, country=need.country, scope=need.scope, distance=need.distance, k=need.limit, lang=need.lang, views=seen.candidates
    )
    return Presenter(seen, need.lang).match_list(found)
