"""R: who was reached, benefited and was supported in depth, which clusters are active, and who moves on."""

import numpy as np

from graph.indicators.counting import first_seqs, flags, in_period, of_units, seqs_of, unique, whos
from graph.indicators.figure import Figure, Part, Refusal, entries, refusal, share, sliced, unknown
from graph.indicators.indicator import Better, Indicator, Over, Period, Target, Unit
from graph.indicators.world import Flags, World
from graph.reach.clusters import ACTED, ClusterState, cluster_states
from graph.reach.slices import By, Slice, equity
from graph.reach.slices import sliced as reach_by
from graph.reach.tiers import act_rows, exposure_rows, subject_units, support_rows
from graph.reach.units import Units
from graph.schema import Happening as H

_SLICES = (By.CLUSTER, By.COUNTRY, By.SECTOR, By.SIZE, By.LANGUAGE)


def reached(world: World, period: Period) -> Figure:
    rows = np.concatenate([exposure_rows(world.history), act_rows(world.history, world.rules), support_rows(world.history, world.units)])
    counted = world.tiers.at(period.last) >= 1
    refused = [refusal("exposure", whos(world, ~counted), [0] * int((~counted).sum()), 1), *_barred(world)]
    return unique(world, counted, entries(first_seqs(world, rows, counted)), parts=_new(world, period, 0), refused=refused)


def benefited(world: World, period: Period) -> Figure:
    tier = world.tiers.at(period.last)
    counted, lacking = tier >= 2, tier == 1
    evidence = entries(first_seqs(world, act_rows(world.history, world.rules), counted))
    return unique(world, counted, evidence, parts=_new(world, period, 1), refused=[refusal("act", whos(world, lacking), [0] * int(lacking.sum()), 1)])


def supported(world: World, period: Period) -> Figure:
    counted = world.tiers.at(period.last) >= 3
    on_the_way = np.concatenate([world.history.rows(H.NEED_ASSESSED, H.ACTION_PLANNED), support_rows(world.history, world.units)])
    proved = [seqs_of(world, on_the_way, counted), *_signatures(world, counted)]
    return unique(world, counted, entries(np.concatenate(proved)), parts=_new(world, period, 2), refused=_not_deep(world, period))


def contacts(world: World, period: Period) -> Figure:
    """Every exposure, act and support of the period, however often for one business; hours of one service are one support."""
    rows = np.concatenate([exposure_rows(world.history), act_rows(world.history, world.rules), support_rows(world.history, world.units)])
    found = of_units(world, in_period(world, period, rows))
    return Figure(value=float(len(found)), evidence=entries(world.history.seqs[found]))


def active_clusters(world: World, period: Period) -> Figure:
    states = cluster_states(world.history, world.units, world.rules, period.last)
    chosen = {state.cluster for state in states if state.active}
    members = np.array([bool(chosen & set(clusters)) for clusters in world.units.clusters.tolist()], dtype=bool)
    rows = _proving_activity(world, period, members)
    parts = tuple(Part("cluster", state.cluster, float(state.active), part=state.members) for state in states)
    return Figure(value=float(len(chosen)), parts=parts, evidence=entries(world.history.seqs[rows]), refused=_inactive(world, states, period))


def benefit(world: World, period: Period) -> Figure:
    tier = world.tiers.at(period.last)
    parts = tuple(sliced(by.value, found.value, found.benefit) for by in _SLICES for found in reach_by(world.units, world.tiers, period.last, by))
    evidence = entries(first_seqs(world, act_rows(world.history, world.rules), tier >= 2))
    return share(int((tier >= 2).sum()), int((tier >= 1).sum()), NOBODY_REACHED, evidence=evidence, parts=parts)


def depth(world: World, period: Period) -> Figure:
    tier = world.tiers.at(period.last)
    parts = tuple(sliced(by.value, found.value, found.depth) for by in _SLICES for found in reach_by(world.units, world.tiers, period.last, by))
    return share(int((tier >= 3).sum()), int((tier >= 2).sum()), NOBODY_BENEFITED, evidence=supported(world, period).evidence, parts=parts)


def language_equity(world: World, period: Period) -> Figure:
    found = reach_by(world.units, world.tiers, period.last, By.LANGUAGE)
    value = equity(found)
    parts = tuple(sliced(By.LANGUAGE.value, one.value, one.benefit) for one in found)
    if value is None or _languages(found) < 2:
        return unknown(ONE_LANGUAGE, parts=parts)
    counted = (world.tiers.at(period.last) >= 2) & (world.units.langs != "")
    evidence = entries(first_seqs(world, act_rows(world.history, world.rules), counted))
    return Figure(value=value, parts=parts, evidence=evidence, refused=_no_language(world.units, world, period))


def _languages(found: list[Slice]) -> int:
    return sum(1 for one in found if one.value and one.reached.high)


def _no_language(units: Units, world: World, period: Period) -> tuple[Refusal, ...]:
    silent = (units.langs == "") & (world.tiers.at(period.last) >= 1)
    return (refusal("language", whos(world, silent), [0] * int(silent.sum()), 1),) if silent.any() else ()


def _new(world: World, period: Period, tier: int) -> tuple[Part, ...]:
    """How many came into the tier in the period."""
    since = world.tiers.days[tier]
    new = (since >= np.datetime64(period.first)) & (since <= np.datetime64(period.last))
    return (Part("", "new", float(new.sum())),)


def _barred(world: World) -> list[Refusal]:
    return [Refusal("basis", world.units.barred, 1)] if world.units.barred else []


