"""The network around one node: nearest first, only through what may be shown, never through categories."""

import numpy as np
import pytest

from graph import connect
from graph.ego import Links
from graph.model import Batch, Edge, Node, Snapshot
from graph.schema import Rel

A, B, C, D = "business:a", "business:b", "business:c", "business:d"
HUB, PLACE = "cluster:hub", "country:DE"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    """a and b are members of hub, b worked with c; a and d only share a country."""
    store = connect("sqlite:///:memory:")
    edges = [
        Edge(A, Rel.MEMBER_OF, HUB),
        Edge(B, Rel.MEMBER_OF, HUB),
        Edge(B, Rel.COLLABORATED_WITH, C),
        Edge(A, Rel.LOCATED_IN, PLACE),
        Edge(D, Rel.LOCATED_IN, PLACE),
    ]
    store.write(Batch([Node(id, id) for id in (A, B, C, D, HUB, PLACE)], edges))
    found = store.snapshot()
    store.close()
    return found


def around(snapshot: Snapshot, *, depth: int = 2, limit: int = 10, hidden: tuple[str, ...] = (), rels: tuple[Rel, ...] = ()) -> dict[str, int]:
    shown = ~np.isin(snapshot.ids.astype(str), hidden)
    start = snapshot.ids.tolist().index(A)
    steps, _, _ = Links(snapshot).around(start, depth=depth, limit=limit, shown=shown, rels=rels)
    return {str(snapshot.ids[row]): step for row, step in steps.items()}


def test_one_step_reaches_the_neighbours_in_both_directions(snapshot: Snapshot) -> None:
    assert around(snapshot, depth=1) == {A: 0, HUB: 1, PLACE: 1}


def test_a_country_is_shown_but_not_walked_through(snapshot: Snapshot) -> None:
    assert around(snapshot) == {A: 0, HUB: 1, PLACE: 1, B: 2}


def test_what_is_hidden_is_not_walked_through(snapshot: Snapshot) -> None:
    assert around(snapshot, hidden=(HUB,)) == {A: 0, PLACE: 1}


def test_only_the_asked_relations_are_followed(snapshot: Snapshot) -> None:
    assert around(snapshot, rels=(Rel.LOCATED_IN,)) == {A: 0, PLACE: 1}


def test_the_limit_cuts_and_says_so(snapshot: Snapshot) -> None:
    start = snapshot.ids.tolist().index(A)
    steps, edges, cut = Links(snapshot).around(start, depth=2, limit=2, shown=np.ones(len(snapshot.ids), dtype=bool))

    assert (len(steps), len(edges), cut) == (2, 1, True)
