"""What is said of who works with whom; a way is shown only through organisations that the caller may see by name."""

import numpy as np
from numpy.typing import NDArray

from graph.schema import Kind
from matcher.asked import Asked
from matcher.explaining.paths import columns_of
from matcher.explaining.phrases import joined
from matcher.reasons.saying import MOST, Said, Saying, name, plain, say, say_many
from matcher.reasons.ways import common_partners, fellows, is_partner, through, way

FEWER = "Fewer known ties lead from you to %(them)s than to others."


def common_businesses(asked: Asked, row: int, points: float) -> Said:
    """Common partners that are businesses, those with the fewest ties first."""
    both = common_partners(asked, row)
    one, many = "You have one partner firm in common: %(names)s.", "You have %(count)d partner firms in common, among them %(names)s."
    return _partners(asked, row, points, both[asked.index.kinds[both] == Kind.BUSINESS], texts=(one, many))


def common_researchers(asked: Asked, row: int, points: float) -> Said:
    """Common partners that are no businesses, those with the fewest ties first."""
    both = common_partners(asked, row)
    one, many = "You have one common partner outside business: %(names)s.", "You have %(count)d common partners outside business, among them %(names)s."
    return _partners(asked, row, points, both[asked.index.kinds[both] != Kind.BUSINESS], texts=(one, many))


def _partners(asked: Asked, row: int, points: float, partners: NDArray[np.integer], *, texts: tuple[str, str]) -> Said:
    if points < 0:
        return say(asked, "You have fewer partners in common with %(them)s than with others.", them=name(asked, row)), ()
    if not len(partners):
        return say(asked, "You have partners in common whose names are not known."), ()
    names = joined([name(asked, partner) for partner in partners[:MOST].tolist()], asked.lang)
    return say_many(asked, *texts, len(partners), names=names), through(asked, int(partners[0]), row)


def fresh_ties(asked: Asked, row: int, points: float) -> Said:
    """Partners that met the candidate within the last known year."""
    index, them = asked.index, name(asked, row)
    if points < 0:
        return say(asked, "Your partners have worked with %(them)s less lately than with others.", them=them), ()
    met = columns_of(index.tables.fresh, row)
    fresh = met[is_partner(asked)[met]]
    if not len(fresh):
        return say(asked, "Partners of yours have worked with %(them)s lately.", them=them), ()
    nearest = fresh[np.lexsort((fresh, -index.tables.closeness[fresh]))]
    names = joined([name(asked, partner) for partner in nearest[:MOST].tolist()], asked.lang)
    text = say(asked, "Partners of yours have worked with %(them)s lately: %(names)s.", them=them, names=names)
    return text, through(asked, int(nearest[0]), row)


def lineage(asked: Asked, row: int, points: float) -> Said:
    """Fellows of one project who met the candidate in another."""
    them = name(asked, row)
    if points < 0:
        return say(asked, "Fewer of your project partners went on to work with %(them)s than with others.", them=them), ()
    stops, cited = fellows(asked, row)
    if not cited:
        return say(asked, "Several of your project partners went on to work with %(them)s.", them=them), ()
    text = "Several of your partners of one project, %(fellow)s among them, went on to a project with %(them)s."
    return say(asked, text, fellow=name(asked, stops[0]), them=them), cited


def along(text: str, *, without_way: str) -> Saying:
    """A sentence about ties that lead to a candidate, with a way of them if one may be shown."""

    def said(asked: Asked, row: int, points: float) -> Said:
        them = name(asked, row)
        if points < 0:
            return say(asked, FEWER, them=them), ()
        stops, cited = way(asked, row)
        if not cited:
            return say(asked, without_way, them=them), ()
        return say(asked, text, them=them, through=joined([name(asked, stop) for stop in stops], asked.lang)), cited

    return said


SAME_CIRCLES = along(
    "You and %(them)s work with the same circles, for example through %(through)s.", without_way="You and %(them)s work with the same circles."
)
NETWORK: dict[str, Saying] = {
    "common_businesses": common_businesses,
    "common_researchers": common_researchers,
    "fresh_ties": fresh_ties,
    "lineage": lineage,
    "walk": along(
        "Many of the latest ties lead from you to %(them)s, for example through %(through)s.",
        without_way="Many of the latest ties lead from you to %(them)s.",
    ),
    "long_walk": along(
        "%(them)s belongs to the wider circle around you, for example through %(through)s.",
        without_way="%(them)s belongs to the wider circle around you.",
    ),
    "pagerank": along(
        "Over the years many ties have led from you to %(them)s, for example through %(through)s.",
        without_way="Over the years many ties have led from you to %(them)s.",
    ),
    **dict.fromkeys(("network_position", "lasting_position", "same_circle"), SAME_CIRCLES),
    "fits_pattern": along(
        "The circles you move in work with %(them)s, for example through %(through)s.", without_way="The circles you move in work with %(them)s."
    ),
    "newcomer": plain("%(them)s has few known partners so far."),
}
