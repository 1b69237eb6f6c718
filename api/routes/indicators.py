"""Indicators for evaluators, what proves each of them, and the report as a file. Not for businesses."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.access import Answering, Seen, Who
from api.keys import Caller
from api.live import Live
from api.models import EvidencePage, IndicatorList
from api.network import Sight
from api.paging import page
from api.queries import EvidenceQuery, PeriodQuery, ReportQuery
from api.reporting.gathering import Gathered
from api.reporting.kept import Asked
from api.reporting.present import IndicatorPresenter
from api.reporting.writing import MEDIA, Format, ledger, name, written
from graph.indicators import indicator

router = APIRouter(tags=["reach"])
Key = Annotated[str, Path(max_length=24, pattern=r"^[A-Z]{1,3}[0-9]{1,2}(\.[a-z0-9]+)?$", description="The key of an indicator", examples=["R5.depth"])]
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILES = {"content": {media: _BINARY for format, media in MEDIA.items() if format is not Format.JSON}}  # which has no model here


@router.get("/indicators", summary="All indicators of a period, with formula, evidence and what does not count")
def indicators(query: Annotated[PeriodQuery, Query()], seen: Seen, service: Answering, who: Who) -> IndicatorList:
    """A manager's figures are those of its clusters; evaluators and administrators get the programme's. Nobody is named: pseudonyms only."""
    return IndicatorPresenter(_gathered(seen, service, who, query), seen.labels, query.lang).all()


@router.get("/indicators/{key}/evidence", summary="What proves one figure")
def indicator_evidence(key: Key, query: Annotated[EvidenceQuery, Query()], seen: Seen, service: Answering, who: Who) -> EvidencePage:
    """Entries of the ledger by number, with their seals, and other items such as edges of the network by their place."""
    entry, made = indicator(key), _gathered(seen, service, who, query)
    seqs = made.figures[entry.key].evidence.seqs.tolist()
    some, following = page(seqs, position=lambda seq: [f"{seq:012}"], query=query, limit=query.limit, cursor=query.cursor, seal=service.seal)
    return IndicatorPresenter(made, seen.labels, query.lang).evidence(entry, some, following)


@router.get("/report", summary="The report as a file", response_class=Response, responses={200: {"description": "The file", **_FILES}})
def report(query: Annotated[ReportQuery, Query()], seen: Seen, service: Answering, who: Who) -> Response:
    """All figures with charts and how each was made, the chain of the ledger checked. `format=json` gives the tables as JSON."""
    made, format = _gathered(seen, service, who, query), Format(query.format)
    content = written(made, ledger(service.store), seen.labels, format, lang=query.lang, today=service.clock.today())
    headers = {"Content-Disposition": f'attachment; filename="{name(made, format, query.lang)}"'}
    return Response(content, media_type=MEDIA[format], headers=headers)


def _gathered(seen: Sight, service: Live, who: Caller, query: PeriodQuery) -> Gathered:
    """What the caller may count, over the asked days."""
    state, _ = service.newest.state()
    want = Asked(who, query.since, query.until, service.clock.today())
    return service.reports.gathered(seen, service.reach(seen), state, service.matching(seen), want)
