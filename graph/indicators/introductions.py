"""E: expressions of interest and their answers, partnering achievements, meetings."""

from collections.abc import Sequence
from statistics import median

import numpy as np

from graph.indicators.collaborations import Collaboration
from graph.indicators.counting import day, in_period, made, ours
from graph.indicators.figure import Figure, Refusal, entries, refusal, share, terms, unknown
from graph.indicators.indicator import Better, Indicator, Over, Period, Target, Unit
from graph.indicators.world import Rows, World
from graph.schema import Happening as H

_ANSWERS = {"accepted": H.INTEREST_ACCEPTED, "declined": H.INTEREST_DECLINED, "expired": H.INTEREST_EXPIRED, "withdrawn": H.INTEREST_WITHDRAWN}


def sent(world: World, period: Period) -> Figure:
    rows = _rows(world, period, H.INTEREST_SENT)
    counts: dict[str, float | None] = {name: float(len(_rows(world, period, happening))) for name, happening in _ANSWERS.items()}
    return Figure(value=float(len(rows)), parts=terms(counts), evidence=entries(world.history.seqs[rows]))


def accept_rate(world: World, period: Period) -> Figure:
    accepted = _rows(world, period, H.INTEREST_ACCEPTED)
    others = _rows(world, period, H.INTEREST_DECLINED, H.INTEREST_EXPIRED)
    declined = _rows(world, period, H.INTEREST_DECLINED)
    reasons = world.history.text("reason", declined).tolist()
    parts = terms({str(reason): float(reasons.count(reason)) for reason in sorted(set(reasons))})
    evidence = entries(world.history.seqs[np.concatenate([accepted, others])])
    return share(len(accepted), len(accepted) + len(others), NO_ANSWER, evidence=evidence, parts=parts)


def days_to_decision(world: World, period: Period) -> Figure:
    """From the last interest of the pair before the answer; an answer without one is left out."""
    rows = _rows(world, period, H.INTEREST_ACCEPTED, H.INTEREST_DECLINED)
    found, seqs = [], []
    asked = _asked(world)
    for row in rows.tolist():
        before = [one for one in asked.get(_ends(world, row)[::-1], ()) if world.history.on[one] <= world.history.on[row]]
        if before:
            found.append((day(world, row) - day(world, before[-1])).days)
            seqs += [int(world.history.seqs[before[-1]]), int(world.history.seqs[row])]
    if not found:
        return unknown(NO_ANSWER)
    return Figure(value=float(median(found)), whole=len(found), evidence=entries(seqs))


def achievements(world: World, period: Period) -> Figure:
    """Signed and confirmed, through the partnering service, of at least medium term, and with an impact that a side told of."""
    found = made(world, period)
    partnered = [one for one in found if _through_service(world, one)]
    lasting = [one for one in partnered if one.years >= world.rules.lasting]
    told = [(one, seqs) for one in lasting if (seqs := _impact(world, one))]
    good = {one.seqs for one, _ in told}
    refused = [
        *_refused(world, "not_partnered", [one for one in found if not _through_service(world, one)]),
        *_refused(world, "short", [one for one in partnered if one.years < world.rules.lasting], world.rules.lasting),
        *_refused(world, "impact", [one for one in lasting if one.seqs not in good]),
    ]
    evidence = entries([seq for one, seqs in told for seq in (*one.seqs, *seqs)])
    return Figure(value=float(len(told)), evidence=evidence, refused=tuple(refused))


def meetings_kept(world: World, period: Period) -> Figure:
    """Each meeting that took place or was missed answers the earliest open appointment of its pair."""
    open_: dict[tuple[int, int], list[int]] = {}
    kept: list[tuple[int, int]] = []
    missed: list[tuple[int, int]] = []
    unplanned = 0
    for row in _rows(world, period, H.MEETING_SCHEDULED, H.MET, H.MISSED).tolist():
        pair, happening = _pair(world, row), world.history.happening(row)
        if happening is H.MEETING_SCHEDULED:
            open_.setdefault(pair, []).append(row)
        elif waiting := open_.get(pair):
            (kept if happening is H.MET else missed).append((waiting.pop(0), row))
        else:
            unplanned += 1
    still = [row for rows in open_.values() for row in rows]
    refused = (refusal("outcome", [world.who(_pair(world, row)[0]) for row in still], [0] * len(still), 1),) if still else ()
    evidence = entries(world.history.seqs[[row for pair in (*kept, *missed) for row in pair]] if kept or missed else ())
    parts = terms({"missed": float(len(missed)), "unplanned": float(unplanned)})
    return share(len(kept), len(kept) + len(missed), NO_MEETING, evidence=evidence, parts=parts, refused=refused)


def met_again(world: World, period: Period) -> Figure:
    rows = _rows(world, period, H.MET)
    pairs: dict[tuple[int, int], int] = {}
    for row in rows.tolist():
        pairs[_pair(world, row)] = pairs.get(_pair(world, row), 0) + 1
    return share(sum(1 for count in pairs.values() if count > 1), len(pairs), NO_MEETING, evidence=entries(world.history.seqs[rows]))


