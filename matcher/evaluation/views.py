"""The network as it was known at the end of a year: what began later is not in it, nor what follows from it."""

from collections.abc import Mapping
from dataclasses import fields, replace

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import PARTNERS, Kind, Rel
from matcher.index.columns import KINDS, RELS, edges

Flags = NDArray[np.bool_]


def until(snapshot: Snapshot, year: int) -> Snapshot:
    """Projects begun and ties declared until the year, and who was known by then: projects and ties without a year are left out.

    An organisation that came with projects is known from its first; one without any always was. An organisation's field is that of
    the projects that are left.
    """
    kept = _kept(snapshot, year)
    wanted = kept[snapshot.sources] & kept[snapshot.targets] & ~_later_ties(snapshot, year)
    return _fields_again(_cut(snapshot, kept, wanted))


def started(snapshot: Snapshot) -> NDArray[np.int16]:
    """For each node the year its project began, 0 if unknown or no project."""
    column = snapshot.props.get("start", np.full(len(snapshot.ids), None, dtype=object))
    projects = snapshot.kinds == KINDS.index(Kind.PROJECT)
    return np.array([int(str(value)[:4]) if project and value else 0 for project, value in zip(projects, column, strict=True)], dtype=np.int16)


def _kept(snapshot: Snapshot, year: int) -> Flags:
    began = started(snapshot)
    kept: Flags = (snapshot.kinds != KINDS.index(Kind.PROJECT)) | ((began > 0) & (began <= year))
    took = edges(snapshot, Rel.PARTICIPATED_IN)
    ever, still = np.zeros((2, len(kept)), dtype=bool)
    ever[snapshot.sources[took]] = True
    still[snapshot.sources[took][kept[snapshot.targets[took]]]] = True
    organisations = np.isin(snapshot.kinds, [KINDS.index(kind) for kind in PARTNERS])
    kept &= ~(organisations & ever & ~still)
    return kept


def _later_ties(snapshot: Snapshot, year: int) -> Flags:
    declared = snapshot.rels == RELS.index(Rel.COLLABORATED_WITH)
    later: Flags = declared & ((snapshot.since > year) | (snapshot.since == 0))
    return later


def _cut(snapshot: Snapshot, nodes: Flags, wanted: Flags) -> Snapshot:
    """The snapshot with some nodes and some edges only; `wanted` edges end in kept nodes."""
    place = np.cumsum(nodes, dtype=np.int32) - 1
    columns: dict[str, NDArray[np.generic]] = {name: getattr(snapshot, name)[nodes] for name in ("ids", "kinds", "names", "texts")}
    columns |= {name: getattr(snapshot, name)[wanted] for name in ("rels", "weights", "since")}
    ends = {name: place[getattr(snapshot, name)[wanted]].astype(np.int32) for name in ("sources", "targets")}
    props: Mapping[str, NDArray[np.object_]] = {name: column[nodes] for name, column in snapshot.props.items()}
    return replace(snapshot, **columns, **ends, props=props)  # type: ignore[arg-type]


def _fields_again(snapshot: Snapshot) -> Snapshot:
    """The organisations' dominant fields, computed from the projects in the snapshot as the importer does."""
    took = edges(snapshot, Rel.PARTICIPATED_IN)
    lies = edges(snapshot, Rel.CLASSIFIED_AS, [Kind.FIELD])
    of_project = snapshot.kinds[snapshot.sources[lies]] == KINDS.index(Kind.PROJECT)
    took_part = np.zeros(len(snapshot.ids), dtype=bool)
    took_part[snapshot.sources[took]] = True
    old = np.zeros(len(snapshot.rels), dtype=bool)
    old[lies[~of_project & took_part[snapshot.sources[lies]]]] = True
    if not old.any():
        return snapshot
    sources, targets, weights = _dominant(snapshot, took, lies[of_project])
    rels = np.full(len(sources), RELS.index(Rel.CLASSIFIED_AS), dtype=np.int8)
    new = {"sources": sources, "rels": rels, "targets": targets, "weights": weights, "since": np.zeros(len(sources), dtype=np.int16)}
    joined = {name: np.concatenate([getattr(snapshot, name)[~old], column]) for name, column in new.items()}
    order = np.lexsort((joined["targets"], joined["rels"], joined["sources"]))
    return replace(snapshot, **{name: column[order] for name, column in joined.items()})  # type: ignore[arg-type]


def _dominant(snapshot: Snapshot, took: NDArray[np.intp], lies: NDArray[np.intp]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Each participant's strongest field with its share; of equal ones the first."""
    size = len(snapshot.ids)
    columns, field = np.unique(snapshot.targets[lies], return_inverse=True)
    projects = sp.csr_array((np.ones(len(took)), (snapshot.sources[took], snapshot.targets[took])), shape=(size, size))
    share = sp.csr_array((snapshot.weights[lies].astype(np.float64), (snapshot.sources[lies], field)), shape=(size, len(columns)))
    sums = (projects @ share).tocsr()
    having = np.flatnonzero(np.diff(sums.indptr))
    table = sums[having].toarray().round(6)
    best = table.argmax(axis=1)
    weights = (table[np.arange(len(having)), best] / table.sum(axis=1)).round(6)
    return having.astype(np.int32), columns[best].astype(np.int32), weights.astype(np.float32)


def same(one: Snapshot, other: Snapshot) -> bool:
    """Do two snapshots say the same of nodes and edges, whatever their revision?"""
    names = [known.name for known in fields(Snapshot) if known.name not in ("revision", "props")]
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
