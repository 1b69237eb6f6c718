"""The sentence of each signal and the path it rests on. A teaser's sentences name nobody, quote nothing and have no path."""

from collections.abc import Callable

import numpy as np

from graph.model import Edge
from graph.schema import Lang, Rel
from matcher.asked import Asked
from matcher.paths import between, edge, path
from matcher.phrases import joined, language, phrases, quoted
from matcher.signals.fit import fits
from matcher.signals.needs import offer_fits

Reason = tuple[str, tuple[Edge, ...]]
_MOST = 3


def reason(asked: Asked, signal: str, row: int, points: float) -> Reason:
    """What a signal says about a candidate: a sentence and existing edges."""
    if not asked.is_open(row):
        return phrases(asked.lang).gettext(_TEASERS[signal]), ()
    return _OPEN[signal](asked, row, points)


def _say(asked: Asked, text: str, **words: object) -> str:
    return phrases(asked.lang).gettext(text) % words


def _them(asked: Asked, row: int) -> str:
    return str(asked.index.names[row])


def _need_met(asked: Asked, row: int, points: float) -> Reason:
    index, query = asked.index, asked.query
    things = index.links.offers
    own = things.matrix[[row]].indices
    fit = offer_fits(index, index.texts.offers[own], query.needs)
    offer, need = np.unravel_index(int(fit.argmax()), fit.shape)
    node = int(things.nodes[own[offer]])
    said = quoted(str(index.snapshot.texts[node]))
    if asked.me < 0:
        return _say(asked, "%(them)s offers “%(offer)s”, close to what you look for.", them=_them(asked, row), offer=said), ()
    mine = int(query.need_nodes[need])
    text = _say(
        asked,
        "%(them)s offers “%(offer)s”. You look for “%(need)s”.",
        them=_them(asked, row),
        offer=said,
        need=quoted(str(index.snapshot.texts[mine])),
    )
    return text, path(edge(index, asked.me, Rel.NEEDS, mine), edge(index, int(index.nodes[row]), Rel.OFFERS, node))


def _offer_wanted(asked: Asked, row: int, points: float) -> Reason:
    index, query = asked.index, asked.query
    things = index.links.needs
    own = things.matrix[[row]].indices
    fit = offer_fits(index, query.offers, index.texts.needs[own])
    offer, need = np.unravel_index(int(fit.argmax()), fit.shape)
    node, mine = int(things.nodes[own[need]]), int(query.offer_nodes[offer])
    snapshot = index.snapshot
    text = _say(
        asked,
        "%(them)s looks for “%(need)s”. You offer “%(offer)s”.",
        them=_them(asked, row),
        need=quoted(str(snapshot.texts[node])),
        offer=quoted(str(snapshot.texts[mine])),
    )
    return text, path(edge(index, int(index.nodes[row]), Rel.NEEDS, node), edge(index, asked.me, Rel.OFFERS, mine))


def _need_described(asked: Asked, row: int, points: float) -> Reason:
    index, query = asked.index, asked.query
    if asked.me < 0:
        return _say(asked, "What %(them)s says of itself is close to what you look for.", them=_them(asked, row)), ()
    texts = index.texts
    need = int(fits(texts.of(row), query.needs, texts.usual.descriptions, texts.usual.needs, texts.scale)[0].argmax())
    node = int(query.need_nodes[need])
    said = quoted(str(index.snapshot.texts[node]))
    text = _say(asked, "What %(them)s says of itself is close to what you look for: “%(need)s”.", them=_them(asked, row), need=said)
    return text, path(edge(index, asked.me, Rel.NEEDS, node))


