"""Records that may be one business: the line of pairs, a person's decision, and taking it back."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.access import Administrator, Answering, Office, Seen, Who
from api.duplicates import Duplicates
from api.keys import Forbidden, Role
from api.models import DuplicateCounts, DuplicateDecision, DuplicatePage, DuplicatePair, DuplicateSearch
from api.paging import page
from api.problems import documented
from api.queries import DuplicateQuery, LangQuery
from api.uploads.comparing import ask_for

router = APIRouter(tags=["duplicates"])
PairId = Annotated[str, Path(min_length=20, max_length=20, pattern="^[0-9a-f]+$", description="The id of a pair, as listed", examples=["0a1b2c3d4e5f60718293"])]


@router.get("/duplicates", summary="Pairs of records that may be one business")
def duplicates(query: Annotated[DuplicateQuery, Query()], service: Answering, seen: Seen, who: Office) -> DuplicatePage:
    """A manager's: one record is its member, and it sees the other by name. An administrator's are all."""
    found = Duplicates(service, seen, who, query.lang)
    every = found.open() if query.state == "open" else found.decided()
    some, following = page(every, position=lambda pair: pair.position, query=query, limit=query.limit, cursor=query.cursor, seal=service.seal)
    return DuplicatePage(items=[found.shown(pair) for pair in some], total=len(every), next=following)


@router.get("/duplicates/counts", summary="How many pairs wait and how many were decided")
def duplicate_counts(query: Annotated[LangQuery, Query()], service: Answering, seen: Seen, who: Who) -> DuplicateCounts:
    """Of the caller's pairs; for evaluators of all, as numbers only."""
    if who.role not in (Role.ADMIN, Role.MANAGER, Role.EVALUATOR):
        raise Forbidden(f"duplicates are counted for administrators, managers and evaluators; your key has the role {who.role}")
    return Duplicates(service, seen, who, query.lang).counts()


@router.post("/duplicates/search", status_code=202, summary="Compare all businesses in the background")
def search_duplicates(query: Annotated[LangQuery, Query()], service: Answering, who: Administrator) -> DuplicateSearch:
    """What is clear is merged by rule, what is unclear waits for a person; a second time nothing changes."""
    return DuplicateSearch(begun=ask_for(service.store, service.clock))


@router.put("/duplicates/{pair}/decision", summary="Say whether two records are one business", responses=documented(409))
def decide_duplicate(
    *, pair: PairId, asked: DuplicateDecision, query: Annotated[LangQuery, Query()], service: Answering, seen: Seen, who: Office
) -> DuplicatePair:
    """Both records stay. Once they are one, they count as the record that stays; a pair called different does not come again."""
    return Duplicates(service, seen, who, query.lang).decide(pair, asked.same, asked.stays or "", service.clock.today())


@router.delete("/duplicates/{pair}/decision", summary="Take a decision back, the rule's too", responses=documented(409))
def undo_duplicate(pair: PairId, query: Annotated[LangQuery, Query()], service: Answering, seen: Seen, who: Office) -> DuplicatePair:
    """Everything counts as before, and the pair waits for a person again."""
    return Duplicates(service, seen, who, query.lang).undo(pair, service.clock.today())
