"""Matching where nobody has met yet, measured on the invented town: does the planted partner come first, a competitor or a decoy never?"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from graph.errors import Invalid
from graph.model import Batch, Edge, Node, Scalar
from graph.schema import Rel
from graph.store import Store
from matcher.index import Index
from matcher.lists.allowed import MOST
from matcher.matcher import Matcher
from matcher.model import Match

FILE = Path(__file__).with_name("town_without_ties.toml")
FIRST = 3
GOAL = 0.85
"""The share of planted partners that are to stand among the first three."""
_MEMBER: Mapping[str, Scalar] = {"source": "illustrative", "basis": "membership", "purposes": "matching showing statistics"}
_NEVER = MOST + 1  # the rank of who is not listed at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """The town as its file says it; pairs are (source, other) by id of the graph."""

    batch: Batch
    planted: tuple[tuple[str, str], ...]
    competitors: tuple[tuple[str, str], ...]
    decoys: tuple[tuple[str, str], ...]
    languages: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One planted pair and where a ranker put it: ranks count from 1; `MOST` + 1 is not listed. Without a competitor or decoy their rank is None."""

    source: str
    direction: str
    target: int
    competitor: int | None
    decoy: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Shares of the planted pairs (0 to 1): target among the first three and first; and of those who have one, competitor or decoy above the target."""

    ranker: str
    cases: int
    first_three: float
    first: float
    competitor_above: float
    decoy_above: float
    directions: Mapping[str, float]

    @property
    def spread(self) -> float:
        """Best direction of language less worst, in the share among the first three."""
        return max(self.directions.values()) - min(self.directions.values())


def town(file: Path = FILE) -> Town:
    """Read a town; its businesses refer to sectors and countries by id, which the store must hold already."""
    read = tomllib.loads(file.read_text("utf-8"))
    batches = [_business(row) for row in read["business"]]
    return Town(
        batch=Batch([node for nodes, _ in batches for node in nodes], [edge for _, edges in batches for edge in edges]),
        planted=_pairs(read["planted"]),
        competitors=_pairs(read["competitors"]),
        decoys=_pairs(read["decoys"]),
        languages={_id(row["id"]): row["language"] for row in read["business"]},
    )


def _id(key: str) -> str:
    return f"business:{key}"


def _pairs(pairs: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((_id(source), _id(other)) for source, other in pairs)


def _business(row: Mapping[str, object]) -> tuple[list[Node], list[Edge]]:
    """A business with its wishes. Working languages stay unknown: the file says in which language it writes, not which it speaks."""
    id, key = _id(str(row["id"])), str(row["id"])
    props = {**_MEMBER, "lang": str(row["language"]), "city": str(row["city"])}
    nodes = [Node(id, str(row["name"]), str(row["description"]), props)]
    edges = [Edge(id, Rel.LOCATED_IN, f"country:{row['country']}"), Edge(id, Rel.CLASSIFIED_AS, f"sector:{row['nace']}")]
    for kind, rel in (("need", Rel.NEEDS), ("offer", Rel.OFFERS)):
        for number, text in enumerate(_texts(row[f"{kind}s"]), 1):
            wish = f"{kind}:{key}-{number}"
            nodes.append(Node(wish, text[:80], text, {"source": "illustrative", "lang": str(row["language"])}))
            edges.append(Edge(id, rel, wish))
    return nodes, edges


def _texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list) else []


def town_table(matcher: Matcher, store: Store, found: Town | None = None) -> list[Row]:
    """Every ranker's figures: ours as asked by default, beside scopes and sectors, cosine of descriptions, and ours without one signal at a time.

    `store` is `matcher`'s, empty but for taxonomies (sectors with their classes, countries); the town is written into it.
    """
    asked = found or town()
    store.write(asked.batch)
    lists = {source: matcher.partners(source, k=MOST).items for source, _ in asked.planted}
    rows = [row("crossmatch", asked, _ordered(lists, ()))]
    rows.append(row("crossmatch, another country and sector", asked, _asked(matcher, asked, scope="international", sector="other")))
    rows.append(row("cosine of descriptions", asked, lambda source: _alike(matcher.index, source)))
    signals = sorted({part.signal for items in lists.values() for match in items for part in match.evidence})
    return rows + [row(f"without {signal}", asked, _ordered(lists, (signal,))) for signal in signals if signal != "base"]


Ranked = Callable[[str], Sequence[str]]


def _ordered(lists: Mapping[str, Sequence[Match]], without: Sequence[str]) -> Ranked:
    """Our lists in the order of their scores less the points of some signals; nothing is fitted anew, since nothing is fitted."""

    def ranked(source: str) -> list[str]:
        scores = {match.node.id: sum(part.points for part in match.evidence if part.signal not in without) for match in lists[source]}
        return sorted(scores, key=lambda id: (-round(scores[id], 9), id))

    return ranked


def _asked(matcher: Matcher, asked: Town, *, scope: str, sector: str) -> Ranked:
    return lambda source: [match.node.id for match in matcher.partners(source, scope=scope, sector=sector, k=MOST).items]


def _alike(index: Index, source: str) -> list[str]:
    """Everybody else by the cosine of the descriptions: what a search for similar businesses gives."""
    row = index.row[source]
    cosines = index.texts.organisations @ index.texts.of(row)[0]
    order = index.texts.rows[np.lexsort((index.texts.rows, -cosines.round(6)))]
    return [str(index.ids[other]) for other in order if other != row]


def cases(asked: Town, ranked: Ranked) -> Iterator[Case]:
    """Where a ranker puts each planted target, and the source's competitor and decoy."""
    competitors, decoys = dict(asked.competitors), dict(asked.decoys)
    for source, target in asked.planted:
        place = {id: rank for rank, id in enumerate(ranked(source), 1)}
        if source in place:
            raise Invalid(f"the list of {source} holds {source} itself; a ranker must leave it out")
        yield Case(
            source=source,
            direction=f"{asked.languages[source]}→{asked.languages[target]}",
            target=place.get(target, _NEVER),
            competitor=_place(place, competitors.get(source)),
            decoy=_place(place, decoys.get(source)),
        )


