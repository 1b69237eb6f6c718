"""What a list that was read would add to the ledger: new events, rows that are known already, and one batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.model import Batch, Event, Key, Part, Scalar
from graph.reach.rules import rules
from graph.schema import Happening
from graph.store import Store
from seeds.happenings.directory import Directory
from seeds.happenings.draft import Claim, Draft, Read
from seeds.happenings.matters import Helpers, Matters
from seeds.happenings.options import Options
from seeds.happenings.past import entries, known, turns
from seeds.happenings.repeats import Repeats
from seeds.happenings.services import Services
from seeds.happenings.standing import Membership
from seeds.happenings.sums import Sums
from seeds.happenings.told import Told
from seeds.members.planning import Plan, Planned
from seeds.members.standing import Stock
from seeds.members.traces import without_contacts
from seeds.members.undisturbed import undisturbed
from seeds.report import Problem, Rejected, Report, Sentence

H = Happening


@dataclass(frozen=True, slots=True)
class Happened:
    """What would happen. `expected` holds how many events each business had when this was planned: write with it, so that nothing is counted twice."""

    plan: Plan
    expected: Mapping[Key, int]


@undisturbed()
def plan(store: Store, read: Read, options: Options) -> Happened:
    """Find each row's business and compare with the ledger. Nothing is written."""
    options = replace(options, began=options.began or _first_day(store))
    stock, names = Stock(store.snapshot()), {pseudonym: id for id, pseudonym in store.pseudonyms().items()}
    past = turns(store, names)
    directory = Directory(stock, options.cluster, past)
    helpers = Helpers(store)
    teller = _Teller(directory, Matters(stock, directory), helpers, Membership(store, stock, directory, past, options), stock)
    told, problems = teller.all(read.drafts)
    expected = {key: store.version(key) for key in sorted({Key(Part.STREAM, each.business) for each in told})}
    found = known(store, names, {event.happening for each in told for event in each.events})
    told, counted = Services(found.items()).once(told)
    fates = Repeats(found).fates(told)
    problems += counted
    problems += [problem for fate in fates for problem in fate.problems]
    new = [(fate.told.draft.row, event) for fate in fates for event in fate.new]
    summed = Sums(entries(store, [H.SUPPORT_GIVEN]) if any(event.happening is H.SUPPORT_GIVEN for _, event in new) else ()).problems(new)
    full = {problem.row for problem in summed if problem.rejected}
    kept = [fate for fate in fates if not fate.rejected and fate.told.draft.row not in full]
    problems += [*summed, *_about(directory, helpers, stock)]
    events = sorted((event for fate in kept for event in fate.new), key=lambda event: event.on)
    made = Plan(
        new=tuple(_planned(fate.told) for fate in kept if fate.new),
        changed=(),
        same=tuple(_planned(fate.told) for fate in kept if not fate.new),
        gone=(),
        batch=Batch(events=events),
        report=_report(read.report, problems),
    )
    touched = {Key(Part.STREAM, event.subject) for event in events}
    return Happened(made, {key: version for key, version in expected.items() if key in touched})


def _first_day(store: Store) -> date | None:
    """The programme's first day, where the rules of reach name one."""
    begins = rules(store).begins
    return date.fromisoformat(begins) if begins else None


@dataclass(frozen=True, slots=True)
class _Teller:
    """Turns drafts into events of the ledger."""

    directory: Directory
    matters: Matters
    helpers: Helpers
    membership: Membership
    stock: Stock

    def all(self, drafts: Sequence[Draft]) -> tuple[list[Told], list[Problem]]:
        told, problems = list[Told](), list[Problem]()
        for draft in drafts:
            try:
                each = self._told(draft)
            except Rejected as error:
                problems.append(Problem(draft.row, error.column, error.code, error.sentence, rejected=True))
                continue
            told.append(each)
            days = [event.on for event in each.events]
            problems += self.membership.notes(draft.row, each.business, min(days)) if days else ()
        return told, problems

    def _told(self, draft: Draft) -> Told:
        """Raises Rejected."""
        business = self.directory.find(draft.cells)
        events = tuple(self._event(draft, claim, business) for claim in draft.claims)
        for event in events:
            self.membership.allow(business, event.on)
        if any(event.about == business for event in events):
            raise Rejected("about", "same_organisation", "both names mean the same organisation; name two different ones")
        return Told(draft, business, self.stock.name(business), events)

    def _event(self, draft: Draft, claim: Claim, business: str) -> Event:
        about = self.matters.about(draft.about, claim.happening)
        data: dict[str, Scalar] = dict(claim.data)
        if "service" in data:
            data["service"] = about
        if draft.by:
            data["by"] = self.helpers.code(draft.by)
        note = without_contacts(draft.about) if about and about != draft.about and ":" not in about else ""
        return Event(claim.happening, business, claim.on, about, data, note)


def _planned(told: Told) -> Planned:
    return Planned(told.business, told.name, told.draft.row, tuple(event.happening.value for event in told.events))


def _about(directory: Directory, helpers: Helpers, stock: Stock) -> list[Problem]:
    """What is said about the list as a whole that only the store could tell."""
    found = []
    if helpers.hidden:
        template = "{count} names of those who helped were replaced by codes: the ledger holds no names of persons"
        found.append(Problem(0, "by", "helpers_coded", Sentence(template, {"count": helpers.hidden}), rejected=False))
    if len(directory.clusters) > 1:
        named = ", ".join(stock.name(cluster) if stock.has(cluster) else cluster for cluster in directory.clusters[1:])
        template = "this cluster and {others} are one since they merged; the members of both were looked through"
        found.append(Problem(0, "", "clusters_merged", Sentence(template, {"others": named}), rejected=False))
    return found


def _report(report: Report, problems: Sequence[Problem]) -> Report:
    """The report of reading with what only the store could tell."""
    rejected = len({problem.row for problem in problems if problem.rejected})
    told = sorted([*report.problems, *problems], key=lambda problem: problem.row)
    return replace(report, accepted=report.accepted - rejected, rejected=report.rejected + rejected, problems=told)
