"""Words for what the measured figures name by code: slices, askers, rankers, figures, switches."""

from dashboard.i18n import N_
from dashboard.words import word

OURS = ("crossmatch", "fitted")
SLICES = {
    "international": N_("Partners in another country"),
    "business": N_("Business with business abroad"),
}
WHO = {"all": N_("all organisations"), "newcomer": N_("newcomers"), "incumbent": N_("organisations with more than 8 known ties")}
RANKERS = {
    "crossmatch": "Crossmatch",
    "fitted": "Crossmatch",
    "popularity": N_("Popularity: who has most partners"),
    "common_neighbours": N_("Common partners, counted"),
    "adamic_adar": N_("Common partners, the rare ones more (Adamic–Adar)"),
    "pagerank": N_("Nearness in the network (PageRank)"),
    "cosine": N_("Descriptions alike (cosine)"),
    "linear": N_("A linear model of the same signals"),
}
FIGURES = {
    "ndcg10": N_("First ten (nDCG@10)"),
    "recall50": N_("First fifty (Recall@50)"),
    "organisations": N_("Different organisations shown"),
    "cross_sector": N_("Share in another sector"),
    "cases": N_("Pairs"),
    "first_three": N_("Planted partner in the first three"),
    "first": N_("Planted partner first"),
    "competitor_above": N_("Competitor above it"),
    "decoy_above": N_("Same words, wrong thing above it"),
    "spread": N_("Spread between languages"),
}
SHARES = frozenset({"first_three", "first", "competitor_above", "decoy_above", "spread", "cross_sector"})
COUNTS = frozenset({"cases", "organisations", "sources", "pairs"})


def ranker_word(code: str) -> str:
    """The word for a ranker; one without a word is shown as it is."""
    return word(RANKERS, code.lower().replace("–", "_").replace("-", "_").replace(" ", "_"))
