"""D: how healthy the data are that everything rests on."""

from collections.abc import Callable, Sequence

import numpy as np

from graph.indicators.counting import whos
from graph.indicators.figure import Figure, Part, Refusal, items, ratio, refusal
from graph.indicators.groups import is_class
from graph.indicators.indicator import Compute, Indicator, Over, Period, Target, Unit
from graph.indicators.world import Flags, Objects, World
from graph.reach import Rules
from graph.schema import Rel

_RELS = tuple(Rel)
_NUTS3 = 5  # letters of a code of that level


def having(which: str) -> Compute:
    """Known enterprises of which something is known / all; erased ones are no longer among them."""

    def computed(world: World, period: Period) -> Figure:
        known, found = _known(world), _facts(world)[which]
        lacking = known & ~found
        refused = (refusal(which, whos(world, lacking), [0] * int(lacking.sum()), 1),) if lacking.any() else ()
        return ratio(float((known & found).sum()), float(known.sum()), NOBODY, refused=refused)

    return computed


def completeness(world: World, period: Period) -> Figure:
    """Mean share of the facts that are known of an enterprise; beside it each fact."""
    known, facts = _known(world), _facts(world)
    counted = float(known.sum())
    shares = {name: float((known & found).sum()) for name, found in facts.items() if name != "valid"}
    parts = tuple(Part("fact", name, number / counted if counted else None, part=number, whole=counted) for name, number in shares.items())
    return ratio(sum(shares.values()), counted * len(shares), NOBODY, parts=parts)


def single(world: World, period: Period) -> Figure:
    """Known enterprises that are in no unresolved pair of possible duplicates / all."""
    known = _known(world)
    doubtful = np.zeros(len(world.units), dtype=bool)
    doubtful[[unit for pair in world.units.doubtful for unit in pair[:2]]] = True
    refused = (refusal("duplicate", whos(world, doubtful), _chances(world, doubtful), 0),) if doubtful.any() else ()
    at = np.flatnonzero(world.snapshot.rels == _RELS.index(Rel.SAME_AS)).tolist()
    evidence = items([f"edge:r{world.snapshot.revision}:{edge}" for edge in at])
    return ratio(float((known & ~doubtful).sum()), float(known.sum()), NOBODY, evidence=evidence, refused=refused)


def consenting(world: World, period: Period) -> Figure:
    """Known enterprises whose legal basis covers statistics / all that the programme knows."""
    barred, counted = world.units.barred, int(_known(world).sum())
    refused = (Refusal("basis", barred, 1),) if barred else ()
    return ratio(float(counted), float(counted + barred), NOBODY, refused=refused)


def _chances(world: World, doubtful: Flags) -> Sequence[float]:
    """The highest probability of a pair that each doubtful unit is in."""
    found = np.zeros(len(world.units))
    for one, other, probability in world.units.doubtful:
        found[[one, other]] = np.maximum(found[[one, other]], probability)
    return [float(chance) for chance in found[doubtful]]


def _known(world: World) -> Flags:
    known: Flags = (world.rows[: len(world.units)] >= 0) & ~world.units.left
    return known


def _facts(world: World) -> dict[str, Flags]:
    """For each fact, of which units it is known."""

    def read() -> dict[str, Flags]:
        units = world.units
        wishes = {name: _wishing(world, rel) for name, rel in (("need", Rel.NEEDS), ("offer", Rel.OFFERS))}
        facts = {
            "country": units.countries != "",
            "nuts3": _each(_regions(world), lambda region: len(region.partition(":")[2]) == _NUTS3),
            "nace4": _each(units.sectors, is_class),
            "size": units.sizes != "",
            "language": units.langs != "",
            **wishes,
        }
        valid = facts["country"] & (units.sections != "") & (wishes["need"] | wishes["offer"])
        return {**facts, "valid": valid}

    return world.once("facts", read)


def _each(column: Objects, test: Callable[[str], bool]) -> Flags:
    return np.array([test(str(value)) for value in column.tolist()], dtype=bool)


def _regions(world: World) -> Objects:
    rows = world.rows[: len(world.units)]
    return np.append(world.organisations.regions, np.array([""], dtype=object))[rows]


def _wishing(world: World, rel: Rel) -> Flags:
    """Which units have a need or an offer."""
    snapshot, rows = world.snapshot, world.rows[: len(world.units)]
    having = np.zeros(len(snapshot.ids) + 1, dtype=bool)
    having[snapshot.sources[snapshot.rels == _RELS.index(rel)]] = True
    nodes = np.append(world.organisations.nodes, np.int32(-1))[rows]
    return np.asarray(having[nodes])


NOBODY = "The programme knows nobody yet."


def _health(rules: Rules) -> Target:
    return Target(low=rules.health)


def _data(key: str, name: str, formula: str, compute: Compute) -> Indicator:
    return Indicator(code="D1", key=key, name=name, unit=Unit.SHARE, over=Over.ON, formula=formula, compute=compute, target=_health, source="knowledge graph")


DATA: tuple[Indicator, ...] = (
    _data("D1.valid", "Valid profiles", "Known enterprises with a country, a NACE section and at least one need or offer / all.", having("valid")),
    _data(
        "D1.complete",
        "Completeness",
        "Mean share of what is known of an enterprise: country, NUTS 3 region, four-digit class, size, language, a need, an offer.",
        completeness,
    ),
    _data("D1.single", "Without doubtful duplicates", "Known enterprises in no unresolved pair of possible duplicates / all.", single),
    _data("D1.nace4", "Four-digit NACE class", "Known enterprises with a four-digit NACE class / all.", having("nace4")),
    _data("D1.nuts3", "NUTS 3 region", "Known enterprises with a NUTS 3 region / all.", having("nuts3")),
    _data("D1.language", "Language", "Known enterprises with a language / all.", having("language")),
    _data("D1.basis", "Legal basis", "Known enterprises whose legal basis covers statistics / all that are known or were refused for want of one.", consenting),
)
