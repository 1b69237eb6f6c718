"""Organisations: search, one with its profile, and the network around it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.access import Id, Seen, Service, Versioned
from api.models import GraphEdge, GraphNode, Neighbourhood, OrganisationPage, Profile
from api.network import PROFILE, Sight, fold
from api.paging import page
from api.present import Presenter
from api.profiles import profile
from api.queries import NeighbourQuery, OrganisationQuery
from api.queries import Query as LangQuery
from graph.errors import Invalid
from graph.schema import Rel

router = APIRouter(tags=["organisations"])


@router.get("/organisations", summary="Search organisations by name, kind, country, section or cluster")
def organisations(query: Annotated[OrganisationQuery, Query()], seen: Seen, service: Service) -> OrganisationPage:
    """Names that start with the search words come first. Teasers have no name and are listed without one, never found by one."""
    rows = _found(seen, query)
    positions = {row: _position(seen, row, fold(query.q)) for row in rows}
    rows.sort(key=positions.__getitem__)
    some, following = page(rows, position=positions.__getitem__, query=query, limit=query.limit, cursor=query.cursor, seal=service.seal)
    present = Presenter(seen, query.lang)
    return OrganisationPage(items=[present.organisation(row) for row in some], total=len(rows), next=following)


@router.get("/organisations/{id}", summary="One organisation with what is known of it")
def organisation(id: Id, query: Annotated[LangQuery, Query()], found: Versioned, service: Service, response: Response) -> Profile:
    """A teaser's real id is answered like one that does not exist. Whoever answers for it gets an ETag, to change it with If-Match."""
    return profile(id, found, service, query.lang, response)


@router.get("/organisations/{id}/neighbours", summary="The network around one organisation, for a map")
def neighbours(id: Id, query: Annotated[NeighbourQuery, Query()], seen: Seen) -> Neighbourhood:
    """At most 150 nodes within one or two steps, nearest first; what the caller may not see is neither shown nor walked through."""
    labels, network = seen.labels, seen.network
    centre = labels.row[str(seen.index.ids[seen.profile_row(id)])]
    steps, edges, cut = network.links.around(centre, depth=query.depth, limit=query.limit, shown=seen.shown, rels=_relations(query.relations))
    nodes = [
        GraphNode(
            id=str(network.snapshot.ids[row]),
            name=labels.name(row, query.lang),
            kind=labels.kind(row).value,
            country=seen.country_code(row),
            source=labels.text(row, "source"),
            distance=step,
        )
        for row, step in steps.items()
    ]
    ids = network.snapshot.ids
    lines = [
        GraphEdge(
            source=ids[network.snapshot.sources[edge]],
            relation=labels.rel(edge).value,
            target=ids[network.snapshot.targets[edge]],
            weight=float(network.snapshot.weights[edge]),
        )
        for edge in edges
    ]
    return Neighbourhood(centre=str(ids[centre]), nodes=nodes, edges=lines[:5000], cut=cut)


def _found(seen: Sight, query: OrganisationQuery) -> list[int]:
    index, wanted = seen.index, fold(query.q)
    visible = seen.views > 0
    if query.q:
        visible = visible & (seen.views == PROFILE)
    for column, value in (
        (index.kinds, query.kind),
        (index.countries, query.country),
        (index.sections, query.section and f"sector:{query.section}"),
        (index.sources, query.source),
    ):
        if value:
            visible = visible & (column == value)
    rows = visible.nonzero()[0].tolist()
    if query.cluster:
        rows = [row for row in rows if seen.views[row] == PROFILE and query.cluster in index.clusters[row]]
    folded = seen.network.folded
    return [row for row in rows if wanted in folded[row]] if wanted else rows


def _position(seen: Sight, row: int, wanted: str) -> list[str]:
    """Where an organisation stands in the list: hits at the start of the name first, then by name; teasers last."""
    if seen.views[row] != PROFILE:
        return ["2", "", seen.public_id(row)]
    name = seen.network.folded[row]
    return ["0" if name.startswith(wanted) else "1", name, str(seen.index.ids[row])]


def _relations(text: str) -> tuple[Rel, ...]:
    unknown = [word for word in text.split(",") if word and word not in Rel.__members__]
    if unknown:
        raise Invalid(f"relations={unknown[0][:80]!r} is no relation; use some of {', '.join(Rel)}")
    return tuple(Rel(word) for word in text.split(",") if word)
