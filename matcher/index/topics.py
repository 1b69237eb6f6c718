"""What everybody's projects are about: profiles over fields, activity in each field, and walks that stay within one."""

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from graph.model import Snapshot
from graph.schema import Kind, Rel
from matcher.index.columns import edges
from matcher.index.links import Links, Sparse, sparse
from matcher.index.walks import Walk, walk

Table = NDArray[np.float64]
_PRIOR = 0.3
"""How many projects' worth of the whole network's mixture everybody's profile starts from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """Tables of organisation × field, and one walk per field.

    `profile` holds shares that add up to 1, `direction` the counts as unit rows; both are zero where no field is known. `lately` and
    `lasting` count meetings in each field, half for every year or every three years that they lie back.
    """

    profile: Table
    direction: Table
    lately: Table
    lasting: Table
    walks: tuple[Walk, ...]


def topics(snapshot: Snapshot, links: Links) -> Topics:
    """Read the fields of all meetings; a project of several fields counts for each in equal parts."""
    fields = _fields(snapshot, links)
    counts: Table = (links.meetings @ fields).toarray()
    recent = 0.5**links.age
    return Topics(
        profile=_profile(counts),
        direction=counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9),
        lately=(links.meetings @ _times(fields, recent)).toarray(),
        lasting=(links.meetings @ _times(fields, 0.5 ** (links.age / 3))).toarray(),
        walks=tuple(_within(links.meetings, column * recent) for column in fields.toarray().T),
    )


def _fields(snapshot: Snapshot, links: Links) -> Sparse:
    """Meeting × field, rows that add up to 1 where a field is known."""
    at = edges(snapshot, Rel.CLASSIFIED_AS, [Kind.FIELD])
    place = np.full(len(snapshot.ids), -1, dtype=np.int32)
    held = np.flatnonzero(links.places >= 0)
    place[links.places[held]] = held
    at = at[place[snapshot.sources[at]] >= 0]
    distinct, cols = np.unique(snapshot.targets[at], return_inverse=True)
    found = sparse(place[snapshot.sources[at]], cols, (len(links.places), len(distinct)))
    return _times(found, 1.0 / np.maximum(np.asarray(found.sum(axis=1)), 1.0))


def _times(matrix: Sparse, factors: NDArray[np.float64]) -> Sparse:
    return sp.csr_array(matrix.multiply(factors[:, None]))


def _profile(counts: Table) -> Table:
    """Shares of each field, drawn towards the network's mixture: one project is an anecdote."""
    prior = _PRIOR * counts.sum(axis=0) / max(float(counts.sum()), 1e-9)
    total = counts.sum(axis=1, keepdims=True)
    return np.where(total > 0, (counts + prior) / (total + _PRIOR), 0.0)


def _within(meetings: Sparse, strengths: NDArray[np.float64]) -> Walk:
    """The walk through those meetings alone that have a strength."""
    some = np.flatnonzero(strengths)
    return walk(sp.csr_array(meetings[:, some]), strengths[some])
