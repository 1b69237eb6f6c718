"""The legal basis: for which purposes an organisation may be processed. No basis, no processing."""

from collections.abc import Mapping
from types import MappingProxyType

from graph.errors import Invalid
from graph.model import Entry, Node
from graph.schema import ORGANISATIONS, Ground, Happening, Purpose
from graph.store import Store

GIVEN, WITHDRAWN = Happening.BASIS_GIVEN, Happening.BASIS_WITHDRAWN
PURPOSE = "purpose"
"""What an event of this kind says in its data: `{"purpose": "contact"}`."""
REGISTERED = frozenset({Purpose.MATCHING, Purpose.SHOWING, Purpose.STATISTICS})
"""What a public register allows: everything but writing to the people behind it."""
NOBODY: Mapping[str, frozenset[Purpose]] = MappingProxyType({})


def purposes(node: Node, withdrawn: Mapping[str, frozenset[Purpose]] = NOBODY) -> frozenset[Purpose]:
    """What the organisation may be processed for: what its basis declares, less what it has withdrawn (see `withdrawn`).

    A public register declares all but contact by itself; membership and consent cover what they name.
    """
    if node.kind not in ORGANISATIONS or "basis" not in node.props:
        return frozenset()
    return declared(Ground(str(node.props["basis"])), str(node.props.get("purposes", ""))) - withdrawn.get(node.id, frozenset())


def declared(ground: Ground, named: str) -> frozenset[Purpose]:
    """The purposes a basis covers, from its kind and the space-separated names in the `purposes` property."""
    covered = frozenset(_purpose(name) for name in named.split())
    if ground is Ground.PUBLIC_REGISTER:
        return covered & REGISTERED if named else REGISTERED
    return covered


def withdrawn(store: Store) -> dict[str, frozenset[Purpose]]:
    """Organisation → purposes it has withdrawn and not given again, folded from the ledger; the latest entry decides."""
    taken: dict[str, frozenset[Purpose]] = {}
    for entry in _entries(store):
        purpose = frozenset({_purpose(str(entry.data.get(PURPOSE, "")))})
        before = taken.get(entry.subject, frozenset())
        taken[entry.subject] = before | purpose if entry.happening is WITHDRAWN else before - purpose
    names = store.pseudonyms() if taken else {}
    return {organisation: taken[name] for organisation, name in names.items() if taken.get(name)}


def _entries(store: Store) -> list[Entry]:
    found: list[Entry] = []
    while page := store.entries(after=found[-1].seq if found else 0, happenings=(GIVEN, WITHDRAWN)):
        found += page
    return found


def _purpose(name: str) -> Purpose:
    if name not in Purpose._value2member_map_:
        raise Invalid(f"{name[:80]!r} is no purpose; use {', '.join(Purpose)}")
    return Purpose(name)
