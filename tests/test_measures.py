"""Measures of a network: each against networkx or its definition on small random networks, and on shapes whose value everybody knows."""

from itertools import combinations, permutations

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
import pytest
from networkx.algorithms.community import modularity as nx_modularity  # type: ignore[import-untyped]
from sklearn.metrics import adjusted_mutual_info_score

from graph.errors import Invalid
from graph.measures import UNKNOWN, Ties
from graph.measures.brokerage import ROLES, both_ways, holes, roles
from graph.measures.communities import alike, changes, communities
from graph.measures.mixing import crossing, modularity
from graph.measures.robustness import Help, bridges, loss
from graph.measures.shape import centralisation, closure, components, density, gini, mean_path, reciprocity
from graph.measures.significance import shuffled, significance
from graph.measures.triangles import shared

SEEDS = range(12)
NONE = np.zeros((0, 2), dtype=np.int32)
NO_HELP = Help(0, NONE, NONE, NONE)


def drawn(seed: int) -> tuple[nx.Graph, Ties]:
    """A random network of a few dozen organisations, thin or dense, mostly in several parts, with two partitions."""
    random = np.random.default_rng(seed)
    n = int(random.integers(5, 60))
    graph = nx.gnm_random_graph(n, int(random.integers(1, 4 * n)), seed=seed)
    group = random.integers(0, 4, n).astype(np.int32)
    return graph, Ties.of(n, np.array(graph.edges, dtype=np.int64), {"cluster": group})


def exactly(value: object) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def ties(n: int, *pairs: tuple[int, int]) -> Ties:
    return Ties.of(n, np.array(pairs, dtype=np.int64))


def test_a_tie_counts_once_in_either_direction_and_never_with_itself() -> None:
    made = ties(4, (2, 1), (1, 2), (3, 3), (0, 3))

    assert made.pairs.tolist() == [[0, 3], [1, 2]]
    assert made.degree.tolist() == [1, 1, 1, 1]


