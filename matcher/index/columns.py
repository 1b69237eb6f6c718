"""What the matcher knows of each organisation, as columns over the rows of the index."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import PARTNERS, Ground, Kind, Lang, Purpose, Rel

Objects = NDArray[np.object_]
KINDS, RELS = tuple(Kind), tuple(Rel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """One row per organisation that can be a partner, sorted by country, then id.

    `countries` are ISO codes, `cities` in lower case; `regions`, `sections`, `sectors`, `fields` are node ids or "" where unknown; `clusters` are tuples of
    ids. `nodes` are the rows in the snapshot. `tree` holds the sector's path from section to class as snapshot rows, -1 where
    unknown. `speaks` has a bit for each working language, in the order of `Lang`. `founded` is 0 where unknown.
    """

    ids: Objects
    row: dict[str, int]
    nodes: NDArray[np.int32]
    names: Objects
    kinds: Objects
    countries: Objects
    regions: Objects
    cities: Objects
    sections: Objects
    sectors: Objects
    fields: Objects
    clusters: Objects
    sources: Objects
    unnamed: NDArray[np.bool_]
    sizes: Objects
    langs: Objects
    basis: Objects
    purposes: Objects
    founded: NDArray[np.int16]
    speaks: NDArray[np.int8]
    tree: NDArray[np.int32]
    matchable: NDArray[np.bool_]

    def in_country(self, country: str) -> slice:
        """The rows of one country (ISO code): a slice, because rows are sorted by country."""
        start, stop = np.searchsorted(self.countries, [country, country + "\0"])
        return slice(int(start), int(stop))


def columns(snapshot: Snapshot) -> Columns:
    """Read the columns of all possible partners from a snapshot."""
    nodes = np.flatnonzero(np.isin(snapshot.kinds, [KINDS.index(kind) for kind in PARTNERS]))
    parent = _parents(snapshot)
    places = _places(snapshot, parent)
    countries = np.array([places[0].get(node, "") for node in nodes.tolist()], dtype=object)
    order = np.lexsort((nodes, countries.astype(str)))  # nodes of a snapshot are ordered by id
    return _filled(snapshot, nodes[order].astype(np.int32), countries[order], places[1], parent)


def _filled(snapshot: Snapshot, nodes: NDArray[np.int32], countries: Objects, regions: dict[int, str], parent: NDArray[np.int32]) -> Columns:
    ids = snapshot.ids[nodes]
    sector, field = _main(snapshot, Kind.SECTOR), _main(snapshot, Kind.FIELD)
    tree = _tree(nodes, sector, parent)
    basis, purposes = _prop(snapshot, "basis", nodes), _prop(snapshot, "purposes", nodes)
    return Columns(
        ids=ids,
        row={id: row for row, id in enumerate(ids.tolist())},
        nodes=nodes,
        names=snapshot.names[nodes],
        kinds=np.array([KINDS[code].value for code in snapshot.kinds[nodes].tolist()], dtype=object),
        countries=countries,
        regions=np.array([regions.get(node, "") for node in nodes.tolist()], dtype=object),
        cities=np.array([str(city).casefold().strip() for city in _prop(snapshot, "city", nodes).tolist()], dtype=object),
        sections=_named(snapshot, tree[:, 0]),
        sectors=_named(snapshot, np.array([sector.get(node, -1) for node in nodes.tolist()], dtype=np.int32)),
        fields=_named(snapshot, np.array([field.get(node, -1) for node in nodes.tolist()], dtype=np.int32)),
        clusters=_clusters(snapshot, nodes),
        sources=_prop(snapshot, "source", nodes),
        unnamed=_prop(snapshot, "unnamed", nodes) == True,  # noqa: E712
        sizes=_prop(snapshot, "size", nodes),
        langs=_prop(snapshot, "lang", nodes),
        basis=basis,
        purposes=purposes,
        founded=np.array([value or 0 for value in _prop(snapshot, "founded", nodes).tolist()], dtype=np.int16),
        speaks=_speaks(_prop(snapshot, "languages", nodes)),
        tree=tree,
        matchable=_matchable(basis, purposes),
    )


def _prop(snapshot: Snapshot, name: str, nodes: NDArray[np.int32]) -> Objects:
    """One property of the rows, "" where absent."""
    column = snapshot.props.get(name)
    if column is None:
        return np.full(len(nodes), "", dtype=object)
    return np.array(["" if value is None else value for value in column[nodes].tolist()], dtype=object)


def _named(snapshot: Snapshot, rows: NDArray[np.int32]) -> Objects:
    """Ids of snapshot rows, "" for -1."""
    return np.append(snapshot.ids, np.array([""], dtype=object))[rows]


def edges(snapshot: Snapshot, rel: Rel, target: Sequence[Kind] | None = None) -> NDArray[np.intp]:
    """Positions of the edges of one relation, of one kind of target if asked."""
    chosen = snapshot.rels == RELS.index(rel)
    if target is not None:
        chosen &= np.isin(snapshot.kinds[snapshot.targets], [KINDS.index(kind) for kind in target])
    return np.flatnonzero(chosen)


def _parents(snapshot: Snapshot) -> NDArray[np.int32]:
    """The first broader node of each node, -1 without one."""
    parent = np.full(len(snapshot.ids), -1, dtype=np.int32)
    at = edges(snapshot, Rel.BROADER)[::-1]
    parent[snapshot.sources[at]] = snapshot.targets[at]
    return parent


def ancestry(row: int, parent: NDArray[np.int32]) -> list[int]:
    """A node and everything broader, from the node upwards; a ring is cut."""
    path: list[int] = []
    while row >= 0 and row not in path:
        path.append(row)
        row = int(parent[row])
    return path


def _places(snapshot: Snapshot, parent: NDArray[np.int32]) -> tuple[dict[int, str], dict[int, str]]:
    """Country code and region id of each located node."""
    countries: dict[int, str] = {}
    regions: dict[int, str] = {}
    at = edges(snapshot, Rel.LOCATED_IN)
    above = {row: ancestry(row, parent) for row in np.unique(snapshot.targets[at]).tolist()}
    for source, target in zip(snapshot.sources[at].tolist(), snapshot.targets[at].tolist(), strict=True):
        for id in (str(snapshot.ids[row]) for row in above[target]):
            if id.startswith("country:"):
                countries.setdefault(source, id.removeprefix("country:"))
        if str(snapshot.ids[target]).startswith("region:"):
            regions.setdefault(source, str(snapshot.ids[target]))
    return countries, regions


def located(snapshot: Snapshot) -> tuple[dict[int, str], dict[int, str]]:
    """Country code and region id of each located node, by snapshot row."""
    return _places(snapshot, _parents(snapshot))


def _main(snapshot: Snapshot, kind: Kind) -> dict[int, int]:
    """The class with the highest weight of each classified node; the first by id if several are equal."""
    at = edges(snapshot, Rel.CLASSIFIED_AS, [kind])
    order = np.lexsort((snapshot.targets[at], -snapshot.weights[at], snapshot.sources[at]))
    sources, first = np.unique(snapshot.sources[at][order], return_index=True)
    return dict(zip(sources.tolist(), snapshot.targets[at][order][first].tolist(), strict=True))


def _tree(nodes: NDArray[np.int32], sector: dict[int, int], parent: NDArray[np.int32]) -> NDArray[np.int32]:
    """Section, division, group and class of each row's sector, as far as known."""
    paths = {row: ancestry(row, parent)[::-1][:4] for row in sorted(set(sector.values()))}
    tree = np.full((len(nodes), 4), -1, dtype=np.int32)
    for row, node in enumerate(nodes.tolist()):
        if node in sector:
            path = paths[sector[node]]
            tree[row, : len(path)] = path
    return tree


