"""Q3 to Q6: what lists made of exposure and requests, from the records of lists that were shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log2

import numpy as np

from graph.indicators.counting import day, ours, whos
from graph.indicators.figure import Evidence, Figure, Part, entries, items, ratio, refusal, unknown
from graph.indicators.indicator import Better, Compute, Indicator, Over, Period, Target, Unit
from graph.indicators.world import Flags, Floats, Rows, Shown, World
from graph.measures.shape import gini
from graph.schema import Happening as H
from graph.schema import Rel

TOP = 10
_RELS = tuple(Rel)


def coverage(world: World, period: Period) -> Figure:
    shown, active = lists(world, period), _active(world)
    listed = _exposure(world, shown) > 0
    missing = active & ~listed
    refused = (refusal("unlisted", whos(world, missing), [0] * int(missing.sum()), 1),) if missing.any() else ()
    if not shown:
        return unknown(NO_LISTS, refused=refused)
    return ratio(float((listed & active).sum()), float(active.sum()), NO_LISTS, evidence=proof(shown), refused=refused)


def exposure_gini(world: World, period: Period) -> Figure:
    shown = lists(world, period)
    weights = _exposure(world, shown)[_active(world)]
    return Figure(value=gini(weights), whole=float(len(weights)), evidence=proof(shown)) if weights.any() else unknown(NO_LISTS)


def unexposed(world: World, period: Period) -> Figure:
    shown, active = lists(world, period), _active(world)
    none = active & (_exposure(world, shown) == 0)
    return ratio(float(none.sum()), float(active.sum()), NO_LISTS, evidence=proof(shown)) if shown else unknown(NO_LISTS)


def congestion(percentile: float) -> Compute:
    """Interests that a business got in its busiest quarter of the period, by the introductions it can take in one."""

    def computed(world: World, period: Period) -> Figure:
        rows = ours(world, _asked(world, period))
        unit = world.parties[world.history.abouts[rows]]
        rows = rows[unit < len(world.units)]
        quarters: Counter[tuple[int, int, int]] = Counter()
        for row in rows.tolist():
            on = day(world, row)
            quarters[int(world.parties[world.history.abouts[row]]), on.year, (on.month - 1) // 3] += 1
        busiest: dict[int, int] = {}
        for (one, _, _), count in quarters.items():
            busiest[one] = max(count, busiest.get(one, 0))
        capacity = _capacity(world)
        loads = {one: count / capacity[one] for one, count in busiest.items() if capacity[one] > 0}
        silent = [one for one in busiest if not capacity[one] > 0]
        refused = (refusal("capacity", [world.who(one) for one in silent], [0] * len(silent), 1),) if silent else ()
        if not loads:
            return unknown(NO_REQUESTS, refused=refused)
        over = Part("", "over", float(sum(load > 1 for load in loads.values())))
        value = float(np.percentile(list(loads.values()), percentile))
        return Figure(value=value, whole=float(len(loads)), parts=(over,), evidence=entries(world.history.seqs[rows]), refused=refused)

    return computed


def novelty(world: World, period: Period) -> Figure:
    degree, count = degrees(world), len(world.organisations.ids)
    found = [-log2((degree[row] + 1) / (count + 1)) for one in lists(world, period) for row in top(world, one)]
    return Figure(value=float(np.mean(found)), whole=float(len(found)), evidence=proof(lists(world, period))) if found else unknown(NO_LISTS)


def lists(world: World, period: Period) -> Sequence[Shown]:
    """Lists of partners that were shown in the period."""
    return [one for one in world.handed.lists if one.goal == "partners" and period.first <= one.on <= period.last]


def proof(shown: Sequence[Shown]) -> Evidence:
    return items(sorted(f"list:{one.list}" for one in shown))


def top(world: World, one: Shown) -> list[int]:
    """Rows of the organisations in the first ten places."""
    return [row for rank, name in one.items if rank <= TOP and (row := world.named.get(name, -1)) >= 0]


def _active(world: World) -> Flags:
    """Members of a cluster."""
    member: Flags = np.array([bool(clusters) for clusters in world.units.clusters.tolist()], dtype=bool) & ~world.units.left
    return member


def _exposure(world: World, shown: Sequence[Shown]) -> Floats:
    """For each unit, 1 / log2(1 + rank) over all its places among the first ten."""
    found = np.zeros(len(world.units))
    for one in shown:
        for rank, name in one.items:
            if rank <= TOP and (unit := world.unit(name)) >= 0:
                found[unit] += 1 / log2(1 + rank)
    return found


def _asked(world: World, period: Period) -> Rows:
    rows = world.history.rows(H.INTEREST_SENT)
    on = world.history.on[rows]
    return np.asarray(rows[(on >= np.datetime64(period.first)) & (on <= np.datetime64(period.last))])


def _capacity(world: World) -> Mapping[int, float]:
    """Introductions each unit can take in a quarter; 0 where it did not say."""
    column = world.snapshot.props.get("capacity")
    found = {}
    for unit in range(len(world.units)):
        row = world.row(unit)
        value = None if column is None or row < 0 else column[world.organisations.nodes[row]]
        found[unit] = float(value or 0)
    return found


def degrees(world: World) -> Floats:
    """Known partners of each organisation: declared, and of confirmed collaborations."""

    def counted() -> Floats:
        snapshot, found = world.snapshot, np.zeros(len(world.organisations.ids))
        place = np.full(len(snapshot.ids), -1, dtype=np.int64)
        place[world.organisations.nodes] = np.arange(len(found))
        at = np.flatnonzero(snapshot.rels == _RELS.index(Rel.COLLABORATED_WITH))
        pairs = {tuple(sorted(pair)) for pair in zip(place[snapshot.sources[at]].tolist(), place[snapshot.targets[at]].tolist(), strict=True)}
        pairs |= {tuple(sorted((world.row(one.one), world.row(one.other)))) for one in world.collaborations}
        for row in (row for pair in sorted(pairs) for row in pair if row >= 0):
            found[row] += 1
        return found

    return world.once("degree", counted)


NO_LISTS = "No list of partners with a record was shown in the period."
NO_REQUESTS = "Nobody whose capacity is known was asked in the period."
RECORDS = "records of lists that were shown, kept for 24 months"

LISTED: tuple[Indicator, ...] = (
    Indicator(
        code="Q3",
        key="Q3",
        name="Coverage@10",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Unique members among the first ten of any list of partners that was shown in the period / all members of clusters.",
        compute=coverage,
        target=lambda rules: Target(low=rules.coverage),
        source=RECORDS,
    ),
    Indicator(
        code="Q4",
        key="Q4.gini",
        name="Inequality of exposure",
        unit=Unit.INDEX,
        over=Over.WITHIN,
        formula="Gini coefficient of exposure over all members of clusters; a place among the first ten is worth 1 / log2(1 + rank).",
        compute=exposure_gini,
        better=Better.LESS,
        source=RECORDS,
    ),
    Indicator(
        code="Q4",
        key="Q4.none",
        name="Members without exposure",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Members of clusters in no list of the period / all members of clusters.",
        compute=unexposed,
        better=Better.LESS,
        source=RECORDS,
    ),
    Indicator(
        code="Q5",
        key="Q5.most",
        name="Highest congestion",
        unit=Unit.RATIO,
        over=Over.WITHIN,
        formula="Highest number of expressions of interest that a business got in a quarter of the period, by the introductions it can take in a quarter.",
        compute=congestion(100),
        better=Better.LESS,
        target=lambda rules: Target(high=1),
        source="reach ledger and profiles",
    ),
    Indicator(
        code="Q5",
        key="Q5.p95",
        name="Congestion, 95th percentile",
        unit=Unit.RATIO,
        over=Over.WITHIN,
        formula="95th percentile, over businesses that were asked, of expressions of interest in their busiest quarter by the introductions they can take.",
        compute=congestion(95),
        better=Better.LESS,
        target=lambda rules: Target(high=1),
        source="reach ledger and profiles",
    ),
    Indicator(
        code="Q6",
        key="Q6",
        name="Novelty",
        unit=Unit.BITS,
        over=Over.WITHIN,
        formula="Mean of −log2((known partners + 1) / (organisations + 1)) over the first ten places of the lists of the period.",
        compute=novelty,
        source=RECORDS,
    ),
)
