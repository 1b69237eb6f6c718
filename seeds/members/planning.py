"""What a file that was read would change: new, changed, unchanged and gone organisations, and one batch that does it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.model import Batch, Node
from graph.schema import Kind, Source
from graph.store import Store
from seeds.members.changes import Change, Changes
from seeds.members.draft import Draft, Read
from seeds.members.ending import ending
from seeds.members.finding import drawn, found_again, keyed
from seeds.members.firms import firm
from seeds.members.options import Listing, Options
from seeds.members.repeats import alike
from seeds.members.service_plan import plan_services
from seeds.members.standing import Stock
from seeds.members.tie_plan import plan_ties
from seeds.members.undisturbed import undisturbed
from seeds.report import Problem, Report, Sentence

__all__ = ["Plan", "Planned", "ending", "plan"]


@dataclass(frozen=True, slots=True)
class Planned:
    """One organisation (service, tie) of the file: `row` is 0 if it is gone; `fields` are our columns that change."""

    id: str
    name: str
    row: int
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen. `batch` writes everything new and changed and is empty if nothing is; `report` has what only the store could tell.

    Who is gone is ended by `ending`, after somebody confirmed it.
    """

    new: tuple[Planned, ...]
    changed: tuple[Planned, ...]
    same: tuple[Planned, ...]
    gone: tuple[Planned, ...]
    batch: Batch
    report: Report


@undisturbed()
def plan(store: Store, read: Read, options: Options) -> Plan:
    """Find each row's organisation in the store and compare. Nothing is written; ids of new ones are drawn anew each time."""
    stock = Stock(store.snapshot())
    if read.kind is Listing.TIES:
        made, problems = plan_ties(stock, read, options)
        return _plan(made, (), problems, read)
    if read.kind is Listing.SERVICE:
        made, problems = plan_services(stock, read, options)
        return _plan(made, (), problems, read)
    return _organisations(store, stock, read, options)


def _organisations(store: Store, stock: Stock, read: Read, options: Options) -> Plan:
    kind = Kind(options.kind.value)
    members = stock.members(options.cluster, kind)
    keys = {draft.row: keyed(kind, options.cluster, draft.key) for draft in read.drafts if draft.key}
    known = found_again(read.drafts, [*members, *_returning(store, stock, kind, options.cluster)], stock, keys)
    changes = Changes(store, stock, read, options, joining=bool(members))
    made = [changes.change(draft, known.get(draft.row) or keys.get(draft.row) or drawn(kind)) for draft in read.drafts]
    present = {change.id for change in made}
    gone = [Planned(id, stock.name(id), 0) for id in members if id not in present] if options.cluster else []
    problems = _doubtful([draft for draft in read.drafts if draft.row not in known], members, stock)
    return _plan([*_cluster(stock, options, made), *made], gone, problems, read)


def _returning(store: Store, stock: Stock, kind: Kind, cluster: str) -> list[str]:
    """Organisations that once left this cluster and belong to none."""
    return [id for id in stock.ended(kind) if any(event.about == cluster for event in store.events(id))] if cluster else []


def _cluster(stock: Stock, options: Options, made: Sequence[Change]) -> list[Change]:
    """The cluster itself, if the store does not know it yet."""
    if not options.cluster or stock.has(options.cluster) or not made:
        return []
    name = options.cluster.partition(":")[2].replace("-", " ").replace("_", " ").capitalize()
    return [Change(0, options.cluster, name, nodes=(Node(options.cluster, name, props={"source": Source.UPLOAD.value}),))]


def _doubtful(new: Sequence[Draft], members: Sequence[str], stock: Stock) -> list[Problem]:
    """New rows whose name is nearly that of a member whom the file does not name so."""
    names = [draft.who.name for draft in new]
    standing = [firm(stock.name(id)) for id in members]
    found: dict[int, str] = {}
    for left, right in alike([*names, *standing]) if new and members else ():
        if left < len(names) <= right:
            found.setdefault(left, members[right - len(names)])
    template = "this may be {name!r}, who is a member already, under another spelling; both were kept: correct the name if they are the same"
    return [
        Problem(new[at].row, "name", "possible_duplicate", Sentence(template, {"name": stock.name(id)[:60]}), rejected=False)
        for at, id in sorted(found.items())
    ]


def _plan(made: Sequence[Change], gone: Sequence[Planned], problems: Sequence[Problem], read: Read) -> Plan:
    rows = [change for change in made if change.row]
    told = {
        state: tuple(Planned(change.id, change.name, change.row, change.fields) for change in rows if change.state == state)
        for state in ("new", "changed", "same")
    }
    return Plan(told["new"], told["changed"], told["same"], tuple(gone), _batch(made), _report(read.report, problems))


def _batch(made: Sequence[Change]) -> Batch:
    return Batch(
        nodes=[node for change in made for node in change.nodes],
        edges=[edge for change in made for edge in change.edges],
        contacts=[contact for change in made for contact in change.contacts],
        events=[event for change in made for event in change.events],
        deletions=[key for change in made for key in change.deletions],
    )


def _report(report: Report, problems: Sequence[Problem]) -> Report:
    """The report of reading with what only the store could tell."""
    rejected = sum(problem.rejected for problem in problems)
    told = sorted([*report.problems, *problems], key=lambda problem: problem.row)
    return replace(report, accepted=report.accepted - rejected, rejected=report.rejected + rejected, problems=told)
