"""Reach and impact: tiers, their proofs, what is missing, and whether the ledger is whole."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.access import Answering, Seen, Service, Who, cluster_of
from api.keys import Caller, Role
from api.live import Live
from api.models import BreakOut, ProofList, ReachedPage, ReachOut, StepList, Verification
from api.network import Sight
from api.paging import page
from api.queries import ReachedQuery, ReachQuery, StepQuery
from api.reach.figures import as_of, next_steps, overview
from api.reach.present import ReachPresenter
from api.reach.scope import ALL, counted, may_see, unit_of
from api.reach.selection import selected
from graph.model import Key, Part
from graph.reach.slices import By

router = APIRouter(tags=["reach"])
Name = Annotated[str, Path(max_length=40, pattern="^~[0-9a-f]+$", description="A pseudonym of the ledger", examples=["~0a1b2c3d4e5f6071"])]
_SENTENCES = 100


@router.get("/reach", summary="Tiers against their targets, at the end of any day")
def reach(query: Annotated[ReachQuery, Query()], seen: Seen, service: Service, who: Who) -> ReachOut:
    """A manager's figures are those of its clusters; evaluators and administrators get the programme's."""
    present = _present(seen, service, who, query)
    return overview(present, By(query.by), service.clock.today(), whole=who.role in ALL)


@router.get("/reach/businesses", summary="The enterprises behind a figure")
def reached_businesses(query: Annotated[ReachedQuery, Query()], seen: Seen, service: Service, who: Who) -> ReachedPage:
    """By pseudonym, with what each lacks for the next tier; those of a tier or above it, the deepest first."""
    present = _present(seen, service, who, query)
    units = selected(present, query)
    place = {unit: [f"{3 - int(present.tier[unit])}", _opaque(present, service, unit)] for unit in units}
    units.sort(key=place.__getitem__)
    some, following = page(units, position=place.__getitem__, query=query, limit=query.limit, cursor=query.cursor, seal=service.seal)
    return ReachedPage(items=[present.item(unit) for unit in some], total=len(units), next=following)


@router.get("/reach/businesses/{pseudonym}/evidence", summary="What proves the tier of one enterprise")
def reach_evidence(pseudonym: Name, query: Annotated[ReachQuery, Query()], seen: Seen, service: Service, who: Who) -> ProofList:
    """Every entry of the ledger that counts for it, with its seal, by the day it happened."""
    present = _present(seen, service, who, query)
    return present.proofs(unit_of(who, present.reach, pseudonym))


@router.get("/reach/next-steps", summary="Who is nearest to the next tier, and what the target of depth takes")
def reach_next_steps(query: Annotated[StepQuery, Query()], seen: Seen, service: Service, who: Who) -> StepList:
    """The cheapest next action for each, with its hours; for one cluster, or for all the caller answers for."""
    present = _present(seen, service, who, query)
    cluster = cluster_of(service, who, query.cluster) if query.cluster and who.role is not Role.EVALUATOR else query.cluster
    return next_steps(present, limit=query.limit, cluster=cluster)


@router.get("/reach/verification", summary="Whether every entry of the ledger is as it was written")
def reach_verification(service: Answering, who: Who) -> Verification:
    """Checks the whole chain each time it is asked, against its key and its anchor."""
    may_see(who)
    broken = list(service.store.verify())
    entries = service.store.version(Key(Part.STREAM, ""))
    last = service.store.entries(after=max(0, entries - 1), limit=1) if not broken else ()
    return Verification(
        whole=not broken,
        entries=entries,
        head=last[0].mac if last else "",
        broken=[BreakOut(what=one.what.value, first=one.first, last=one.last, text=one[:500]) for one in broken[:_SENTENCES]],
        broken_total=len(broken),
    )


def _opaque(present: ReachPresenter, service: Live, unit: int) -> str:
    """What a list is sorted by: were it the id or its place, an evaluator could read names off the order of a public list of members."""
    units = present.reach.units
    return str(units.names[unit]) or service.seal.reference(str(units.ids[unit]), "reach")


def _present(seen: Sight, service: Live, who: Caller, query: ReachQuery) -> ReachPresenter:
    """Reach at the asked day, of the units the caller's figures are made of."""
    found, day = as_of(service.reach(seen), query.on, service.clock.today())
    return ReachPresenter(seen, found.only(counted(who, found.units)), day, query.lang)
