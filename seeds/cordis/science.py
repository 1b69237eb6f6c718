"""Fields of science: what organisations know by the projects they were in, and terms that our own table lacks."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from graph.model import Edge, Node
from graph.schema import Rel
from seeds.cordis.model import Kept
from seeds.tables import DATA, rows

MOST = 5
"""A university has projects in hundreds of fields of science; its strongest few say what it is good at."""


def expertise(kept: Kept) -> Iterator[Edge]:
    """From each organisation to the fields of science that most of its projects lie in; `weight` is the share of its projects."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    projects = Counter(took.pic for took in kept.took)
    for took in kept.took:
        if codes := kept.register.projects[took.project].expertise:
            counts[took.pic].update(codes)
    for pic, count in counts.items():
        for code in sorted(count, key=lambda code: (-count[code], code))[:MOST]:
            yield Edge(kept.people[pic].id, Rel.HAS_EXPERTISE, f"expertise:esv-{code}", weight=round(count[code] / projects[pic], 6))


def _new(kept: Kept) -> list[str]:
    terms = kept.register.terms
    shipped = {row["code"] for row in rows(DATA / "euroscivoc.csv.gz")} if terms else set()
    return sorted(terms.keys() - shipped)


def term_nodes(kept: Kept) -> Iterator[Node]:
    """The terms that the shipped EuroSciVoc does not have."""
    for code in _new(kept):
        term = kept.register.terms[code]
        yield Node(f"expertise:esv-{code}", term.name, props={"source": "taxonomy", "level": "topic" if term.parent else "group"})


def term_parents(kept: Kept) -> Iterator[Edge]:
    """Their way up."""
    for code in _new(kept):
        if parent := kept.register.terms[code].parent:
            yield Edge(f"expertise:esv-{code}", Rel.BROADER, f"expertise:esv-{parent}")
