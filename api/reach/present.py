"""Writes reach for one caller: figures of what the caller may see, names only for whom they may be shown."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from api.models import CountOut, Label, LackOut, ProofItem, ProofList, ProportionOut, ReachedItem, SliceOut
from api.network import Sight
from api.reach.scope import named
from graph.reach import Reach
from graph.reach.intervals import Proportion
from graph.reach.proof import Lack, Proof, lacks, proofs, unconfirmed
from graph.reach.slices import Count, Slice
from graph.schema import Lang, Size

_PROOFS = 1000
_SIZES = {size.value for size in Size}
_LANGS = {lang.value for lang in Lang}


class ReachPresenter:
    """Reach as of one day, in one language, for one caller."""

    def __init__(self, seen: Sight, reach: Reach, day: date, lang: str) -> None:
        self.seen, self.reach, self.day, self.lang = seen, reach, day, lang
        self.tier = reach.tiers.at(day)
        self._labels: dict[str, Label] = {}

    def label(self, value: str) -> Label | None:
        """What a value of a slice is called: a node's name, or the code itself for sizes and languages, which the screen has words for."""
        if not value:
            return None
        id = value if ":" in value or value in _SIZES or value in _LANGS else f"country:{value}"
        if id not in self._labels:
            self._labels[id] = self.seen.labels.label_of(id, self.lang) or Label(id=id, name=value)
        return self._labels[id]

    def slice(self, found: Slice) -> SliceOut:
        return SliceOut(
            value=self.label(found.value),
            known=count(found.known),
            reached=count(found.reached),
            benefited=count(found.benefited),
            supported=count(found.supported),
            benefit=proportion(found.benefit),
            depth=proportion(found.depth),
        )

    def item(self, unit: int, lacking: Sequence[Lack] | None = None) -> ReachedItem:
        units, tiers = self.reach.units, self.reach.tiers
        found = lacks(tiers, self.reach.rules, unit, self.day) if lacking is None else lacking
        return ReachedItem(
            pseudonym=str(units.names[unit]),
            organisation=named(self.seen, units, unit, self.lang),
            country=str(units.countries[unit]),
            section=self.label(str(units.sections[unit])),
            size=str(units.sizes[unit]),
            lang=str(units.langs[unit]),
            clusters=[label for cluster in units.clusters[unit] if (label := self.label(cluster))],
            tier=int(self.tier[unit]),
            reached=self._since(tiers.reached[unit]),
            benefited=self._since(tiers.benefited[unit]),
            supported=self._since(tiers.supported[unit]),
            hours=float(tiers.hours[unit]),
            lacks=[LackOut(missing=lack.missing.value, have=lack.have, need=lack.need) for lack in found],
        )

    def proofs(self, unit: int) -> ProofList:
        """The entries that count for one unit until the day."""
        found = proofs(self.reach.history, self.reach.units, self.reach.rules, unit)
        return ProofList(business=self.item(unit), items=[_proof(one) for one in found[:_PROOFS]], total=len(found))

    def waiting(self) -> frozenset[int]:
        """Units with a signed collaboration that waits for the other side."""
        return frozenset(unconfirmed(self.reach.history, self.reach.units))

    def _since(self, since: np.datetime64) -> date | None:
        return since.astype(date) if since <= np.datetime64(self.day) else None


def count(found: Count) -> CountOut:
    return CountOut(low=found.low, high=found.high)


def proportion(found: Proportion) -> ProportionOut:
    return ProportionOut(part=found.part, whole=found.whole, share=found.share, low=found.low, high=found.high)


def _proof(one: Proof) -> ProofItem:
    return ProofItem(seq=one.seq, happening=one.happening.value, on=one.on, entered=one.entered, hash=one.mac, counts=one.counts.value, hours=one.hours)
