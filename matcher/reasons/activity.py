"""What is said of how active a candidate is, and with whom."""

import numpy as np

from graph.schema import Rel
from matcher.asked import Asked
from matcher.explaining.paths import columns_of, edge, path
from matcher.reasons.saying import Said, Saying, name, say
from matcher.signals.network import NEWCOMER_TIES


def recent_activity(asked: Asked, row: int, points: float) -> Said:
    """The latest known project; what was more of late elsewhere speaks against."""
    index, them = asked.index, name(asked, row)
    if points < 0:
        return say(asked, "%(them)s has been less active lately than others.", them=them), ()
    own = columns_of(index.links.projects.matrix, row)
    if not len(own) or not index.links.began[own].any():
        return say(asked, "%(them)s has found new partners lately.", them=them), ()
    last = own[np.argmax(index.links.began[own])]
    cited = path(edge(index, int(index.nodes[row]), Rel.PARTICIPATED_IN, int(index.links.projects.nodes[last])))
    return say(asked, "%(them)s began its latest known public project in %(year)d.", them=them, year=int(index.links.began[last])), cited


def popularity(asked: Asked, row: int, points: float) -> Said:
    """No number: who may not be seen would count in it."""
    them = name(asked, row)
    if asked.index.links.degree[row] <= NEWCOMER_TIES:
        return say(asked, "%(them)s works with few others so far.", them=them), ()
    if points < 0:
        return say(asked, "%(them)s already works with many others; that weighs a little against it.", them=them), ()
    return say(asked, "%(them)s already works with many others, and such organisations find new partners more often.", them=them), ()


def works_with_businesses(asked: Asked, row: int, points: float) -> Said:
    """Most, or few: the share is taken over everybody, so it is not said to the digit."""
    many = asked.index.tables.levels.with_businesses[row] >= 0.5
    text = "Most known partners of %(them)s are businesses." if many else "Few known partners of %(them)s are businesses."
    return say(asked, text, them=name(asked, row)), ()


def experience(asked: Asked, row: int, points: float) -> Said:
    """Since when it is known to work with others, by the project that says so."""
    links, them = asked.index.links, name(asked, row)
    own = columns_of(links.projects.matrix, row)
    own = own[links.began[own] > 0]
    if not len(own):
        return say(asked, "%(them)s has worked with others for some time.", them=them), ()
    first = own[np.argmin(links.began[own])]
    cited = path(edge(asked.index, int(asked.index.nodes[row]), Rel.PARTICIPATED_IN, int(links.projects.nodes[first])))
    return say(asked, "The first known public project of %(them)s began in %(year)d.", them=them, year=int(links.began[first])), cited


ACTIVITY: dict[str, Saying] = {
    "recent_activity": recent_activity,
    "popularity": popularity,
    "works_with_businesses": works_with_businesses,
    "experience": experience,
}
