"""Words for what the measured figures name by code: slices, askers, rankers, figures, switches."""

import re

from dashboard.i18n import N_, _, percent
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
    "cosine_of_texts": N_("Descriptions alike (cosine)"),
    "cosine_of_descriptions": N_("Descriptions alike (cosine)"),
    "linear_logit": N_("A linear model of the same signals"),
    "crossmatch_another_country_and_sector": N_("Crossmatch, another country and sector only"),
}
SWITCHES = {
    "none": N_("No switch"),
    "fair": N_("Nobody flooded, nobody forgotten"),
    "another sector only": N_("Another sector only"),
    "distance in the middle": N_("Distance in the middle"),
    "competitors kept out": N_("Competitors kept out"),
}
_PLACES = {
    "another sector": N_("{kept} of {shown} places kept for another sector"),
    "newcomers": N_("{kept} of {shown} places kept for newcomers"),
}
FIGURES = {
    "ndcg10": N_("First ten (nDCG@10)"),
    "recall50": N_("First fifty (Recall@50)"),
    "ndcg10_lost": N_("Lost of the first ten"),
    "recall50_lost": N_("Lost of the first fifty"),
    "cross_sector": N_("In another sector"),
    "organisations": N_("Different organisations"),
    "newcomers": N_("Newcomers shown"),
    "gini": N_("Inequality (Gini)"),
    "busiest": N_("Busiest against its capacity"),
    "profiles_en": N_("English"),
    "profiles_de": N_("German"),
    "profiles_fr": N_("French"),
    "profiles_across": N_("Two languages"),
    "profiles_mixed": N_("All three in one list"),
    "met_en": N_("Told as a story, English"),
    "met_de": N_("Told as a story, German"),
    "met_fr": N_("Told as a story, French"),
    "met_across": N_("Told as a story, two languages"),
    "met_mixed": N_("Told as a story, all three in one list"),
    "alike_en": N_("Sentences, English"),
    "alike_de": N_("Sentences, German"),
    "alike_fr": N_("Sentences, French"),
    "alike_across": N_("Sentences, two languages"),
    "cases": N_("Pairs"),
    "first_three": N_("Planted partner in the first three"),
    "first": N_("Planted partner first"),
    "competitor_above": N_("Competitor above it"),
    "decoy_above": N_("Same words, wrong thing above it"),
    "spread": N_("Spread between languages"),
}
_TOWN = {"first_three", "first", "competitor_above", "decoy_above", "spread"}
SHARES = frozenset({*_TOWN, "cross_sector", "ndcg10_lost", "recall50_lost", *(name for name in FIGURES if name.startswith(("met_", "profiles_")))})
COUNTS = frozenset({"cases", "organisations", "newcomers"})
_OTHER = re.compile(r"[^a-z0-9]+")
_MIXED = re.compile(r"another sector, (\d+)% of all lists")
_KEPT = re.compile(r"(another sector|newcomers), (\d+) of (\d+)")


def ranker_word(code: str) -> str:
    """The word for a ranker; one without a word is shown as it is."""
    key = _OTHER.sub("_", code.lower())
    return word(RANKERS, key) if key in RANKERS else code


def switch_word(code: str) -> str:
    """The word for a switch, the number of kept places filled in."""
    if found := _KEPT.match(code):
        return _(_PLACES[found[1]]).format(kept=found[2], shown=found[3])
    if found := _MIXED.match(code):
        return _("Another sector in {share} of all places, over all lists").format(share=percent(int(found[1]) / 100))
    return word(SWITCHES, code)
