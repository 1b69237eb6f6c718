"""What hangs on few: bridges, and what falls apart if the strongest brokers leave."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.sparse.csgraph import breadth_first_order

from graph.measures.shape import components, largest
from graph.measures.ties import Ints, Sparse, Ties


def bridges(ties: Ties, *, seed: int = 0) -> NDArray[np.bool_]:
    """For each tie: would its ends have no way to each other without it?

    Every tie off a spanning tree gets a random word; a tie of the tree is a bridge if the words of those that lead around it cancel out
    (Pritchard and Thurimella 2011). A wrong answer has a chance of 2^-64 a tie.
    """
    order, above, depth = _forest(ties)
    one, two = ties.pairs.T
    in_tree = (above[one] == two) | (above[two] == one)
    words = np.random.default_rng(seed).integers(1, 2**63, ties.m, dtype=np.int64)
    words[in_tree] = 0
    around = np.zeros(ties.n, dtype=np.int64)
    np.bitwise_xor.at(around, ties.pairs.ravel(), np.repeat(words, 2))
    by_depth = order[np.argsort(-depth[order], kind="stable")]
    for level in np.split(by_depth, np.flatnonzero(np.diff(depth[by_depth])) + 1):
        inner = level[above[level] >= 0]
        np.bitwise_xor.at(around, above[inner], around[inner])
    lower = np.where(above[one] == two, one, two)
    return np.asarray(in_tree & (around[lower] == 0))


def _forest(ties: Ties) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """A breadth-first forest: rows from the roots down, the row above each (-1 for roots), and how deep each is.

    One root of our own is tied to the first of every component, so that one search reaches all.
    """
    labels = components(ties)
    _, roots = np.unique(labels, return_index=True)
    spokes = np.stack([roots, np.full(len(roots), ties.n)], axis=1).astype(np.int32)
    everything = Ties.of(ties.n + 1, np.concatenate([ties.pairs, spokes]))
    order, above = breadth_first_order(everything.matrix(), ties.n, directed=False)
    depth = np.zeros(ties.n + 1, dtype=np.intp)
    for row in order[1:].tolist():
        depth[row] = depth[above[row]] + 1
    above = np.where(above == ties.n, -1, above)[: ties.n]
    return np.asarray(order[1:], dtype=np.intp), np.asarray(above, dtype=np.intp), depth[: ties.n]


@dataclass(frozen=True, slots=True)
class Loss:
    """Those who stay, before and after some leave: how many of them are in one component, and how many needs reach a service."""

    largest_before: int
    largest_after: int
    paths_before: int
    paths_after: int


@dataclass(frozen=True, slots=True)
class Help:
    """Needs and services as (organisation, topic): who needs help with what, who provides it.

    `links` are ways besides ties, such as memberships; they may lead to rows beyond the network's, up to `n`: clusters, for instance.
    """

    n: int
    links: Ints
    needs: Ints
    services: Ints


def loss(ties: Ties, leaving: NDArray[np.integer], help: Help, *, steps: int = 3) -> Loss:
    """What is lost if these rows leave. A path joins a need to an organisation within `steps` ties or links that has a service on the same topic.

    Each (needing organisation, topic, provider) counts once; paths from or to those who leave are not counted, before or after.
    """
    kept = np.setdiff1d(np.arange(ties.n), leaving)
    ways = Ties.of(max(ties.n, help.n), np.concatenate([ties.pairs, help.links]))
    asked, given = (rows[~np.isin(rows[:, 0], leaving)] for rows in (help.needs, help.services))
    gone = np.isin(ways.pairs, leaving).any(axis=1)
    return Loss(
        largest_before=int(np.bincount(components(ties)[kept]).max(initial=0)),
        largest_after=len(largest(components(ties.among(kept)))),
        paths_before=_paths(ways, asked, given, steps),
        paths_after=_paths(Ties(n=ways.n, pairs=ways.pairs[~gone]), asked, given, steps),
    )


def _paths(ties: Ties, needs: Ints, services: Ints, steps: int) -> int:
    if not len(needs) or not len(services):
        return 0
    topics = int(max(needs[:, 1].max(), services[:, 1].max())) + 1
    wanted, brought = _by_topic(needs, ties.n, topics), _by_topic(services, ties.n, topics)
    providers = np.flatnonzero(np.diff(brought.indptr))  # far fewer than those who need something
    near = _within(ties.matrix(), providers, steps)
    fitting = brought[providers] @ wanted.T  # provider × asker: topics they have in common
    return int((near * fitting).sum())


def _by_topic(rows: Ints, n: int, topics: int) -> Sparse:
    ends = np.unique(rows, axis=0)
    return sp.csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, topics))


def _within(matrix: Sparse, rows: NDArray[np.intp], steps: int) -> Sparse:
    """Row × organisation: 1 where it can be reached in so many steps, itself included."""
    near = sp.csr_array((np.ones(len(rows)), (np.arange(len(rows)), rows)), shape=(len(rows), matrix.shape[0]))
    for _ in range(steps):
        near = near + near @ matrix
        near.data[:] = 1
    return near