def _need_experience(asked: Asked, row: int, points: float) -> Reason:
    index, query = asked.index, asked.query
    own = np.intersect1d(index.links.projects.matrix[[row]].indices, index.texts.titled)
    fit = index.texts.titles[np.searchsorted(index.texts.titled, own)] @ query.needs.T
    project, need = np.unravel_index(int(fit.argmax()), fit.shape)
    node = int(index.links.projects.nodes[own[project]])
    text = _say(
        asked,
        "%(them)s took part in the project “%(project)s”, close to what you look for.",
        them=_them(asked, row),
        project=quoted(asked.name(node)),
    )
    theirs = edge(index, int(index.nodes[row]), Rel.PARTICIPATED_IN, node)
    if asked.me < 0:
        return text, path(theirs)
    return text, path(edge(index, asked.me, Rel.NEEDS, int(query.need_nodes[need])), theirs)


def _shared_expertise(asked: Asked, row: int, points: float) -> Reason:
    index = asked.index
    table = index.links.expertise
    common = np.intersect1d(table.matrix[[asked.query.row]].indices, table.matrix[[row]].indices)
    rarest = common[np.argsort(-index.tables.rarity[common], kind="stable")][:_MOST]
    nodes = [int(table.nodes[column]) for column in rarest]
    text = _say(asked, "You both know about %(topics)s.", topics=joined([asked.name(node) for node in nodes], asked.lang))
    ends = asked.me, int(index.nodes[row])
    return text, path(*(edge(index, end, Rel.HAS_EXPERTISE, nodes[0]) for end in ends))


def _text_similarity(asked: Asked, row: int, points: float) -> Reason:
    return _say(asked, "What %(them)s does reads much like what you do.", them=_them(asked, row)), ()


def _related_sector(asked: Asked, row: int, points: float) -> Reason:
    index = asked.index
    divisions = [int(index.tree[one, 1]) for one in (asked.query.row, row)]
    supply = path(edge(index, divisions[1], Rel.SUPPLIES, divisions[0])) or path(edge(index, divisions[0], Rel.SUPPLIES, divisions[1]))
    words = {"mine": asked.name(divisions[0]), "theirs": asked.name(divisions[1])}
    if points < 0:
        return _say(asked, "Your sectors seldom work together: %(mine)s – %(theirs)s.", **words), ()
    if supply and divisions[0] != divisions[1]:
        return _say(asked, "Your sectors buy from each other: %(mine)s – %(theirs)s.", **words), supply
    return _say(asked, "Your sectors often work together: %(mine)s – %(theirs)s.", **words), ()


def _shared_fields(asked: Asked, row: int, points: float) -> Reason:
    field = asked.name_of(str(asked.index.fields[row]))
    return _say(asked, "Its public projects lie near yours; most are in “%(field)s”.", field=field), ()


def _target_market(asked: Asked, row: int, points: float) -> Reason:
    index = asked.index
    for who, other, text in (
        (asked.query.row, row, "%(them)s is in a market you want to reach: %(market)s."),
        (row, asked.query.row, "You are in a market %(them)s wants to reach: %(market)s."),
    ):
        wanted = index.links.targets.nodes[index.links.targets.matrix[[who]].indices]
        place = np.array([index.at.get(f"country:{index.countries[other]}", -1), *index.tree[other], *_served(asked, other)])
        met = wanted[np.isin(wanted, place)]
        if len(met):
            cited = path(edge(index, int(index.nodes[who]), Rel.TARGETS_MARKET, int(met[0])))
            return _say(asked, text, them=_them(asked, row), market=asked.name(int(met[0]))), cited
    return _say(asked, "You want to reach the same kind of market."), ()


def _served(asked: Asked, row: int) -> list[int]:
    served = asked.index.links.serves
    return [int(node) for node in served.nodes[served.matrix[[row]].indices]]


def _common_language(asked: Asked, row: int, points: float) -> Reason:
    if points < 0:
        return _say(asked, "You have no working language in common."), ()
    both = int(asked.index.speaks[row]) & int(asked.index.speaks[asked.query.row])
    names = [language(lang.value, asked.lang) for place, lang in enumerate(Lang) if both >> place & 1]
    return _say(asked, "You both work in %(languages)s.", languages=joined(names, asked.lang)), ()


