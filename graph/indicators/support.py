"""S: signposting that is followed, needs that a service meets, services that are friendly to creative micro firms."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from graph.indicators.counting import within
from graph.indicators.figure import Figure, Part, Refusal, entries, items, ratio, refusal, share, unknown
from graph.indicators.indicator import Indicator, Over, Period, Unit
from graph.indicators.world import Shown, World
from graph.schema import Happening as H
from graph.schema import Kind, Rel

PLACES = 3
_RELS, _KINDS = tuple(Rel), tuple(Kind)
Started = dict[tuple[str, str], tuple[int, ...]]


def precision(world: World, period: Period) -> Figure:
    """Of the services in the first three places of lists, how many the business began afterwards."""
    started = _entries(world, H.SERVICE_STARTED)
    lists = [one for one in world.handed.lists if one.goal == "services" and period.first <= one.on <= period.last and world.unit(one.subject) >= 0]
    places = [(one, name) for one in lists for rank, name in one.items if rank <= PLACES]
    taken = [row for one, name in places if (row := _began(world, started, one, name)) >= 0]
    return share(len(taken), len(places), NO_LISTS, evidence=entries(world.history.seqs[taken] if taken else ()))


def completion(world: World, period: Period) -> Figure:
    rows = within(world, period, H.SERVICE_STARTED)
    completed, broken = _entries(world, H.SERVICE_COMPLETED), _entries(world, H.SERVICE_BROKEN_OFF)
    done: list[int] = []
    off: list[str] = []
    open_: list[str] = []
    for row in rows.tolist():
        who, what = world.history.names[world.history.subjects[row]], world.history.about(row)
        if (end := _next(world, completed.get((who, what), ()), row)) >= 0:
            done += [row, end]
        else:
            (off if _next(world, broken.get((who, what), ()), row) >= 0 else open_).append(who)
    refused = tuple(refusal(code, some, [0] * len(some), 1) for code, some in (("broken_off", off), ("running", open_)) if some)
    return share(len(done) // 2, len(rows), NO_SERVICE, evidence=entries(world.history.seqs[done] if done else ()), refused=refused)


def covered(world: World, period: Period) -> Figure:
    """Needs with a service on one of their topics, in the business's own language, that takes requests within the days that count."""
    until = period.last + timedelta(days=world.rules.open_days)
    offered = _offered(world, period.last, until)
    anything = {topic for topics in offered.values() for topic in topics}
    good, lacking = [], {"topic": list[str](), "language": list[str]()}
    for who, lang, need, topics in _needs(world):
        if topics & offered.get(lang, frozenset()):
            good.append(f"node:r{world.snapshot.revision}:{need}")
        else:
            lacking["language" if topics & anything else "topic"].append(who)
    refused = tuple(Refusal(code, len(some), 1, refusal(code, some, [0] * len(some), 1).cases) for code, some in lacking.items() if some)
    whole = len(good) + sum(len(some) for some in lacking.values())
    return ratio(float(len(good)), float(whole), NO_NEEDS, evidence=items(good), refused=refused)


def friendliness(world: World, period: Period) -> Figure:
    found = {service: sum(points) for service, points in sorted(world.handed.ratings.items())}
    if not found:
        return unknown(NOT_RATED)
    passed = [service for service, points in found.items() if points >= world.rules.friendly]
    low = [(service, points) for service, points in found.items() if points < world.rules.friendly]
    refused = (refusal("points", [one for one, _ in low], [points for _, points in low], world.rules.friendly),) if low else ()
    parts = tuple(Part("service", service, float(points)) for service, points in found.items())
    return ratio(float(len(passed)), float(len(found)), NOT_RATED, parts=parts, refused=refused)


def _entries(world: World, happening: H) -> Started:
    """(pseudonym, service) → rows, by day."""
    rows = world.history.rows(happening)
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for row in rows[np.lexsort((world.history.seqs[rows], world.history.on[rows]))].tolist():
        key = world.history.names[world.history.subjects[row]], world.history.about(row)
        found[key] = (*found.get(key, ()), row)
    return found


