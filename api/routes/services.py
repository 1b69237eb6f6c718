"""Services, sectors and clusters as they stand in the network."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query

from api.access import Seen, Service
from api.models import Cluster, ClusterList, Sector, SectorList, ServicePage
from api.models import Service as ServiceOut
from api.network import PROFILE, Sight
from api.paging import page
from api.present import Presenter
from api.queries import Query as LangQuery
from api.queries import ServiceQuery
from graph.schema import Kind, Rel

router = APIRouter(tags=["programme"])


@router.get("/services", summary="Services of the programme")
def services(query: Annotated[ServiceQuery, Query()], seen: Seen, service: Service) -> ServicePage:
    """By id."""
    present = Presenter(seen, query.lang)
    every = [_service(present, int(row)) for row in seen.labels.rows(Kind.SERVICE)]
    fitting = [one for one in every if query.type in ("", one.type) and (not query.country or (one.country and one.country.id == f"country:{query.country}"))]
    some, following = page(fitting, position=lambda one: [one.id], query=query, limit=query.limit, cursor=query.cursor, seal=service.seal)
    return ServicePage(items=list(some), total=len(fitting), next=following)


@router.get("/sectors", summary="NACE sections, divisions and classes, and fields of research programmes")
def sectors(query: Annotated[LangQuery, Query()], seen: Seen) -> SectorList:
    """With the number of organisations the caller can see in each; a section counts what is below it."""
    labels, counts = seen.labels, _counts(seen)
    items = [
        Sector(
            id=(id := str(labels.snapshot.ids[row])),
            name=labels.name(row, query.lang),
            level=labels.text(row, "level") or "field",
            parent=label.id if (label := Presenter(seen, query.lang).first(row, Rel.BROADER)) else None,
            creative=labels.text(row, "creative"),
            organisations=counts[id],
        )
        for kind in (Kind.SECTOR, Kind.FIELD)
        for row in labels.rows(kind).tolist()
    ]
    return SectorList(items=items)


@router.get("/clusters", summary="Clusters, the caller's own first")
def clusters(query: Annotated[LangQuery, Query()], seen: Seen) -> ClusterList:
    """Members are counted as far as the caller may see them."""
    present, labels = Presenter(seen, query.lang), seen.labels
    members = Counter(cluster for row in (seen.views == PROFILE).nonzero()[0] for cluster in seen.index.clusters[row])
    items = [
        Cluster(
            id=(id := str(labels.snapshot.ids[row])),
            name=labels.name(row, query.lang),
            text=str(labels.snapshot.texts[row]),
            country=present.country_of(row),
            region=present.first(row, Rel.LOCATED_IN, Kind.REGION),
            members=members[id],
            mine=id in seen.caller.clusters,
            source=labels.text(row, "source"),
        )
        for row in labels.rows(Kind.CLUSTER).tolist()
    ]
    return ClusterList(items=sorted(items, key=lambda cluster: (not cluster.mine, cluster.name)))


def _service(present: Presenter, row: int) -> ServiceOut:
    labels = present.sight.labels
    return ServiceOut(
        id=str(labels.snapshot.ids[row]),
        name=labels.name(row, present.lang),
        text=str(labels.snapshot.texts[row]),
        lang=labels.text(row, "lang") or None,
        type=labels.text(row, "service_type"),
        provider=present.first(row, Rel.PROVIDED_BY),
        country=present.country_of(row),
        region=present.first(row, Rel.LOCATED_IN, Kind.REGION),
        hours=labels.number(row, "hours"),
        price=labels.number(row, "price"),
        opens=labels.text(row, "opens"),
        closes=labels.text(row, "closes"),
        source=labels.text(row, "source"),
    )


def _counts(seen: Sight) -> Counter[str]:
    """Visible organisations by sector, section and field."""
    index, counts = seen.index, Counter[str]()
    for row in (seen.views > 0).nonzero()[0].tolist():
        if index.sections[row]:
            counts[index.sections[row]] += 1
        if seen.views[row] == PROFILE:
            counts.update(id for id in (index.sectors[row], index.fields[row]) if id and id != index.sections[row])
    return counts
