"""Writes indicators as JSON for one caller, and pages through what proves them."""

from collections.abc import Sequence

from api.labels import Labels
from api.models import EvidenceEntry, EvidencePage, IndicatorItem, IndicatorList, IndicatorPart, RefusedCase, RefusedItem
from api.reporting import numbers
from api.reporting.gathering import Gathered
from api.reporting.labels import Names
from graph.indicators import INDICATORS, Figure, Indicator, Part, Refusal
from graph.indicators.words import group, refused, unit

_PARTS, _OTHERS = 500, 200


class IndicatorPresenter:
    """The figures of one gathering in one language."""

    def __init__(self, made: Gathered, labels: Labels, lang: str) -> None:
        self.made, self.lang = made, lang
        self._names = Names(labels, lang)

    def all(self) -> IndicatorList:
        """All of them."""
        world, days = self.made.world, self.made.period
        return IndicatorList(
            since=days.first,
            until=days.last,
            rules=world.rules.version,
            revision=world.snapshot.revision,
            entries=len(world.history),
            head=world.history.macs[-1] if len(world.history) else "",
            whole_programme=self.made.whole,
            illustrative=self.made.illustrative,
            items=[self._item(one, self.made.figures[one.key]) for one in INDICATORS],
        )

    def evidence(self, one: Indicator, seqs: Sequence[int], following: str | None) -> EvidencePage:
        """These entries of a figure; other items stand on every page, as far as they are kept."""
        found = self.made.figures[one.key].evidence
        return EvidencePage(
            key=one.key,
            name=one.title(self.lang),
            items=[self._entry(seq) for seq in seqs],
            others=list(found.items[:_OTHERS]),
            total=len(found.seqs),
            others_total=found.items_total,
            next=following,
        )

    def _entry(self, seq: int) -> EvidenceEntry:
        """The pseudonym of an enterprise that is not among the caller's is left out."""
        world = self.made.world
        history = world.history
        row = int(history.seqs.searchsorted(seq))
        party = int(world.parties[history.subjects[row]])
        return EvidenceEntry(
            seq=seq,
            happening=history.happening(row).value,
            on=history.on[row].astype(object),
            entered=history.at[row].astype(object),
            hash=history.macs[row],
            pseudonym=world.who(party),
        )

    def _item(self, one: Indicator, figure: Figure) -> IndicatorItem:
        rules, lang = self.made.world.rules, self.lang
        aim = one.aim(rules)
        return IndicatorItem(
            code=one.code,
            key=one.key,
            group=one.group,
            group_name=group(one.group, lang),
            name=one.title(lang),
            unit=one.unit.value,
            unit_name=unit(one.unit, lang),
            over=one.over.value,
            better=one.better.value,
            formula=one.explained(rules, lang),
            source=one.sourced(lang),
            version=one.version,
            value=figure.value,
            text=numbers.value(one, figure, lang),
            low=figure.low,
            high=figure.high,
            part=figure.part,
            whole=figure.whole,
            target_low=aim.low if aim else None,
            target_high=aim.high if aim else None,
            met=None if aim is None or figure.value is None else aim.met(figure.value),
            reason=figure.why(lang),
            made=figure.made,
            evidence=figure.evidence.total,
            parts=[self._part(part) for part in figure.parts[:_PARTS]],
            refused=[self._refused(found) for found in figure.refused],
        )

    def _part(self, part: Part) -> IndicatorPart:
        return IndicatorPart(
            by=part.by,
            value=part.value,
            name=self._names.value(part),
            number=part.number,
            low=part.low,
            high=part.high,
            part=part.part,
            whole=part.whole,
        )

    def _refused(self, found: Refusal) -> RefusedItem:
        cases = [RefusedCase(who=case.who, have=case.have) for case in found.cases]
        return RefusedItem(code=found.code, text=refused(found.code, self.lang), count=found.count, need=found.need, cases=cases)
