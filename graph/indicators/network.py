"""N: the shape of the programme's network of ties, at the end of the period beside its beginning."""

import numpy as np

from graph.indicators.figure import Evidence, Figure, Part, items, unknown
from graph.indicators.indicator import Better, Compute, Indicator, Over, Period, Unit
from graph.indicators.world import Shape, World
from graph.measures.brokerage import ROLES
from graph.measures.months import WINDOW, month_of
from graph.schema import Rel

_RELS = tuple(Rel)
_MIDYEAR = 6  # of a tie of which only the year is known


def shape(name: str) -> Compute:
    """One figure of the month in which the period ends, beside that of the month in which it begins."""

    def computed(world: World, period: Period) -> Figure:
        found = _shape_of(world, period)
        if found is None:
            return unknown(NOT_HANDED)
        value, before = found.after.figures.get(name), found.before.figures.get(name)
        if value is None:
            return unknown(NO_TIES if not found.after.ties else NOT_KNOWN)
        low, high = found.after.path if name == "mean_path" and found.after.path else (None, None)
        parts = (Part("", "before", before), Part("", "change", None if before is None else value - before))
        return Figure(value=value, low=low, high=high, whole=found.after.ties, parts=parts, evidence=_evidence(world, period))

    return computed


def brokerage(world: World, period: Period) -> Figure:
    """How often a member stands between two others, in all, and by role."""
    found = _shape_of(world, period)
    if found is None:
        return unknown(NOT_HANDED)
    if not found.after.ties:
        return unknown(NO_TIES)
    parts = tuple(Part("role", role, float(count)) for role, count in zip(ROLES, found.roles, strict=True))
    return Figure(value=float(sum(found.roles)), whole=found.after.ties, parts=parts, evidence=_evidence(world, period))


def _shape_of(world: World, period: Period) -> Shape | None:
    """Measured once for all figures of a period."""
    measure = world.handed.network
    return None if measure is None else world.once(f"shape {period.first} {period.last}", lambda: measure(period.first, period.last))


def _evidence(world: World, period: Period) -> Evidence:
    """Confirmed collaborations and declared ties of the months that count."""

    def read() -> Evidence:
        begin, snapshot = month_of(period.last) - WINDOW, world.snapshot
        seqs = [seq for one in world.collaborations if month_of(one.since) > begin and one.lasts(period.last) for seq in one.seqs]
        made = snapshot.since.astype(np.int64) * 12 + _MIDYEAR
        declared = np.flatnonzero((snapshot.rels == _RELS.index(Rel.COLLABORATED_WITH)) & (made > begin))
        named = items([f"edge:r{snapshot.revision}:{edge}" for edge in declared.tolist()])
        return Evidence(np.unique(np.array(seqs, dtype=np.int64)), named.items, named.items_total)

    return world.once(f"ties {period.last}", read)


NO_TIES = "There are no ties between the programme's businesses in the months that count."
NOT_KNOWN = "The groups that this compares are not known of any two who are tied, or nobody can be reached this way."
NOT_HANDED = "The measures of the network were not handed in."
_SOURCE = "reach ledger and declared ties of the knowledge graph"


def _shape(key: str, name: str, title: str, unit: Unit, formula: str, *, better: Better = Better.NONE) -> Indicator:
    return Indicator(
        code=key.partition(".")[0], key=key, name=title, unit=unit, over=Over.ON, formula=formula, compute=shape(name), better=better, source=_SOURCE
    )


NETWORK: tuple[Indicator, ...] = (
    _shape("N1.density", "density", "Density", Unit.INDEX, "Ties of the last 24 months / pairs of organisations that have one."),
    _shape("N1.components", "components", "Components", Unit.COMPONENTS, "Parts of the network that no tie of the last 24 months joins."),
    _shape(
        "N1.path",
        "mean_path",
        "Mean path",
        Unit.STEPS,
        "Mean number of steps between two organisations of the largest component, by ties of the last 24 months.",
    ),
    _shape(
        "N2.centralisation",
        "centralisation",
        "Centralisation",
        Unit.INDEX,
        "Freeman's degree centralisation: 1 for a star, 0 where all have equally many ties. It must not rise.",
        better=Better.LESS,
    ),
    _shape(
        "N2.gini",
        "gini",
        "Inequality of ties",
        Unit.INDEX,
        "Gini coefficient of the number of ties of organisations that have one: 0 for equal numbers. It must not rise.",
        better=Better.LESS,
    ),
    _shape(
        "N3.constraint",
        "constraint",
        "Constraint",
        Unit.INDEX,
        "Mean of Burt's constraint: low where an organisation's partners lead to different places.",
        better=Better.LESS,
    ),
    _shape(
        "N3.effective",
        "effective",
        "Effective size",
        Unit.INDEX,
        "Mean of Burt's effective size: how many partners lead to somebody new.",
        better=Better.MORE,
    ),
    Indicator(
        code="N3",
        key="N3.roles",
        name="Brokerage between clusters",
        unit=Unit.PATHS,
        over=Over.ON,
        formula="How often an organisation stands between two that have no tie, by Gould and Fernandez' roles between clusters "
        "(coordinator, itinerant, representative, gatekeeper, liaison).",
        compute=brokerage,
        source=_SOURCE,
    ),
    _shape(
        "N4.cluster",
        "ei_cluster",
        "E-I index by cluster",
        Unit.INDEX,
        "(Ties to other clusters − ties within a cluster) / ties of which both clusters are known: −1 all within, 1 all across.",
        better=Better.MORE,
    ),
    _shape(
        "N4.section",
        "ei_section",
        "E-I index by sector",
        Unit.INDEX,
        "(Ties to other NACE sections − ties within a section) / ties of which both sections are known: −1 all within, 1 all across.",
        better=Better.MORE,
    ),
    _shape(
        "N5.reciprocity",
        "reciprocity",
        "Reciprocity",
        Unit.SHARE,
        "Expressions of interest that were returned by another / all of the last 24 months.",
        better=Better.MORE,
    ),
    _shape("N5.clustering", "clustering", "Clustering", Unit.INDEX, "Mean share of an organisation's pairs of partners who are tied themselves."),
    _shape("N5.modularity", "modularity", "Modularity", Unit.INDEX, "How far the network falls into communities (Leiden): 0 not at all, towards 1 wholly."),
    _shape(
        "N5.bridges",
        "bridges",
        "Bridges",
        Unit.SHARE,
        "Ties without which their two sides could not reach each other / all ties.",
        better=Better.LESS,
    ),
    _shape(
        "N5.paths",
        "paths_lost",
        "Paths that hang on five brokers",
        Unit.SHARE,
        "Ways of at most three ties from a need to a service on its topic that are lost if the five strongest brokers leave / all such ways.",
        better=Better.LESS,
    ),
)
