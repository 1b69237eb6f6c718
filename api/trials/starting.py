"""Starts a trial: declares its rules with the hash of a new seed, and later draws with that seed."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from api.models import TrialIn
from api.network import Sight
from api.trials.scope import clusters_for, eligible, is_drawable, records_of, starter
from graph.errors import Conflict, Invalid, NotFound
from graph.model import Record
from graph.reach import Reach
from graph.store import Store
from graph.trials import Declaration, Design, Outcome, Trial, assign, declare, trials
from graph.trials.declaration import next_code
from matcher.trials.drawing import LARGEST_SEED, draw

FEWEST = 8
MOST_WAITING = 50


@dataclass(frozen=True, slots=True)
class Starter:
    """What it takes to start a trial for one caller on one day."""

    store: Store
    seen: Sight
    reach: Reach
    today: date

    def declare(self, asked: TrialIn) -> str:
        """Declare a trial and return its code. Conflict if somebody took the code at the same moment."""
        clusters = clusters_for(self.seen.caller, self.seen, asked.clusters)
        records = records_of(self.store)
        self._bounded(records.values())
        taken = [*(trial.code for trial in trials(self.reach.history)), *records]
        declaration = Declaration(
            code=next_code(taken, self.today.year),
            design=Design(asked.design),
            outcome=Outcome(asked.outcome),
            horizon=asked.horizon,
            share=asked.share,
            alpha=asked.alpha,
            strata=tuple(asked.strata),
        )
        seed = secrets.randbelow(LARGEST_SEED)  # nobody can know it before it is drawn with
        batch, expected = declare(declaration, seed=seed, clusters=clusters, on=self.today, by=self.seen.caller.key)
        self.store.write(batch, expected=expected)
        return declaration.code

    def _bounded(self, records: Iterable[Record]) -> None:
        """One office must not use up the codes of all: they are final, and few enough to be read out."""
        waiting = [record for record in records if record.value.get("by") == self.seen.caller.key and not record.value["drawn"]]
        if len(waiting) >= MOST_WAITING:
            raise Conflict(f"{len(waiting)} trials that you declared wait for their draw; draw one of them instead, as /v1/trials lists them")

    def draw(self, trial: Trial, record: Record | None) -> None:
        """Draw a declared trial among who may take part today. Conflict for a second draw, Invalid for too few."""
        starter(self.seen.caller)
        if trial.names or (record is not None and record.value["drawn"]):
            raise Conflict(f"{trial.code} was drawn already; a draw is made once, so declare a new trial")
        if record is None or not is_drawable(self.seen.caller, trial, record):
            raise NotFound(f"no trial {trial.code!r} that you may draw; list them with /v1/trials")
        units = self._units(record)
        ids = [str(self.reach.units.ids[unit]) for unit in units]
        strata = dict(zip(ids, strata_of(self.reach, units, trial.declaration.strata), strict=True))
        if len(ids) < FEWEST:
            raise Invalid(f"{len(ids)} businesses could take part; a trial needs {FEWEST} at least, with a legal basis for statistics and matching")
        names = self.store.assign_pseudonyms(ids)
        arms = draw({names[id]: strata[id] for id in ids}, share=trial.declaration.share, seed=_seed(record))
        drawn = {id: (arms[names[id]], strata[id]) for id in ids}
        batch, expected = assign(trial, record, self.reach.units, drawn, on=self.today)
        self.store.write(batch, expected=expected)

    def eligible(self, clusters: Sequence[str]) -> list[int]:
        """Units that could be drawn today."""
        known = trials(self.reach.history)
        busy = {name for trial in known if not trial.is_over(self.today) for name in trial.names}
        return eligible(self.seen, self.reach, clusters, busy)

    def _units(self, record: Record) -> list[int]:
        found = record.value["clusters"]
        return self.eligible([str(id) for id in found] if isinstance(found, list) else [])


def strata_of(reach: Reach, units: Sequence[int], names: Sequence[str]) -> list[str]:
    """The stratum of each unit, such as DE-micro; x where something is not known, and one stratum for all without names."""
    columns = {"country": reach.units.countries, "section": reach.units.sections, "size": reach.units.sizes, "lang": reach.units.langs}
    rows = np.array(units, dtype=np.intp)
    parts = [[str(value).rpartition(":")[2] or "x" for value in columns[name][rows]] for name in names]
    return ["-".join(values) for values in zip(*parts, strict=True)] if parts else ["all"] * len(units)


def _seed(record: Record) -> int:
    seed = record.value["seed"]
    if not isinstance(seed, int):
        raise Invalid(f"the seed of {record.key} cannot be read; declare a new trial")
    return seed
