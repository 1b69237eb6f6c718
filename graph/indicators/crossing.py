"""X: ties across sectors and borders, whether they would have come about anyway, how long they last, what changed."""

from collections.abc import Callable, Sequence
from datetime import date
from math import isnan

import numpy as np

from graph.indicators.collaborations import Collaboration
from graph.indicators.counting import made, proving
from graph.indicators.figure import Figure, Part, Refusal, entries, refusal, share, unknown
from graph.indicators.groups import groups
from graph.indicators.indicator import Compute, Indicator, Over, Period, Unit
from graph.indicators.introductions import first_contact
from graph.indicators.knowing import Acquaintance, acquaintance
from graph.indicators.world import Effect, Rows, World
from graph.measures import UNKNOWN
from graph.reach.tiers import subject_units
from graph.schema import Happening as H
from graph.trials.declaration import Outcome
from graph.trials.outcomes import happened
from graph.trials.reading import Compared, Trial, compared, trials
from graph.trials.surveys import Asked, answers
from graph.trials.ties import lasting, ties

MONTHS = (6, 12, 24)
_MONTH = 365.25 / 12


def across(partition: str, reason: str) -> Compute:
    """Ties of the period whose two sides differ, of those where both are known."""

    def computed(world: World, period: Period) -> Figure:
        found = made(world, period)
        codes = groups(world, np.array([world.row(party) for one in found for party in (one.one, one.other)], dtype=np.intp))[partition].reshape(-1, 2)
        known = (codes != UNKNOWN).all(axis=1)
        apart = known & (codes[:, 0] != codes[:, 1])
        crossing = [one for one, is_apart in zip(found, apart.tolist(), strict=True) if is_apart]
        silent = [one for one, is_known in zip(found, known.tolist(), strict=True) if not is_known]
        return share(len(crossing), int(known.sum()), reason, evidence=proving(crossing), refused=_refused(world, "unknown", silent))

    return computed


def additional(world: World, period: Period) -> Figure:
    """Ties of the period between sides who did not know each other, before they were introduced, by a partner, a project or an event."""
    found = made(world, period)
    introduced = world.once("first contact", lambda: first_contact(world))
    known = world.once("acquaintance", lambda: acquaintance(world))
    placed = [one for one in found if min(world.row(one.one), world.row(one.other)) >= 0]
    lost = [one for one in found if min(world.row(one.one), world.row(one.other)) < 0]
    verdicts = [(one, _known_by(world, known, one, introduced)) for one in placed]
    good = [one for one, by in verdicts if not by]
    refused = [_refused(world, code, [one for one, by in verdicts if by == code]) for code in ("known", "partner", "project", "event")]
    refused.append(_refused(world, "unknown", lost))
    return share(len(good), len(placed), NO_TIES, evidence=proving(good), refused=tuple(one for some in refused for one in some))


def trial_effect(world: World, period: Period) -> Figure:
    """Of the last trial that was over by the end of the period and asked for collaborations."""
    if world.handed.effect is None:
        return unknown(NOT_HANDED)
    trial = _last_trial(world, period, lambda one: one.declaration.outcome is Outcome.COLLABORATION)
    if trial is None:
        return unknown(NO_TRIAL)
    among = compared(trial, world.history, world.units)
    if not _both_arms(among):
        return unknown(ONE_ARM)
    outcome = happened(world.reach, trial, among)
    effect = world.handed.effect(among.offered, outcome.astype(np.float64), among.stratum)
    arms = {"offer": among.offered, "wait": ~among.offered}
    parts = [Part("arm", name, float(outcome[arm].mean()), part=float(outcome[arm].sum()), whole=float(arm.sum())) for name, arm in arms.items()]
    return _figure(effect, parts, _assigned(world, trial), world)


