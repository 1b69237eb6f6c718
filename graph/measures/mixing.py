"""Who mixes with whom: ties across sectors, borders and clusters, and how far a network falls apart into groups."""

from dataclasses import dataclass

import numpy as np

from graph.measures.ties import UNKNOWN, Ints, Ties


@dataclass(frozen=True, slots=True)
class Crossing:
    """Ties that lead into another group, of those where both groups are known; `unknown` ties are counted apart."""

    across: int
    known: int
    unknown: int

    @property
    def share(self) -> float | None:
        """Across / known: indicators X1 (sector, field) and X3 (country); None where nothing is known."""
        return self.across / self.known if self.known else None

    @property
    def ei(self) -> float | None:
        """E-I index: (external − internal) / (external + internal), from −1 (all within) to 1 (all across) (Krackhardt and Stern 1988)."""
        return (2 * self.across - self.known) / self.known if self.known else None


def crossing(ties: Ties, group: Ints) -> Crossing:
    """How many ties cross the borders of a partition; `group` holds a code per organisation, `UNKNOWN` where none is known."""
    ends = group[ties.pairs]
    known = (ends != UNKNOWN).all(axis=1)
    across = int((ends[known, 0] != ends[known, 1]).sum())
    return Crossing(across, int(known.sum()), int((~known).sum()))


def modularity(ties: Ties, group: Ints) -> float | None:
    """By how much the share of ties within groups exceeds what the degrees alone would give; unknown ones are a group each of their own (Newman 2004).

    None without ties.
    """
    if not ties.m:
        return None
    alone = np.where(group == UNKNOWN, group.max(initial=UNKNOWN) + 1 + np.arange(ties.n), group)
    _, codes = np.unique(alone, return_inverse=True)
    ends = codes[ties.pairs]
    within = float((ends[:, 0] == ends[:, 1]).mean())
    return within - float(((np.bincount(codes, weights=ties.degree) / (2 * ties.m)) ** 2).sum())
