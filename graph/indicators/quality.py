"""Q1, Q2, Q10, Q11: how good suggestions are, as a command measured it."""

from graph.indicators.figure import Figure, unknown
from graph.indicators.indicator import Better, Compute, Indicator, Over, Period, Target, Unit
from graph.indicators.world import World


def measured(key: str) -> Compute:
    """As a command measured it, on its own day."""

    def computed(world: World, period: Period) -> Figure:
        found = world.handed.measured.get(key)
        if found is None:
            return unknown(NOT_MEASURED)
        return Figure(value=found.value, low=found.low, high=found.high, part=found.part, whole=found.whole, made=found.made)

    return computed


NOT_MEASURED = "This was not measured with this version; `crossmatch evaluate --keep` measures it."
_SPLIT = "measured on the Horizon 2020 network, with a time split"


def _measured(key: str, name: str, unit: Unit, formula: str, *, better: Better = Better.MORE, source: str = _SPLIT) -> Indicator:
    return Indicator(
        code=key.partition(".")[0], key=key, name=name, unit=unit, over=Over.MEASURED, formula=formula, compute=measured(key), better=better, source=source
    )


RANKING: tuple[Indicator, ...] = (
    _measured("Q1.ndcg10", "nDCG@10", Unit.INDEX, "Normalised discounted gain of the first ten places, mean over sources: 1 if partners to come stand first."),
    _measured("Q1.mrr", "MRR", Unit.INDEX, "Mean over sources of 1 / the rank of the first partner to come."),
    _measured("Q1.hits10", "Hits@10", Unit.SHARE, "Share of sources with a partner to come among the first ten."),
    _measured("Q1.recall50", "Recall@50", Unit.SHARE, "Share of the partners to come that stand among the first fifty, mean over sources."),
    Indicator(
        code="Q2",
        key="Q2.ece",
        name="Calibration error",
        unit=Unit.INDEX,
        over=Over.MEASURED,
        formula="Mean distance between predicted probability and observed share over ten bins of equal mass of shown suggestions.",
        compute=measured("Q2.ece"),
        better=Better.LESS,
        target=lambda rules: Target(high=rules.ece),
        source=_SPLIT,
    ),
    _measured("Q2.brier", "Brier score", Unit.INDEX, "Mean squared distance between predicted probability and what happened.", better=Better.LESS),
)

BESIDE: tuple[Indicator, ...] = (
    _measured(
        "Q10",
        "Newcomer gap",
        Unit.DIFFERENCE,
        "nDCG@10 of organisations with more than eight known ties, less that of newcomers.",
        better=Better.LESS,
    ),
    _measured(
        "Q11",
        "Faithfulness of explanations",
        Unit.SHARE,
        "Edges cited in explanations that exist in the knowledge graph / edges cited, over suggestions made for this report.",
        source="knowledge graph",
    ),
)
