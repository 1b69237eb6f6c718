"""Whose network is measured: the organisations of a scope, with the groups they belong to, and the help they may reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.basis import declared
from graph.measures.robustness import Help
from graph.measures.ties import UNKNOWN, Ints
from graph.model import Snapshot
from graph.schema import Ground, Kind, Purpose, Rel
from matcher.index import Index

Scope = Literal["programme", "h2020", "all"]
NOBODY: Mapping[str, str] = MappingProxyType({})
_KINDS, _RELS = tuple(Kind), tuple(Rel)


@dataclass(frozen=True, slots=True)
class Scoped:
    """Rows of the index, a code for each in every partition that is known of any of them, and the ids behind the codes of clusters."""

    rows: NDArray[np.intp]
    groups: dict[str, Ints]
    clusters: list[str]
    help: Help


def scoped(index: Index, scope: Scope, withdrawn: Mapping[str, frozenset[Purpose]], merged: Mapping[str, str] = NOBODY) -> Scoped:
    """Members of clusters, participants of research projects, or both and everybody else: as far as their legal basis covers statistics.

    An organisation of several clusters counts for the first by id. Records that were `merged` (who goes → who stays) count as the one that stays.
    """
    member = np.array([bool(clusters) for clusters in index.clusters.tolist()], dtype=bool)
    took_part = np.asarray(np.diff(index.links.projects.matrix.indptr) > 0)
    chosen = {"programme": member, "h2020": took_part, "all": np.ones(len(member), dtype=bool)}[scope]
    gone = [(index.row[goes], index.row[stays]) for goes, stays in merged.items() if goes in index.row and stays in index.row]
    for goes, stays in gone:
        chosen[stays] |= chosen[goes]
        chosen[goes] = False
    rows = np.flatnonzero(chosen & _covered(index, withdrawn))
    firsts = [min(clusters, default="") for clusters in index.clusters[rows].tolist()]
    clusters = sorted({*firsts} - {""})
    groups = {name: codes for name, codes in _groups(index, rows, firsts).items() if (codes != UNKNOWN).any()}
    return Scoped(rows, groups, clusters, _help(index, rows))


def _covered(index: Index, withdrawn: Mapping[str, frozenset[Purpose]]) -> NDArray[np.bool_]:
    pairs = set(zip(index.basis.tolist(), index.purposes.tolist(), strict=True))
    known = {(basis, words): bool(basis) and Purpose.STATISTICS in declared(Ground(basis), words) for basis, words in pairs}
    covered = np.array([known[pair] for pair in zip(index.basis.tolist(), index.purposes.tolist(), strict=True)], dtype=bool)
    covered[[index.row[id] for id, purposes in withdrawn.items() if Purpose.STATISTICS in purposes and id in index.row]] = False
    return covered


def _groups(index: Index, rows: NDArray[np.intp], clusters: list[str]) -> dict[str, Ints]:
    return {
        "cluster": _codes(clusters),
        "section": _codes(index.sections[rows].tolist()),
        "division": index.tree[rows, 1].astype(np.int32),
        "field": _codes(index.fields[rows].tolist()),
        "country": _codes(index.countries[rows].tolist()),
        "creative": _creative(index, rows),
    }


def _codes(values: list[str]) -> Ints:
    """Numbers in the order of the values, `UNKNOWN` for empty ones."""
    number = {value: place for place, value in enumerate(sorted({*values} - {""}))}
    return np.array([number.get(value, UNKNOWN) for value in values], dtype=np.int32)


def _creative(index: Index, rows: NDArray[np.intp]) -> Ints:
    """1 for the creative industries, 0 for others, unknown without a class of four digits."""
    classes = index.tree[rows, 3]
    column = index.snapshot.props.get("creative", np.full(len(index.snapshot.ids), None, dtype=object))
    return np.where(classes < 0, UNKNOWN, column[classes] != None).astype(np.int32)  # noqa: E711


def _help(index: Index, rows: NDArray[np.intp]) -> Help:
    """Who needs help with what, and who provides it; clusters and providers outside the scope stand behind the organisations' rows."""
    snapshot = index.snapshot
    nodes = index.nodes[rows]
    provided, member = _edges(snapshot, Rel.PROVIDED_BY), _edges(snapshot, Rel.MEMBER_OF)
    provided = provided[snapshot.kinds[provided[:, 0]] == _KINDS.index(Kind.SERVICE)]
    member = member[np.isin(member[:, 0], nodes)]
    others = np.setdiff1d(np.concatenate([provided[:, 1], member[:, 1]]), nodes)
    place = np.full(len(snapshot.ids), UNKNOWN, dtype=np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    place[others] = len(nodes) + np.arange(len(others), dtype=np.int32)
    needs = _edges(snapshot, Rel.NEEDS)
    needs = needs[np.isin(needs[:, 0], nodes)]
    return Help(len(nodes) + len(others), place[member], _topics(snapshot, needs, place), _topics(snapshot, provided[:, ::-1], place))


def _edges(snapshot: Snapshot, rel: Rel) -> Ints:
    at = np.flatnonzero(snapshot.rels == _RELS.index(rel))
    return np.stack([snapshot.sources[at], snapshot.targets[at]], axis=1).astype(np.int32)


def _topics(snapshot: Snapshot, pairs: Ints, place: Ints) -> Ints:
    """Of (organisation, thing), with what each thing is about: (row, topic)."""
    about = _edges(snapshot, Rel.ABOUT)
    topics: dict[int, list[int]] = {}
    for thing, topic in about.tolist():
        topics.setdefault(thing, []).append(topic)
    found = [(place[owner], topic) for owner, thing in pairs.tolist() for topic in topics.get(thing, ())]
    return np.array(found, dtype=np.int32).reshape(-1, 2)
