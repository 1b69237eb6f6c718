"""What is said of expertise, descriptions, sectors, markets and languages."""

import numpy as np

from graph.schema import Lang, Rel
from matcher.asked import Asked
from matcher.explaining.paths import columns_of, edge, path
from matcher.explaining.phrases import joined, language
from matcher.reasons.saying import MOST, Said, Saying, name, plain, say


def shared_expertise(asked: Asked, row: int, points: float) -> Said:
    index = asked.index
    table = index.links.expertise
    common = np.intersect1d(columns_of(table.matrix, asked.query.row), columns_of(table.matrix, row))
    rarest = common[np.argsort(-index.tables.rarity[common], kind="stable")][:MOST]
    nodes = [int(table.nodes[column]) for column in rarest]
    text = say(asked, "You both know about %(topics)s.", topics=joined([asked.name(node) for node in nodes], asked.lang))
    ends = asked.me, int(index.nodes[row])
    return text, path(*(edge(index, end, Rel.HAS_EXPERTISE, nodes[0]) for end in ends))


def related_sector(asked: Asked, row: int, points: float) -> Said:
    index = asked.index
    divisions = [int(index.tree[one, 1]) for one in (asked.query.row, row)]
    supply = path(edge(index, divisions[1], Rel.SUPPLIES, divisions[0])) or path(edge(index, divisions[0], Rel.SUPPLIES, divisions[1]))
    words = {"mine": asked.name(divisions[0]), "theirs": asked.name(divisions[1])}
    if points < 0:
        return say(asked, "Your sectors seldom work together: %(mine)s – %(theirs)s.", **words), ()
    if supply and divisions[0] != divisions[1]:
        return say(asked, "Your sectors buy from each other: %(mine)s – %(theirs)s.", **words), supply
    return say(asked, "Your sectors often work together: %(mine)s – %(theirs)s.", **words), ()


def target_market(asked: Asked, row: int, points: float) -> Said:
    index = asked.index
    for who, other, text in (
        (asked.query.row, row, "%(them)s is in a market you want to reach: %(market)s."),
        (row, asked.query.row, "You are in a market %(them)s wants to reach: %(market)s."),
    ):
        wanted = index.links.targets.nodes[columns_of(index.links.targets.matrix, who)]
        place = np.array([index.at.get(f"country:{index.countries[other]}", -1), *index.tree[other], *_served(asked, other)])
        met = wanted[np.isin(wanted, place)]
        if len(met):
            cited = path(edge(index, int(index.nodes[who]), Rel.TARGETS_MARKET, int(met[0])))
            return say(asked, text, them=name(asked, row), market=asked.name(int(met[0]))), cited
    return say(asked, "You want to reach the same kind of market."), ()


def _served(asked: Asked, row: int) -> list[int]:
    served = asked.index.links.serves
    return [int(node) for node in served.nodes[columns_of(served.matrix, row)]]


def common_language(asked: Asked, row: int, points: float) -> Said:
    if points < 0:
        return say(asked, "You have no working language in common."), ()
    both = int(asked.index.speaks[row]) & int(asked.index.speaks[asked.query.row])
    names = [language(lang.value, asked.lang) for place, lang in enumerate(Lang) if both >> place & 1]
    return say(asked, "You both work in %(languages)s.", languages=joined(names, asked.lang)), ()


PROFILE: dict[str, Saying] = {
    "shared_expertise": shared_expertise,
    "text_similarity": plain("What %(them)s does reads much like what you do."),
    "related_sector": related_sector,
    "target_market": target_market,
    "common_language": common_language,
}
