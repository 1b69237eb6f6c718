"""The index: everything the signals read, as arrays made from one snapshot."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.model import Snapshot, Vector, text_hash
from graph.schema import Kind
from matcher.encoder import Scale, Vectors
from matcher.index.columns import KINDS, Columns, columns, values
from matcher.index.links import Links, Sparse, links
from matcher.index.tables import Tables, tables
from matcher.index.usual import Usual, usual
from matcher.index.vectors import TextVectors


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Unit vectors: `organisations` belongs to the index rows in `rows` (ascending), the others to needs, offers and services; zero where there is no text."""

    rows: NDArray[np.int32]
    organisations: Vectors
    place: NDArray[np.int32]  # index row → row of `organisations`, -1 without a text
    described: NDArray[np.bool_]  # which of `rows` have a text of their own
    needs: Vectors
    offers: Vectors
    services: Vectors
    titled: NDArray[np.int32]  # columns of `links.projects` whose title is known
    titles: Vectors
    scale: Scale  # what cosines of these vectors mean
    usual: Usual

    def of(self, row: int) -> Vectors:
        """The text vector of an index row, as one row; zeros without a text."""
        at = self.place[row]
        return self.organisations[[at]] if at >= 0 else np.zeros((1, self.organisations.shape[1]), dtype=np.float32)

    def is_described(self, row: int) -> bool:
        """Has an index row a text of its own?"""
        at = self.place[row]
        return bool(at >= 0 and self.described[at])


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Columns):
    """Columns, links, tables and vectors of one revision; never changed once made, so threads share it freely."""

    snapshot: Snapshot
    at: dict[str, int]  # any id → row of the snapshot
    leaving: NDArray[np.int64]  # where the edges of each row of the snapshot begin, and behind the last one their number
    links: Links
    tables: Tables
    texts: Texts
    services: NDArray[np.int32]  # snapshot rows of the services
    has_need: NDArray[np.bool_]
    has_offer: NDArray[np.bool_]

    @property
    def ties(self) -> Sparse:
        """Organisation × organisation: how many projects (of 2 to 60) and declared ties two have in common."""
        return self.links.ties

    @property
    def tie_count(self) -> int:
        """How many pairs of organisations know each other."""
        return int(self.links.ties.nnz // 2)

    def partners_of(self, row: int) -> NDArray[np.int32]:
        """Rows of the known partners of an organisation."""
        ties = self.links.ties
        return ties.indices[ties.indptr[row] : ties.indptr[row + 1]]


def build(snapshot: Snapshot, vectors: TextVectors) -> Index:
    """Make the index of a snapshot; nodes whose text has no vector count as having no text."""
    rows = columns(snapshot)
    linked = links(snapshot, rows)
    services = np.flatnonzero(snapshot.kinds == KINDS.index(Kind.SERVICE)).astype(np.int32)
    return Index(
        **values(rows),  # type: ignore[arg-type]
        snapshot=snapshot,
        at={id: row for row, id in enumerate(snapshot.ids.tolist())},
        leaving=np.searchsorted(snapshot.sources, np.arange(len(snapshot.ids) + 1)),
        links=linked,
        tables=tables(snapshot, rows, linked),
        texts=_texts(snapshot, rows, linked, services, vectors),
        services=services,
        has_need=np.diff(linked.needs.matrix.indptr) > 0,
        has_offer=np.diff(linked.offers.matrix.indptr) > 0,
    )


def _texts(snapshot: Snapshot, rows: Columns, linked: Links, services: NDArray[np.int32], vectors: TextVectors) -> Texts:
    size = _dimensions(vectors)
    own = _rows(snapshot, rows.nodes, vectors.texts, size)
    titles = _rows(snapshot, linked.projects.nodes, vectors.texts, size)
    needs, offers = (_rows(snapshot, things.nodes, some, size) for things, some in ((linked.needs, vectors.needs), (linked.offers, vectors.texts)))
    described = np.asarray(own.any(axis=1))
    _borrow(own, linked, titles)
    titled = np.flatnonzero(titles.any(axis=1)).astype(np.int32)
    having = np.flatnonzero(own.any(axis=1)).astype(np.int32)
    place = np.full(len(own), -1, dtype=np.int32)
    place[having] = np.arange(len(having), dtype=np.int32)
    return Texts(
        rows=having,
        organisations=own[having],
        place=place,
        described=described[having],
        needs=needs,
        offers=offers,
        services=_rows(snapshot, services, vectors.texts, size),
        titled=titled,
        titles=titles[titled],
        scale=vectors.scale,
        usual=Usual(needs=usual(needs), offers=usual(offers), titles=usual(titles), descriptions=usual(own[described])),
    )


def _dimensions(vectors: TextVectors) -> int:
    sizes = {len(row) for some in (vectors.texts, vectors.needs) for row in some.values()}
    return sizes.pop() if sizes else 1


def _rows(snapshot: Snapshot, nodes: NDArray[np.int32], vectors: Mapping[str, Vector], size: int) -> Vectors:
    matrix = np.zeros((len(nodes), size), dtype=np.float32)
    for row, text in enumerate(snapshot.texts[nodes].tolist()):
        if text and (vector := vectors.get(text_hash(text))) is not None:
            matrix[row] = vector
    return matrix


def _borrow(own: Vectors, linked: Links, projects: Vectors) -> None:
    """An organisation without a text of its own is described by the mean of its projects' titles."""
    bare = np.flatnonzero(~own.any(axis=1))
    mean = np.asarray(linked.projects.matrix[bare].astype(np.float32) @ projects)
    length = np.linalg.norm(mean, axis=1, keepdims=True)
    own[bare] = np.divide(mean, length, out=np.zeros_like(mean), where=length > 1e-6)
