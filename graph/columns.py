"""The snapshot put together from the columns that a backend has read: the same arrays from every store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import PROPS, Kind
from graph.stored import MAX_YEAR

KIND_POSITIONS = {kind.value: position for position, kind in enumerate(Kind)}
LARGEST = float(np.finfo(np.float32).max)
Objects = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Things:
    """Nodes as columns, ordered by id; `rows` are the backend's own numbers of them, by which edges name their ends."""

    rows: NDArray[np.int64]
    ids: Objects
    names: Objects
    texts: Objects
    props: Mapping[str, Objects]


@dataclass(frozen=True, slots=True)
class Ties:
    """Edges as columns in any order: ends by the backend's numbers, relations by position, `since` as years."""

    sources: NDArray[np.int64]
    rels: NDArray[np.int8]
    targets: NDArray[np.int64]
    weights: NDArray[np.float64]
    since: NDArray[np.int64]


def assemble(revision: int, things: Things, ties: Ties) -> Snapshot:
    """Frozen arrays: all who ask share them, so nobody may write into them."""
    places = np.zeros(things.rows.max(initial=0) + 1, dtype=np.int32)
    places[things.rows] = np.arange(len(things.rows), dtype=np.int32)
    source, target = places[ties.sources], places[ties.targets]
    order = np.lexsort((target, ties.rels, source))
    kinds = (KIND_POSITIONS[id.partition(":")[0]] for id in things.ids)
    return _frozen(
        Snapshot(
            revision=revision,
            ids=things.ids,
            kinds=np.fromiter(kinds, dtype=np.int8, count=len(things.ids)),
            names=things.names,
            texts=things.texts,
            props={name: things.props[name] for name in PROPS if name in things.props},
            sources=source[order],
            rels=ties.rels[order],
            targets=target[order],
            weights=ties.weights[order].clip(-LARGEST, LARGEST).astype(np.float32),
            since=ties.since[order].clip(0, MAX_YEAR).astype(np.int16),
        )
    )


def objects(values: Sequence[object]) -> Objects:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _frozen(made: Snapshot) -> Snapshot:
    for column in (*made.props.values(), made.ids, made.kinds, made.names, made.texts, made.sources, made.rels, made.targets, made.weights, made.since):
        column.setflags(write=False)
    return made
