"""DataFrames and networkx graphs in: one batch that any store can write, each cell checked first."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, cast

import networkx  # type: ignore[import-untyped]
import pandas as pd

from graph.errors import Invalid
from graph.model import Batch, Edge, Node, Scalar, kind_of
from graph.networks import from_networkx
from graph.schema import ORGANISATIONS, PROPS, Ground, Kind, Purpose, Rel
from matcher.frames.cells import Row, rows

LINKS = {
    "country": (Rel.LOCATED_IN, Kind.COUNTRY),
    "region": (Rel.LOCATED_IN, Kind.REGION),
    "sector": (Rel.CLASSIFIED_AS, Kind.SECTOR),
    "field": (Rel.CLASSIFIED_AS, Kind.FIELD),
    "expertise": (Rel.HAS_EXPERTISE, Kind.EXPERTISE),
    "market": (Rel.SERVES_MARKET, Kind.MARKET),
    "cluster": (Rel.MEMBER_OF, Kind.CLUSTER),
    "project": (Rel.PARTICIPATED_IN, Kind.PROJECT),
}
"""Columns of organisations that lead to another node; a cell may hold several with | between them, or a list."""
_COUNTRY = re.compile(r"[A-Z]{2}")
_NAMED = ("id", "kind", "name", "text")


def batch_of_frames(
    organisations: pd.DataFrame,
    *,
    ties: pd.DataFrame | None = None,
    needs: pd.DataFrame | None = None,
    offers: pd.DataFrame | None = None,
    basis: Ground | str = "",
    known: Collection[str] = frozenset(),
) -> Batch:
    """A network from tables. Raises Invalid, which names table, row and column, for whatever cannot be taken as it stands.

    `organisations`: `id` (business:007, or 007 for a business; a column `kind` says what else it is) and any of `name`, `text`,
    the columns in LINKS and the properties of the schema. `ties`: `source`, `target` and any of `rel` (default COLLABORATED_WITH),
    `weight`, `since`. `needs`, `offers`: `organisation`, `text` and any of `id`, `name`, `lang`, `expertise`.
    `basis` is the legal basis of matching for rows without one of their own: who has none is never suggested. `known` are ids the
    store already has; places, sectors and topics that are new are made with their code as name.
    """
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    called: dict[str, str] = {}
    for row in rows("organisations", organisations, must=("id",), may=(*_NAMED[1:], *LINKS, *PROPS)):
        node = _organisation(row, Ground(_ground(basis)) if basis else None)
        if node.id in nodes:
            raise row.wrong("id", f"{node.id} is there twice")
        nodes[node.id] = node
        called[row.text("id")] = node.id
        edges += _links(row, node.id, LINKS)
    organisation = _finder(called, nodes, known)
    for row in _rows("ties", ties, must=("source", "target"), may=("rel", "weight", "since")):
        edges.append(_tie(row, organisation))
    for name, frame, rel, kind in (("needs", needs, Rel.NEEDS, Kind.NEED), ("offers", offers, Rel.OFFERS, Kind.OFFER)):
        for row in _rows(name, frame, must=("organisation", "text"), may=("id", "name", "lang", "expertise")):
            owner = organisation(row, "organisation")
            wish = _wish(row, kind, owner)
            if wish.id in nodes:
                raise row.wrong("id", f"{wish.id} is there twice")
            nodes[wish.id] = wish
            edges += [Edge(owner, rel, wish.id), *_links(row, wish.id, {"expertise": (Rel.ABOUT, Kind.EXPERTISE)})]
    ends = {end for edge in edges for end in (edge.source, edge.target)} - set(nodes) - set(known)
    return Batch(nodes=[*nodes.values(), *(Node(end, end.partition(":")[2]) for end in sorted(ends))], edges=edges)


def batch_of_graph(graph: networkx.Graph, *, basis: Ground | str = "") -> Batch:
    """A network from any networkx graph. Nodes are ids, or become businesses (7 → business:7); edges are ties unless keyed by a relation.

    Node attributes are `name`, `text`, `kind` and the properties of the schema; `basis` is the legal basis where a node has none.
    """
    ground = Ground(_ground(basis)) if basis else None
    ids = {node: _graph_id(node, data) for node, data in graph.nodes(data=True)}
    if len(set(ids.values())) < len(ids):
        raise Invalid("two nodes of the graph have one id, such as 7 and '7': relabel one of them")
    made = networkx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        made.add_node(ids[node], **_grounded(kind_of(ids[node]), dict(data), ground))
    keyed = graph.edges(keys=True, data=True) if graph.is_multigraph() else ((*ends, Rel.COLLABORATED_WITH, data) for *ends, data in graph.edges(data=True))
    for source, target, key, data in keyed:
        made.add_edge(ids[source], ids[target], key=Rel.COLLABORATED_WITH.value if isinstance(key, int) else str(key), **data)
    return from_networkx(made)


def _rows(table: str, frame: pd.DataFrame | None, *, must: tuple[str, ...], may: tuple[str, ...]) -> Iterable[Row]:
    return () if frame is None else rows(table, frame, must=must, may=may)


def _organisation(row: Row, ground: Ground | None) -> Node:
    kind = row.text("kind") if "kind" in row.cells else Kind.BUSINESS.value
    id = _id(row, "id", row.text("id"), kind)
    if kind_of(id) not in ORGANISATIONS:
        raise row.wrong("id", f"{id} is no organisation; use one of {', '.join(sorted(ORGANISATIONS))}")
    props = _grounded(kind_of(id), {name: row.prop(name) for name in PROPS if name in row.cells}, ground)
    return _node(row, id, props)


def _node(row: Row, id: str, props: Mapping[str, Any]) -> Node:
    text = row.text("text") if "text" in row.cells else ""
    name = row.text("name") if "name" in row.cells else text[:80] or id.partition(":")[2]
    try:
        return Node(id, name, text, props)
    except Invalid as error:
        raise Invalid(f"{row.table}, row {row.number}: {error}") from error


def _wish(row: Row, kind: Kind, owner: str) -> Node:
    key = row.text("id") if "id" in row.cells else f"{owner.partition(':')[2]}.{row.number}"
    props = {"lang": row.prop("lang")} if "lang" in row.cells else {}
    return _node(row, _id(row, "id", key, kind.value), props)


def _tie(row: Row, organisation: Callable[[Row, str], str]) -> Edge:
    rel = row.text("rel") if "rel" in row.cells else Rel.COLLABORATED_WITH.value
    if rel not in Rel._value2member_map_:
        raise row.wrong("rel", f"{rel[:80]!r} is no relation; use one of {', '.join(Rel)}")
    try:
        weight = float(cast("float", row.cells.get("weight", 1.0)))
    except (TypeError, ValueError) as error:
        raise row.wrong("weight", f"{str(row.cells['weight'])[:80]!r} is no number") from error
    since: dict[str, Scalar] = {"since": row.prop("since")} if "since" in row.cells else {}
    source, target = organisation(row, "source"), organisation(row, "target")
    try:
        return Edge(source, Rel(rel), target, weight, since)
    except Invalid as error:
        raise Invalid(f"{row.table}, row {row.number}: {error}") from error


def _links(row: Row, id: str, links: Mapping[str, tuple[Rel, Kind]]) -> list[Edge]:
    edges = []
    for column, (rel, kind) in links.items():
        for code in row.texts(column):
            target = _id(row, column, code, kind.value)
            if kind is Kind.COUNTRY and not _COUNTRY.fullmatch(target.partition(":")[2]):
                raise row.wrong(column, f"{code[:80]!r} is no ISO 3166-1 code; write two letters such as DE")
            edges.append(Edge(id, rel, target))
    return edges


def _finder(called: Mapping[str, str], nodes: Mapping[str, Node], known: Collection[str]) -> Callable[[Row, str], str]:
    """Finds the organisation a cell names: as the table of organisations calls it, or by an id the store has."""

    def find(row: Row, column: str) -> str:
        name = row.text(column)
        id = called.get(name) or _id(row, column, name, Kind.BUSINESS.value)
        if id not in nodes and id not in known:
            raise row.wrong(column, f"nobody is called {name[:80]!r}; the table of organisations needs a row for it")
        return id

    return find


def _id(row: Row, column: str, key: str, kind: str) -> str:
    id = key if ":" in key else f"{kind}:{key}"
    try:
        kind_of(id)
    except Invalid as error:
        raise row.wrong(column, str(error)) from error
    return id


def _graph_id(node: object, data: Mapping[str, Any]) -> str:
    id = str(node) if ":" in str(node) else f"{data.get('kind', Kind.BUSINESS)}:{node}"
    kind_of(id)
    return id


def _grounded(kind: Kind, props: dict[str, Any], ground: Ground | None) -> dict[str, Any]:
    """The properties with the basis that is declared for those without one: it covers matching, and nothing else."""
    if ground is None or "basis" in props or kind not in ORGANISATIONS:
        return props
    return {**props, "basis": ground.value, "purposes": props.get("purposes", Purpose.MATCHING.value)}


def _ground(basis: str) -> str:
    if basis not in Ground._value2member_map_:
        raise Invalid(f"basis={basis[:80]!r}: use one of {', '.join(Ground)}")
    return basis