def survival(world: World, period: Period) -> Figure:
    if world.handed.survival is None:
        return unknown(NOT_HANDED)
    found = lasting(ties(world.history, world.units), period.last)
    if not len(found.days):
        return unknown(NO_TIES)
    curve = world.handed.survival(found.days, found.ended)
    parts = []
    for months in MONTHS:
        value, low, high = (None if isnan(number) else number for number in curve.at(months * _MONTH))
        watched = float((found.days >= months * _MONTH).sum())
        parts.append(Part("months", str(months), value, low, high, watched, float(len(found.days))))
    year = parts[1]
    evidence = entries(world.history.seqs[world.history.rows(H.COLLABORATION_SIGNED, H.COLLABORATION_CONFIRMED, H.COLLABORATION_ENDED)])
    reason = "" if year.number is not None else TOO_YOUNG
    return Figure(value=year.number, reason=reason, low=year.low, high=year.high, whole=year.whole, parts=tuple(parts), evidence=evidence)


def changed(asked: Asked) -> Compute:
    """Difference in differences against the waiting list, after 12 months; beside it after 6 and 24."""

    def computed(world: World, period: Period) -> Figure:
        if world.handed.change is None:
            return unknown(NOT_HANDED)
        trial = _last_trial(world, period, lambda one: True, over=False)
        if trial is None:
            return unknown(NO_TRIAL)
        among = compared(trial, world.history, world.units)
        parts = tuple(_change(world, among, asked, months) for months in MONTHS)
        year = parts[1]
        rows = world.history.rows(H.SURVEY_ANSWERED)
        inside = np.isin(subject_units(world.history, world.units, rows), among.units)
        reason = "" if year.number is not None else FEW_ANSWERS
        evidence = entries(world.history.seqs[rows[inside]])
        return Figure(value=year.number, reason=reason, low=year.low, high=year.high, whole=year.whole, parts=parts, evidence=evidence)

    return computed


def _known_by(world: World, known: Acquaintance, one: Collaboration, introduced: dict[tuple[int, int], int]) -> str:
    """How both knew each other before the first interest or introduction, or before the signature where there was none; "" if not."""
    row = introduced.get((one.one, one.other))
    before: date = one.since if row is None else min(one.since, world.history.on[row].astype(date))
    return known.how((one.one, one.other), before)


def _last_trial(world: World, period: Period, wanted: Callable[[Trial], bool], *, over: bool = True) -> Trial | None:
    """The trial that was drawn last, of those wanted; with `over`, of those whose horizon has passed."""
    found = [one for one in trials(world.history) if one.assigned and wanted(one) and (one.is_over(period.last) or not over)]
    return max(found, key=lambda one: (one.assigned, one.code), default=None)


def _both_arms(among: Compared) -> bool:
    """Has a stratum businesses in both arms?"""
    return any(among.offered[among.stratum == code].any() and not among.offered[among.stratum == code].all() for code in range(len(among.strata)))


def _assigned(world: World, trial: Trial) -> Rows:
    rows = world.history.rows(H.TRIAL_ASSIGNED)
    return np.array([row for row in rows.tolist() if world.history.about(row) == trial.code], dtype=np.intp)


def _figure(effect: Effect, parts: Sequence[Part], rows: Rows, world: World) -> Figure:
    return Figure(value=effect.value, low=_finite(effect.low), high=_finite(effect.high), parts=tuple(parts), evidence=entries(world.history.seqs[rows]))


def _finite(number: float) -> float | None:
    return number if np.isfinite(number) else None


def _change(world: World, among: Compared, asked: Asked, months: int) -> Part:
    found = answers(world.reach, among, asked, months)
    offered = among.offered[found.at]
    whole = float(len(found.at))
    if min(int(offered.sum()), int((~offered).sum())) < 2:
        return Part("months", str(months), None, whole=whole)
    assert world.handed.change is not None
    effect = world.handed.change(found.before, found.after, offered)
    return Part("months", str(months), effect.value, _finite(effect.low), _finite(effect.high), whole=whole)


def _refused(world: World, code: str, found: Sequence[Collaboration]) -> tuple[Refusal, ...]:
    return (refusal(code, [world.who(one.one) for one in found], [0] * len(found), 1),) if found else ()


