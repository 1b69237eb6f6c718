"""What came of a trial, from the ledger: the declared outcome within the horizon, and whether the offer was taken up."""

import numpy as np

from graph.reach.folded import Reach
from graph.reach.history import Rows
from graph.reach.tiers import about_units, subject_units
from graph.schema import Happening as H
from graph.trials.declaration import Outcome
from graph.trials.reading import Compared, Flags, Trial
from graph.trials.ties import ties


def happened(reach: Reach, trial: Trial, among: Compared) -> Flags:
    """For each business of the trial: did the declared outcome happen after its assignment and within the horizon?"""
    outcome = trial.declaration.outcome
    if outcome is Outcome.COLLABORATION:
        return _collaborated(reach, trial, among)
    if outcome is Outcome.INTEREST_ACCEPTED:
        return _either_side(reach, trial, among, reach.history.rows(H.INTEREST_ACCEPTED))
    since = reach.tiers.benefited if outcome is Outcome.R2 else reach.tiers.supported
    return _within(since[among.units].astype(np.int64), trial, among)


def taken_up(reach: Reach, trial: Trial, among: Compared) -> Flags:
    """For each business of the trial: was it introduced to anybody within the horizon?"""
    return _either_side(reach, trial, among, reach.history.rows(H.INTRODUCED))


def _collaborated(reach: Reach, trial: Trial, among: Compared) -> Flags:
    """Signed by one side after the assignment, and confirmed by the other within the horizon; it counts for both."""
    place = {unit: at for at, unit in enumerate(among.units.tolist())}
    found = np.zeros(len(among.units), dtype=bool)
    for tie in ties(reach.history, reach.units):
        for at in (place.get(tie.signer), place.get(tie.other)):
            if at is not None and tie.confirmed >= 0:
                start = int(among.days[at].astype(np.int64))
                found[at] |= start < tie.signed and tie.confirmed <= start + trial.declaration.horizon
    return found


def _either_side(reach: Reach, trial: Trial, among: Compared, rows: Rows) -> Flags:
    """Is the business one of the two sides of such an event within the horizon?"""
    place = np.full(len(reach.units) + 1, -1, dtype=np.intp)  # the last is for who is no unit
    place[among.units] = np.arange(len(among.units))
    found = np.zeros(len(among.units), dtype=bool)
    for side in (subject_units, about_units):
        at = place[side(reach.history, reach.units, rows)]
        day = reach.history.on[rows][at >= 0].astype(np.int64)
        at = at[at >= 0]
        start = among.days[at].astype(np.int64)
        found[at[(start < day) & (day <= start + trial.declaration.horizon)]] = True
    return found


def _within(day: np.ndarray[tuple[int, ...], np.dtype[np.int64]], trial: Trial, among: Compared) -> Flags:
    start = among.days.astype(np.int64)
    return np.asarray((start < day) & (day <= start + trial.declaration.horizon))
