"""What is said of somebody who is no more than a teaser: it names nobody, quotes nothing and has no path."""

from matcher.signals import FAMILIES

_FOR = {
    "need_met": "This organisation offers something close to what you look for.",
    "offer_wanted": "This organisation looks for something close to what you offer.",
    "need_described": "What this organisation says of itself, or offers, is close to what you look for.",
    "need_experience": "This organisation has experience with what you look for.",
    "shared_expertise": "You share expertise.",
    "text_similarity": "What it does reads much like what you do.",
    "related_sector": "Your sectors often work together.",
    "target_market": "One of you is in a market the other wants to reach.",
    "common_language": "You have a working language in common.",
    "common_businesses": "You have partner firms in common.",
    "common_researchers": "You have common partners outside business.",
    "walk": "Many of the latest ties lead from you to this organisation.",
    "long_walk": "It belongs to the wider circle around you.",
    "pagerank": "Over the years many ties have led from you to this organisation.",
    "fresh_ties": "Partners of yours have worked with it lately.",
    "lineage": "Several of your project partners went on to work with it.",
    "network_position": "You work with the same circles.",
    "lasting_position": "You work with the same circles.",
    "same_circle": "You work with the same circles.",
    "fits_pattern": "The circles you move in work with it.",
    "newcomer": "It has few known partners so far.",
    "shared_fields": "Your public projects lie near each other.",
    "active_in_fields": "It lately began projects in the fields where yours lie.",
    "standing_in_fields": "It has taken part in projects in the fields where yours lie.",
    "active_in_partners_fields": "It lately began projects in the fields of your partners.",
    "standing_in_partners_fields": "It has taken part in projects in the fields of your partners.",
    "field_walk": "Ties within your own fields lead to it.",
    "long_field_walk": "It belongs to the wider circle within your own fields.",
    "country_affinity": "Organisations of your two countries often work together.",
    "border": "Your countries have a common border.",
    "recent_activity": "It took part in public projects lately.",
    "popularity": "It already works with many others.",
    "works_with_businesses": "Many of its known partners are businesses.",
    "experience": "It has worked with others for long.",
    "distance_band": "It lies near the distance you asked for.",
    "competitor_guard": "It does what you do.",
    "base": "Where every suggestion starts.",
}
_AGAINST = {
    "related_sector": "Your sectors seldom work together.",
    "common_language": "You have no working language in common.",
    "country_affinity": "Organisations of your two countries seldom work together.",
    "popularity": "How many it already works with weighs a little against it.",
    "works_with_businesses": "Who its partners are weighs a little against it.",
    "experience": "How long it has worked with others weighs a little against it.",
    "recent_activity": "It has been less active lately than others.",
    "competitor_guard": "It does what you do.",
}
_LESS = {
    "network": "Fewer known ties lead from you to this organisation than to others.",
    "topic": "Its public projects have less to do with yours than those of others.",
}


def teaser(signal: str, points: float) -> str:
    """The sentence (in English) of a signal about a teaser."""
    if points < 0:
        return _AGAINST.get(signal) or _LESS.get(FAMILIES.get(signal, ""), _FOR[signal])
    return _FOR[signal]
