"""Tables of the whole network that no single question changes: positions, affinities, rarities."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import Rel
from matcher.index.columns import Columns, Objects, edges
from matcher.index.levels import Levels, levels
from matcher.index.links import Links, Sparse
from matcher.index.topics import Topics, topics
from matcher.index.walks import Walk, walk

Table = NDArray[np.float64]
Directions = NDArray[np.float32]
DIMENSIONS, CIRCLES = 96, 48
_SEED, _ROUNDS = 20, 8
"""Eight rounds of sharpening: with three, nDCG@10 between businesses fell by .002 on the ties of 2017 and on those of 2018."""
_TRUST = 30.0
"""Ties that chance alone must explain before an observed surplus counts half (countries and sectors)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Precomputed for one revision.

    `country` and `division` are each row's position in `affinity` and `related`; the last position stands for unknown and is all
    zero. `position`, `lasting_position` and `circle` hold unit rows (zero without ties). `walk` lets a tie count half for every year
    it lies back, `even` counts all alike, and `fresh` says who met within the last year that is known. `starts` and `ends` are what
    the leading directions of the network leave of one step of a walk: the share from row i to row j is starts[i] · ends[j].
    `rarity` belongs to the columns of `expertise`. `nuts` is the NUTS 2 region as a number, -1 where unknown.
    """

    country: NDArray[np.int32]
    affinity: Table
    borders: NDArray[np.bool_]
    division: NDArray[np.int32]
    related: Table
    supplies: Table
    position: Directions
    lasting_position: Directions
    circle: Directions
    rarity: NDArray[np.float64]
    closeness: NDArray[np.float64]
    nuts: NDArray[np.int32]
    walk: Walk
    even: Walk
    fresh: Sparse
    starts: Directions
    ends: Directions
    topics: Topics
    levels: Levels


def tables(snapshot: Snapshot, columns: Columns, links: Links) -> Tables:
    """Compute all tables; the same network gives the same tables, bit for bit."""
    codes, country = _coded(columns.countries)
    division, supplies = _divisions(snapshot, columns)
    degree = np.maximum(links.degree, 2)
    even = walk(links.meetings, np.ones(len(links.age)))
    circle, starts, ends = _circles(even)
    return Tables(
        country=country,
        affinity=_lift(links.ties, country, len(codes) + 1),
        borders=_borders(snapshot, codes),
        division=division,
        related=_lift(links.ties, division, len(supplies)),
        supplies=supplies,
        position=_positions(links.meetings),
        lasting_position=_lasting(links),
        circle=circle,
        rarity=_rarity(links.expertise.matrix),
        closeness=np.where(links.degree >= 2, 1.0 / np.log(degree), 0.0),
        nuts=_coded(np.array([region.removeprefix("region:")[:4] for region in columns.regions.tolist()], dtype=object))[1],
        walk=walk(links.meetings, 0.5**links.age),
        even=even,
        fresh=_fresh(links),
        starts=starts,
        ends=ends,
        topics=topics(snapshot, links),
        levels=levels(columns, links),
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


def _fresh(links: Links) -> Sparse:
    """Organisation × organisation: 1 for who met within the last year of all that is known."""
    lately = sp.csr_array(links.meetings[:, links.age < 1])
    found = (lately @ lately.T).tocsr()
    found.setdiag(0)
    found.eliminate_zeros()
    found.data[:] = 1.0
    return found


def _positions(meetings: Sparse) -> Directions:
    """Where each organisation stands in the network: leading singular vectors of the normalised meetings, as unit rows."""
    by_row, by_col = _inverse_root(np.asarray(meetings.sum(axis=1))), _inverse_root(np.asarray(meetings.sum(axis=0)))
    left, values = _directions(sp.csr_array(sp.diags_array(by_row) @ meetings @ sp.diags_array(by_col)), DIMENSIONS)
    return _unit(left * values)


def _lasting(links: Links) -> Directions:
    """The same with ties that count half for every three years they lie back, raised by ten times the mean."""
    left, values, _ = _raised(walk(links.meetings, 0.5 ** (links.age / 3)), 10, DIMENSIONS)
    return _unit(left * values)


def _circles(even: Walk) -> tuple[Directions, Directions, Directions]:
    """Unit rows, and one step of a walk rebuilt from its leading directions, as starts and ends."""
    left, values, raised = _raised(even, 3, CIRCLES)
    by_row = _inverse_root(raised)[:, None]
    return _unit(left * values), (left * values**2 * by_row).astype(np.float32), (left * np.sqrt(raised)[:, None]).astype(np.float32)


def _raised(ties: Walk, times: float, most: int) -> tuple[Table, Table, Table]:
    """Leading directions of the ties, normalised by everybody's ties raised by some times the mean of who has any; singular values; the raised sums.

    Without raising, small groups apart from the rest take up all directions (regularised spectral clustering, Amini et al. 2013).
    """
    raised = ties.volume + times * ties.volume.sum() / max(int((ties.volume > 0).sum()), 1)
    scaled = sp.diags_array(_inverse_root(raised)) @ ties.meetings @ sp.diags_array(np.sqrt(ties.weights))
    return *_directions(sp.csr_array(scaled), most), raised


def _unit(placed: Table) -> Directions:
    length = np.linalg.norm(placed, axis=1, keepdims=True)
    unit: Directions = np.divide(placed, length, out=np.zeros_like(placed), where=length > 1e-9).astype(np.float32)
    return unit


def _directions(matrix: Sparse, most: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Left singular vectors (as columns) and singular values of a matrix, at most `most` of them."""
    size = min(most, matrix.shape[0] - 1, matrix.shape[1] - 1)
    if size < 1:
        return np.zeros((matrix.shape[0], 1)), np.zeros(1)
    from sklearn.utils.extmath import randomized_svd  # half a second to import: not for commands that match nobody
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(1):  # the order of sums depends on threads: one gives the same tables everywhere
        left, values, _ = randomized_svd(matrix, size, n_iter=_ROUNDS, random_state=_SEED)
    return left, values


def _inverse_root(sums: Table) -> Table:
    return np.divide(1.0, np.sqrt(sums), out=np.zeros_like(sums), where=sums > 0)


def _rarity(expertise: Sparse) -> NDArray[np.float64]:
    """log(organisations with any expertise / organisations with this one)."""
    having: NDArray[np.float64] = np.asarray(expertise.sum(axis=0))
    anyone = int((np.diff(expertise.indptr) > 0).sum())
    rare: NDArray[np.float64] = np.log(max(anyone, 1) / np.maximum(having, 1.0))
    return rare
