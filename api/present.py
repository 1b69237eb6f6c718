"""From graph to JSON: organisations and matches as the caller may see them. Nothing here decides who sees what: the gate did."""

from collections.abc import Iterable, Mapping
from typing import Literal

from api.models import (
    EvidenceItem,
    GraphEdge,
    Happened,
    Label,
    MatchItem,
    MatchListOut,
    Organisation,
    PieceOfProfile,
    Profile,
    Project,
    ReasonItem,
    WithoutItem,
)
from api.network import PROFILE, TEASER, Sight
from graph.model import Edge, Event, Scalar
from graph.schema import Kind, Rel, Source
from matcher.explaining.titles import title as signal_title
from matcher.model import Evidence, Match, MatchList, Reason, Without

_MOST = 100


class Presenter:
    """Turns rows and matches into response models, in one language, for one caller."""

    def __init__(self, sight: Sight, lang: str) -> None:
        self.sight, self.lang = sight, lang
        self._labels, self._index = sight.labels, sight.index

    def organisation(self, row: int) -> Organisation:
        """Profile or teaser, as the caller's view of the row says."""
        return Organisation(**self._facts(row))

    def label(self, row: int) -> Label:
        """Id and name of a profile row."""
        return Label(id=str(self._index.ids[row]), name=str(self._index.names[row]))

    def profile(self, row: int, events: Iterable[Event], edges: Iterable[Edge], *, version: int = 0, stale: bool = False) -> Profile:
        """An organisation with its newest `events`, and roles and funding from the `edges` around it; `stale` if the store could not give them."""
        if self.sight.views[row] == TEASER:
            return Profile(**self._facts(row), stale=stale)
        node = self._labels.row[str(self._index.ids[row])]
        links = self._linked(node)
        details = {edge.target: edge.props for edge in edges if edge.rel is Rel.PARTICIPATED_IN}
        projects = [self._project(end, details) for _, end in links.get(Rel.PARTICIPATED_IN, [])]
        return Profile(
            **self._facts(row),
            needs=[self._piece(end) for _, end in links.get(Rel.NEEDS, [])][:_MOST],
            offers=[self._piece(end) for _, end in links.get(Rel.OFFERS, [])][:_MOST],
            expertise=self._named(links, Rel.HAS_EXPERTISE),
            markets=self._named(links, Rel.TARGETS_MARKET, Rel.SERVES_MARKET),
            projects=sorted(projects, key=lambda project: (project.start, project.id), reverse=True)[:_MOST],
            project_count=len(projects),
            partner_count=self.sight.known_partners(row),
            history=[self._happened(event) for event in events],
            contactable=self.sight.is_contactable(row),
            updated=self._labels.text(node, "basis_on"),
            version=version,
            stale=stale,
        )

    def match_list(self, found: MatchList) -> MatchListOut:
        """A list as JSON; ids of teasers are opaque."""
        items = [self.match(match) for match in found.items]
        return MatchListOut(list=found.list, snapshot=found.snapshot, model=found.model, stale=found.stale, basis=_basis(found.basis), items=items)

    def match(self, match: Match) -> MatchItem:
        """One suggestion; a service is no organisation and always open."""
        row = self._index.row.get(match.node.id)
        facts = self._facts(row) if row is not None else self._plain(match)
        kept = {name: facts[name] for name in ("id", "view", "name", "kind", "country", "sector", "section", "field", "size", "source") if name in facts}
        return MatchItem(
            **kept,
            rank=match.rank,
            score=match.score,
            probability=match.probability,
            distance=match.distance,
            cross_sector=match.cross_sector,
            international=match.international,
            evidence=[self._evidence(part) for part in match.evidence],
            reasons=[self._reason(reason) for reason in match.reasons],
            names=dict(match.names or {}),
            invented=[id for id in match.names or {} if self._labels.text(self._labels.row[id], "source") == Source.ILLUSTRATIVE],
            explanation=match.explanation,
            watch_out=match.watch_out,
            without=_without(match.without),
            missing=match.missing,
        )

    def _facts(self, row: int) -> dict[str, object]:
        index, labels = self._index, self._labels
        node = labels.row[str(index.ids[row])]
        facts: dict[str, object] = {
            "id": self.sight.public_id(row),
            "kind": labels.kind(node).value,
            "country": labels.label_of(f"country:{index.countries[row]}", self.lang),
            "section": labels.label_of(str(index.sections[row]), self.lang),
            "size": str(index.sizes[row] or ""),
            "source": labels.text(node, "source"),
            "view": "teaser",
            "name": None,
            "sector": None,
        }
        return facts if self.sight.views[row] != PROFILE else {**facts, **self._open_facts(row, node)}

    def _open_facts(self, row: int, node: int) -> dict[str, object]:
        index, labels = self._index, self._labels
        founded = labels.prop(node, "founded")
        sector = labels.label_of(str(index.sectors[row] or ""), self.lang)
        return {
            "view": "profile",
            "name": str(index.names[row]),
            "text": str(labels.snapshot.texts[node]),
            "lang": labels.text(node, "lang") or None,
            "region": labels.label_of(str(index.regions[row] or ""), self.lang),
            "city": labels.text(node, "city"),
            "sector": sector,
            "field": labels.label_of(str(index.fields[row] or ""), self.lang),
            "creative": labels.text(labels.row[sector.id], "creative") if sector else "",
            "founded": founded,
            "languages": [word for word in labels.text(node, "languages").split() if word in ("en", "de", "fr")],
            "clusters": [label for cluster in index.clusters[row] if (label := labels.label_of(cluster, self.lang))],
            "basis": labels.text(node, "basis"),
        }

    def _plain(self, match: Match) -> dict[str, object]:
        node = self._labels.row[match.node.id]
        country = self.country_of(node)
        return {
            "id": match.node.id,
            "view": "profile",
            "name": match.node.name,
            "kind": match.node.kind.value,
            "country": country,
            "sector": None,
            "source": self._labels.text(node, "source"),
        }

    def country_of(self, node: int) -> Label | None:
        """The country a node is located in, directly or through its region's code."""
        for _, end in self._linked(node).get(Rel.LOCATED_IN, []):
            if self._labels.kind(end) is Kind.COUNTRY:
                return self._labels.label(end, self.lang)
        return None

    def first(self, node: int, rel: Rel, kind: Kind | None = None) -> Label | None:
        """The first node (by id) a relation leads to, among those the caller may see."""
        shown = self.sight.shown
        ends = [end for _, end in self._linked(node).get(rel, []) if shown[end] and (kind is None or self._labels.kind(end) is kind)]
        return self._labels.label(ends[0], self.lang) if ends else None

    def _linked(self, node: int) -> dict[Rel, list[tuple[int, int]]]:
        """Edges that leave a node, by relation, as (edge, other end)."""
        snapshot, found = self.sight.network.snapshot, dict[Rel, list[tuple[int, int]]]()
        for edge in self.sight.network.links.edges_at(node).tolist():
            if snapshot.sources[edge] == node:
                found.setdefault(self._labels.rel(edge), []).append((edge, int(snapshot.targets[edge])))
        return found

    def _named(self, links: dict[Rel, list[tuple[int, int]]], *rels: Rel) -> list[Label]:
        ends = sorted({end for rel in rels for _, end in links.get(rel, [])})
        return [label for end in ends[:_MOST] if (label := self._labels.label(end, self.lang))]

    def _piece(self, node: int) -> PieceOfProfile:
        labels = self._labels
        about = self._named(self._linked(node), Rel.ABOUT)
        lang = labels.text(node, "lang") or None
        return PieceOfProfile(
            id=str(labels.snapshot.ids[node]), name=labels.name(node, self.lang), text=str(labels.snapshot.texts[node]), lang=lang, about=about[:50]
        )

    def _project(self, node: int, details: Mapping[str, Mapping[str, Scalar]]) -> Project:
        labels, id = self._labels, str(self._labels.snapshot.ids[node])
        part = details.get(id, {})
        return Project(
            id=id,
            name=labels.name(node, self.lang),
            start=labels.text(node, "start"),
            end=labels.text(node, "end"),
            role=str(part.get("role", "")),
            funding=float(part["funding"]) if "funding" in part else None,
        )

    def _happened(self, event: Event) -> Happened:
        """Another organisation is named only if the caller may see it."""
        row = self.sight.index.row.get(event.about)
        about = self._labels.label_of(event.about, self.lang) if row is None or self.sight.views[row] == PROFILE else None
        return Happened(on=event.on.isoformat(), happening=event.happening.value, about=about)

    def _evidence(self, part: Evidence) -> EvidenceItem:
        name = signal_title(part.signal, self.lang)
        return EvidenceItem(signal=part.signal, name=name, family=part.family, points=part.points, text=part.text, path=_path(part.path))

    def _reason(self, reason: Reason) -> ReasonItem:
        return ReasonItem(family=reason.family, points=reason.points, signal=reason.signal, text=reason.text, path=_path(reason.path))


def _basis(said: str) -> Literal["", "fitted", "without ties"]:
    return "fitted" if said == "fitted" else "without ties" if said else ""


def _path(edges: Iterable[Edge]) -> list[GraphEdge]:
    return [GraphEdge(source=edge.source, relation=edge.rel.value, target=edge.target, weight=edge.weight) for edge in edges]


def _without(found: Without | None) -> WithoutItem | None:
    return WithoutItem(family=found.family, rank=found.rank, candidates=found.candidates, text=found.text) if found else None
