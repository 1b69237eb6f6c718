"""Which enterprises a list is about: a tier, one value of a breakdown, or what is missing."""

import numpy as np

from api.queries import ReachedQuery
from api.reach.present import ReachPresenter
from graph.reach.proof import lacks
from graph.reach.slices import By, groups


def selected(present: ReachPresenter, query: ReachedQuery) -> list[int]:
    """Units of a tier or above it (0: everybody known), of one value if asked, who lack something if asked."""
    reach = present.reach
    chosen = present.tier >= query.tier
    if query.only:
        chosen &= present.tier == query.tier
    if query.value:
        chosen &= groups(reach.units, By(query.by)).get(query.value.removeprefix("country:"), np.zeros(len(reach.units), dtype=bool))
    units: list[int] = np.flatnonzero(chosen).tolist()
    if not query.missing:
        return units
    wanted = query.missing
    return [unit for unit in units if any(lack.missing.value == wanted for lack in lacks(reach.tiers, reach.rules, unit, present.day))]