def _common_partners(asked: Asked, row: int, points: float) -> Reason:
    index = asked.index
    both = np.intersect1d(index.partners_of(asked.query.row), index.partners_of(row))
    named = both[asked.views[both] == 2]
    if not len(named):
        return _say(asked, "You have partners in common whose names are not known."), ()
    nearest = named[np.lexsort((named, -index.tables.closeness[named]))]
    names = joined([_them(asked, one) for one in nearest[:_MOST].tolist()], asked.lang)
    text = phrases(asked.lang).ngettext(
        "You have one partner in common: %(names)s.", "You have %(count)d partners in common, among them %(names)s.", len(named)
    )
    middle = int(nearest[0])
    return text % {"count": len(named), "names": names}, between(index, asked.query.row, middle) + between(index, row, middle)


def _walk(asked: Asked, row: int, points: float) -> Reason:
    return _say(asked, "Known ties lead from you to %(them)s in few steps.", them=_them(asked, row)), ()


def _network_position(asked: Asked, row: int, points: float) -> Reason:
    return _say(asked, "You and %(them)s work with the same circles.", them=_them(asked, row)), ()


def _popularity(asked: Asked, row: int, points: float) -> Reason:
    return _say(asked, "%(them)s already works with %(count)d others.", them=_them(asked, row), count=int(asked.index.links.degree[row])), ()


def _works_with_businesses(asked: Asked, row: int, points: float) -> Reason:
    share = round(100 * float(asked.index.tables.levels.with_businesses[row]))
    return _say(asked, "Of the partners of %(them)s, %(share)d in 100 are businesses.", them=_them(asked, row), share=share), ()


def _experience(asked: Asked, row: int, points: float) -> Reason:
    met = asked.index.links.met[asked.index.links.meetings[[row]].indices]
    return _say(asked, "%(them)s has worked with others since %(year)d.", them=_them(asked, row), year=int(met[met > 0].min(initial=9999))), ()


def _plain(text: str) -> Callable[[Asked, int, float], Reason]:
    """A reason whose sentence names only the candidate, without a path."""
    return lambda asked, row, points: (_say(asked, text, them=_them(asked, row)), ())


def _newcomer(asked: Asked, row: int, points: float) -> Reason:
    return _say(asked, "%(them)s has few known partners so far.", them=_them(asked, row)), ()


def _country_affinity(asked: Asked, row: int, points: float) -> Reason:
    mine, theirs = asked.country(asked.query.country), asked.country(str(asked.index.countries[row]))
    if mine == theirs:
        text = "Organisations in %(mine)s often work with each other." if points > 0 else "Organisations in %(mine)s seldom work with each other."
        return _say(asked, text, mine=mine), ()
    often = "Organisations in %(mine)s and %(theirs)s work together more often than chance would give."
    seldom = "Organisations in %(mine)s and %(theirs)s work together less often than chance would give."
    return _say(asked, often if points > 0 else seldom, mine=mine, theirs=theirs), ()


def _border(asked: Asked, row: int, points: float) -> Reason:
    words = {"mine": asked.country(asked.query.country), "theirs": asked.country(str(asked.index.countries[row]))}
    return _say(asked, "%(mine)s and %(theirs)s have a common border.", **words), ()


def _recent_activity(asked: Asked, row: int, points: float) -> Reason:
    index = asked.index
    own = index.links.projects.matrix[[row]].indices
    last = own[np.argmax(index.links.began[own])]
    words = {"them": _them(asked, row), "year": int(index.links.began[last])}
    cited = path(edge(index, int(index.nodes[row]), Rel.PARTICIPATED_IN, int(index.links.projects.nodes[last])))
    return _say(asked, "%(them)s began its latest known public project in %(year)d.", **words), cited


def _distance_band(asked: Asked, row: int, points: float) -> Reason:
    return _say(asked, "%(them)s is about as far from what you do as you asked for.", them=_them(asked, row)), ()


def _competitor_guard(asked: Asked, row: int, points: float) -> Reason:
    sector = asked.name_of(str(asked.index.sectors[row]))
    return _say(asked, "%(them)s does what you do: %(sector)s.", them=_them(asked, row), sector=sector), ()


