"""The one thing that speaks against a suggestion: the most important that is true."""

from collections.abc import Iterator

from matcher.asked import TEASER, Asked
from matcher.explaining.paths import columns_of
from matcher.explaining.phrases import phrases
from matcher.signals.network import NEWCOMER_TIES

_FAR = 0.92
_MANY = 100
_LONG_AGO = 4  # years before the data's last


def against(asked: Asked, row: int, distance: float, points: dict[str, float]) -> str:
    """One sentence, always: no suggestion is without a risk."""
    text, words = next(_true(asked, row, distance, points))
    return phrases(asked.lang).gettext(text) % words


def _true(asked: Asked, row: int, distance: float, points: dict[str, float]) -> Iterator[tuple[str, dict[str, object]]]:
    """What is true of the pair, the most important first."""
    index = asked.index
    if asked.views[row] == TEASER:
        yield "Its cluster has not agreed to show its profile: ask its cluster manager first.", {}
    them = str(index.names[row])
    if asked.me >= 0 and index.sectors[row] and index.sectors[row] == index.sectors[asked.query.row]:
        yield "%(them)s works in the same class of activity as you: it may see you as a competitor.", {"them": them}
    if points.get("common_language", 0) < 0:
        yield "You have no working language in common: plan for an interpreter.", {}
    degree = int(index.links.degree[row])
    if degree >= _MANY:
        yield "%(them)s already works with very many organisations: it may have little time for a new one.", {"them": them}
    if not index.has_need[row] and not index.has_offer[row]:
        yield from _public(asked, row, them)
    if not index.has_need[row]:
        yield "Nothing is known of what %(them)s looks for: find out what it would gain.", {"them": them}
    if distance > _FAR:
        yield "%(them)s is far from what you do: expect to explain much.", {"them": them}
    if points.get("country_affinity", 0) < 0 and index.countries[row] != asked.query.country:
        yield "Organisations of your two countries seldom work together: travel and rules may be in the way.", {}
    if len(asked.query.offers) and not points.get("offer_wanted"):
        yield "Nothing you offer is close to what %(them)s looks for: find out what it would gain.", {"them": them}
    if degree <= NEWCOMER_TIES:
        yield "%(them)s has few known partners: little is known of how it works with others.", {"them": them}
    yield "The texts were compared by a machine: read the profile of %(them)s before you write.", {"them": them}


def _public(asked: Asked, row: int, them: str) -> Iterator[tuple[str, dict[str, object]]]:
    """What is missing where neither needs nor offers are known."""
    links = asked.index.links
    own = columns_of(links.projects.matrix, row)
    last = int(links.began[own].max(initial=0))
    if last and last <= int(links.began.max()) - _LONG_AGO:
        yield "The latest known project of %(them)s began in %(year)d: it may do other things today.", {"them": them, "year": last}
    if len(own):
        yield "Only public projects of %(them)s are known, neither needs nor offers: ask what it looks for.", {"them": them}
    if asked.index.texts.place[row] < 0:
        yield "Hardly anything is known of %(them)s: find out what it does before you write.", {"them": them}
    yield "Neither needs nor offers of %(them)s are known: ask what it looks for.", {"them": them}
