"""Whose reach a caller may see: evaluators and administrators the whole programme, managers and advisers their clusters."""

import numpy as np
from numpy.typing import NDArray

from api.keys import Caller, Forbidden, Role
from api.models import Label
from api.network import PROFILE, Sight
from graph.errors import NotFound
from graph.reach import Reach, Units

ALL = frozenset({Role.ADMIN, Role.EVALUATOR})
OWN = frozenset({Role.MANAGER, Role.ADVISER})


def may_see(caller: Caller) -> None:
    """Forbidden for a business: it sees its own history, not the programme's."""
    if caller.role not in ALL | OWN:
        raise Forbidden(f"reach is shown to evaluators, administrators and the managers of clusters; your key has the role {caller.role}")


def counted(caller: Caller, units: Units) -> NDArray[np.bool_]:
    """Which units the caller's figures are made of. Forbidden for a business."""
    may_see(caller)
    if caller.role in ALL:
        return np.ones(len(units), dtype=bool)
    return np.array([bool(caller.clusters & set(clusters)) for clusters in units.clusters.tolist()], dtype=bool)


def named(seen: Sight, units: Units, unit: int, lang: str) -> Label | None:
    """The organisation behind a unit, for whom it may be shown to by name; evaluators see pseudonyms."""
    id = str(units.ids[unit])
    row = seen.index.row.get(id, -1)
    return seen.labels.label_of(id, lang) if row >= 0 and seen.caller.role is not Role.EVALUATOR and seen.views[row] == PROFILE else None


def unit_of(caller: Caller, reach: Reach, name: str) -> int:
    """The unit of a pseudonym. One the caller may not see is answered like one that does not exist."""
    row = reach.history.row_of.get(name, -1)
    unit = int(reach.units.of[row]) if row >= 0 else -1
    if unit < 0 or not counted(caller, reach.units)[unit]:
        raise NotFound(f"no business {name[:40]!r} in the ledger; list them with /v1/reach/businesses")
    return unit