def _base(asked: Asked, row: int, points: float) -> Reason:
    return _say(asked, "Where every suggestion starts."), ()


_OPEN: dict[str, Callable[[Asked, int, float], Reason]] = {
    "need_met": _need_met,
    "offer_wanted": _offer_wanted,
    "need_described": _need_described,
    "need_experience": _need_experience,
    "shared_expertise": _shared_expertise,
    "text_similarity": _text_similarity,
    "related_sector": _related_sector,
    "shared_fields": _shared_fields,
    "target_market": _target_market,
    "common_language": _common_language,
    "common_businesses": _common_partners,
    "common_researchers": _common_partners,
    "walk": _walk,
    "long_walk": _plain("%(them)s belongs to the wider circle around you."),
    "pagerank": _walk,
    "fresh_ties": _plain("Partners of yours worked with %(them)s in the last year that is known."),
    "lineage": _plain("%(them)s was in a project that several of your project partners went on to."),
    "circle": _plain("A tie with %(them)s would fit the pattern of who works with whom."),
    "active_in_fields": _plain("%(them)s lately began projects in the fields where yours lie."),
    "standing_in_fields": _plain("%(them)s has taken part in many projects in the fields where yours lie."),
    "active_in_partners_fields": _plain("%(them)s lately began projects in the fields of your partners."),
    "standing_in_partners_fields": _plain("%(them)s has taken part in many projects in the fields of your partners."),
    "field_walk": _plain("Ties within one field lead from you to %(them)s in few steps."),
    "long_field_walk": _plain("Ties within one field lead from you to %(them)s in few steps."),
    "network_position": _network_position,
    "popularity": _popularity,
    "works_with_businesses": _works_with_businesses,
    "experience": _experience,
    "newcomer": _newcomer,
    "country_affinity": _country_affinity,
    "border": _border,
    "recent_activity": _recent_activity,
    "distance_band": _distance_band,
    "competitor_guard": _competitor_guard,
    "base": _base,
}
_TEASERS = {
    "need_met": "This organisation offers something close to what you look for.",
    "offer_wanted": "This organisation looks for something close to what you offer.",
    "need_described": "What this organisation says of itself is close to what you look for.",
    "need_experience": "This organisation has experience with what you look for.",
    "shared_expertise": "You share expertise.",
    "text_similarity": "What it does reads much like what you do.",
    "related_sector": "How well your sectors work together.",
    "shared_fields": "Your public projects lie near each other.",
    "target_market": "One of you is in a market the other wants to reach.",
    "common_language": "Whether you have a working language in common.",
    "common_businesses": "You have partners in common.",
    "common_researchers": "You have partners in common.",
    "walk": "Known ties lead there in few steps.",
    "long_walk": "It belongs to the wider circle around you.",
    "pagerank": "Known ties lead there in few steps.",
    "fresh_ties": "Partners of yours worked with it in the last year that is known.",
    "lineage": "It was in a project that several of your project partners went on to.",
    "circle": "A tie would fit the pattern of who works with whom.",
    "active_in_fields": "It lately began projects in the fields where yours lie.",
    "standing_in_fields": "It has taken part in many projects in the fields where yours lie.",
    "active_in_partners_fields": "It lately began projects in the fields of your partners.",
    "standing_in_partners_fields": "It has taken part in many projects in the fields of your partners.",
    "field_walk": "Ties within one field lead there in few steps.",
    "long_field_walk": "Ties within one field lead there in few steps.",
    "network_position": "You work with the same circles.",
    "popularity": "How many it already works with.",
    "works_with_businesses": "How many of its partners are businesses.",
    "experience": "How long it has worked with others.",
    "newcomer": "It has few known partners so far.",
    "country_affinity": "How often organisations of your two countries work together.",
    "border": "Your countries have a common border.",
    "recent_activity": "It took part in public projects lately.",
    "distance_band": "It is about as far from what you do as you asked for.",
    "competitor_guard": "It does what you do.",
    "base": "Where every suggestion starts.",
}
