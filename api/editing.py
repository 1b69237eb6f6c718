"""Organisations made, changed and ended one at a time, understood by the same reader as a member list."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from api.world import complete
from graph.errors import Conflict, CrossmatchError, Invalid, NotFound
from graph.model import Batch, Key, Node, Part, Record
from graph.schema import Ground, Kind, Purpose, Rel, Source
from graph.store import Store
from seeds.formats.table import Line, Opened, Table
from seeds.members.changes import Changes
from seeds.members.draft import Read
from seeds.members.ending import ending
from seeds.members.options import Listing, Options, Propose
from seeds.members.planning import plan
from seeds.members.reading import read
from seeds.members.remembering import informed
from seeds.members.standing import Stock

ANSWERS = "answers"
_REMEMBERED = timedelta(days=7)
_ROW = 1


class Outdated(CrossmatchError):
    """The version somebody wants to change is not the newest."""


@dataclass(frozen=True, slots=True)
class Made:
    """The organisation that came of a request, and what the reader has to say about it."""

    id: str
    notes: Sequence[str] = ()


class Editor:
    """Writes single organisations into one store."""

    def __init__(self, store: Store, propose: Propose) -> None:
        self._store, self._propose = store, propose

    def create(self, cells: Mapping[str, str], options: Options, *, once: str = "") -> Made:
        """A new member. `once` names the request: asked again with the same content it gives the same member, with another it is a Conflict.

        Conflict if the cluster has this organisation already.
        """
        answer = _answer(once, cells, options)
        if known := self._answered(answer):
            return known
        options = informed(self._store, replace(options, propose=self._propose))
        found = _read(cells, options)
        planned = plan(self._store, found, options)
        if not planned.new:
            raise Conflict(f"{options.cluster} has this organisation already, as {(*planned.changed, *planned.same)[0].id}; change that one instead")
        complete(self._store, planned.batch)
        made = planned.new[0]
        expected = {Key(Part.NODE, made.id): 0}
        if answer is None:
            self._store.write(planned.batch, expected=expected)
            return Made(made.id, _notes(found))
        record = replace(answer, value={**answer.value, "id": made.id})
        try:
            self._store.write(replace(planned.batch, records=[*planned.batch.records, record]), expected={**expected, _address(record): 0})
        except Conflict:  # the same request came twice at once, and the other was faster
            if faster := self._answered(answer):
                return faster
            raise
        return Made(made.id, _notes(found))

    def change(self, id: str, cells: Mapping[str, str], version: int | None, today: date) -> Made:
        """Change what `cells` name and nothing else. Outdated if the organisation is not at this version; None takes it as it is."""
        now = self._at(id, version)
        stock = Stock(self._store.snapshot())
        before = stock.standing(id).node
        options = _as_it_is(before, today, self._propose)
        standing = {"name": before.name, "country": _country(stock, id), "lang": str(before.props.get("lang", ""))}
        found = _read({**standing, **cells}, options, given=cells)
        change = Changes(self._store, stock, found, options, joining=False).change(found.drafts[0], id)
        nodes = change.nodes if any(node.id == id for node in change.nodes) else (before, *change.nodes)  # the version moves with needs and offers too
        batch = Batch(nodes=nodes, edges=change.edges, events=change.events, deletions=change.deletions)
        complete(self._store, batch)
        self._write(id, batch, now)
        return Made(id, _notes(found))

    def end(self, id: str, clusters: Sequence[str], version: int | None, today: date) -> None:
        """End its memberships of these clusters in one write; who belongs to none any more is matched no more, and its contacts go."""
        now = self._at(id, version)
        standing = Stock(self._store.snapshot()).standing(id)
        endings = [ending(self._store, [id], cluster, today) for cluster in clusters]
        last = not set(standing.targets(Rel.MEMBER_OF)) - set(clusters)
        node = standing.node
        ended = replace(node, props={**node.props, "ended": today.isoformat(), "purposes": ""}) if last else node
        deletions = [key for each in endings for key in each.deletions] + ([Key(Part.CONTACTS, id)] if last else [])
        self._write(id, Batch(nodes=[ended], events=[event for each in endings for event in each.events], deletions=deletions), now)

    def _at(self, id: str, version: int | None) -> int:
        now = self._store.version(Key(Part.NODE, id))
        if version is not None and version != now:
            raise _outdated(id)
        return now

    def _write(self, id: str, batch: Batch, version: int) -> None:
        try:
            self._store.write(batch, expected={Key(Part.NODE, id): version})
        except Conflict as error:
            raise _outdated(id) from error

    def _answered(self, answer: Record | None) -> Made | None:
        """What the same request gave before. Conflict if it had another content."""
        if answer is None:
            return None
        try:
            value = self._store.record(ANSWERS, answer.key).value
        except NotFound:
            return None
        if value["of"] != answer.value["of"]:
            raise Invalid("this Idempotency-Key was used for another request; take a new one for each organisation")
        return Made(str(value["id"]))


def forget_answers(store: Store, today: date) -> None:
    """Delete what was kept of requests that nobody sends again any more."""
    oldest, after = (today - _REMEMBERED).isoformat(), ""
    while page := store.records(ANSWERS, after=after):
        old = [_address(record) for record in page if str(record.value["on"]) < oldest]
        if old:
            store.write(Batch(deletions=old))
        after = page[-1].key


def _read(cells: Mapping[str, str], options: Options, given: Mapping[str, str] | None = None) -> Read:
    """One organisation as a list of one row. Raises Invalid with the reader's sentence where the row is rejected."""
    columns = tuple(cells)
    table = Table("", [Line(1, columns), Line(2, tuple(cells.values()))], keyed=True)
    found = read(Opened("this organisation", [table]), replace(options, columns={name: name for name in columns}))
    if not found.drafts:
        said = [problem.message for problem in found.report.problems if problem.rejected] or ["the name says that it has left; write the name alone"]
        raise Invalid("; ".join(said))
    if given is None:
        return found
    return replace(found, columns=tuple(column for column in found.columns if column.ours in given))


