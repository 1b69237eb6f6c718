"""Ends memberships: the tie to the cluster goes, the ledger says so, and who belongs to no cluster any more is matched no more."""

from collections.abc import Sequence
from datetime import date

from graph.errors import Invalid
from graph.model import Batch, Event, Key, Node, Part
from graph.schema import Happening, Rel
from graph.store import Store
from seeds.members.standing import Standing, Stock


def ending(store: Store, ids: Sequence[str], cluster: str, today: date) -> Batch:
    """What ends the membership of these organisations in a cluster. Raises NotFound, and Invalid for one that is no member."""
    stock = Stock(store.snapshot())
    left = [stock.standing(id) for id in dict.fromkeys(ids)]
    for each in left:
        if (Rel.MEMBER_OF, cluster) not in each.links:
            raise Invalid(f"{each.node.id} is no member of {cluster}; only memberships that exist can be ended")
    last = [each for each in left if not any(target != cluster for target in each.targets(Rel.MEMBER_OF))]
    return Batch(
        nodes=[_ended(each.node, today) for each in last],
        events=[Event(Happening.LEFT, each.node.id, today, about=cluster) for each in left],
        deletions=[*(_tie(each, cluster) for each in left), *(Key(Part.CONTACTS, each.node.id) for each in last)],
    )


def _ended(node: Node, today: date) -> Node:
    """Kept for the ledger, without a purpose; nobody may be contacted, so that the contacts go too."""
    return Node(node.id, node.name, node.text, {**node.props, "ended": today.isoformat(), "purposes": ""})


def _tie(each: Standing, cluster: str) -> Key:
    return Key(Part.EDGE, f"{each.node.id} {Rel.MEMBER_OF.value} {cluster}")
