"""What is said of how far apart two sides are."""

from matcher.asked import Asked
from matcher.reasons.saying import Said, Saying, name, plain, say


def competitor_guard(asked: Asked, row: int, points: float) -> Said:
    sector = asked.name_of(str(asked.index.sectors[row]))
    return say(asked, "%(them)s does what you do: %(sector)s.", them=name(asked, row), sector=sector), ()


DISTANCE: dict[str, Saying] = {
    "distance_band": plain("%(them)s is about as far from what you do as you asked for."),
    "competitor_guard": competitor_guard,
}
