"""Duplicates as one caller may see them: pairs of which it answers for one record and sees the other, decided and taken back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from api.keys import Caller, Role
from api.live import Live
from api.models import DuplicateCounts, DuplicateFact, DuplicatePair, DuplicateRecord
from api.network import PROFILE, Sight
from api.present import Presenter
from graph.duplicates import Decision, Decisions, Doubt, Ids, Verdict, decide, decisions, ordered, pair_id, pairs, undo, waiting
from graph.errors import Conflict, NotFound
from graph.model import Batch
from seeds.duplicates.comparing import compare
from seeds.duplicates.planning import business

_NO_CODE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 60
_FAR = 10**12 - 1
State = Literal["open", "same", "apart"]
_STATES: dict[Verdict, State] = {Verdict.OPEN: "open", Verdict.SAME: "same", Verdict.APART: "apart"}


@dataclass(frozen=True, slots=True)
class Standing:
    """A pair as it stands: what may be, and the decision if there is one."""

    ids: Ids
    probability: float | None
    decision: Decision | None = None

    @property
    def id(self) -> str:
        return pair_id(*self.ids)

    @property
    def position(self) -> list[str]:
        """Where it stands in its list, whatever comes or goes meanwhile."""
        return [f"{_FAR - self.decision.seq:012}"] if self.decision else [f"{1 - (self.probability or 0):.4f}", *self.ids]


class Duplicates:
    """The pairs of one caller, from the newest network and the ledger."""

    def __init__(self, service: Live, seen: Sight, who: Caller, lang: str) -> None:
        self._service, self._seen, self._who = service, seen, who
        self._present = Presenter(seen, lang)

    @cached_property
    def _decided(self) -> Decisions:
        return decisions(self._service.store)

    @cached_property
    def _doubts(self) -> dict[Ids, Doubt]:
        return {(doubt.one, doubt.other): doubt for doubt in pairs(self._seen.network.snapshot)}

    def open(self) -> list[Standing]:
        """What waits for this caller, the likeliest first."""
        found = waiting(self._seen.network.snapshot, self._decided)
        return [Standing((doubt.one, doubt.other), doubt.probability) for doubt in found if self._may_decide(doubt.one, doubt.other)]

    def decided(self) -> list[Standing]:
        """What was decided and holds, the newest first."""
        found = sorted([*self._decided.of(Verdict.SAME), *self._decided.of(Verdict.APART)], key=lambda made: -made.seq)
        return [self._of(made) for made in found if self._may_decide(made.stays, made.goes)]

    def counts(self) -> DuplicateCounts:
        """Of the caller's pairs; an evaluator's are everybody's, without a name."""
        everything = self._who.role is Role.EVALUATOR
        made = [*self._decided.of(Verdict.SAME), *self._decided.of(Verdict.APART)]
        made = made if everything else [each for each in made if self._may_decide(each.stays, each.goes)]
        line = len(waiting(self._seen.network.snapshot, self._decided)) if everything else len(self.open())
        by_person = [each.verdict for each in made if not each.rule]
        return DuplicateCounts(open=line, same=by_person.count(Verdict.SAME), apart=by_person.count(Verdict.APART), by_rule=len(made) - len(by_person))

    def decide(self, id: str, same: bool, stays: str, today: date) -> DuplicatePair:
        """Decide a waiting pair. Raises NotFound for what is no pair of the caller, Conflict for what is decided already."""
        found = self._find(id)
        if found.decision:
            raise Conflict("this pair was decided already; undo that first to decide otherwise")
        if stays and stays not in found.ids:
            raise NotFound(f"no record {stays[:80]!r} in this pair; name one of the two, or none")
        kept = stays or max(found.ids, key=lambda each: (self._seen.network.links.edges_at(self._seen.labels.row[each]).size, each))
        return self._written(
            found, lambda: decide(self._decided, found.ids, same, on=today, by=self._code, stays=kept), Verdict.SAME if same else Verdict.APART
        )

    def undo(self, id: str, today: date) -> DuplicatePair:
        """Take a decision back, the rule's too. Raises NotFound for what is no pair of the caller, Conflict where nothing is decided."""
        found = self._find(id)
        if not found.decision:
            raise Conflict("nothing was decided of this pair; there is nothing to undo")
        made = found.decision
        return self._written(found, lambda: undo(self._decided, made, on=today, by=self._code), Verdict.OPEN)

    def shown(self, pair: Standing) -> DuplicatePair:
        """Both records with their facts, first the one that stays if nobody says otherwise."""
        ids = self._richer(pair.ids)
        one, other = (business(self._seen.network.snapshot, self._seen.labels.row[id], self._country(id)) for id in ids)
        made = pair.decision
        return DuplicatePair(
            id=pair.id,
            state=_STATES[made.verdict] if made else "open",
            probability=pair.probability,
            records=[self._record(id) for id in ids],
            facts=[DuplicateFact.model_validate({"field": fact.field, "agreement": fact.agreement.value}) for fact in compare(one, other)],
            stays=made.stays if made and made.verdict is Verdict.SAME else None,
            on=made.on.isoformat() if made else "",
            by=made.by if made else "",
            rule=made.rule if made else "",
        )

    def _written(self, found: Standing, make: Callable[[], tuple[Batch, str]], wanted: Verdict) -> DuplicatePair:
        batch, operation = make()
        self._service.store.write(batch, operation=operation)
        again = decisions(self._service.store)
        if again.verdict(*found.ids) is not wanted:  # somebody else was faster with the other answer
            raise Conflict("somebody else decided this pair at the same moment; look at it again")
        latest = again.latest.get(ordered(batch.events[0].subject, batch.events[0].about))
        if latest is None or wanted is Verdict.OPEN:
            return self.shown(Standing(found.ids, found.probability))
        return self.shown(Standing(ordered(latest.stays, latest.goes), found.probability, latest))

    def _find(self, id: str) -> Standing:
        for pair in self._all():
            if pair.id == id and self._may_decide(*pair.ids):
                return pair
        raise NotFound(f"no pair {id[:80]!r}; list them with /v1/duplicates")

    def _all(self) -> Sequence[Standing]:
        line = waiting(self._seen.network.snapshot, self._decided)
        made = [*self._decided.of(Verdict.SAME), *self._decided.of(Verdict.APART)]
        return [*(Standing((doubt.one, doubt.other), doubt.probability) for doubt in line), *(self._of(each) for each in made)]

    def _of(self, made: Decision) -> Standing:
        ids = ordered(made.stays, made.goes)
        return Standing(ids, self._doubts[ids].probability if ids in self._doubts else None, made)

    def _may_decide(self, one: str, other: str) -> bool:
        """It sees both records by name, and at least one of them, or of those they stand for, is the caller's to answer for."""
        return all(self._is_seen(id) for id in (one, other)) and any(self._is_own(id) for end in (one, other) for id in (end, *self._gone.get(end, ())))

    def _is_seen(self, id: str) -> bool:
        row = self._seen.index.row.get(id)
        return row is not None and self._seen.views[row] == PROFILE

    def _is_own(self, id: str) -> bool:
        return self._is_seen(id) and self._seen.is_own(self._seen.index.row[id])

    @cached_property
    def _gone(self) -> dict[str, list[str]]:
        """Who was merged into a record, along the whole chain."""
        found: dict[str, list[str]] = {}
        for goes in self._decided.stays:
            found.setdefault(self._decided.end(goes), []).append(goes)
        return found

    def _richer(self, ids: Ids) -> list[str]:
        """The record of which more is known first."""
        return sorted(ids, key=lambda id: (-self._seen.network.links.edges_at(self._seen.labels.row[id]).size, id))

    @property
    def _code(self) -> str:
        """Who decides, as the ledger may hold it: the role and the office, never a person."""
        office = min(self._who.clusters).partition(":")[2] if self._who.clusters else ""
        return _NO_CODE.sub("-", "-".join(part for part in (self._who.role.value, office) if part))[:_LONGEST]

    def _country(self, id: str) -> str:
        return str(self._seen.index.countries[self._seen.index.row[id]] or "")

    def _record(self, id: str) -> DuplicateRecord:
        row, node = self._seen.index.row[id], self._seen.labels.row[id]
        known, mine = self._present.organisation(row), self._seen.is_own(row)
        return DuplicateRecord(
            id=known.id,
            name=known.name or "",
            country=known.country,
            city=known.city,
            site=self._seen.labels.text(node, "site")[:300] if mine else "",
            register_number=self._seen.labels.text(node, "register")[:300] if mine else "",
            sector=known.sector,
            size=known.size,
            founded=known.founded,
            clusters=known.clusters,
            source=known.source,
            mine=mine,
        )
