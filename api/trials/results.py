"""Puts one trial together for one caller: rules and draw at any time, the result once its horizon is over."""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np

from api.models import ArmOut, ChangeOut, EffectOut, StratumOut, TrialItem, TrialOut
from api.network import Sight
from api.reach.scope import counted
from api.trials.scope import is_drawable, waiting_members
from graph.errors import Invalid
from graph.model import Record
from graph.reach import Reach
from graph.schema import Source
from graph.trials import Design, Trial, waiting
from graph.trials.outcomes import happened, taken_up
from graph.trials.reading import OFFER, WAIT, Compared, Flags, compared
from graph.trials.surveys import WINDOWS, Asked, answers
from matcher.trials.change import difference_in_differences
from matcher.trials.drawing import draw
from matcher.trials.effect import Effect, complier_effect, intention_to_treat
from matcher.trials.power import Setting, detectable
from matcher.trials.redrawing import randomisation_test
from matcher.trials.strata import wilson
from matcher.trials.survival import MONTH


def item(trial: Trial, today: date, *, drawable: bool) -> TrialItem:
    """What was declared, and how far it is."""
    return TrialItem(**_declared(trial, today), drawable=drawable)


def _declared(trial: Trial, today: date) -> dict[str, object]:
    rules = trial.declaration
    return {
        "code": trial.code,
        "state": "over" if trial.is_over(today) else "running" if trial.names else "declared",
        "design": rules.design.value,
        "outcome": rules.outcome.value,
        "horizon": rules.horizon,
        "share": rules.share,
        "alpha": rules.alpha,
        "strata": list(rules.strata),
        "declared": trial.declared,
        "assigned": trial.assigned,
        "ends": trial.ends,
        "businesses": len(trial.names),
    }


@dataclass(frozen=True, slots=True)
class Result:
    """One trial as of one day, over the whole programme: its result is not cut to a manager's members, only how their strata were divided."""

    seen: Sight
    reach: Reach
    trial: Trial
    today: date

    def whole(self, record: Record | None, lang: str) -> TrialOut:
        """Everything. Nothing is said of outcomes before the horizon is over: who looks again and again finds an effect by chance."""
        among = compared(self.trial, self.reach.history, self.reach.units)
        over = self.trial.is_over(self.today)
        came = happened(self.reach, self.trial, among) if over else None
        taken = taken_up(self.reach, self.trial, among) if over else None
        effect = _effect(among, came)
        tested = randomisation_test(among.offered, came.astype(float), among.stratum) if effect and came is not None else None
        return TrialOut(
            **_declared(self.trial, self.today),
            drawable=is_drawable(self.seen.caller, self.trial, record),
            commitment=self.trial.commitment,
            seed=self.trial.seed,
            seed_kept=self.trial.seed_kept,
            repeated=_repeated(self.trial),
            arms=[_arm(among, OFFER, came, taken), _arm(among, WAIT, came, taken)] if self.trial.names else [],
            by_stratum=_by_stratum(self._own(among)),
            effect=effect,
            p=tested.p if tested else None,
            redraws=tested.redraws if tested else 0,
            detectable=self._detectable(among, came),
            complier=self._complier(among, came, taken),
            changes=[change for asked in Asked for months in WINDOWS if (change := self._change(among, asked, months))],
            mine=waiting_members(self.seen, self.reach, waiting([self.trial], self.today), lang),
            illustrative=self._illustrative(among),
        )

    def _own(self, among: Compared) -> Compared:
        """For a manager only its own members: a stratum of one would tell the arm of another cluster's."""
        mine = counted(self.seen.caller, self.reach.units)
        return among if mine.all() else compared(self.trial, self.reach.history, self.reach.units.only(mine))

    def _detectable(self, among: Compared, came: Flags | None) -> float | None:
        """What so many could find, at the share that came about among who waited."""
        if came is None or among.offered.all() or not among.offered.any():
            return None
        rules, waits = self.trial.declaration, ~among.offered
        baseline = (float(came[waits].sum()) + 0.5) / (int(waits.sum()) + 1)  # half a one more: a share of 0 or 1 would promise too much
        try:
            return detectable(len(came), Setting(baseline, float(among.offered.mean()), rules.alpha))
        except Invalid:  # not even the largest difference would be found
            return None

    def _complier(self, among: Compared, came: Flags | None, taken: Flags | None) -> EffectOut | None:
        if came is None or taken is None or self.trial.declaration.design is not Design.ENCOURAGEMENT:
            return None
        try:
            return _out(complier_effect(among.offered, taken, came.astype(float), among.stratum))
        except Invalid:  # nobody was moved, or there are too few
            return None

    def _change(self, among: Compared, asked: Asked, months: int) -> ChangeOut | None:
        """None before the horizon is over and so many months have passed, or where too few answered."""
        if self.trial.assigned is None or not self.trial.is_over(self.today) or (self.today - self.trial.assigned).days < months * MONTH:
            return None
        told = answers(self.reach, among, asked, months)
        offered = among.offered[told.at]
        try:
            effect = difference_in_differences(told.before, told.after, offered)
            p = randomisation_test(offered, told.after - told.before, among.stratum[told.at]).p
        except Invalid:  # fewer than two answers of one arm, or no stratum with both
            return None
        return ChangeOut(
            asked=asked.value,
            months=months,
            offered=int(offered.sum()),
            waiting=int((~offered).sum()),
            offered_before=float(told.before[offered].mean()),
            offered_after=float(told.after[offered].mean()),
            waiting_before=float(told.before[~offered].mean()),
            waiting_after=float(told.after[~offered].mean()),
            effect=_out(effect),
            p=p,
        )

    def _illustrative(self, among: Compared) -> bool:
        rows = [self.seen.index.row[id] for id in self.reach.units.ids[among.units].tolist() if id in self.seen.index.row]
        return bool((self.seen.index.sources[rows] == Source.ILLUSTRATIVE).any())


