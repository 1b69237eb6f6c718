"""Counting units: one enterprise, counted once, whatever the number of its records, clusters or contacts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from graph.basis import declared
from graph.reach.history import History
from graph.reach.records import merges
from graph.schema import Ground, Happening, Kind, Purpose

Objects = NDArray[np.object_]


class Organisations(Protocol):
    """What is known of organisations, one row each; the matcher's columns are such."""

    @property
    def ids(self) -> Objects: ...
    @property
    def names(self) -> Objects: ...
    @property
    def kinds(self) -> Objects: ...
    @property
    def countries(self) -> Objects: ...
    @property
    def sections(self) -> Objects: ...
    @property
    def sectors(self) -> Objects: ...
    @property
    def sizes(self) -> Objects: ...
    @property
    def langs(self) -> Objects: ...
    @property
    def clusters(self) -> Objects: ...
    @property
    def basis(self) -> Objects: ...
    @property
    def purposes(self) -> Objects: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """One row per enterprise that the programme knows: members of clusters, and whoever the ledger speaks of.

    `ids` is "" for an erased one, `names` is the pseudonym, "" where the ledger holds nothing. `countries`, `sections`, `sectors`, `sizes`,
    `langs` are codes or ids, "" where unknown; `clusters` are tuples of ids. `left` marks who is a member no more: what it was given while it
    was stays counted, in the cluster it left. `of` gives the unit of each name of the history, -1 for what
    is no business or may not be counted. `doubtful` are pairs of units that may be one, with the probability; `barred` counts those without a basis.
    """

    ids: Objects
    names: Objects
    countries: Objects
    sections: Objects
    sectors: Objects
    sizes: Objects
    langs: Objects
    clusters: Objects
    left: NDArray[np.bool_]
    of: NDArray[np.int32]
    doubtful: tuple[tuple[int, int, float], ...]
    barred: int

    def __len__(self) -> int:
        return len(self.ids)

    def only(self, chosen: NDArray[np.bool_]) -> Self:
        """Just these units; the names of the others stand for none."""
        place = np.where(chosen, np.cumsum(chosen) - 1, -1).astype(np.int32)
        pairs = ((int(place[one]), int(place[other]), probability) for one, other, probability in self.doubtful)
        return type(self)(
            ids=self.ids[chosen],
            names=self.names[chosen],
            countries=self.countries[chosen],
            sections=self.sections[chosen],
            sectors=self.sectors[chosen],
            sizes=self.sizes[chosen],
            langs=self.langs[chosen],
            clusters=self.clusters[chosen],
            left=self.left[chosen],
            of=np.append(place, np.int32(-1))[self.of],
            doubtful=tuple(pair for pair in pairs if min(pair[:2]) >= 0),
            barred=self.barred,
        )

    def range(self, counted: NDArray[np.bool_]) -> tuple[int, int]:
        """How many there are at least, if all doubtful pairs among them are one, and at most, if none is."""
        most = int(counted.sum())
        parent = {unit: unit for pair in self.doubtful for unit in pair[:2]}
        joined = 0
        for one, other, _ in self.doubtful:
            if counted[one] and counted[other]:
                first, second = _root(one, parent), _root(other, parent)
                joined += first != second
                parent[max(first, second)] = min(first, second)
        return most - joined, most


def units(
    history: History,
    organisations: Organisations,
    pseudonyms: Mapping[str, str],
    *,
    doubtful: Iterable[tuple[str, str, float]] = (),
    withdrawn: Mapping[str, frozenset[Purpose]] | None = None,
    ended: Collection[str] = frozenset(),
) -> Units:
    """Everybody who may be counted. `pseudonyms` leads from id to the ledger's name, as the store gives it; an erased one is in none.

    `ended` are ids whose last membership ended: its basis counted for what happened until then, so it stays counted unless it objected.
    """
    row = {id: at for at, id in enumerate(organisations.ids.tolist())}
    kinds = {name: id.partition(":")[0] for id, name in pseudonyms.items()}
    moved = merges(history, kinds)
    barred = _barred(organisations, withdrawn or {}, ended)
    spoken = _spoken(history)
    heirs = _heirs(organisations, pseudonyms, moved, spoken, barred)
    known = _known(organisations, pseudonyms, spoken | heirs.keys(), barred, moved)
    erased = sorted(name for name in spoken - kinds.keys() if name.startswith("~"))
    names = [pseudonyms.get(id, "") for id in known] + erased
    place = {name: unit for unit, name in enumerate(names) if name}
    rows = [row.get(id, -1) for id in known] + [-1] * len(erased)
    unit_of = {id: unit for unit, id in enumerate(known)}
    clusters = _clusters(organisations, names, rows, heirs, _merged_clusters(history, pseudonyms, moved))
    objecting = {pseudonyms[id] for id in barred if id in pseudonyms}
    gone = np.array([id in ended and not clusters[unit] for unit, id in enumerate([*known, *[""] * len(erased)])], dtype=bool)
    _former(history, pseudonyms, clusters, {name: unit for unit, name in enumerate(names) if name and gone[unit]})
    return Units(
        ids=_objects([*known, *[""] * len(erased)]),
        names=_objects(names),
        countries=_taken(organisations.countries, rows),
        sections=_taken(organisations.sections, rows),
        sectors=_taken(organisations.sectors, rows),
        sizes=_taken(organisations.sizes, rows),
        langs=_taken(organisations.langs, rows),
        clusters=clusters,
        left=gone,
        of=np.array([-1 if name in objecting else place.get(moved.get(name, name), -1) for name in history.names], dtype=np.int32),
        doubtful=tuple(sorted(_pairs(doubtful, unit_of, pseudonyms, moved, place))),
        barred=len(barred),
    )