def _rows(world: World, period: Period, *happenings: H) -> Rows:
    """Rows with at least one side that is counted, by day."""
    rows = ours(world, in_period(world, period, world.history.rows(*happenings)))
    return np.asarray(rows[np.lexsort((world.history.seqs[rows], world.history.on[rows]))])


def _ends(world: World, row: int) -> tuple[int, int]:
    return int(world.parties[world.history.subjects[row]]), int(world.parties[world.history.abouts[row]])


def _pair(world: World, row: int) -> tuple[int, int]:
    one, other = sorted(_ends(world, row))
    return one, other


def _asked(world: World) -> dict[tuple[int, int], list[int]]:
    """Interests by (who asks, who is asked), by day."""
    rows = world.history.rows(H.INTEREST_SENT)
    found: dict[tuple[int, int], list[int]] = {}
    for row in rows[np.lexsort((world.history.seqs[rows], world.history.on[rows]))].tolist():
        found.setdefault(_ends(world, row), []).append(row)
    return found


def first_contact(world: World) -> dict[tuple[int, int], int]:
    """Pair → row of its first interest or introduction."""
    rows = world.history.rows(H.INTEREST_SENT, H.INTRODUCED)
    found: dict[tuple[int, int], int] = {}
    for row in rows[np.lexsort((world.history.seqs[rows], world.history.on[rows]))].tolist():
        found.setdefault(_pair(world, row), row)
    return found


def _through_service(world: World, one: Collaboration) -> bool:
    """By the channel it names, or where it names none by an interest or introduction before it."""
    if one.channel:
        return one.channel == "crossmatch"
    row = world.once("first contact", lambda: first_contact(world)).get((one.one, one.other))
    return row is not None and day(world, row) <= one.since


def _impact(world: World, one: Collaboration) -> Sequence[int]:
    """Entries in which a side told, after the signature, of an innovation or that something changed because of the support."""
    told = world.once("told", lambda: _told(world))
    return [seq for party in (one.one, one.other) for on, seq in told.get(party, ()) if on >= np.datetime64(one.since)]


def _told(world: World) -> dict[int, list[tuple[np.datetime64, int]]]:
    found: dict[int, list[tuple[np.datetime64, int]]] = {}
    for row in world.history.rows(H.SURVEY_ANSWERED).tolist():
        data = world.history.data[row]
        if data.get("because") is True and data.get("innovation", "none") != "none":
            found.setdefault(int(world.parties[world.history.subjects[row]]), []).append((world.history.on[row], int(world.history.seqs[row])))
    return found


def _refused(world: World, code: str, found: Sequence[Collaboration], need: float = 1) -> tuple[Refusal, ...]:
    if not found:
        return ()
    haves = [one.years if code == "short" else 0.0 for one in found]
    return (refusal(code, [world.who(one.one) for one in found], haves, need),)


NO_ANSWER = "No expression of interest was answered in the period."
NO_MEETING = "No meeting took place or was missed in the period."

INTRODUCTIONS = (
    Indicator(
        code="E1",
        key="E1.sent",
        name="Expressions of interest sent",
        unit=Unit.INTERESTS,
        over=Over.WITHIN,
        formula="Expressions of interest that were sent in the period; beside it how many were accepted, declined, expired and withdrawn in the period.",
        compute=sent,
    ),
    Indicator(
        code="E1",
        key="E1.rate",
        name="Accept rate",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Accepted / (accepted + declined + expired) in the period, with Wilson's interval of 95 %; beside it the reasons why others declined.",
        compute=accept_rate,
        better=Better.BETWEEN,
        target=lambda rules: Target(rules.accept_low, rules.accept_high),
    ),
    Indicator(
        code="E1",
        key="E1.days",
        name="Time to decision",
        unit=Unit.DAYS,
        over=Over.WITHIN,
        formula="Median of the days from the last expression of interest of a pair to the answer, over answers of the period.",
        compute=days_to_decision,
        better=Better.LESS,
    ),
    Indicator(
        code="E2",
        key="E2",
        name="Partnering achievements",
        unit=Unit.COLLABORATIONS,
        over=Over.WITHIN,
        formula="Collaborations of the period that came from the partnering service, for at least {lasting} years, signed by one side and "
        "confirmed by the other, with an impact that a side told of in a survey after the signature.",
        compute=achievements,
        source="reach ledger; achievements as partnering networks count them, to be checked by who reports",
    ),
    Indicator(
        code="E3",
        key="E3.kept",
        name="Meetings kept",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Meetings held / meetings scheduled, of those of the period whose outcome is known, with Wilson's interval of 95 %.",
        compute=meetings_kept,
        target=lambda rules: Target(low=rules.kept),
    ),
    Indicator(
        code="E3",
        key="E3.again",
        name="Second meetings",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Pairs that met at least twice / pairs that met, in the period, with Wilson's interval of 95 %.",
        compute=met_again,
        better=Better.BETWEEN,
        target=lambda rules: Target(rules.again_low, rules.again_high),
    ),
)