def _place(places: Mapping[str, int], id: str | None) -> int | None:
    return None if id is None else places.get(id, _NEVER)


def row(ranker: str, asked: Town, ranked: Ranked) -> Row:
    """The figures of one ranker: `ranked` gives everybody for a source, the best first."""
    found = list(cases(asked, ranked))
    directions = {case.direction: [other.target <= FIRST for other in found if other.direction == case.direction] for case in found}
    return Row(
        ranker=ranker,
        cases=len(found),
        first_three=_share([case.target <= FIRST for case in found]),
        first=_share([case.target == 1 for case in found]),
        competitor_above=_share([case.competitor < case.target for case in found if case.competitor is not None]),
        decoy_above=_share([case.decoy < case.target for case in found if case.decoy is not None]),
        directions={direction: _share(directions[direction]) for direction in sorted(directions)},
    )


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def record(rows: Sequence[Row]) -> dict[str, object]:
    """The part `town` of the figures that come with a version."""
    return {"goal": GOAL, "rows": [{**asdict(one), "spread": one.spread} for one in rows]}


def text(rows: Sequence[Row]) -> str:
    """The table as printed: one line a ranker, the directions of language behind; and whether the goal is met."""
    head = f"{'ranker':<40} {'top 3':>6} {'first':>6} {'competitor above':>17} {'decoy above':>12} {'spread':>7}   by direction of language"
    missing = GOAL - rows[0].first_three
    goal = f"goal: planted partner among the first three {GOAL:.0%}: {'met' if missing <= 0 else f'not met, {100 * missing:.1f} points below'}"
    return "\n".join([head, *(_line(one) for one in rows), goal])


def _line(one: Row) -> str:
    directions = "  ".join(f"{name} {100 * share:.0f}" for name, share in one.directions.items())
    shares = f"{100 * one.first_three:5.0f}% {100 * one.first:5.0f}% {100 * one.competitor_above:16.0f}% {100 * one.decoy_above:11.0f}%"
    return f"{one.ranker:<40} {shares} {100 * one.spread:6.0f}    {directions}"
