"""The draw enters the ledger: every business its arm and stratum, once, behind the declaration, and with the seed that was hashed there."""

from collections.abc import Mapping
from datetime import date

from graph.errors import Conflict, Invalid
from graph.model import Batch, Event, Key, Record
from graph.reach.units import Units
from graph.schema import Happening
from graph.trials.declaration import COLLECTION, address, seed_hash
from graph.trials.reading import OFFER, WAIT, Trial


def assign(trial: Trial, record: Record, units: Units, drawn: Mapping[str, tuple[str, str]], *, on: date) -> tuple[Batch, Mapping[Key, int]]:
    """The batch that assigns businesses (id → arm, stratum) to a declared trial, and what it expects: that nobody else drew it meanwhile.

    Raises Conflict for a second draw; Invalid for a seed that was not declared, for an arm there is none of, and for whom statistics have no legal basis.
    """
    seed = record.value["seed"]
    if trial.names or record.value["drawn"]:
        raise Conflict(f"{trial.code} was drawn on {trial.assigned or 'an earlier day'}; a draw is made once, so declare a new trial")
    if not isinstance(seed, int) or seed_hash(trial.code, seed) != trial.commitment:
        raise Invalid(f"the seed kept for {trial.code} is not the one that was declared; declare a new trial")
    allowed = set(units.ids.tolist())
    for id, (arm, _) in drawn.items():
        if arm not in (OFFER, WAIT):
            raise Invalid(f"{arm[:40]!r} is no arm; use {OFFER} or {WAIT}")
        if id not in allowed:
            raise Invalid(f"{id[:80]!r} has no legal basis for statistics, or is no business that the programme knows; leave it out")
    events = [
        Event(Happening.TRIAL_ASSIGNED, id, on, about=trial.code, data={"arm": arm, "stratum": stratum, "seed": seed})
        for id, (arm, stratum) in sorted(drawn.items())
    ]
    return Batch(records=[Record(COLLECTION, trial.code, {**record.value, "drawn": True})], events=events), {address(trial.code): record.version}
