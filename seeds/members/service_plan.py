"""Plans services: each with the organisation or cluster that provides it."""

from graph.model import Edge, Key, Node, Part
from graph.schema import Kind, Rel, Source
from seeds.members.changes import Change
from seeds.members.draft import Draft, Link, Read
from seeds.members.finding import drawn, keyed
from seeds.members.firms import firm
from seeds.members.naming import Named
from seeds.members.options import Options
from seeds.members.spelling import is_blank
from seeds.members.standing import Stock
from seeds.report import Problem, Rejected

_RENEWED = frozenset({Rel.ABOUT, Rel.PROVIDED_BY, Rel.LOCATED_IN})


def plan_services(stock: Stock, read: Read, options: Options) -> tuple[list[Change], list[Problem]]:
    """One change per service; a service without a key is found again by its name and who provides it."""
    named, known = Named(stock, options.cluster), _known(stock)
    made: dict[str, Change] = {}
    problems = []
    for draft in read.drafts:
        try:
            provider = _provider(draft, named, options)
            id = keyed(Kind.SERVICE, options.cluster, draft.key) if draft.key else known.get((firm(draft.name), provider)) or drawn(Kind.SERVICE)
            if id in made:
                raise Rejected("name", "duplicate", "this row repeats row {row}; delete one of them", row=made[id].row)
            made[id] = _change(stock, draft, id, provider)
            known[firm(draft.name), provider] = id
        except Rejected as error:
            problems.append(Problem(draft.row, error.column, error.code, error.sentence, rejected=True))
    return list(made.values()), problems


def _known(stock: Stock) -> dict[tuple[str, str], str]:
    """Uploaded services that stand: (name as identity, provider) → id."""
    services = [stock.standing(id) for id in stock.of_kind([Kind.SERVICE]) if stock.prop("source", id) == Source.UPLOAD]
    return {(firm(service.node.name), provider): service.node.id for service in services for provider in service.targets(Rel.PROVIDED_BY)}


def _provider(draft: Draft, named: Named, options: Options) -> str:
    cell = draft.cells.get("provider", "")
    if not is_blank(cell):
        return named.find(cell, "provider")
    if not options.cluster:
        raise Rejected("provider", "missing_provider", "nobody provides this service; name an organisation, or say whose list this is")
    return options.cluster


def _change(stock: Stock, draft: Draft, id: str, provider: str) -> Change:
    """A service is written as the row says; what it was about before goes."""
    node = Node(id, draft.name, draft.text, {**draft.props, "source": Source.UPLOAD.value})
    wanted = {(link.rel, link.target): link for link in (*draft.links, Link(Rel.PROVIDED_BY, provider))}
    standing = stock.standing(id) if stock.has(id) else None
    links = standing.links if standing else {}
    edges = tuple(Edge(id, rel, target) for rel, target in wanted if (rel, target) not in links)
    stale = tuple(Key(Part.EDGE, f"{id} {rel.value} {target}") for rel, target in links if rel in _RENEWED and (rel, target) not in wanted)
    differs = standing is None or standing.node != node
    fields = ("description",) if standing and (differs or edges or stale) else ()
    return Change(draft.row, id, draft.name, fields, known=standing is not None, nodes=(node,) if differs else (), edges=edges, deletions=stale)
