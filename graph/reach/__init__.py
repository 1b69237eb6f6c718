"""Reach: who was reached, benefited and was supported in depth, folded from the ledger and provable entry by entry."""

from graph.reach.folded import Reach, fold
from graph.reach.history import History, history, joined
from graph.reach.records import doubts, ended
from graph.reach.rules import Rules, rules
from graph.reach.tiers import Tiers, tiers
from graph.reach.units import Organisations, Units, units

__all__ = ["History", "Organisations", "Reach", "Rules", "Tiers", "Units", "doubts", "ended", "fold", "history", "joined", "rules", "tiers", "units"]
