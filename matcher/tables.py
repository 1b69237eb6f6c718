"""Tables of the whole network that no single question changes: positions, affinities, rarities."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import Kind, Rel
from matcher.columns import Columns, Objects, edges
from matcher.links import Links, Sparse, sparse

Table = NDArray[np.float64]
DIMENSIONS = 32
_SEED = 20
_TRUST = 30.0
"""Ties that chance alone must explain before an observed surplus counts half (countries and sectors)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Precomputed for one revision.

    `country` and `division` are each row's position in `affinity` and `related`; the last position stands for unknown and is all
    zero. `position` holds unit rows (zero without ties). `rarity` belongs to the columns of `expertise`. `nuts` is the
    NUTS 2 region as a number, -1 where unknown.
    """

    country: NDArray[np.int32]
    affinity: Table
    borders: NDArray[np.bool_]
    division: NDArray[np.int32]
    related: Table
    supplies: Table
    position: NDArray[np.float32]
    rarity: NDArray[np.float64]
    closeness: NDArray[np.float64]
    nuts: NDArray[np.int32]
    fields: Sparse
    """Row × field: how much of one's projects lies in each field, as unit rows."""


def tables(snapshot: Snapshot, columns: Columns, links: Links) -> Tables:
    """Compute all tables; the same network gives the same tables, bit for bit."""
    codes, country = _coded(columns.countries)
    division, supplies = _divisions(snapshot, columns)
    degree = np.maximum(links.degree, 2)
    return Tables(
        country=country,
        affinity=_lift(links.ties, country, len(codes) + 1),
        borders=_borders(snapshot, codes),
        division=division,
        related=_lift(links.ties, division, len(supplies)),
        supplies=supplies,
        position=_positions(links.meetings),
        rarity=_rarity(links.expertise.matrix),
        closeness=np.where(links.degree >= 2, 1.0 / np.log(degree), 0.0),
        nuts=_coded(np.array([region.removeprefix("region:")[:4] for region in columns.regions.tolist()], dtype=object))[1],
        fields=_fields(snapshot, links),
    )


def _coded(labels: Objects) -> tuple[list[str], NDArray[np.int32]]:
    """Distinct labels in order, and each row's position among them; -1 for the empty one."""
    distinct = sorted(set(labels.tolist()) - {""})
    place = {label: code for code, label in enumerate(distinct)}
    return distinct, np.array([place.get(label, -1) for label in labels.tolist()], dtype=np.int32)


def _lift(ties: Sparse, codes: NDArray[np.int32], size: int) -> Table:
    """log((observed + 30) / (expected + 30)) of the ties between each pair of groups; zero for the unknown."""
    known = np.flatnonzero(codes >= 0)
    groups = sp.csr_array((np.ones(len(known)), (known, codes[known])), shape=(len(codes), size))
    present = sp.csr_array((np.ones(len(ties.indices)), ties.indices, ties.indptr), shape=ties.shape)
    observed = (groups.T @ (present @ groups)).toarray()
    share = observed.sum(axis=1)
    expected = np.outer(share, share) / max(share.sum(), 1.0)
    lift: Table = np.log((observed + _TRUST) / (expected + _TRUST))
    return lift


def _borders(snapshot: Snapshot, codes: list[str]) -> NDArray[np.bool_]:
    """Which countries have a common land border."""
    matrix = np.zeros((len(codes) + 1, len(codes) + 1), dtype=bool)
    column = snapshot.props.get("borders")
    if column is None:
        return matrix
    place = {code: at for at, code in enumerate(codes)}
    for row in np.flatnonzero(column != np.array(None)).tolist():
        own = place.get(str(snapshot.ids[row]).removeprefix("country:"), -1)
        others = [place[code] for code in str(column[row]).split() if code in place]
        matrix[own, others] = matrix[others, own] = own >= 0
    return matrix


def _divisions(snapshot: Snapshot, columns: Columns) -> tuple[NDArray[np.int32], Table]:
    """Each row's NACE division, and what share of its purchases one division makes in another."""
    at = edges(snapshot, Rel.SUPPLIES)
    nodes = np.unique(np.concatenate([columns.tree[:, 1], snapshot.sources[at], snapshot.targets[at]]))
    nodes = nodes[nodes >= 0]
    supplies = np.zeros((len(nodes) + 1, len(nodes) + 1))
    supplies[np.searchsorted(nodes, snapshot.sources[at]), np.searchsorted(nodes, snapshot.targets[at])] = snapshot.weights[at]
    own = columns.tree[:, 1]
    return np.where(own >= 0, np.searchsorted(nodes, own), -1).astype(np.int32), supplies


def _positions(meetings: Sparse) -> NDArray[np.float32]:
    """Where each organisation stands in the network: leading singular vectors of the normalised meetings, as unit rows."""
    rows, cols = meetings.shape
    size = min(DIMENSIONS, rows - 1, cols - 1)
    if size < 1:
        return np.zeros((rows, 1), dtype=np.float32)
    by_row, by_col = _inverse_root(np.asarray(meetings.sum(axis=1))), _inverse_root(np.asarray(meetings.sum(axis=0)))
    scaled = sp.csr_array(sp.diags_array(by_row) @ meetings @ sp.diags_array(by_col))
    from sklearn.utils.extmath import randomized_svd  # half a second to import: not for commands that match nobody

    left, values, _ = randomized_svd(scaled, size, n_iter=3, random_state=_SEED)
    placed = left * values
    length = np.linalg.norm(placed, axis=1, keepdims=True)
    unit = np.divide(placed, length, out=np.zeros_like(placed), where=length > 1e-9)
    rounded: NDArray[np.float32] = unit.astype(np.float32)
    return rounded


def _inverse_root(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(sums > 0, 1.0 / np.sqrt(np.maximum(sums, 1.0)), 0.0)


def _fields(snapshot: Snapshot, links: Links) -> Sparse:
    at = edges(snapshot, Rel.CLASSIFIED_AS, [Kind.FIELD])
    place = np.full(len(snapshot.ids), -1, dtype=np.int32)
    place[links.projects.nodes] = np.arange(len(links.projects.nodes), dtype=np.int32)
    at = at[place[snapshot.sources[at]] >= 0]
    fields, cols = np.unique(snapshot.targets[at], return_inverse=True)
    counts = links.projects.matrix @ sparse(place[snapshot.sources[at]], cols, (len(links.projects.nodes), len(fields)))
    length = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)))
    return sp.csr_array(counts.multiply(1.0 / np.maximum(length, 1e-9)[:, None]))


def _rarity(expertise: Sparse) -> NDArray[np.float64]:
    """log(organisations with any expertise / organisations with this one)."""
    having: NDArray[np.float64] = np.asarray(expertise.sum(axis=0))
    anyone = int((np.diff(expertise.indptr) > 0).sum())
    rare: NDArray[np.float64] = np.log(max(anyone, 1) / np.maximum(having, 1.0))
    return rare
