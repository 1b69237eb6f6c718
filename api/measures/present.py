"""Measures as JSON."""

from dataclasses import asdict
from typing import Any

from api.measures.background import Answer
from api.measures.measures import Brokers, Dated, Roles, Series, Trend
from api.measures.scopes import Scope
from api.models import (
    BrokerItem,
    BrokerList,
    ChanceItem,
    CommunityChanges,
    NetworkChance,
    NetworkMonth,
    NetworkRoles,
    NetworkSeries,
    NetworkTrend,
    RoleItem,
    TrendItem,
)
from api.network import Sight
from graph.measures.brokerage import ROLES
from graph.measures.months import WINDOW, named
from graph.measures.series import Month
from graph.measures.significance import Significance
from graph.measures.trend import BETTER, shown, verdict


def series(scope: Scope, every: str, answer: Answer[Series]) -> NetworkSeries:
    """All points that are computed together."""
    found = answer.value or Series([], 0, False)
    items = [_month(one) for one in found.months]
    return NetworkSeries(scope=scope, every=every, window=WINDOW, undated=found.undated, illustrative=found.illustrative, items=items, **_state(answer))


def chance(scope: Scope, against: str, draws: int, answer: Answer[Dated[dict[str, Significance]]]) -> NetworkChance:
    """Each figure that was set against random networks."""
    found = answer.value
    items = [
        ChanceItem(measure=name, value=one.value, mean=one.mean, deviation=one.deviation, z=one.z, percentile=one.percentile)
        for name, one in (found.value if found else {}).items()
    ]
    return NetworkChance(scope=scope, month=_at(found), against=against, draws=draws, items=items, **_state(answer))


def trend(scope: Scope, draws: int, answer: Answer[Dated[Trend]]) -> NetworkTrend:
    """Each figure that was followed, and what they say together."""
    found = answer.value.value if answer.value else Trend({}, 0, 0)
    sure = shown(found.changes)
    items = [
        TrendItem(
            measure=name,
            should="rise" if name in BETTER else "not_rise",
            before=one.before,
            after=one.after,
            low=one.low,
            high=one.high,
            p=one.p,
            shown=name in sure,
        )
        for name, one in found.changes.items()
    ]
    before = named(answer.value.month - WINDOW) if answer.value else None
    return NetworkTrend(
        scope=scope,
        before=before,
        after=_at(answer.value),
        ties_before=found.before,
        ties_after=found.after,
        draws=draws,
        verdict=verdict(found.changes).value,
        items=items,
        **_state(answer),
    )


def roles(scope: Scope, seen: Sight, lang: str, answer: Answer[Dated[list[Roles]]]) -> NetworkRoles:
    """One row for each cluster."""
    rows = answer.value.value if answer.value else []
    items = [
        RoleItem(cluster=label, members=row.members, **dict(zip(ROLES, row.counts, strict=True)))
        for row in rows
        if (label := seen.labels.label_of(row.cluster, lang)) is not None
    ]
    return NetworkRoles(scope=scope, month=_at(answer.value), items=items, **_state(answer))


def brokers(scope: Scope, seen: Sight, lang: str, answer: Answer[Dated[Brokers]], limit: int) -> BrokerList:
    """The first of those the caller sees by name."""
    found = answer.value.value if answer.value else None
    items = [_broker(seen, lang, found, place) for place in range(min(limit, len(found.rows)))] if found else []
    return BrokerList(scope=scope, month=_at(answer.value), items=items, **_state(answer))


def _broker(seen: Sight, lang: str, found: Brokers, place: int) -> BrokerItem:
    row = int(found.rows[place])
    id = seen.profile_id(str(seen.index.ids[row]))  # asks the gate once more: the sight may be newer than the figures
    label = seen.labels.label_of(id, lang)
    assert label is not None
    return BrokerItem(
        organisation=label,
        country=seen.labels.label_of(f"country:{seen.index.countries[row]}", lang),
        source=str(seen.index.sources[row]),
        partners=int(found.partners[place]),
        between=float(found.between[place]),
        effective=float(found.holes.effective[place]),
        constraint=float(found.holes.constraint[place]),
    )


def _month(one: Month) -> NetworkMonth:
    return NetworkMonth(
        month=named(one.month),
        organisations=one.organisations,
        tied=one.tied,
        ties=one.ties,
        figures=one.figures,
        path_interval=list(one.path or ()),
        changes=CommunityChanges(**asdict(one.changes)) if one.changes else None,
    )


def _at(found: Dated[Any] | None) -> str | None:
    return named(found.month) if found else None


def _state(answer: Answer[Any]) -> dict[str, object]:
    return {"state": "computing" if answer.value is None else "ready", "done": answer.done}
