"""What each signal is called on a screen."""

from matcher.explaining.phrases import phrases

TITLES = {
    "need_met": "Your need, their offer",
    "offer_wanted": "Their need, your offer",
    "need_described": "Your need, their description",
    "need_experience": "Experience with what you need",
    "shared_expertise": "Shared expertise",
    "text_similarity": "Similar description",
    "related_sector": "Sectors that go together",
    "shared_fields": "Same fields of research",
    "target_market": "Target markets",
    "common_language": "Common language",
    "walk": "Near in the network",
    "long_walk": "In the wider circle",
    "pagerank": "Near by ties of all years",
    "common_businesses": "Businesses as common partners",
    "common_researchers": "Other common partners",
    "fresh_ties": "Fresh ties of your partners",
    "lineage": "Where project partners went on",
    "network_position": "Same part of the network",
    "lasting_position": "Same part of the network lately",
    "same_circle": "Same wide circle",
    "fits_pattern": "Fits the pattern of ties",
    "active_in_fields": "Active in your fields",
    "standing_in_fields": "Experience in your fields",
    "active_in_partners_fields": "Active in your partners’ fields",
    "standing_in_partners_fields": "Experience in your partners’ fields",
    "field_walk": "Near within a field",
    "long_field_walk": "In the wider circle of a field",
    "popularity": "Popularity",
    "newcomer": "Newcomer",
    "country_affinity": "Countries that go together",
    "border": "Common border",
    "recent_activity": "Recent activity",
    "works_with_businesses": "Works with businesses",
    "experience": "Years of working with others",
    "distance_band": "The right distance",
    "competitor_guard": "Competitor guard",
}


def title(signal: str, lang: str) -> str:
    """What a signal is called in a language, "" for what has no name of its own (the base, what fits a service)."""
    return phrases(lang).gettext(TITLES[signal]) if signal in TITLES else ""
