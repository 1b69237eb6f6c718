"""The snapshot: the whole network read as columns in one go."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import PROPS, Kind, Rel
from graph.sqlite.read import revision

NODES = "SELECT row, id, name, text, props FROM node ORDER BY id"
EDGES = "SELECT source, rel, target, weight, since FROM edge"
KIND_POSITIONS = {kind.value: position for position, kind in enumerate(Kind)}
REL_POSITIONS = {rel.value: position for position, rel in enumerate(Rel)}
LARGEST = float(np.finfo(np.float32).max)


def snapshot(db: sqlite3.Connection) -> Snapshot:
    rows, ids, names, texts, props = _transposed(db.execute(NODES).fetchall(), 5)
    sources, rels, targets, weights, since = _transposed(db.execute(EDGES).fetchall(), 5)
    places = np.zeros(max(rows, default=0) + 1, dtype=np.int32)
    places[np.array(rows, dtype=np.int64)] = np.arange(len(rows), dtype=np.int32)
    source, target = places[np.array(sources, dtype=np.int64)], places[np.array(targets, dtype=np.int64)]
    rel = np.fromiter((REL_POSITIONS[name] for name in rels), dtype=np.int8, count=len(rels))
    order = np.lexsort((target, rel, source))
    weight = np.array(weights, dtype=np.float64).clip(-LARGEST, LARGEST).astype(np.float32)
    return _frozen(
        Snapshot(
            revision=revision(db),
            ids=_objects(ids),
            kinds=np.fromiter((KIND_POSITIONS[id.partition(":")[0]] for id in ids), dtype=np.int8, count=len(ids)),
            names=_objects(names),
            texts=_objects(texts),
            props=_columns(props),
            sources=source[order],
            rels=rel[order],
            targets=target[order],
            weights=weight[order],
            since=np.array(since, dtype=np.int16)[order],
        )
    )


def _frozen(made: Snapshot) -> Snapshot:
    """All who ask share these arrays, so nobody may write into them."""
    for column in (*made.props.values(), made.ids, made.kinds, made.names, made.texts, made.sources, made.rels, made.targets, made.weights, made.since):
        column.setflags(write=False)
    return made


def _transposed(rows: Sequence[Sequence[Any]], width: int) -> Iterable[tuple[Any, ...]]:
    return zip(*rows, strict=True) if rows else ((),) * width


def _objects(values: Sequence[object]) -> NDArray[np.object_]:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def _columns(props: Sequence[str]) -> Mapping[str, NDArray[np.object_]]:
    """One object array per property any node has, in the schema's order. One parse of all rows is 3 times as fast as one each."""
    columns: dict[str, list[object]] = {}
    for place, row in enumerate(json.loads("[" + ",".join(props) + "]")):
        for name, value in row.items():
            column = columns.get(name)
            if column is None:
                column = columns[name] = [None] * len(props)
            column[place] = value
    return {name: _objects(columns[name]) for name in PROPS if name in columns}
