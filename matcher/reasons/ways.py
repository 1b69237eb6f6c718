"""Ways from the asker to a candidate along known ties, through organisations that the caller may see by name and through no others."""

from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.model import Edge
from graph.schema import Rel
from matcher.asked import Asked
from matcher.explaining.paths import between, columns_of, edge, path
from matcher.index.links import Sparse
from matcher.reasons.saying import named, remembered

Way = tuple[tuple[int, ...], tuple[Edge, ...]]  # the rows on the way, ends left out, and the edges
NO_WAY: Way = ((), ())


def way(asked: Asked, row: int) -> Way:
    """The shortest way with one or two organisations on it, those with the fewest ties first; no way if it is longer or may not be shown."""
    kept: Way = remembered(asked, ("way", row), lambda: _through_one(asked, row) or _through_two(asked, row) or NO_WAY)
    return kept


def is_partner(asked: Asked) -> NDArray[np.bool_]:
    """For each row of the index: a known partner of the asker that may be named?"""

    def found() -> NDArray[np.bool_]:
        flags = np.zeros(len(asked.index.ids), dtype=bool)
        flags[named(asked, asked.index.partners_of(asked.query.row))] = True
        return flags

    kept: NDArray[np.bool_] = remembered(asked, "partners", found)
    return kept


def common_partners(asked: Asked, row: int) -> NDArray[np.integer]:
    """Common partners that may be named, the one with the fewest ties first."""

    def found() -> NDArray[np.integer]:
        theirs = asked.index.partners_of(row)
        both = theirs[is_partner(asked)[theirs]]
        return both[np.lexsort((both, -asked.index.tables.closeness[both]))]

    kept: NDArray[np.integer] = remembered(asked, ("common", row), found)
    return kept


def through(asked: Asked, *rows: int) -> tuple[Edge, ...]:
    """The edges from the asker over these rows, nothing if one tie of them cannot be cited."""
    stops = (asked.query.row, *rows)
    steps = [remembered(asked, ("between", one, two), partial(between, asked.index, one, two)) for one, two in pairwise(stops)]
    return tuple(edge for step in steps for edge in step) if all(steps) else ()


def _through_one(asked: Asked, row: int) -> Way | None:
    both = common_partners(asked, row)
    return ((int(both[0]),), through(asked, int(both[0]), row)) if len(both) else None


def _through_two(asked: Asked, row: int) -> Way | None:
    index = asked.index
    mine, theirs = named(asked, index.partners_of(asked.query.row)), named(asked, index.partners_of(row))
    if not len(mine) or not len(theirs):
        return None
    ends = np.zeros(len(index.ids), dtype=bool)
    ends[theirs] = True
    some = index.ties[mine]
    hits = np.flatnonzero(ends[some.indices])
    if not len(hits):
        return None
    firsts = mine[np.searchsorted(some.indptr, hits, side="right") - 1]
    seconds = some.indices[hits]
    near = index.tables.closeness[firsts] + index.tables.closeness[seconds]
    best = np.lexsort((seconds, firsts, -near))[0]
    stops = int(firsts[best]), int(seconds[best])
    return stops, through(asked, *stops, row)


def fellows(asked: Asked, row: int) -> Way:
    """A partner of one project of the asker who met the candidate in another, where most of that project's partners did too."""
    links = asked.index.links
    mine = columns_of(links.meetings, asked.query.row)
    theirs = np.setdiff1d(columns_of(links.meetings, row), mine)
    mine, theirs = mine[links.places[mine] >= 0], theirs[links.places[theirs] >= 0]
    partners, met = partners_meetings(asked)
    columns = remembered(asked, "meetings by column", met.tocsc)  # picking columns out of rows costs as much as all of them
    had, have = remembered(asked, "common meetings", lambda: columns[:, mine]), columns[:, theirs]
    shared = (had.T @ have).toarray()
    if not shared.any():
        return NO_WAY
    first, second = np.unravel_index(int(shared.argmax()), shared.shape)
    both = partners[np.intersect1d(columns_of(had, int(first)), columns_of(have, int(second)))]
    fellow, projects = int(both[0]), (int(links.places[mine[first]]), int(links.places[theirs[second]]))
    return over(asked, row, fellow, projects)


def over(asked: Asked, row: int, fellow: int, projects: tuple[int, int]) -> Way:
    """The way over somebody who shares the first project (a snapshot row) with the asker and the second with the candidate."""
    index = asked.index
    ends = int(index.nodes[asked.query.row]), int(index.nodes[fellow]), int(index.nodes[row])
    pairs = ((ends[0], projects[0]), (ends[1], projects[0]), (ends[1], projects[1]), (ends[2], projects[1]))
    return (fellow,), path(*(edge(index, end, Rel.PARTICIPATED_IN, project) for end, project in pairs))


def partners_meetings(asked: Asked) -> tuple[NDArray[np.integer], Sparse]:
    """Partners that may be named, and the meetings of each."""

    def found() -> tuple[NDArray[np.integer], Sparse]:
        partners = named(asked, asked.index.partners_of(asked.query.row))
        return partners, asked.index.links.meetings[partners]

    kept: tuple[NDArray[np.integer], Sparse] = remembered(asked, "partners' meetings", found)
    return kept
