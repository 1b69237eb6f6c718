"""The one gate: what a caller may see of an organisation. Every way out of the API asks here."""

from dataclasses import dataclass

from api.keys import Caller, Role
from graph.schema import Ground, Purpose
from matcher.model import View


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate looks at: identity, whether a name is known, legal basis, and clusters."""

    id: str
    unnamed: bool
    ground: str
    purposes: frozenset[Purpose]
    clusters: frozenset[str]


def visible(caller: Caller, organisation: Facts) -> View:
    """None, teaser or profile.

    Nameless organisations are never listed. Without the purpose *matching* an organisation is seen by itself, its own cluster's manager and
    adviser, and the administrator only. Public registers are profiles for everybody, fellow members for each other; members of
    other clusters are a teaser until their cluster declared *showing*. Evaluators see public registers only: members reach them as pseudonyms.
    """
    if organisation.unnamed:
        return View.NONE
    if is_own(caller, organisation):
        return View.PROFILE
    if Purpose.MATCHING not in organisation.purposes:
        return View.NONE
    if organisation.ground == Ground.PUBLIC_REGISTER:
        return View.PROFILE
    if caller.role is Role.EVALUATOR:
        return View.NONE
    if Purpose.SHOWING in organisation.purposes or caller.clusters & organisation.clusters:
        return View.PROFILE
    return View.TEASER


def is_own(caller: Caller, organisation: Facts) -> bool:
    """Whose data the caller answers for; a business answers for itself, not for fellow members of its cluster."""
    if caller.role is Role.ADMIN:
        return True
    if caller.role in (Role.MANAGER, Role.ADVISER):
        return bool(caller.clusters & organisation.clusters)
    return caller.role is Role.BUSINESS and caller.organisation == organisation.id