def _signatures(world: World, counted: Flags) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    ends = [one.seqs for one in world.collaborations if any(world.is_unit(party) and counted[party] for party in (one.one, one.other))]
    return [np.array(ends, dtype=np.int64).reshape(-1)]


def _not_deep(world: World, period: Period) -> list[Refusal]:
    """What those who benefited lack for depth; one business may lack several things."""
    tiers, here = world.tiers, np.datetime64(period.last)
    open_ = tiers.at(period.last) == 2
    found = []
    for code, since in (("assessment", tiers.assessed), ("plan", tiers.planned)):
        lacking = open_ & ~(since <= here)
        found.append(refusal(code, whos(world, lacking), [0] * int(lacking.sum()), 1))
    short = open_ & ~(tiers.deep <= here)
    waiting = flags(world, (signed.one for signed in world.waiting)) & open_
    found.append(refusal("hours", whos(world, short), tiers.hours[short].tolist(), world.rules.hours))
    found.append(refusal("confirmation", whos(world, waiting), [0] * int(waiting.sum()), 1))
    return found


def _proving_activity(world: World, period: Period, members: Flags) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """For active clusters: what managers did within the days that count, and recommendations acted on."""
    history = world.history
    everything = np.arange(len(history), dtype=np.intp)
    late = history.on >= np.datetime64(period.last) - np.timedelta64(world.rules.active_days, "D")
    managed = np.array(["by" in data for data in history.data], dtype=bool) & late
    rows = np.concatenate([everything[managed], history.rows(*ACTED)])
    unit = subject_units(history, world.units, rows)
    return np.asarray(rows[(unit >= 0) & np.append(members, False)[unit]])


def _inactive(world: World, states: list[ClusterState], period: Period) -> tuple[Refusal, ...]:
    """Clusters by what they lack; a cluster's id names no business."""
    rules = world.rules
    few = [state for state in states if state.members < rules.members]
    idle = [state for state in states if state.managed is None or (period.last - state.managed).days > rules.active_days]
    silent = [state for state in states if not state.acted]
    found = [
        refusal("members", [state.cluster for state in few], [state.members for state in few], rules.members),
        refusal("manager", [state.cluster for state in idle], [0] * len(idle), 1),
        refusal("acted", [state.cluster for state in silent], [0] * len(silent), 1),
    ]
    return tuple(one for one in found if one.count)


NOBODY_REACHED = "Nobody was reached yet."
NOBODY_BENEFITED = "Nobody has benefited yet."
ONE_LANGUAGE = "Businesses of one language only were reached, or none of them benefited; equity compares at least two."

REACHED = (
    Indicator(
        code="R1",
        key="R1",
        name="Reached",
        unit=Unit.BUSINESSES,
        over=Over.UNTIL,
        formula="Unique enterprises to whom at least one exposure was delivered: mail delivered or opened, told by a named manager, "
        "a list shown to their own key, any voluntary act, any support. A list that a manager saw does not count.",
        compute=reached,
        target=lambda rules: Target(low=rules.reached),
    ),
    Indicator(
        code="R1",
        key="R1.contacts",
        name="Gross contacts",
        unit=Unit.CONTACTS,
        over=Over.WITHIN,
        formula="All exposures, acts and supports of the period, however many one enterprise had.",
        compute=contacts,
        better=Better.NONE,
    ),
    Indicator(
        code="R2",
        key="R2",
        name="Directly benefited",
        unit=Unit.BUSINESSES,
        over=Over.UNTIL,
        formula="Reached, and at least one voluntary act: attended, service completed, at least {watched} of a video watched, "
        "interest sent or accepted, needs assessed.",
        compute=benefited,
        target=lambda rules: Target(low=rules.benefited),
    ),
    Indicator(
        code="R3",
        key="R3",
        name="Supported in depth",
        unit=Unit.BUSINESSES,
        over=Over.UNTIL,
        formula="Directly benefited, and either needs assessed, an action plan and at least {hours} hours of documented support "
        "(hours of one service count once), or a collaboration that one side signed and the other confirmed.",
        compute=supported,
        target=lambda rules: Target(low=rules.supported),
    ),
    Indicator(
        code="R4",
        key="R4",
        name="Active clusters",
        unit=Unit.CLUSTERS,
        over=Over.ON,
        formula="Clusters with at least {members} members, for one of whom a manager did something within {active_days} days, "
        "and of which a member acted on a recommendation.",
        compute=active_clusters,
        target=lambda rules: Target(low=rules.clusters),
    ),
    Indicator(
        code="R5",
        key="R5.benefit",
        name="Conversion from reached to benefited",
        unit=Unit.SHARE,
        over=Over.UNTIL,
        formula="Directly benefited / reached, with Wilson's interval of 95 %; also by cluster, country, sector, size and language.",
        compute=benefit,
    ),
    Indicator(
        code="R5",
        key="R5.depth",
        name="Conversion from benefited to depth",
        unit=Unit.SHARE,
        over=Over.UNTIL,
        formula="Supported in depth / directly benefited, with Wilson's interval of 95 %; also by cluster, country, sector, size and language.",
        compute=depth,
    ),
    Indicator(
        code="R6",
        key="R6",
        name="Language equity",
        unit=Unit.RATIO,
        over=Over.UNTIL,
        formula="Smallest conversion of a language from reached to benefited / largest; enterprises without a known language are left out.",
        compute=language_equity,
        target=lambda rules: Target(low=rules.equity),
    ),
)
