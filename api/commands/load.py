"""crossmatch load: users' files in, each row accepted or rejected with a reason, and what changed since the last time."""

import json
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, matcher, opened, progress, settings
from api.proposing import proposer
from graph import Store
from graph.errors import Invalid
from graph.schema import Ground, Purpose
from matcher.encoder import encoder
from seeds.formats.bounds import Refused
from seeds.formats.opening import open_file
from seeds.formats.table import Opened
from seeds.members.draft import Read
from seeds.members.ending import ending
from seeds.members.grounding import ground
from seeds.members.options import Listing, Options
from seeds.members.planning import Plan, Planned, plan
from seeds.members.reading import read
from seeds.members.remembering import informed, remember
from seeds.members.undisturbed import undisturbed
from seeds.report import Problem, Report

HINTS = {
    "missing_country": "--default country=DE",
    "unknown_column": "--map THEIRS=OURS",
    "sheets_left_out": "--sheet NAME",
    "missing_provider": "--cluster cluster:NAME",
    "no_name": "--map THEIRS=name",
}
"""The option that mends a problem."""
_SHOWN = 3  # notes of one kind that are printed; all of them are in the report
_PURPOSES = "matching statistics"


def load(
    files: Annotated[list[Path], typer.Argument(help="CSV, Excel, JSON or Parquet files, as your office keeps them")],
    kind: Annotated[Listing, typer.Option(help="What the rows are")] = Listing.BUSINESS,
    cluster: Annotated[str, typer.Option(help="The cluster whose members these are, such as cluster:acme")] = "",
    map: Annotated[list[str], typer.Option("--map", metavar="THEIRS=OURS", help="Which of our columns theirs is; nothing behind = leaves it out")] = [],  # noqa: B006
    default: Annotated[list[str], typer.Option("--default", metavar="COLUMN=VALUE", help="The value where a row has none, such as country=DE")] = [],  # noqa: B006
    sheet: Annotated[list[str], typer.Option("--sheet", help="The sheets to read (default: the likeliest one)")] = [],  # noqa: B006
    basis: Annotated[Ground, typer.Option(help="The legal basis you declare for these organisations")] = Ground.MEMBERSHIP,
    purposes: Annotated[str, typer.Option(help="What the basis covers: matching, showing, statistics, contact")] = _PURPOSES,
    end_gone: Annotated[bool, typer.Option("--end-gone", help="End the membership of members that are not in the file any more")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, write nothing")] = False,
    keep_going: Annotated[bool, typer.Option("--keep-going", help="Take the good rows even if others are rejected")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the report as JSON")] = None,
    store: StoreOption = "",
) -> None:
    """Read organisations, services or ties into the store. Exit code 0: all rows accepted, 1: some rejected, 2: file refused."""
    said = Options(
        clock().today(),
        kind,
        cluster,
        basis,
        tuple(_purpose(word) for word in purposes.replace(",", " ").split()),
        columns=dict(_pair(text, "--map") for text in map),
        defaults=dict(_pair(text, "--default") for text in default),
        propose=proposer(lambda: encoder(settings().encoder)),
        sheets=tuple(sheet),
    )
    with progress() as told:
        tables = [open_file(file, progress=partial(told, file.name)) for file in files]
    reports = []
    with opened(_untouched(store) if dry_run else store) as graph, undisturbed():
        for table in tables:
            reports.append(_load(graph, table, said, dry_run=dry_run, keep_going=keep_going, end_gone=end_gone))
    if report:
        _save(report, reports)
    if any(found.rejected for found in reports):
        raise typer.Exit(1)


def _load(graph: Store, table: Opened, said: Options, *, dry_run: bool, keep_going: bool, end_gone: bool) -> Report:
    """One file: read, planned, said, and written in one transaction."""
    options = informed(graph, said)
    try:
        with progress() as told:
            found = read(table, options, progress=told)
    except Refused as error:
        raise Invalid(f"{error}{_hint(error.code)}") from error
    planned = plan(graph, found, options)
    _say(found, planned, said.cluster)
    if not planned.report.accepted or (planned.report.rejected and not keep_going):
        _echo(table.name, "nothing was written: correct the rejected rows, or take the others with --keep-going")
    elif dry_run:
        _echo(table.name, "nothing was written (--dry-run)")
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
        _echo(found.report.file, f"the membership of {len(planned.gone)} was ended")
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


def _purpose(word: str) -> Purpose:
    if word not in Purpose._value2member_map_:
        raise Invalid(f"--purposes {word[:60]!r}: use {', '.join(Purpose)}")
    return Purpose(word)


def _echo(file: str, text: str) -> None:
    typer.echo(f"{file}: {text}")


def _say(found: Read, planned: Plan, cluster: str) -> None:
    """The mapping, what was rejected, notes by kind, and what would change."""
    file, theirs = found.report.file, {column.ours: column.theirs for column in found.columns if column.ours}
    for column in found.columns:
        if column.ours:
            _echo(file, f"column {column.theirs!r} is {column.ours}" + (f" ({column.found.value})" if column.found not in ("header", "synonym") else ""))
    for problem in _few(planned.report.problems):
        where = f"row {problem.row}, {theirs.get(problem.column, problem.column) or 'whole row'}: " if problem.row else ""
        _echo(file, f"{where}{problem.message}{_hint(problem.code)} [{problem.code}]")
    report = planned.report
    if (more := len(report.problems) - len(_few(report.problems))) > 0:
        _echo(file, f"{more} more notes of these kinds (--report F.json has them all)")
    _echo(file, f"{report.rows} rows, {report.accepted} accepted, {report.rejected} rejected")
    counts = [f"{len(planned.new)} new", f"{len(planned.changed)} changed", f"{len(planned.same)} unchanged"]
    _echo(file, ", ".join([*counts, f"{len(planned.gone)} gone"] if cluster else counts))
    _say_gone(file, planned.gone)


def _hint(code: str) -> str:
    return f" ({HINTS[code]})" if code in HINTS else ""


def _say_gone(file: str, gone: tuple[Planned, ...]) -> None:
    for member in gone[:20]:
        _echo(file, f"not in the file any more: {member.name} ({member.id})")
    if gone:
        _echo(file, f"{len(gone)} members are not in the file any more; --end-gone ends their membership")


def _few(problems: list[Problem]) -> list[Problem]:
    """Everything about the file, every rejection, and of each kind of note the first ones."""
    seen: Counter[str] = Counter()
    shown = []
    for problem in problems:
        seen[problem.code] += bool(problem.row and not problem.rejected)
        if seen[problem.code] <= _SHOWN or problem.rejected or not problem.row:
            shown.append(problem)
    return shown


def _save(path: Path, reports: list[Report]) -> None:
    content = [found.spelled() for found in reports]
    try:
        path.write_text(json.dumps(content[0] if len(content) == 1 else content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise Invalid(f"cannot write the report to {path}: {error.strerror}") from error
