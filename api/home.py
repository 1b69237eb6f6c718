"""What the home page shows: figures, this week's suggestions, thin profiles."""

from api.keys import Role
from api.live import Live
from api.models import Figure, Label, Suggestion
from api.network import PROFILE, Sight
from api.present import Presenter
from api.trials.waiting import waiting_ids
from graph.schema import Kind
from matcher.model import Scope, SectorRule
from matcher.score import BASE

_SUGGESTIONS = 5
_THIN = 10


def members(seen: Sight) -> list[int]:
    """The rows the caller works for: its clusters' members, itself, or (administrator) every business of a cluster."""
    caller, index = seen.caller, seen.index
    if caller.role is Role.EVALUATOR:
        return []
    if caller.role is Role.BUSINESS:
        return [index.row[caller.organisation]] if caller.organisation in index.row else []
    rows = ((index.kinds == Kind.BUSINESS) & (seen.views == PROFILE)).nonzero()[0].tolist()
    wanted = caller.clusters
    return [row for row in rows if (wanted & set(index.clusters[row]) if wanted else index.clusters[row])]


def figures(seen: Sight) -> list[Figure]:
    """Counts of what the caller sees; each is a filter of the search page."""
    index, own = seen.index, members(seen)
    visible = seen.views > 0
    countries = {str(code) for code in index.countries[visible].tolist() if code}
    complete = [row for row in own if index.has_need[row] and index.has_offer[row]]
    values = {
        "members": len(own),
        "complete_profiles": len(complete),
        "organisations": int(visible.sum()),
        "countries": len(countries),
        "clusters": len(seen.labels.rows(Kind.CLUSTER)),
    }
    return [Figure(key=key, value=value) for key, value in values.items()]


def suggestions(service: Live, present: Presenter) -> list[Suggestion]:
    """Up to five members, others each week, with their best partner in another sector, the strongest first; a business sees its own best five.

    Who waits in a trial is left out: it is not introduced until the trial is over.
    """
    index, waits = present.sight.index, waiting_ids(service.store, service.steady, service.clock.today())
    ready = [row for row in members(present.sight) if (index.has_need[row] or index.has_offer[row]) and index.ids[row] not in waits]
    chosen = _of_the_week(ready, service.clock.today().isocalendar().week)
    each = _SUGGESTIONS if present.sight.caller.role is Role.BUSINESS else 1
    found = []
    for row in chosen:
        matches = service.matching(present.sight).partners(
            str(index.ids[row]), scope=Scope.ANY, sector=SectorRule.OTHER, distance=0.5, k=each, lang=present.lang, views=present.sight.candidates
        )
        found += [Suggestion(member=present.label(row), match=present.match(match)) for match in matches.items]
    return sorted(found, key=lambda suggestion: (-_strength(suggestion), suggestion.member.id))


def _strength(suggestion: Suggestion) -> float:
    """The points of the reasons without the base, which differs from asker to asker."""
    return sum(reason.points for reason in suggestion.match.reasons if reason.family != BASE)


def incomplete(present: Presenter) -> list[Label]:
    """Members without a need or an offer, by name: nothing good can be suggested to them yet."""
    index = present.sight.index
    thin = [row for row in members(present.sight) if not (index.has_need[row] and index.has_offer[row])]
    return sorted((present.label(row) for row in thin), key=lambda label: (label.name, label.id))[:_THIN]


def _of_the_week(rows: list[int], week: int) -> list[int]:
    if len(rows) <= _SUGGESTIONS:
        return rows
    start = week * _SUGGESTIONS % len(rows)
    return (rows + rows)[start : start + _SUGGESTIONS]
