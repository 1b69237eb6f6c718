"""The figures of the page *Reach and impact*, put together for one caller."""

from datetime import date, timedelta

import numpy as np

from api.models import BackOut, ClusterStateOut, EffortItem, ReachOut, StepItem, StepList, TierOut
from api.reach.present import ReachPresenter, count
from graph.errors import Invalid
from graph.reach import Reach
from graph.reach.clusters import cluster_states
from graph.reach.forecast import MODEL, backtest, forecast
from graph.reach.slices import By, equity, sliced, total
from graph.reach.steps import ahead, effort, steps
from graph.reach.tiers import act_rows, exposure_rows, subject_units, support_rows
from graph.schema import Source

_MANAGERS = 20


def overview(present: ReachPresenter, by: By, today: date, *, whole: bool) -> ReachOut:
    """Tiers against targets, forecast and back-test, one breakdown, the state of each cluster."""
    reach, day = present.reach, present.day
    begins, ends = span(reach, today)
    found = sliced(reach.units, reach.tiers, day, by)
    languages = sliced(reach.units, reach.tiers, day, By.LANGUAGE)
    return ReachOut(
        on=day,
        rules=reach.rules.version,
        hours=reach.rules.hours,
        begins=begins,
        ends=ends,
        entries=len(reach.history),
        head=reach.history.macs[-1] if len(reach.history) else "",
        contacts=_contacts(reach),
        barred=reach.units.barred if whole else 0,
        tiers=_tiers(present, ends),
        total=present.slice(total(reach.units, reach.tiers, day)),
        equity=equity(languages),
        slices=[present.slice(one) for one in found],
        clusters=_clusters(present),
        clusters_target=reach.rules.clusters,
        model=MODEL,
        backtest=_backtest(reach, begins, day),
        whole_programme=whole,
        illustrative=_illustrative(present),
    )


def span(reach: Reach, today: date) -> tuple[date | None, date | None]:
    """First and last day of the programme: as the rules say, else from the first thing that happened to two and a half years later."""
    if not len(reach.history):
        return None, None
    first = reach.history.on.min().astype(date)
    begins = date.fromisoformat(reach.rules.begins) if reach.rules.begins else first
    ends = date.fromisoformat(reach.rules.ends) if reach.rules.ends else max(today, begins) + timedelta(days=182)
    return begins, ends


def next_steps(present: ReachPresenter, *, limit: int, cluster: str) -> StepList:
    """The nearest to depth of one cluster, or of all the caller sees, and what the target takes."""
    reach, day = present.reach, present.day
    way = ahead(reach.history, reach.units, reach.tiers, reach.rules, day)
    need = effort(way, reach.units, reach.rules)
    among = [unit for unit, clusters in enumerate(reach.units.clusters.tolist()) if cluster in clusters] if cluster else None
    found = steps(way, reach.tiers, reach.rules, day, among=among, limit=limit)
    managers = _managers(reach)
    return StepList(
        on=day,
        cluster=cluster or None,
        items=[
            StepItem(business=present.item(step.unit, step.lacks), action=step.action.value, effort=step.effort, to_next=step.to_next, to_depth=step.to_depth)
            for step in found
        ],
        target=reach.rules.supported,
        missing=need.missing,
        found=need.found,
        hours=need.hours,
        by_cluster=[
            EffortItem(cluster=present.label(cluster), businesses=number, hours=hours, managers=managers.get(cluster, [])[:_MANAGERS])
            for cluster, (number, hours) in need.by_cluster.items()
        ],
    )


def as_of(reach: Reach, on: date | None, today: date) -> tuple[Reach, date]:
    """Reach at the end of the asked day, today without one. Invalid for a day that is not over."""
    day = on or today
    if day > today:
        raise Invalid(f"on={day} is in the future (today is {today}); a forecast is part of today's figures")
    return reach.as_of(day), day


def _tiers(present: ReachPresenter, ends: date | None) -> list[TierOut]:
    reach, day = present.reach, present.day
    found = {one.tier: one for one in forecast(reach.tiers, day, ends)} if ends and ends > day else {}
    here = total(reach.units, reach.tiers, day)
    made = []
    for tier, number, target in zip((1, 2, 3), (here.reached, here.benefited, here.supported), reach.rules.targets, strict=True):
        ahead = found.get(tier)
        low, middle, high = (ahead.low, ahead.middle, ahead.high) if ahead else (None, None, None)
        made.append(TierOut(tier=tier, count=count(number), target=target, forecast_low=low, forecast=middle, forecast_high=high))
    return made


def _backtest(reach: Reach, begins: date | None, day: date) -> list[BackOut]:
    """What would have been forecast for today in the middle of the time so far, and at three quarters."""
    if begins is None or (day - begins).days < 120:
        return []
    made = [begins + (day - begins) * part // 4 for part in (2, 3)]
    return [
        BackOut(made=one.made, tier=one.forecast.tier, low=one.forecast.low, middle=one.forecast.middle, high=one.forecast.high, came=one.came)
        for one in backtest(reach.tiers, made, day)
    ]


def _contacts(reach: Reach) -> int:
    """Gross contacts: every exposure, act and support, however often for the same business."""
    rows = np.unique(np.concatenate([exposure_rows(reach.history), act_rows(reach.history, reach.rules), support_rows(reach.history, reach.units)]))
    return int((subject_units(reach.history, reach.units, rows) >= 0).sum())


def _clusters(present: ReachPresenter) -> list[ClusterStateOut]:
    reach = present.reach
    found = ((state, present.label(state.cluster)) for state in cluster_states(reach.history, reach.units, reach.rules, present.day))
    return [
        ClusterStateOut(cluster=label, members=state.members, managed=state.managed, acted=state.acted, active=state.active) for state, label in found if label
    ]


def _managers(reach: Reach) -> dict[str, list[str]]:
    """The codes of those who did something for members of each cluster, the busiest first."""
    counts: dict[str, dict[str, int]] = {}
    rows = np.array([row for row, data in enumerate(reach.history.data) if "by" in data], dtype=np.intp)
    for row, unit in zip(rows.tolist(), subject_units(reach.history, reach.units, rows).tolist(), strict=True):
        for cluster in reach.units.clusters[unit] if unit >= 0 else ():
            by = counts.setdefault(cluster, {})
            code = str(reach.history.data[row]["by"])
            by[code] = by.get(code, 0) + 1
    return {cluster: sorted(by, key=lambda code: (-by[code], code)) for cluster, by in counts.items()}


def _illustrative(present: ReachPresenter) -> bool:
    index = present.seen.index
    rows = [index.row[id] for id in present.reach.units.ids.tolist() if id in index.row]
    return bool((index.sources[rows] == Source.ILLUSTRATIVE).any())
