"""Services that fit a business: what they are about, where, and in which language."""

from collections.abc import Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.model import Node
from graph.schema import Lang, Rel
from matcher.asked import Asked
from matcher.explaining.families import by_family
from matcher.explaining.paths import edge, path
from matcher.explaining.phrases import joined, language, phrases, quoted
from matcher.index.columns import located
from matcher.lists.topk import top
from matcher.model import Evidence, Match
from matcher.reasons.saying import Said
from matcher.score import BASE
from matcher.signals.common import best_pairs


def fitting(asked: Asked, given: Mapping[str, float], k: int) -> list[Match]:
    """The k best services that take requests today in a language the business works in; the score is the sum of its parts."""
    index = asked.index
    values = _values(asked)
    points = {name: given[name] * column for name, column in values.items()}
    scores = np.sum(list(points.values()), axis=0) + given[BASE] if len(index.services) else np.zeros(0)
    allowed = np.flatnonzero(_open(asked))
    chosen = allowed[top(scores[allowed], k, ties=index.services[allowed])]
    return [
        _match(asked, rank, int(place), {name: float(column[place]) for name, column in points.items()}, given[BASE]) for rank, place in enumerate(chosen, 1)
    ]


def _values(asked: Asked) -> dict[str, NDArray[np.float64]]:
    index, row = asked.index, asked.query.row
    regions = located(index.snapshot)[1]
    topics = _topics(asked)
    langs = [_text(asked, int(node), "lang") for node in index.services]
    return {
        "need_met": best_pairs(asked.query.needs, index.texts.services, index.texts.scale),
        "shared_topic": np.array([float(bool(_about(asked, int(node)) & topics)) for node in index.services]),
        "same_region": np.array([float(bool(index.regions[row]) and regions.get(int(node)) == index.regions[row]) for node in index.services]),
        "own_language": np.array([float(lang == index.langs[row]) for lang in langs]),
    }


def _open(asked: Asked) -> NDArray[np.bool_]:
    """In the business's country, in a language it works in, taking requests today."""
    index, row, today = asked.index, asked.query.row, asked.query.today
    countries = located(index.snapshot)[0]
    bits = {lang.value: 1 << place for place, lang in enumerate(Lang)}
    spoken = int(index.speaks[row])
    return np.array(
        [
            countries.get(int(node), "") in ("", index.countries[row])
            and (not spoken or bool(bits.get(_text(asked, int(node), "lang"), spoken) & spoken))
            and _is_taking(asked, int(node), today)
            for node in index.services
        ],
        dtype=bool,
    )


def _is_taking(asked: Asked, node: int, today: date) -> bool:
    opens, closes = _text(asked, node, "opens"), _text(asked, node, "closes")
    return (not opens or opens <= today.isoformat()) and (not closes or today.isoformat() <= closes)


def _text(asked: Asked, node: int, name: str) -> str:
    column = asked.index.snapshot.props.get(name)
    return "" if column is None or column[node] is None else str(column[node])


def _about(asked: Asked, node: int) -> set[int]:
    """What a node is about: targets of its ABOUT edges."""
    snapshot = asked.index.snapshot
    start, stop = np.searchsorted(snapshot.sources, [node, node + 1])
    code = list(Rel).index(Rel.ABOUT)
    return set(snapshot.targets[start:stop][snapshot.rels[start:stop] == code].tolist())


def _topics(asked: Asked) -> set[int]:
    """What the business's needs are about."""
    return {topic for node in asked.query.need_nodes.tolist() for topic in _about(asked, node)}


def _match(asked: Asked, rank: int, place: int, points: dict[str, float], base: float) -> Match:
    index, translated = asked.index, phrases(asked.lang)
    node = int(index.services[place])
    evidence = [Evidence(name, value, *_reason(asked, name, node, place), family="services") for name, value in points.items() if value]
    evidence.append(Evidence(BASE, base, translated.gettext("Where every suggestion starts."), family="base"))
    said = [part.text for part in sorted(evidence, key=lambda part: -part.points) if part.points > 0]
    ends = {end for part in evidence for one in part.path for end in (one.source, one.target)}
    against = (
        "It does not clearly answer a need you named: read what it covers before you go."
        if not points.get("need_met")
        else "Whether there is still a place is not known: ask the provider."
    )
    return Match(
        rank=rank,
        node=_node(asked, node),
        score=sum(part.points for part in evidence),
        evidence=tuple(evidence),
        explanation=" ".join(said[:2]) or translated.gettext("It is open to you; no closer reason is known."),
        watch_out=translated.gettext(against),
        distance=0.0,
        cross_sector=None,
        international=False,
        names={id: asked.name_of(id) for id in sorted(ends)},
        reasons=by_family(tuple(evidence)),
    )


def _node(asked: Asked, node: int) -> Node:
    snapshot = asked.index.snapshot
    return Node(str(snapshot.ids[node]), asked.name(node), str(snapshot.texts[node]))


def _reason(asked: Asked, name: str, node: int, place: int) -> Said:
    index, query, translated = asked.index, asked.query, phrases(asked.lang)
    if name == "need_met":
        need = int(query.need_nodes[int((query.needs @ index.texts.services[place]).argmax())])
        text = translated.gettext("“%(service)s” fits what you look for: “%(need)s”.")
        return text % {"service": asked.name(node), "need": quoted(str(index.snapshot.texts[need]))}, path(edge(index, asked.me, Rel.NEEDS, need))
    if name == "shared_topic":
        topics = sorted(_about(asked, node) & _topics(asked))
        text = translated.gettext("It is about %(topics)s, as your needs are.")
        return text % {"topics": joined([asked.name(topic) for topic in topics[:3]], asked.lang)}, path(edge(index, node, Rel.ABOUT, topics[0]))
    if name == "same_region":
        return translated.gettext("It is in your region."), ()
    return translated.gettext("It is held in %(language)s.") % {"language": language(_text(asked, node, "lang"), asked.lang)}, ()