def _began(world: World, started: Started, shown: Shown, service: str) -> int:
    """The row in which a business began a service on the day of the list or later; -1 if it did not."""
    return next((row for row in started.get((shown.subject, service), ()) if world.history.on[row] >= np.datetime64(shown.on)), -1)


def _next(world: World, rows: tuple[int, ...], row: int) -> int:
    return next((later for later in rows if world.history.on[later] >= world.history.on[row]), -1)


def _topics(world: World) -> dict[int, frozenset[int]]:
    """What needs and services are about, by snapshot row."""

    def read() -> dict[int, frozenset[int]]:
        snapshot, found = world.snapshot, dict[int, set[int]]()
        at = np.flatnonzero(snapshot.rels == _RELS.index(Rel.ABOUT))
        for source, target in zip(snapshot.sources[at].tolist(), snapshot.targets[at].tolist(), strict=True):
            found.setdefault(source, set()).add(target)
        return {row: frozenset(topics) for row, topics in found.items()}

    return world.once("topics", read)


def _needs(world: World) -> Iterator[tuple[str, str, int, frozenset[int]]]:
    """For each need of a unit that has not left: its pseudonym, its language, the need's row, its topics.

    A need about nothing that is known is left out.
    """
    snapshot, topics = world.snapshot, _topics(world)
    at = np.flatnonzero(snapshot.rels == _RELS.index(Rel.NEEDS))
    row_of = {int(world.organisations.nodes[world.row(unit)]): unit for unit in range(len(world.units)) if world.row(unit) >= 0}
    for source, need in zip(snapshot.sources[at].tolist(), snapshot.targets[at].tolist(), strict=True):
        unit = row_of.get(source, -1)
        if unit >= 0 and not world.units.left[unit] and need in topics:
            yield str(world.units.names[unit]), str(world.units.langs[unit]), need, topics[need]


def _offered(world: World, first: date, last: date) -> dict[str, frozenset[int]]:
    """Language → topics of services that take requests on a day between both."""
    snapshot, topics = world.snapshot, _topics(world)
    found: dict[str, frozenset[int]] = {}
    for row in np.flatnonzero(snapshot.kinds == _KINDS.index(Kind.SERVICE)).tolist():
        lang, opens, closes = (_prop(world, name, row) for name in ("lang", "opens", "closes"))
        if opens <= last.isoformat() and (not closes or closes >= first.isoformat()):
            found[lang] = found.get(lang, frozenset()) | topics.get(row, frozenset())
    return found


def _prop(world: World, name: str, row: int) -> str:
    column = world.snapshot.props.get(name)
    return "" if column is None else str(column[row] or "")


NO_LISTS = "No list of services with a record was shown in the period."
NO_SERVICE = "No service was begun in the period."
NO_NEEDS = "No need whose topic is known was declared."
NOT_RATED = "No service was rated for its friendliness to creative micro firms."

SUPPORT: tuple[Indicator, ...] = (
    Indicator(
        code="S1",
        key="S1.precision",
        name="Signposting precision@3",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Services among the first three of the lists of the period that the business began afterwards / all such places, "
        "with Wilson's interval of 95 %.",
        compute=precision,
        source="records of lists that were shown, and reach ledger",
    ),
    Indicator(
        code="S1",
        key="S1.completion",
        name="Completed services",
        unit=Unit.SHARE,
        over=Over.WITHIN,
        formula="Services begun in the period and completed by its end / services begun in the period, with Wilson's interval of 95 %.",
        compute=completion,
    ),
    Indicator(
        code="S2",
        key="S2",
        name="Need coverage",
        unit=Unit.SHARE,
        over=Over.ON,
        formula="Needs with a service on one of their topics, in the business's own language, that takes requests within {open_days} days "
        "/ needs of which a topic is known.",
        compute=covered,
        source="knowledge graph",
    ),
    Indicator(
        code="S3",
        key="S3",
        name="Services friendly to creative micro firms",
        unit=Unit.SHARE,
        over=Over.ON,
        formula="Rated services with at least {friendly} of 25 points / rated services; five factors of 1 to 5 points, a scale that is an assumption.",
        compute=friendliness,
        target=None,
        source="ratings of services",
    ),
)
