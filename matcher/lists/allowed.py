"""Who may be suggested: the filter of a question, checked, and applied inside the search."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.errors import Invalid
from graph.schema import Kind
from matcher.asked import HIDDEN, PROFILE
from matcher.index import Index
from matcher.lists.quota import Quota, Wanted
from matcher.model import Scope, SectorRule, Targets
from matcher.query import NOBODY, Query
from matcher.signals.apart import competitors
from matcher.signals.network import NEWCOMER_TIES

MOST = 100
LANGS = ("en", "de", "fr")
Views = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Filter:
    """Where partners may be, in which sector, and of which kind."""

    scope: Scope = Scope.ANY
    sector: SectorRule = SectorRule.ANY
    targets: Targets = Targets.ANY

    def __str__(self) -> str:
        return f"{self.scope} {self.sector}" + (f" {self.targets}" if self.targets is not Targets.ANY else "")


def checked(scope: str = "any", sector: str = "any", targets: str = "any", *, distance: float = 0.5, k: int = 10, lang: str = "en") -> Filter:
    """The filter of these words. Raises Invalid for a word or number out of bounds, naming what is allowed."""
    for name, value, words in (("scope", scope, Scope), ("sector", sector, SectorRule), ("targets", targets, Targets)):
        if value not in words._value2member_map_:
            raise Invalid(f"{name}={value[:40]!r}; use one of {', '.join(words._value2member_map_)}")
    if not 0 <= distance <= 1:
        raise Invalid(f"distance={distance} is out of range; 0 is near, 1 is far")
    if not 1 <= k <= MOST:
        raise Invalid(f"k={k} is out of range; ask for 1 to {MOST}")
    if lang not in LANGS:
        raise Invalid(f"lang={lang[:40]!r}; use one of {', '.join(LANGS)}")
    return Filter(Scope(scope), SectorRule(sector), Targets(targets))


def seen_by(index: Index, views: Views | None) -> Views:
    """The views, with the unnamed always hidden: whatever a caller hands in, they are never listed."""
    given = np.full(len(index.ids), PROFILE, dtype=np.int8) if views is None else views
    if len(given) != len(index.ids):
        raise Invalid(f"{len(given)} views for {len(index.ids)} organisations; take them from the same index")
    return np.where(index.unnamed, HIDDEN, given).astype(np.int8)


def allowed(index: Index, query: Query, seen: Views, filter: Filter) -> NDArray[np.bool_]:
    """Who may be suggested: seen, matchable, not the asker, no known partner, no competitor, in the asked place and sector, of the asked kind."""
    found: NDArray[np.bool_] = (seen != HIDDEN) & index.matchable & ~competitors(index, query)
    if query.row != NOBODY:
        found[query.row] = False
        found[index.partners_of(query.row)] = False
    if filter.scope is not Scope.ANY:
        home, nowhere = index.in_country(query.country), index.in_country("")
        if filter.scope is Scope.INTERNATIONAL:
            found[home] = found[nowhere] = False
        else:
            found[: home.start] = found[home.stop :] = False
    if filter.targets is Targets.BUSINESSES:
        found &= index.kinds == Kind.BUSINESS
    if filter.sector is not SectorRule.ANY:
        other = filter.sector is SectorRule.OTHER
        found &= np.equal(crossing(index, query), other).astype(bool)
    return found


def crossing(index: Index, query: Query, rows: NDArray[np.intp] | None = None) -> NDArray[np.object_]:
    """For each row (or some): another sector (True), the same (False), unknown (None). NACE sections where both have one, else dominant fields."""
    found = np.full(len(index.ids) if rows is None else len(rows), None, dtype=object)
    if query.row == NOBODY:
        return found
    for column in (index.fields, index.sections):
        if mine := column[query.row]:
            theirs = column if rows is None else column[rows]
            known = theirs != ""
            found[known] = theirs[known] != mine
    return found


def wanted(index: Index, query: Query, quota: Quota) -> list[Wanted]:
    """Who is wanted by each quota that keeps a place."""
    found: list[Wanted] = []
    if quota.cross_sector:
        found.append((np.equal(crossing(index, query), True).astype(bool), quota.cross_sector))
    if quota.newcomers:
        found.append((index.links.degree <= NEWCOMER_TIES, quota.newcomers))
    return found
