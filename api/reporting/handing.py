"""What indicators need from higher floors: measured figures, the network, the statistics of trials, lists, distances."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from api.measures.scopes import scoped
from graph.indicators import Handed
from graph.indicators.world import Floats, Measure, Shape, Shown
from graph.lists import COLLECTION
from graph.measures.months import meetings, met, month_of, told
from graph.measures.series import months, role_counts
from graph.model import Record
from graph.reach import Reach
from graph.schema import Purpose
from graph.store import Store
from matcher.evaluation.figures import Figures, Measured, figures
from matcher.index import Index
from matcher.matcher import Matcher
from matcher.query import of_business
from matcher.signals.apart import distances
from matcher.trials.change import difference_in_differences
from matcher.trials.effect import intention_to_treat
from matcher.trials.survival import kaplan_meier

CITED = 12
"""Businesses whose suggestions are looked at for the edges they cite."""
_MOST_LISTS = 100_000
Withdrawn = Mapping[str, frozenset[Purpose]]


def handed(store: Store, index: Index, reach: Reach, withdrawn: Withdrawn, *, today: date, matcher: Matcher | None = None) -> Handed:
    """Everything for one state; `matcher` is asked for suggestions, whose citations are checked."""
    kept = measured(figures())
    if matcher is not None:
        kept |= cited(matcher, index, reach, today)
    return Handed(
        measured=kept,
        network=Network(store, index, withdrawn),
        survival=kaplan_meier,
        effect=intention_to_treat,
        change=difference_in_differences,
        lists=tuple(shown(store)),
        likeness=Likeness(index, today),
    )


class Network:
    """The programme's network between two days, as the page *Network over time* measures it."""

    def __init__(self, store: Store, index: Index, withdrawn: Withdrawn) -> None:
        self._store, self._index, self._withdrawn = store, index, withdrawn

    def __call__(self, first: date, last: date) -> Shape:
        world = scoped(self._index, "programme", self._withdrawn)
        entries, names = told(self._store)
        found = meetings(self._index.snapshot, self._index.nodes[world.rows], entries=entries, pseudonyms=names, until=month_of(last))
        (before,) = months(found, world.groups, [month_of(first)])
        (after,) = months(found, world.groups, [month_of(last)], world.help)
        ties = met(found.at(month_of(last)), found.n, world.groups)
        roles = role_counts(ties).sum(axis=0).tolist() if ties.m and "cluster" in world.groups else [0.0] * 5
        return Shape(before, after, roles)


class Likeness:
    """Distances as the dial knows them, and whose texts are most alike."""

    def __init__(self, index: Index, today: date) -> None:
        self._index, self._today = index, today

    def distance(self, one: int, others: Sequence[int]) -> Floats:
        query = of_business(self._index, one, today=self._today, distance=0.5)
        return np.asarray(distances(self._index, query)[list(others)], dtype=np.float64)

    def nearest(self, one: int, k: int) -> frozenset[int]:
        texts = self._index.texts
        mine = texts.of(one)[0]
        if not mine.any():
            return frozenset()
        cosines = texts.organisations @ mine
        cosines[texts.place[one]] = -2  # not itself
        k = min(k, len(cosines) - 1)
        return frozenset(texts.rows[np.argpartition(-cosines, k)[:k]].tolist())


def measured(kept: Figures) -> dict[str, Measure]:
    """The figures that came with this version, by the key of their indicator: ranking of international partners, and calibration."""
    made = kept.measured.get("partners", "")
    rows = {one.who: one for one in kept.partners if one.slice == "international" and one.ranker == "fitted"}
    found: dict[str, Measure] = {}
    if one := rows.get("all"):
        found |= _ranked(one, made)
    if (known := rows.get("incumbent")) and (new := rows.get("newcomer")):
        found["Q10"] = Measure(known.ndcg10 - new.ndcg10, whole=new.sources, made=made)
    if kept.calibration:
        told_of = kept.measured.get("calibration", "")
        found["Q2.ece"], found["Q2.brier"] = Measure(kept.calibration.ece, made=told_of), Measure(kept.calibration.brier, made=told_of)
    return found


def _ranked(one: Measured, made: str) -> Mapping[str, Measure]:
    return {
        "Q1.ndcg10": Measure(one.ndcg10, one.ndcg10_low, one.ndcg10_high, whole=one.sources, made=made),
        "Q1.mrr": Measure(one.mrr, whole=one.sources, made=made),
        "Q1.hits10": Measure(one.hits10, whole=one.sources, made=made),
        "Q1.recall50": Measure(one.recall50, one.recall50_low, one.recall50_high, whole=one.sources, made=made),
    }


def cited(matcher: Matcher, index: Index, reach: Reach, today: date) -> dict[str, Measure]:
    """How many of the edges that explanations cite exist: suggestions for the first few businesses by pseudonym."""
    snapshot = index.snapshot
    rows = [index.row[id] for id in _few(reach) if id in index.row]
    existing = {edge for row in rows for edge in _edges(matcher, str(index.ids[row]))}
    at = index.at
    pairs = set(zip(snapshot.sources.tolist(), snapshot.targets.tolist(), strict=True))
    good = sum((at.get(source, -1), at.get(target, -1)) in pairs for source, target in existing)
    if not existing:
        return {}
    return {"Q11": Measure(good / len(existing), part=good, whole=len(existing), made=f"{today.isoformat()} crossmatch report")}


def _few(reach: Reach) -> list[str]:
    known = sorted((str(name), str(id)) for name, id in zip(reach.units.names.tolist(), reach.units.ids.tolist(), strict=True) if name and id)
    return [id for _, id in known[:CITED]]


def _edges(matcher: Matcher, id: str) -> Iterator[tuple[str, str]]:
    for match in matcher.partners(id, k=10).items:
        for reason in match.evidence:
            yield from ((edge.source, edge.target) for edge in reason.path)


def shown(store: Store) -> Iterator[Shown]:
    """The records of lists that are kept."""
    after, count = "", 0
    while (page := store.records(COLLECTION, after=after)) and count < _MOST_LISTS:
        yield from (_shown(record) for record in page)
        after, count = page[-1].key, count + len(page)


def _shown(record: Record) -> Shown:
    value = record.value
    items = value["items"] if isinstance(value["items"], list) else []
    places = [(int(item["rank"]), str(item["id"])) for item in items]
    return Shown(record.key, date.fromisoformat(str(value["on"])), str(value["goal"]), str(value["subject"]), places)