def _spoken(history: History) -> set[str]:
    """Names of whom the ledger says more than that they are somebody else's double."""
    rows = np.setdiff1d(np.arange(len(history)), history.rows(Happening.MERGED, Happening.UNMERGED))
    subjects = history.subjects[rows]
    return {history.names[at] for at in np.unique(subjects[subjects >= 0]).tolist()}


def _heirs(
    organisations: Organisations, pseudonyms: Mapping[str, str], moved: Mapping[str, str], spoken: Collection[str], barred: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Who stands for a record that the programme knows, by name, with the clusters of all such records; what an objecting one did is not passed on."""
    found: dict[str, tuple[str, ...]] = {}
    for id, clusters in zip(organisations.ids.tolist(), organisations.clusters.tolist(), strict=True):
        name = pseudonyms.get(id, "")
        if name in moved and id not in barred and (clusters or name in spoken):
            found[moved[name]] = (*found.get(moved[name], ()), *clusters)
    return found


def _known(
    organisations: Organisations, pseudonyms: Mapping[str, str], spoken: Collection[str], barred: Collection[str], moved: Mapping[str, str]
) -> list[str]:
    """Ids of the businesses that are counted, by id: members and those of whom the ledger speaks, but not who was merged into another."""
    found = []
    for id, kind, clusters in zip(organisations.ids.tolist(), organisations.kinds.tolist(), organisations.clusters.tolist(), strict=True):
        name = pseudonyms.get(id, "")
        if kind == Kind.BUSINESS and id not in barred and name not in moved and (clusters or name in spoken):
            found.append(id)
    return sorted(found)


def _barred(organisations: Organisations, withdrawn: Mapping[str, frozenset[Purpose]], ended: Collection[str]) -> set[str]:
    """Businesses whose legal basis does not cover statistics; one that ended had it, unless it objected."""
    columns = zip(organisations.ids.tolist(), organisations.kinds.tolist(), organisations.basis.tolist(), organisations.purposes.tolist(), strict=True)
    covered: dict[tuple[str, str], bool] = {}
    found = set()
    for id, kind, ground, words in columns:
        if kind != Kind.BUSINESS:
            continue
        if (ground, words) not in covered:
            covered[ground, words] = bool(ground) and Purpose.STATISTICS in declared(Ground(str(ground)), str(words))
        if not (covered[ground, words] or id in ended) or Purpose.STATISTICS in withdrawn.get(id, frozenset()):
            found.add(id)
    return found


def _former(history: History, pseudonyms: Mapping[str, str], clusters: Objects, gone: Mapping[str, int]) -> None:
    """Put who left, by name, into the cluster it left last."""
    names = {name: id for id, name in pseudonyms.items() if id.startswith(f"{Kind.CLUSTER}:")}
    for row in history.rows(Happening.LEFT).tolist():
        name, cluster = history.names[history.subjects[row]], names.get(history.about(row))
        if name in gone and cluster:
            clusters[gone[name]] = (cluster,)


def _merged_clusters(history: History, pseudonyms: Mapping[str, str], moved: Mapping[str, str]) -> dict[str, str]:
    """Cluster that went → cluster that stays, by id."""
    ids = {name: id for id, name in pseudonyms.items() if id.startswith(f"{Kind.CLUSTER}:")}
    return {ids[goes]: ids[stays] for goes, stays in moved.items() if goes in ids and stays in ids}


def _clusters(
    organisations: Organisations, names: Sequence[str], rows: Sequence[int], heirs: Mapping[str, tuple[str, ...]], merged: Mapping[str, str]
) -> Objects:
    """The clusters of each unit, those of the records it stands for included."""
    own = [() if row < 0 else organisations.clusters[row] for row in rows]
    column = np.empty(len(rows), dtype=object)
    column[:] = [tuple(sorted({merged.get(one, one) for one in (*some, *heirs.get(name, ()))})) for some, name in zip(own, names, strict=True)]
    return column


def _pairs(
    doubtful: Iterable[tuple[str, str, float]], unit_of: Mapping[str, int], pseudonyms: Mapping[str, str], moved: Mapping[str, str], place: Mapping[str, int]
) -> Iterable[tuple[int, int, float]]:
    """Doubtful pairs by unit; who was merged stands for the one that stays."""

    def unit(id: str) -> int:
        stays = moved.get(pseudonyms.get(id, ""), "")
        return place.get(stays, -1) if stays else unit_of.get(id, -1)

    for one, other, probability in doubtful:
        first, second = sorted((unit(one), unit(other)))
        if first >= 0 and first != second:
            yield first, second, probability


def _objects(values: Sequence[str]) -> Objects:
    return np.array(values, dtype=object)


def _taken(column: Objects, rows: Sequence[int]) -> Objects:
    """The values of these rows, "" for -1."""
    return np.append(column, np.array([""], dtype=object))[rows] if rows else np.array([], dtype=object)


def _root(unit: int, parent: dict[int, int]) -> int:
    while parent[unit] != unit:
        unit = parent[unit]
    return unit
