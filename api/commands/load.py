"""crossmatch load: users' files in, each row accepted or rejected with a reason, and what changed since the last time."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.commands.happened import load_list
from api.commands.saying import echo, hint, refusal, save, say
from api.commands.wiring import StoreOption, clock, matcher, opened, progress, settings
from api.proposing import proposer
from api.uploads.kinds import NAMES, kind_of_file
from graph import Store
from graph.errors import Invalid
from graph.schema import Ground, Purpose
from matcher.encoder import encoder
from seeds.formats.bounds import Refused
from seeds.formats.opening import open_file
from seeds.formats.table import Opened
from seeds.happenings.options import Options as ListOptions
from seeds.happenings.options import Sort
from seeds.members.draft import Read
from seeds.members.ending import ending
from seeds.members.grounding import ground
from seeds.members.options import Listing, Options
from seeds.members.planning import Plan, plan
from seeds.members.reading import read
from seeds.members.remembering import informed, remember
from seeds.members.undisturbed import undisturbed
from seeds.report import Report

_PURPOSES = "matching statistics"


def load(
    files: Annotated[list[Path], typer.Argument(help="CSV, Excel, JSON or Parquet files, as your office keeps them")],
    kind: Annotated[str, typer.Option(help=f"What the rows are: {NAMES}")] = Listing.BUSINESS.value,
    cluster: Annotated[str, typer.Option(help="The cluster whose members these are, such as cluster:acme")] = "",
    map: Annotated[list[str], typer.Option("--map", metavar="THEIRS=OURS", help="Which of our columns theirs is; nothing behind = leaves it out")] = [],  # noqa: B006
    default: Annotated[list[str], typer.Option("--default", metavar="COLUMN=VALUE", help="The value where a row has none, such as country=DE")] = [],  # noqa: B006
    sheet: Annotated[list[str], typer.Option("--sheet", help="The sheets to read (default: the likeliest one)")] = [],  # noqa: B006
    basis: Annotated[Ground, typer.Option(help="The legal basis you declare for these organisations")] = Ground.MEMBERSHIP,
    purposes: Annotated[str, typer.Option(help="What the basis covers: matching, showing, statistics, contact")] = _PURPOSES,
    end_gone: Annotated[bool, typer.Option("--end-gone", help="End the membership of members that are not in the file any more")] = False,
    began: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The first day of the programme; what happened before gets a note")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, write nothing")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Take the good rows even if others are rejected")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the report as JSON")] = None,
    store: StoreOption = "",
) -> None:
    """Read organisations, services, ties, or what happened, into the store. Exit code 0: all rows accepted, 1: some rejected, 2: file refused."""
    asked, today = kind_of_file(kind), clock().today()
    columns, defaults = dict(_pair(text, "--map") for text in map), dict(_pair(text, "--default") for text in default)
    covered = tuple(_purpose(word) for word in purposes.replace(",", " ").split())
    if isinstance(asked, Sort):
        listed = ListOptions(today, asked, cluster, columns, defaults, sheets=tuple(sheet), began=_day(began))
        one = partial(load_list, said=listed, dry_run=dry_run, keep_going=keep_going)
    else:
        propose = proposer(lambda: encoder(settings().encoder))
        said = Options(today, asked, cluster, basis, covered, columns=columns, defaults=defaults, propose=propose, sheets=tuple(sheet))
        one = partial(_load, said=said, dry_run=dry_run, keep_going=keep_going, end_gone=end_gone)
    with progress() as told:
        tables = [open_file(file, progress=partial(told, file.name)) for file in files]
    reports = []
    with opened(_untouched(store) if dry_run else store) as graph, undisturbed():
        for table in tables:
            reports.append(one(graph, table))
    if report:
        save(report, reports)
    if any(found.rejected for found in reports):
        raise typer.Exit(1)


def _load(graph: Store, table: Opened, *, said: Options, dry_run: bool, keep_going: bool, end_gone: bool) -> Report:
    """One file: read, planned, said, and written in one transaction."""
    options = informed(graph, said)
    try:
        with progress() as told:
            found = read(table, options, progress=told)
    except Refused as error:
        raise Invalid(f"{error}{hint(error.code)}") from error
    planned = plan(graph, found, options)
    say(found.columns, planned, said.cluster)
    if why := refusal(planned.report, dry_run=dry_run, keep_going=keep_going):
        echo(table.name, why)
    else:
        _write(graph, found, planned, options, end_gone=end_gone)
    return planned.report


def _write(graph: Store, found: Read, planned: Plan, options: Options, *, end_gone: bool) -> None:
    before = graph.revision()
    if planned.new or planned.changed:
        ground(graph)
        graph.write(planned.batch)
    remember(graph, options.cluster, found.columns)
    if planned.gone and end_gone:
        graph.write(ending(graph, [gone.id for gone in planned.gone], options.cluster, options.today))
        echo(found.report.file, f"the membership of {len(planned.gone)} was ended")
    if graph.revision() != before:
        with progress() as told:
            matcher(graph).warm(told)  # now, where somebody waits for it anyway, and not at the first question


def _untouched(store: str) -> str:
    """The store of a dry run: one in memory where the file does not exist, since even an empty one would be something written."""
    chosen = store or settings().store
    file = chosen.removeprefix("sqlite:///")
    return "sqlite:///:memory:" if file != chosen and not Path(file).exists() else chosen


def _pair(text: str, option: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=")
    if not equals or not left.strip():
        raise Invalid(f"{option} {text[:60]!r}: write it as NAME=VALUE")
    return left.strip(), right.strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Invalid(f"--began {text[:60]!r}: write a day like 2026-01-01") from error


def _purpose(word: str) -> Purpose:
    if word not in Purpose._value2member_map_:
        raise Invalid(f"--purposes {word[:60]!r}: use {', '.join(Purpose)}")
    return Purpose(word)
