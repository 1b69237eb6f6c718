"""What is said of needs and offers."""

import numpy as np

from graph.schema import Rel
from matcher.asked import Asked
from matcher.explaining.paths import columns_of, edge, path
from matcher.explaining.phrases import quoted
from matcher.reasons.saying import Said, Saying, name, say
from matcher.signals.fit import fits
from matcher.signals.needs import met, offer_fits


def need_met(asked: Asked, row: int, points: float) -> Said:
    index, query = asked.index, asked.query
    things = index.links.offers
    own = columns_of(things.matrix, row)
    fit = offer_fits(index, index.texts.offers[own], query.needs)
    offer, need = np.unravel_index(int(fit.argmax()), fit.shape)
    node = int(things.nodes[own[offer]])
    said = quoted(str(index.snapshot.texts[node]))
    if asked.me < 0:
        return say(asked, "%(them)s offers “%(offer)s”, close to what you look for.", them=name(asked, row), offer=said), ()
    mine = int(query.need_nodes[need])
    text = say(
        asked,
        "%(them)s offers “%(offer)s”. You look for “%(need)s”.",
        them=name(asked, row),
        offer=said,
        need=quoted(str(index.snapshot.texts[mine])),
    )
    return text, path(edge(index, asked.me, Rel.NEEDS, mine), edge(index, int(index.nodes[row]), Rel.OFFERS, node))


def offer_wanted(asked: Asked, row: int, points: float) -> Said:
    index, query = asked.index, asked.query
    things = index.links.needs
    own = columns_of(things.matrix, row)
    fit = offer_fits(index, query.offers, index.texts.needs[own])
    offer, need = np.unravel_index(int(fit.argmax()), fit.shape)
    node, mine = int(things.nodes[own[need]]), int(query.offer_nodes[offer])
    snapshot = index.snapshot
    text = say(
        asked,
        "%(them)s looks for “%(need)s”. You offer “%(offer)s”.",
        them=name(asked, row),
        need=quoted(str(snapshot.texts[node])),
        offer=quoted(str(snapshot.texts[mine])),
    )
    return text, path(edge(index, int(index.nodes[row]), Rel.NEEDS, node), edge(index, asked.me, Rel.OFFERS, mine))


def need_described(asked: Asked, row: int, points: float) -> Said:
    index, query = asked.index, asked.query
    if not index.texts.is_described(row):
        text = "%(them)s does not describe itself: counted half as close as what it offers, as descriptions are on average."
        return say(asked, text, them=name(asked, row)), ()
    if asked.me < 0:
        return say(asked, "What %(them)s says of itself is close to what you look for.", them=name(asked, row)), ()
    texts = index.texts
    fit = fits(texts.of(row), query.needs, texts.usual.descriptions, texts.usual.needs, texts.scale)[0]
    offered = met(index, query)[row]
    need = int(offered.argmax() if offered.any() else fit.argmax())
    node = int(query.need_nodes[need])
    said = quoted(str(index.snapshot.texts[node]))
    text = say(asked, "What %(them)s says of itself is close to what you look for: “%(need)s”.", them=name(asked, row), need=said)
    return text, path(edge(index, asked.me, Rel.NEEDS, node))


def need_experience(asked: Asked, row: int, points: float) -> Said:
    index, query = asked.index, asked.query
    own = np.intersect1d(columns_of(index.links.projects.matrix, row), index.texts.titled)
    texts = index.texts
    fit = fits(texts.titles[np.searchsorted(texts.titled, own)], query.needs, texts.usual.titles, texts.usual.needs, texts.scale)
    project, need = np.unravel_index(int(fit.argmax()), fit.shape)
    node = int(index.links.projects.nodes[own[project]])
    text = say(
        asked,
        "%(them)s took part in the project “%(project)s”, close to what you look for.",
        them=name(asked, row),
        project=quoted(asked.name(node)),
    )
    theirs = edge(index, int(index.nodes[row]), Rel.PARTICIPATED_IN, node)
    if asked.me < 0:
        return text, path(theirs)
    return text, path(edge(index, asked.me, Rel.NEEDS, int(query.need_nodes[need])), theirs)


NEEDS: dict[str, Saying] = {"need_met": need_met, "offer_wanted": offer_wanted, "need_described": need_described, "need_experience": need_experience}
