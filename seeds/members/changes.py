"""What one row changes about its organisation: columns that the file lacks leave things as they are, blank cells clear them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from graph.basis import withdrawn
from graph.model import Batch, Contact, Edge, Event, Key, Node, Part, Scalar
from graph.schema import Ground, Happening, Kind, Purpose, Rel, Source
from graph.store import Store
from seeds.members.columns import CONTACTS
from seeds.members.draft import Draft, Link, Read
from seeds.members.options import Options
from seeds.members.standing import Standing, Stock
from seeds.members.wishes import short

OWNED: Mapping[str, tuple[str, ...]] = {
    "city": ("city",),
    "size": ("size",),
    "employees": ("employees", "size"),
    "founded": ("founded",),
    "languages": ("languages",),
    "lang": ("lang",),
    "site": ("site",),
    "register": ("register",),
}
"""The properties that each of our columns decides about."""
_TEXTS = ("description", "needs", "offers")
_WISHES = (("needs", Kind.NEED, Rel.NEEDS), ("offers", Kind.OFFER, Rel.OFFERS))


@dataclass(frozen=True, slots=True)
class Change:
    """What is written for one row. Without nodes, edges, contacts and deletions the organisation is as the file says."""

    row: int
    id: str
    name: str
    fields: tuple[str, ...] = ()
    known: bool = False
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    contacts: tuple[Contact, ...] = ()
    events: tuple[Event, ...] = ()
    deletions: tuple[Key, ...] = ()

    @property
    def state(self) -> str:
        """`new`, `changed` or `same`."""
        return ("changed" if self.fields else "same") if self.known else "new"


class Changes:
    """Compares drafts with what stands, for one file."""

    def __init__(self, store: Store, stock: Stock, read: Read, options: Options, *, joining: bool) -> None:
        self._store, self._stock, self._options, self._joining = store, stock, options, joining
        self._present = frozenset(column.ours for column in read.columns if column.ours) | frozenset(options.defaults) | {"name"}
        if any(draft.contacts for draft in read.drafts):
            self._present |= {"contact"}  # they may stand in the column of sites
        self._purposes = tuple(purpose for purpose in Purpose if purpose in options.purposes and self._may(purpose))

    def _may(self, purpose: Purpose) -> bool:
        return not (purpose is Purpose.CONTACT and self._options.basis is Ground.PUBLIC_REGISTER)

    def change(self, draft: Draft, id: str) -> Change:
        """What the row changes about the organisation of this id."""
        if not self._stock.has(id):
            return self._new(draft, id)
        standing = self._stock.standing(id)
        node = self._merged(draft, standing.node)
        links, stale = self._links(draft, standing)
        parts = [self._wishes(draft, standing, *each) for each in _WISHES]
        contacts, wiped = self._contacts(draft, id)
        fields = [
            *_differing(standing.node, node),
            *self._moved(links, stale),
            *(column for (column, *_), part in zip(_WISHES, parts, strict=True) if not _is_empty(part)),
        ]
        fields += ["contact"] if wiped else []
        renewed = (node,) if node != standing.node else ()
        return Change(
            draft.row,
            id,
            draft.name,
            tuple(dict.fromkeys(fields)),
            known=True,
            nodes=(*renewed, *(wish for part in parts for wish in part.nodes)),
            edges=(*links, *(edge for part in parts for edge in part.edges)),
            contacts=contacts,
            events=tuple(self._declared(id, standing)),
            deletions=(*stale, *(key for part in parts for key in part.deletions), *wiped),
        )

    def _new(self, draft: Draft, id: str) -> Change:
        node = Node(id, draft.name, draft.text, {**draft.props, **self._basis(), "source": Source.UPLOAD.value})
        links = [Edge(id, link.rel, link.target, link.weight, link.props) for link in draft.links]
        if self._options.cluster:
            links.append(Edge(id, Rel.MEMBER_OF, self._options.cluster))
        key, lang = id.partition(":")[2], str(draft.props["lang"])
        needs = _made(Kind.NEED, key, draft.needs, map(str, count(1)), lang)
        offers = _made(Kind.OFFER, key, draft.offers, map(str, count(1)), lang)
        wished = [*(Edge(id, Rel.NEEDS, need.id) for need in needs), *(Edge(id, Rel.OFFERS, offer.id) for offer in offers)]
        contacts, _ = self._contacts(draft, id)
        declared = tuple(self._declared(id, None))
        return Change(draft.row, id, draft.name, nodes=(node, *needs, *offers), edges=(*links, *wished), contacts=contacts, events=declared)

    def _basis(self) -> dict[str, Scalar]:
        today = self._options.today.isoformat()
        return {"basis": self._options.basis.value, "purposes": " ".join(self._purposes), "basis_on": today}

    def _merged(self, draft: Draft, node: Node) -> Node:
        """The node as it will be: a declaration is renewed only if it says something else."""
        props = dict(node.props)
        for column in self._present & OWNED.keys():
            for name in OWNED[column]:
                props.pop(name, None)
        owned = {name for column in self._present & OWNED.keys() for name in OWNED[column]}
        props |= {name: value for name, value in draft.props.items() if name in owned}
        if self._present & set(_TEXTS):
            props["lang"] = draft.props["lang"]
        basis = self._basis()
        if "ended" in props or props.get("basis") != basis["basis"] or set(str(props.get("purposes", "")).split()) != set(self._purposes):
            props |= basis
        props.pop("ended", None)
        text = draft.text if "description" in self._present else node.text
        return Node(node.id, draft.name, text, props)

    def _links(self, draft: Draft, standing: Standing) -> tuple[tuple[Edge, ...], tuple[Key, ...]]:
        """Edges to place, class and cluster that are missing, and those of before that no longer hold."""
        id = standing.node.id
        wanted = {(link.rel, link.target): link for link in draft.links if self._concerns(link, standing)}
        if self._options.cluster:
            wanted[Rel.MEMBER_OF, self._options.cluster] = Link(Rel.MEMBER_OF, self._options.cluster)
        made = tuple(
            Edge(id, link.rel, link.target, link.weight, link.props)
            for end, link in wanted.items()
            if end not in standing.links or abs(standing.links[end] - link.weight) > 1e-4
        )
        stale = [end for end in standing.links if end not in wanted and self._outdated(end, draft, standing)]
        return made, tuple(Key(Part.EDGE, f"{id} {rel.value} {target}") for rel, target in stale)

    def _concerns(self, link: Link, standing: Standing) -> bool:
        """A country that only a default says does not move anybody."""
        if link.target.startswith("country:"):
            known = any(target.startswith("country:") for target in standing.targets(Rel.LOCATED_IN))
            return "country" in self._present - self._options.defaults.keys() or not known
        return True

    def _outdated(self, end: tuple[Rel, str], draft: Draft, standing: Standing) -> bool:
        rel, target = end
        if rel is Rel.CLASSIFIED_AS:
            return "nace" in self._present and target.startswith("sector:")
        if rel is not Rel.LOCATED_IN:
            return False
        if target.startswith("country:"):
            return any(link.target.startswith("country:") for link in draft.links if self._concerns(link, standing))
        return bool(self._present & {"region", "city"})

    def _moved(self, made: Sequence[Edge], stale: Sequence[Key]) -> Iterator[str]:
        for rel, target in [(edge.rel.value, edge.target) for edge in made] + [(key.id.split(" ")[1], key.id.split(" ")[2]) for key in stale]:
            if rel == Rel.MEMBER_OF:
                yield "cluster"
            else:
                yield {"country": "country", "region": "region"}.get(target.partition(":")[0], "nace")

    def _wishes(self, draft: Draft, standing: Standing, column: str, kind: Kind, rel: Rel) -> Batch:
        """Needs or offers: a text that stays keeps its node, so that what happened around it stays true; new ones get new numbers."""
        if column not in self._present:
            return Batch()
        id, texts = standing.node.id, list(draft.needs if kind is Kind.NEED else draft.offers)
        had = {target: self._stock.text(target) for target in standing.targets(rel)}
        kept = {target: text for target, text in had.items() if text in texts}
        fresh = [text for text in texts if text not in kept.values()]
        key, lang = id.partition(":")[2], str(draft.props["lang"])
        used = {target.rpartition("-")[2] for target in had}
        nodes = _made(kind, key, fresh, (str(number) for number in count(1) if str(number) not in used), lang)
        edges = [Edge(id, rel, node.id) for node in nodes]
        return Batch(nodes=nodes, edges=edges, deletions=[Key(Part.NODE, target) for target in had if target not in kept])

    def _contacts(self, draft: Draft, id: str) -> tuple[tuple[Contact, ...], tuple[Key, ...]]:
        """The contact persons if they differ from those of before, and the deletion of those."""
        if not self._present & {*CONTACTS} or self._options.basis is Ground.PUBLIC_REGISTER:
            return (), ()
        wanted = tuple(Contact(id, person.name, person.email, person.phone) for person in draft.contacts)
        had = self._store.contacts(id) if self._stock.has(id) else ()
        if set(wanted) == set(had):
            return (), ()
        return wanted, (Key(Part.CONTACTS, id),) if self._stock.has(id) else ()

    def _declared(self, id: str, standing: Standing | None) -> Iterator[Event]:
        """The declared basis of a new organisation, or what is declared anew; what somebody has withdrawn stays withdrawn."""
        today, props = self._options.today, standing.node.props if standing else {}
        before = set(str(props.get("purposes", "")).split()) if props.get("basis") == self._options.basis else set()
        refused = self._withdrawn.get(id, frozenset()) if standing and set(self._purposes) - before else frozenset()
        for purpose in self._purposes:
            if purpose not in before and purpose not in refused:
                yield Event(Happening.BASIS_GIVEN, id, today, data={"purpose": purpose.value, "basis": self._options.basis.value})
        cluster = self._options.cluster
        if cluster and self._joining and (standing is None or (Rel.MEMBER_OF, cluster) not in standing.links):
            yield Event(Happening.JOINED, id, today, about=cluster)

    @cached_property
    def _withdrawn(self) -> dict[str, frozenset[Purpose]]:
        return withdrawn(self._store)


def _made(kind: Kind, key: str, texts: Sequence[str], numbers: Iterator[str], lang: str) -> list[Node]:
    """Needs or offers as nodes, each with the next free number."""
    props: dict[str, Scalar] = {"source": Source.UPLOAD.value, "lang": lang}
    return [Node(f"{kind.value}:{key}-{next(numbers)}", short(text), text, props) for text in texts]


def _differing(before: Node, after: Node) -> Iterator[str]:
    """Our columns whose values differ between two nodes."""
    if before.name != after.name:
        yield "name"
    if before.text != after.text:
        yield "description"
    for name in sorted({*before.props, *after.props}):
        if before.props.get(name) != after.props.get(name):
            yield name


def _is_empty(batch: Batch) -> bool:
    return not (batch.nodes or batch.edges or batch.deletions)
