"""What is said of the countries of both sides."""

from matcher.asked import Asked
from matcher.reasons.saying import Said, Saying, say


def country_affinity(asked: Asked, row: int, points: float) -> Said:
    mine, theirs = asked.country(asked.query.country), asked.country(str(asked.index.countries[row]))
    if mine == theirs:
        text = "Organisations in %(mine)s often work with each other." if points > 0 else "Organisations in %(mine)s seldom work with each other."
        return say(asked, text, mine=mine), ()
    often = "Organisations in %(mine)s and %(theirs)s work together more often than chance would give."
    seldom = "Organisations in %(mine)s and %(theirs)s work together less often than chance would give."
    return say(asked, often if points > 0 else seldom, mine=mine, theirs=theirs), ()


def border(asked: Asked, row: int, points: float) -> Said:
    words = {"mine": asked.country(asked.query.country), "theirs": asked.country(str(asked.index.countries[row]))}
    return say(asked, "%(mine)s and %(theirs)s have a common border.", **words), ()


PLACE: dict[str, Saying] = {"country_affinity": country_affinity, "border": border}
