"""Plans ties: who already works with whom, both found among those that stand."""

from graph.model import Edge, Scalar
from graph.schema import Rel, Source
from seeds.members.changes import Change
from seeds.members.draft import Draft, Read
from seeds.members.naming import Named
from seeds.members.options import Options
from seeds.members.standing import RELS, Stock
from seeds.report import Problem, Rejected

Ends = tuple[str, str]


def plan_ties(stock: Stock, read: Read, options: Options) -> tuple[list[Change], list[Problem]]:
    """One change per tie that can be placed; a tie counts once, whichever side is named first."""
    named, known = Named(stock, options.cluster), _known(stock)
    made: dict[Ends, Change] = {}
    problems = []
    for draft in read.drafts:
        try:
            ends = _ends(draft, named)
            if ends in made:
                raise Rejected("partner", "duplicate", "this row repeats row {row}; delete one of them", row=made[ends].row)
            made[ends] = _change(draft, ends, known)
        except Rejected as error:
            problems.append(Problem(draft.row, error.column, error.code, error.sentence, rejected=True))
    return list(made.values()), problems


def _known(stock: Stock) -> dict[Ends, int]:
    """Ties that stand, by their ends in order, with the year since when (0 = unknown)."""
    found, rel = stock.snapshot, RELS.index(Rel.COLLABORATED_WITH)
    at = (found.rels == rel).nonzero()[0].tolist()
    ends = [(str(found.ids[found.sources[place]]), str(found.ids[found.targets[place]])) for place in at]
    return {(min(pair), max(pair)): int(found.since[place]) for pair, place in zip(ends, at, strict=True)}


def _ends(draft: Draft, named: Named) -> Ends:
    """Both organisations, in the order of their ids. Raises Rejected."""
    one, other = named.find(draft.name, "name"), named.find(draft.cells["partner"], "partner")
    if one == other:
        raise Rejected("partner", "same_organisation", "both names mean the same organisation; name two different ones")
    return min(one, other), max(one, other)


def _change(draft: Draft, ends: Ends, known: dict[Ends, int]) -> Change:
    since = int(draft.props.get("since", 0))
    id, name = " ".join(ends), f"{draft.name} – {draft.cells['partner']}"
    if ends in known and since in (0, known[ends]):
        return Change(draft.row, id, name, known=True)
    props: dict[str, Scalar] = {"source": Source.UPLOAD.value, **({"since": since} if since else {})}
    edge = Edge(ends[0], Rel.COLLABORATED_WITH, ends[1], props=props)
    return Change(draft.row, id, name, ("since",) if ends in known else (), known=ends in known, edges=(edge,))