def _effect(among: Compared, came: Flags | None) -> EffectOut | None:
    if came is None:
        return None
    try:
        return _out(intention_to_treat(among.offered, came.astype(float), among.stratum))
    except Invalid:  # no stratum with both arms
        return None


def _arm(among: Compared, arm: str, came: Flags | None, taken: Flags | None) -> ArmOut:
    inside = among.offered if arm == OFFER else ~among.offered
    size, left_out = int(inside.sum()), among.left_out[arm == WAIT]
    if came is None or taken is None or not size:
        return ArmOut(arm=arm, businesses=size, left_out=left_out)
    outcomes = int(came[inside].sum())
    low, high = wilson(outcomes / size, size)
    return ArmOut(arm=arm, businesses=size, left_out=left_out, outcomes=outcomes, share=outcomes / size, low=low, high=high, taken=int(taken[inside].sum()))


def _by_stratum(among: Compared) -> list[StratumOut]:
    counts = [np.bincount(among.stratum[inside], minlength=len(among.strata)).tolist() for inside in (among.offered, ~among.offered)]
    return [StratumOut(stratum=name, offered=one, waiting=other) for name, one, other in zip(among.strata, *counts, strict=True)]


def _repeated(trial: Trial) -> bool | None:
    """Does the published seed give the same arms again? None before it is published."""
    if trial.seed is None or not trial.names:
        return None
    try:
        arms = draw(dict(zip(trial.names, trial.strata, strict=True)), share=trial.declaration.share, seed=trial.seed)
    except Invalid:  # no seed of ours
        return False
    return arms == dict(zip(trial.names, trial.arms, strict=True))


def _out(effect: Effect) -> EffectOut:
    low, high = (limit if math.isfinite(limit) else None for limit in (effect.low, effect.high))
    return EffectOut(value=effect.value, low=low, high=high)