NO_TIES = "No collaboration was signed and confirmed in the period."
NO_SECTORS = "Of no collaboration of the period both sectors are known."
NO_FIELDS = "Of no collaboration of the period both fields of research are known."
NO_COUNTRIES = "Of no collaboration of the period both countries are known."
NOT_HANDED = "The statistics for this were not handed in."
NO_TRIAL = "No trial was drawn, or none is over yet; plan one on the page Trial."
ONE_ARM = "No stratum of the trial has businesses in both arms."
TOO_YOUNG = "No collaboration was watched for twelve months yet."
FEW_ANSWERS = "Fewer than two businesses of an arm answered both before and twelve months after."
_LEDGER_GRAPH = "reach ledger and knowledge graph"

CROSSING = (
    Indicator(
        code="X1",
        key="X1.section",
        name="Cross-sector ties, by section",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Collaborations signed and confirmed in the period whose sides differ in the NACE section / those of which both are known.",
        compute=across("section", NO_SECTORS),
        source=_LEDGER_GRAPH,
    ),
    Indicator(
        code="X1",
        key="X1.division",
        name="Cross-sector ties, by division",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Collaborations signed and confirmed in the period whose sides differ in the first two digits of NACE / those of which both are known.",
        compute=across("division", NO_SECTORS),
        source=_LEDGER_GRAPH,
    ),
    Indicator(
        code="X1",
        key="X1.field",
        name="Cross-field ties of research participants",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Collaborations signed and confirmed in the period whose sides differ in the dominant field of research / those of which both are known.",
        compute=across("field", NO_FIELDS),
        source=_LEDGER_GRAPH,
    ),
    Indicator(
        code="X2",
        key="X2",
        name="Creative-crossing ties",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Collaborations signed and confirmed in the period with exactly one side in the creative industries (nine subsectors by four-digit class) "
        "/ those of which both classes are known.",
        compute=across("creative", NO_SECTORS),
        source=_LEDGER_GRAPH,
    ),
    Indicator(
        code="X3",
        key="X3",
        name="Cross-border ties",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Collaborations signed and confirmed in the period whose sides are in different countries / those of which both are known.",
        compute=across("country", NO_COUNTRIES),
        source=_LEDGER_GRAPH,
    ),
    Indicator(
        code="X4",
        key="X4.before",
        name="Ties that were not near before",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Collaborations of the period whose sides were at least three steps apart and had no common project or event before the first interest "
        "or introduction / collaborations of the period of which both sides are known.",
        compute=additional,
        source=_LEDGER_GRAPH,
    ),
    Indicator(
        code="X4",
        key="X4.trial",
        name="Additionality in a trial",
        unit=Unit.DIFFERENCE,
        over=Over.UNTIL,
        formula="Share with a collaboration within the horizon among businesses that were offered introductions, less that among those on the waiting list, "
        "within strata, with an interval of 95 % (intention to treat).",
        compute=trial_effect,
    ),
    Indicator(
        code="X5",
        key="X5",
        name="Survival of ties",
        unit=Unit.SHARE,
        over=Over.UNTIL,
        formula="Kaplan–Meier estimate of the share of confirmed collaborations that last, 12 months after the signature; beside it after 6 and 24.",
        compute=survival,
    ),
    Indicator(
        code="X6",
        key="X6.revenue",
        name="Change of revenue",
        unit=Unit.DIFFERENCE,
        over=Over.UNTIL,
        formula="By how many revenue bands more the offered changed than those on the waiting list, 12 months after the draw "
        "(difference in differences, interval of 95 %); beside it after 6 and 24.",
        compute=changed(Asked.REVENUE),
    ),
    Indicator(
        code="X6",
        key="X6.innovation",
        name="Change of innovation",
        unit=Unit.DIFFERENCE,
        over=Over.UNTIL,
        formula="By how much more the share that innovates rose among the offered than among those on the waiting list, 12 months after the draw "
        "(difference in differences, interval of 95 %); beside it after 6 and 24.",
        compute=changed(Asked.INNOVATION),
    ),
)
