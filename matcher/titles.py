"""What each signal is called on a screen."""

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
    "common_partners": "Common partners",
    "walk": "Near in the network",
    "network_position": "Same circles",
    "popularity": "Popularity",
    "newcomer": "Newcomer",
    "country_affinity": "Countries that go together",
    "border": "Common border",
    "recent_activity": "Recent activity",
    "distance_band": "The right distance",
    "competitor_guard": "Competitor guard",
}
