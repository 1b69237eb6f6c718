"""What is said of how far apart two sides are."""

from matcher.asked import Asked
from matcher.reasons.saying import Said, Saying, name, remembered, say
from matcher.signals.apart import distances, targets

_ABOUT = 0.15  # of the dial: what is no farther off is about what was asked for


def distance_band(asked: Asked, row: int, points: float) -> Said:
    """About as far as asked for, or nearer or farther but not out of range; where nothing is known of either side, that."""
    them = name(asked, row)
    if not _is_known(asked, row):
        return say(asked, "How far %(them)s is from what you do is not known; a middle distance is assumed.", them=them), ()
    off = remembered(asked, "distances", lambda: distances(asked.index, asked.query) - targets(asked.index, asked.query))[row]
    if abs(off) <= _ABOUT:
        return say(asked, "%(them)s is about as far from what you do as you asked for.", them=them), ()
    nearer, farther = "%(them)s is within the distance you asked for, on the near side.", "%(them)s is within the distance you asked for, on the far side."
    return say(asked, nearer if off < 0 else farther, them=them), ()


def _is_known(asked: Asked, row: int) -> bool:
    """Is there a sector, a text or a tie on both sides to compare?"""
    index, me = asked.index, asked.query.row
    texts = bool(asked.query.text.any()) and index.texts.place[row] >= 0
    if asked.me < 0:
        return texts
    return texts or bool(index.tree[[me, row], 0].min() >= 0) or bool(index.links.degree[[me, row]].min() > 0)


def competitor_guard(asked: Asked, row: int, points: float) -> Said:
    """The class of activity that both have."""
    sector = asked.name_of(str(asked.index.sectors[row]))
    return say(asked, "%(them)s does what you do: %(sector)s.", them=name(asked, row), sector=sector), ()


DISTANCE: dict[str, Saying] = {"distance_band": distance_band, "competitor_guard": competitor_guard}
