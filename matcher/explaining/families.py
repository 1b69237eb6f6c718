"""Evidence by family: signals of one family overlap strongly, so together they are one reason."""

from matcher.model import Evidence, Reason
from matcher.score import BASE

_CITABLE = 0.5  # of the points of a family's strongest signal: who has as much, and a path, speaks for the family


def by_family(evidence: tuple[Evidence, ...]) -> tuple[Reason, ...]:
    """The evidence as one reason for each family, the highest points first, the base last; the points add up to the same score."""
    families = dict.fromkeys(part.family for part in evidence)
    found = [_reason(family, [part for part in evidence if part.family == family]) for family in families]
    return tuple(sorted(found, key=lambda reason: (reason.family == BASE, -reason.points)))


def _reason(family: str, parts: list[Evidence]) -> Reason:
    """The sentence is that of a signal which points the same way as the family as a whole; one with a path where its points count."""
    points = sum(part.points for part in parts)
    sign = 1 if points >= 0 else -1
    best = max(sign * part.points for part in parts)
    said = max(parts, key=lambda part: (bool(part.path) and sign * part.points >= _CITABLE * best, sign * part.points))
    return Reason(family, points, said.signal, said.text, said.path)