def _clusters(snapshot: Snapshot, nodes: NDArray[np.int32]) -> Objects:
    members: dict[int, list[str]] = {}
    at = edges(snapshot, Rel.MEMBER_OF)
    for source, target in zip(snapshot.sources[at].tolist(), snapshot.targets[at].tolist(), strict=True):
        members.setdefault(source, []).append(str(snapshot.ids[target]))
    column = np.empty(len(nodes), dtype=object)
    column[:] = [tuple(members.get(node, ())) for node in nodes.tolist()]
    return column


def _speaks(languages: Objects) -> NDArray[np.int8]:
    bits = {lang.value: 1 << place for place, lang in enumerate(Lang)}
    known = {words: sum(bits.get(word, 0) for word in set(str(words).split())) for words in set(languages.tolist())}
    return np.array([known[words] for words in languages.tolist()], dtype=np.int8)


def _matchable(basis: Objects, purposes: Objects) -> NDArray[np.bool_]:
    """Whose legal basis covers matching; a public register does where it names no purposes of its own."""
    known = {
        (ground, words): bool(ground) and (Purpose.MATCHING in str(words).split() or (ground == Ground.PUBLIC_REGISTER and not words))
        for ground, words in set(zip(basis.tolist(), purposes.tolist(), strict=True))
    }
    return np.array([known[pair] for pair in zip(basis.tolist(), purposes.tolist(), strict=True)], dtype=bool)


def values(columns: Columns) -> dict[str, object]:
    """The columns by name, to make something larger of them."""
    return {field.name: getattr(columns, field.name) for field in fields(columns)}
