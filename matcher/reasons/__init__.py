"""The sentence of each signal and the path it rests on, a file for each family."""

from matcher.asked import Asked
from matcher.explaining.phrases import phrases
from matcher.reasons.activity import ACTIVITY
from matcher.reasons.distance import DISTANCE
from matcher.reasons.needs import NEEDS
from matcher.reasons.network import NETWORK
from matcher.reasons.place import PLACE
from matcher.reasons.profile import PROFILE
from matcher.reasons.saying import Said, plain
from matcher.reasons.teasers import teaser
from matcher.reasons.topic import TOPIC

OPEN = {**NEEDS, **PROFILE, **NETWORK, **TOPIC, **PLACE, **ACTIVITY, **DISTANCE, "base": plain("Where every suggestion starts.")}


def reason(asked: Asked, signal: str, row: int, points: float) -> Said:
    """What a signal says about a candidate: a sentence and existing edges."""
    if not asked.is_open(row):
        return phrases(asked.lang).gettext(teaser(signal, points)), ()
    return OPEN[signal](asked, row, points)