def _notes(found: Read) -> list[str]:
    return [problem.message for problem in found.report.problems if problem.row == _ROW]


def _as_it_is(node: Node, today: date, propose: Propose) -> Options:
    """Options under which nothing is declared anew."""
    purposes = tuple(Purpose(name) for name in str(node.props.get("purposes", "")).split())
    return Options(today, kind=Listing(node.kind.value), basis=Ground(str(node.props["basis"])), purposes=purposes, propose=propose)


def _country(stock: Stock, id: str) -> str:
    found = [target for target in stock.standing(id).targets(Rel.LOCATED_IN) if target.startswith(f"{Kind.COUNTRY}:")]
    return found[0].partition(":")[2] if found else ""


def is_editable(node: Node) -> bool:
    """Whose facts are somebody's here to change: not those of a public register, and not those of a membership that ended."""
    return node.props.get("source") in (Source.UPLOAD, Source.ILLUSTRATIVE) and "basis" in node.props and "ended" not in node.props


def _answer(once: str, cells: Mapping[str, str], options: Options) -> Record | None:
    """The record of a request that must be done once; of its content it holds a hash only."""
    if not once:
        return None
    said = repr((sorted(cells.items()), options.kind, options.cluster, options.basis, options.purposes))
    return Record(ANSWERS, hashlib.sha256(once.encode()).hexdigest(), {"of": hashlib.sha256(said.encode()).hexdigest(), "on": options.today.isoformat()})


def _address(record: Record) -> Key:
    return Key(Part.RECORD, f"{record.collection}/{record.key}")


def _outdated(id: str) -> Outdated:
    return Outdated(f"{id} was changed by somebody else meanwhile; read it again, then change the newest")
