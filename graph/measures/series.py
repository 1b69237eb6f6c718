"""All measures of one month, and month after month."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.measures.brokerage import ROLES, both_ways, holes, roles
from graph.measures.communities import SMALLEST, Changes, changes, communities
from graph.measures.mixing import crossing, modularity
from graph.measures.months import Meetings, met
from graph.measures.robustness import Help, bridges, loss
from graph.measures.shape import centralisation, closure, components, density, gini, largest, mean_path, reciprocity
from graph.measures.significance import Significance, Tick, shuffled, significance, silent, ticking
from graph.measures.ties import UNKNOWN, Floats, Ints, Ties
from graph.measures.triangles import Shared, at_ends, shared

BROKERS = 5
"""So many leave in thought."""
CROSSINGS = ("cluster", "section", "division", "field", "country")
"""Partitions of which ties across are counted."""
TESTED = ("transitivity", "modularity", "across_cluster", "across_section", "across_field", "across_country")
"""Measures that are set against random networks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The network at the end of a month. `figures` holds each measure by name, None where it cannot be said (no ties, no groups known).

    All figures of shape are of organisations that have a tie; `connected` says how many of all those have one.
    """

    month: int
    organisations: int
    tied: int
    ties: int
    figures: dict[str, float | None]
    path: tuple[float, float] | None
    changes: Changes | None


def months(found: Meetings, groups: dict[str, Ints], at: Iterable[int], help: Help | None = None) -> Iterator[Month]:
    """Every month asked for, in this order; communities are followed from each to the next."""
    before: Ints | None = None
    for month in at:
        made, labels = _month(month, met(found.at(month), found.n, groups), found.arcs(month), before, help)
        before = labels
        yield made


def _month(month: int, whole: Ties, arcs: Ints, before: Ints | None, help: Help | None) -> tuple[Month, Ints]:
    rows = np.flatnonzero(whole.degree)
    ties = whole.among(rows)
    labels = np.full(whole.n, UNKNOWN, dtype=np.int32)
    labels[rows] = inside = communities(ties)
    path = mean_path(ties)
    figures = {
        "connected": _share(ties.n, whole.n),
        "reciprocity": reciprocity(whole.n, arcs),
        "mean_path": path.value if path else None,
        **(_shape(ties) | _mixing(ties) | {"modularity": modularity(ties, inside), "communities": _large(inside)} if ties.m else {}),
        **(_robustness(whole, help) if help and ties.m else {}),
    }
    followed = None if before is None else changes(before, labels)
    interval = (path.low, path.high) if path else None
    return Month(month=month, organisations=whole.n, tied=ties.n, ties=ties.m, figures=figures, path=interval, changes=followed), labels


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _large(labels: Ints) -> float:
    return float((np.bincount(labels[labels >= 0]) >= SMALLEST).sum())


def _shape(ties: Ties) -> dict[str, float | None]:
    parts, found = components(ties), shared(ties)
    closed, burt = closure(ties, found), holes(ties, found)
    return {
        "density": density(ties),
        "mean_ties": 2 * ties.m / ties.n,
        "components": float(parts.max() + 1),
        "largest": len(largest(parts)) / ties.n,
        "centralisation": centralisation(ties.degree),
        "gini": gini(ties.degree),
        "clustering": closed.clustering,
        "transitivity": closed.transitivity,
        "constraint": float(burt.constraint.mean()),
        "effective": float(burt.effective.mean()),
        "bridges": float(bridges(ties).mean()),
    }


def _mixing(ties: Ties) -> dict[str, float | None]:
    found = {name: crossing(ties, ties.groups[name]) for name in CROSSINGS if name in ties.groups}
    across = {f"across_{name}": one.share for name, one in found.items()}
    ei = {f"ei_{name}": found[name].ei for name in ("cluster", "section") if name in found}
    creative = ties.groups.get("creative")
    return {**across, **ei, **({"creative": crossing(ties, creative).share} if creative is not None else {})}


def _robustness(ties: Ties, help: Help) -> dict[str, float | None]:
    found = loss(ties, brokers(ties), help)
    return {
        "largest_lost": _share(found.largest_before - found.largest_after, found.largest_before),
        "paths_lost": _share(found.paths_before - found.paths_after, found.paths_before),
    }


def role_counts(ties: Ties) -> Floats:
    """Roles between clusters, organisation × role; each way there and back counts once, so that ties without direction count as one."""
    return roles(ties.n, both_ways(ties), ties.groups["cluster"]) / 2


def between(ties: Ties, found: Shared) -> Floats:
    """For each organisation, between how many pairs of its partners there is no tie; `found` is `shared(ties)`."""
    degree = ties.degree.astype(np.float64)
    return (degree * (degree - 1) - at_ends(ties, found.partners)) / 2


def brokers(ties: Ties, count: int = BROKERS) -> NDArray[np.intp]:
    """Who most often stands between two partners that are not tied themselves, whatever their groups; the first row of equal ones."""
    pairs = between(ties, shared(ties))
    order = np.lexsort((np.arange(ties.n), -pairs))[:count]
    return order[pairs[order] > 0]


def roles_by_cluster(ties: Ties) -> Floats:
    """Cluster × role: how often its members take it."""
    group = ties.groups["cluster"]
    counts = np.zeros((int(group.max(initial=UNKNOWN)) + 1, len(ROLES)))
    member = group != UNKNOWN
    np.add.at(counts, group[member], role_counts(ties)[member])
    return counts


def tested(ties: Ties) -> dict[str, float]:
    """What is set against random networks, with communities found anew in each; only of partitions that are known."""
    closed = closure(ties, shared(ties))
    found = {"transitivity": closed.transitivity, "modularity": modularity(ties, communities(ties, refined=False)), **_mixing(ties)}
    return {name: found[name] or 0.0 for name in TESTED if found.get(name) is not None}


def against_chance(
    found: Meetings, groups: dict[str, Ints], month: int, *, draws: int, meetings: bool = True, seed: int = 0, tick: Tick = silent
) -> dict[str, Significance]:
    """The month's figures beside random networks.

    With `meetings`, everybody goes to as many meetings as before and every meeting is as large as before, only who meets whom is drawn:
    a project of thirty closes thousands of triangles by itself, and then these are no finding. Without, everybody keeps as many ties.
    """
    gathered = found.at(month)
    whole = met(gathered, found.n, groups)
    if not whole.m:
        return {}
    if not meetings:
        return significance(tested, whole, ticking(shuffled(whole, draws, seed=seed), draws, tick))
    drawn = (met(one, found.n, groups) for one in ticking(shuffled(gathered, draws, seed=seed, turning=False), draws, tick))
    return significance(tested, whole, drawn)


def steps(found: Meetings, last: int, *, every: int) -> Sequence[int]:
    """Months from the first in which all 24 months before were known of to `last`, so that every window is full; the last is always one."""
    first = min(int(found.made.min(initial=last)) + 23, last)
    return sorted(range(last, first - 1, -every))
