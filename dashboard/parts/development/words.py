"""What each measure is called, what it means in one plain sentence, which direction is good, and how its figures are written."""

from dataclasses import dataclass

from dashboard.i18n import N_, _, language, number, percent

_SMALL = 0.02
RISE, NOT_RISE, NEITHER = "rise", "not_rise", ""


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the page; `digits` is None for shares."""

    name: str
    means: str
    should: str = NEITHER
    digits: int | None = None


MEASURES = {
    "connected": Measure(N_("With a tie"), N_("Share of all organisations that have at least one tie."), RISE),
    "across_cluster": Measure(N_("Across clusters"), N_("Share of ties that lead into another cluster."), RISE),
    "across_section": Measure(N_("Across sectors"), N_("Share of ties between different sectors (NACE sections)."), RISE),
    "across_division": Measure(N_("Across branches"), N_("Share of ties between different branches (two digits of NACE)."), RISE),
    "across_field": Measure(N_("Across fields"), N_("Share of ties between organisations with different main fields of research."), RISE),
    "across_country": Measure(N_("Across borders"), N_("Share of ties into another country."), RISE),
    "creative": Measure(N_("Creative crossing"), N_("Share of ties with exactly one partner in the creative industries."), RISE),
    "centralisation": Measure(N_("Centralisation"), N_("1 would be a star with one organisation in the middle, 0 a ring."), NOT_RISE, 3),
    "gini": Measure(N_("Inequality of ties (Gini)"), N_("0: all have equally many ties; towards 1: a few have nearly all."), NOT_RISE, 2),
    "constraint": Measure(N_("Constraint"), N_("How much an organisation's partners are tied to each other, on average (Burt)."), NEITHER, 2),
    "effective": Measure(N_("Effective size"), N_("Partners that lead somewhere new, on average (Burt)."), NEITHER, 1),
    "mean_path": Measure(N_("Mean path"), N_("Steps from one organisation to another in the largest connected part."), NEITHER, 1),
    "largest": Measure(N_("Largest connected part"), N_("Share of those with a tie who can reach each other in some number of steps."), RISE),
    "components": Measure(N_("Separate parts"), N_("Parts of the network between which no way leads."), NEITHER, 0),
    "mean_ties": Measure(N_("Ties per organisation"), N_("How many partners those with a tie have, on average."), RISE, 1),
    "density": Measure(N_("Density"), N_("Ties that are there of those that could be, among those with a tie."), NEITHER, 4),
    "reciprocity": Measure(N_("Interest returned"), N_("Share of expressions of interest that went in both directions."), RISE),
    "transitivity": Measure(N_("Closed triangles"), N_("How often two partners of one organisation know each other."), NEITHER),
    "clustering": Measure(N_("Closed circles"), N_("The same, on average over organisations: high where everybody stays in one circle."), NEITHER),
    "modularity": Measure(N_("Modularity"), N_("How clearly the network falls into communities: 0 not at all, towards 1 entirely."), NEITHER, 2),
    "communities": Measure(N_("Communities"), N_("Groups of three or more that the network falls into by itself."), NEITHER, 0),
    "ei_cluster": Measure(N_("E-I index by cluster"), N_("−1: all ties stay within clusters; 1: all lead into another."), RISE, 2),
    "ei_section": Measure(N_("E-I index by sector"), N_("−1: all ties stay within sectors; 1: all lead into another."), RISE, 2),
    "bridges": Measure(N_("Bridges"), N_("Share of ties without which their two ends would have no way to each other."), NOT_RISE),
    "largest_lost": Measure(N_("Lost if five leave"), N_("By how much the largest connected part shrinks if the five strongest brokers leave."), NOT_RISE),
    "paths_lost": Measure(N_("Help out of reach"), N_("Share of ways from a need to a fitting service that are lost if these five leave."), NOT_RISE),
}
GROUPS = (
    (N_("Does it reach further?"), ("connected", "across_cluster", "across_section", "across_field", "across_country", "creative")),
    (N_("Does it get more central?"), ("centralisation", "gini", "constraint")),
    (N_("How close is everybody?"), ("mean_path", "largest", "mean_ties")),
    (N_("Does it fall into circles?"), ("transitivity", "modularity", "reciprocity")),
    (N_("What hangs on a few?"), ("bridges", "largest_lost", "paths_lost")),
)
SHOULD = {RISE: N_("should rise"), NOT_RISE: N_("must not rise"), NEITHER: N_("neither good nor bad")}
ROLES = {
    "coordinator": N_("Coordinator"),
    "itinerant": N_("Consultant"),
    "representative": N_("Representative"),
    "gatekeeper": N_("Gatekeeper"),
    "liaison": N_("Liaison"),
}
CHANGES = {
    "continued": N_("Went on"),
    "born": N_("New"),
    "ended": N_("Dissolved"),
    "merged": N_("Merged"),
    "split": N_("Split"),
    "alike": N_("Likeness"),
}


def name(code: str) -> str:
    return _(MEASURES[code].name) if code in MEASURES else code


def written(code: str, value: float | None) -> str:
    """A figure in the session's language; a dash for none."""
    if value is None:
        return "–"
    digits = MEASURES[code].digits if code in MEASURES else 2
    return _share(value) if digits is None else number(value, digits)


def _share(value: float) -> str:
    """A percentage, of small shares with two digits more."""
    if not 0 < value < _SMALL:
        return percent(round(value, 3) + 0.0)
    return number(100 * value, 2) + ("%" if language() == "en" else "\u00a0%")