def test_a_tie_to_nobody_is_refused() -> None:
    with pytest.raises(Invalid, match="row 4, of 4 organisations"):
        ties(4, (0, 4))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_shape_is_what_networkx_says(seed: int) -> None:
    graph, made = drawn(seed)
    closed = closure(made, shared(made))
    degrees = [degree for _, degree in graph.degree]

    assert density(made) == exactly(nx.density(graph))
    assert len(set(components(made).tolist())) == nx.number_connected_components(graph)
    assert closed.transitivity == exactly(nx.transitivity(graph))
    assert closed.clustering == exactly(nx.average_clustering(graph))
    assert gini(made.degree) == exactly(sum(abs(a - b) for a in degrees for b in degrees) / (2 * len(degrees) * sum(degrees)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_mean_path_is_what_networkx_says_in_the_largest_component(seed: int) -> None:
    graph, made = drawn(seed)
    found = mean_path(made)
    inside = max((graph.subgraph(part) for part in nx.connected_components(graph)), key=len)

    assert found is not None
    assert found.value == exactly(nx.average_shortest_path_length(inside))
    assert found.low == found.high == found.value


def test_a_sampled_mean_path_brackets_the_exact_one() -> None:
    graph = nx.barabasi_albert_graph(900, 3, seed=5)
    made = Ties.of(900, np.array(graph.edges, dtype=np.int64))
    exact, sampled = mean_path(made), mean_path(made, sources=100, exact=200, seed=1)

    assert exact is not None and sampled is not None
    assert sampled.sources == 100
    assert sampled.low < exact.value < sampled.high


def test_a_star_is_wholly_central_and_a_ring_not_at_all() -> None:
    star, ring = nx.star_graph(9), nx.cycle_graph(9)

    assert centralisation(Ties.of(10, np.array(star.edges)).degree) == 1.0
    assert centralisation(Ties.of(9, np.array(ring.edges)).degree) == 0.0
    assert gini(Ties.of(9, np.array(ring.edges)).degree) == 0.0


@pytest.mark.parametrize("seed", SEEDS)
def test_reciprocity_is_what_networkx_says(seed: int) -> None:
    graph = nx.gnm_random_graph(20, 90, seed=seed, directed=True)

    assert reciprocity(20, np.array(graph.edges)) == exactly(nx.overall_reciprocity(graph))


@pytest.mark.parametrize("seed", SEEDS)
def test_constraint_and_effective_size_are_what_networkx_says(seed: int) -> None:
    graph, made = drawn(seed)
    found = holes(made, shared(made))
    tied = np.flatnonzero(made.degree)
    constraint, effective = nx.constraint(graph), nx.effective_size(graph)

    assert found.constraint[tied] == exactly([constraint[row] for row in tied.tolist()])
    assert found.effective[tied] == exactly([effective[row] for row in tied.tolist()])


@pytest.mark.parametrize("seed", SEEDS)
def test_modularity_is_what_networkx_says(seed: int) -> None:
    graph, made = drawn(seed)
    group = made.groups["cluster"]
    parts = [set(np.flatnonzero(group == code).tolist()) for code in sorted(set(group.tolist()))]

    assert modularity(made, group) == exactly(nx_modularity(graph, parts))


@pytest.mark.parametrize("seed", SEEDS)
def test_ties_across_groups_are_counted_and_unknown_ones_kept_apart(seed: int) -> None:
    graph, made = drawn(seed)
    group = made.groups["cluster"] - 1  # the first group becomes UNKNOWN
    known = [(a, b) for a, b in graph.edges if UNKNOWN not in (group[a], group[b])]
    across = sum(bool(group[a] != group[b]) for a, b in known)
    found = crossing(made, group)

    assert (found.across, found.known, found.unknown) == (across, len(known), made.m - len(known))
    assert found.ei == exactly((across - (len(known) - across)) / len(known))


def by_definition(n: int, arcs: set[tuple[int, int]], group: list[int]) -> np.ndarray:
    """Gould and Fernandez' roles by looking at every way of two arcs."""
    counts = np.zeros((n, len(ROLES)))
    for a, broker, c in permutations(range(n), 3):
        if (a, broker) in arcs and (broker, c) in arcs and (a, c) not in arcs:
            counts[broker, ROLES.index(role(group[a], group[broker], group[c]))] += 1
    return counts


def role(a: int, broker: int, c: int) -> str:
    if a == c:
        return "coordinator" if broker == a else "itinerant"
    return "representative" if broker == a else "gatekeeper" if broker == c else "liaison"


@pytest.mark.parametrize("seed", SEEDS)
def test_roles_are_what_their_definition_says(seed: int) -> None:
    graph = nx.gnm_random_graph(16, 20 + 9 * seed, seed=seed, directed=True)
    group = np.random.default_rng(seed).integers(0, 4, 16).astype(np.int32)

    assert roles(16, np.array(graph.edges, dtype=np.int32), group).tolist() == by_definition(16, set(graph.edges), group.tolist()).tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_of_ties_in_both_directions_every_role_is_counted_there_and_back(seed: int) -> None:
    graph, made = drawn(seed)
    group = made.groups["cluster"]
    arcs = {*graph.edges, *((b, a) for a, b in graph.edges)}
    found = roles(made.n, both_ways(made), group)

    assert found.tolist() == by_definition(made.n, arcs, group.tolist()).tolist()
    assert found[:, ROLES.index("representative")].tolist() == found[:, ROLES.index("gatekeeper")].tolist()


@pytest.mark.parametrize("seed", SEEDS)
def test_bridges_are_what_networkx_says(seed: int) -> None:
    graph, made = drawn(seed)
    found = {(int(a), int(b)) for a, b in made.pairs[bridges(made)]}

    assert found == {(min(pair), max(pair)) for pair in nx.bridges(graph)}


def test_a_broker_who_leaves_takes_the_ways_to_a_service_along() -> None:
    made = ties(5, (0, 1), (1, 2), (2, 3), (0, 4))
    help = Help(5, NONE, needs=np.array([[0, 7], [4, 7], [2, 7]], dtype=np.int32), services=np.array([[3, 7], [3, 8]], dtype=np.int32))
    found = loss(made, np.array([1]), help)

    assert (found.paths_before, found.paths_after) == (2, 1)  # 4 is four steps away, 2 needs nobody in between
    assert (found.largest_before, found.largest_after) == (4, 2)


def test_what_is_lost_is_never_less_than_nothing() -> None:
    made = ties(7, (0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5))
    found = loss(made, np.array([0, 1]), NO_HELP)

    assert (found.largest_before, found.largest_after) == (3, 3)


def test_without_needs_only_components_are_lost() -> None:
    star = Ties.of(6, np.array(nx.star_graph(5).edges))

    assert loss(star, np.array([0]), NO_HELP).largest_after == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_likeness_of_divisions_is_what_scikit_learn_says(seed: int) -> None:
    random = np.random.default_rng(seed)
    one = random.integers(0, 5, 50).astype(np.int32)
    two = np.where(random.random(50) < 0.6, one, random.integers(0, 7, 50)).astype(np.int32)

    assert alike(one, two) == exactly(adjusted_mutual_info_score(one, two))


def test_communities_are_the_cliques_that_a_bridge_joins() -> None:
    cliques = [*combinations(range(5), 2), *combinations(range(5, 9), 2), (4, 5)]
    found = communities(ties(10, *cliques))

    assert found.tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1, UNKNOWN]


def labels(*groups: tuple[int, ...]) -> np.ndarray:
    made = np.full(24, UNKNOWN, dtype=np.int32)
    made[[row for group in groups for row in group]] = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    return made


def test_communities_are_followed_from_month_to_month() -> None:
    same, one, two, wide, gone = (0, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10, 11, 12, 13, 14), (15, 16, 17)
    before = labels(same, one, two, wide, gone)
    after = labels(same, (*one, *two), (9, 10, 11), (12, 13, 14), (20, 21, 22))
    found = changes(before, after)

    assert (found.merged, found.split, found.born, found.ended) == (1, 1, 1, 1)
    assert found.continued == 3  # what merged and what split goes on under one of its parts


def test_unchanged_communities_go_on() -> None:
    division = labels((0, 1, 2), (3, 4, 5, 6))
    found = changes(division, division)

    assert (found.continued, found.born, found.ended, found.merged, found.split) == (2, 0, 0, 0, 0)
    assert found.alike == exactly(1)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_network_keeps_everybodys_number_of_ties(seed: int) -> None:
    _, made = drawn(seed)
    found = list(shuffled(made, 3, seed=seed))

    assert [one.degree.tolist() for one in found] == [made.degree.tolist()] * 3
    assert [len({(a, b) for a, b in one.pairs.tolist() if a < b}) for one in found] == [made.m] * 3


@pytest.mark.long
def test_all_networks_with_the_same_degrees_come_up_alike_often() -> None:
    path = ties(5, (0, 1), (1, 2), (2, 3), (3, 4))
    every = [pairs for pairs in combinations(combinations(range(5), 2), 4) if (ties(5, *pairs).degree == path.degree).all()]
    seen = [tuple(map(tuple, one.pairs.tolist())) for one in shuffled(path, 4_000, switches=4, seed=3)]
    expected = len(seen) / len(every)

    assert set(seen) == set(every)
    assert sum((seen.count(pairs) - expected) ** 2 / expected for pairs in every) < 4 * len(every)


def test_clusters_that_keep_to_themselves_are_significant() -> None:
    graph = nx.planted_partition_graph(4, 12, 0.5, 0.02, seed=2)
    made = Ties.of(48, np.array(graph.edges), {"cluster": np.repeat(np.arange(4, dtype=np.int32), 12)})
    found = significance(lambda one: {"ei": crossing(one, one.groups["cluster"]).ei or 0.0}, made, shuffled(made, 50))["ei"]

    assert found.z is not None and found.z < -5
    assert found.percentile == 0.0
    assert found.draws == 50


def test_what_degrees_alone_decide_has_no_significance() -> None:
    made = drawn(3)[1]

    assert significance(lambda one: {"gini": gini(one.degree)}, made, shuffled(made, 5))["gini"].z is None
