"""Trials in the ledger: declared before the draw, assigned once, and read back with what came of them."""

from graph.trials.assignment import assign
from graph.trials.declaration import COLLECTION, Declaration, Design, Outcome, declare
from graph.trials.reading import Trial, trials, waiting

__all__ = ["COLLECTION", "Declaration", "Design", "Outcome", "Trial", "assign", "declare", "trials", "waiting"]
