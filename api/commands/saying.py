"""What `crossmatch load` says of a file: how it was understood, what was rejected, what would change; and the report as JSON."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from graph.errors import Invalid
from seeds.members.draft import Column
from seeds.members.planning import Plan, Planned
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


def refusal(report: Report, *, dry_run: bool, keep_going: bool) -> str:
    """Why nothing is written, "" if the file may be."""
    if not report.accepted or (report.rejected and not keep_going):
        return "nothing was written: correct the rejected rows, or take the others with --keep-going"
    return "nothing was written (--dry-run)" if dry_run else ""


def echo(file: str, text: str) -> None:
    """One line about a file."""
    typer.echo(f"{file}: {text}")


def say(columns: Sequence[Column], planned: Plan, cluster: str) -> None:
    """The mapping, what was rejected, notes by kind, and what would change."""
    file, theirs = planned.report.file, {column.ours: column.theirs for column in columns if column.ours}
    for column in columns:
        if column.ours:
            echo(file, f"column {column.theirs!r} is {column.ours}" + (f" ({column.found.value})" if column.found not in ("header", "synonym") else ""))
    for problem in _few(planned.report.problems):
        where = f"row {problem.row}, {theirs.get(problem.column, problem.column) or 'whole row'}: " if problem.row else ""
        echo(file, f"{where}{problem.message}{hint(problem.code)} [{problem.code}]")
    report = planned.report
    if (more := len(report.problems) - len(_few(report.problems))) > 0:
        echo(file, f"{more} more notes of these kinds (--report F.json has them all)")
    echo(file, f"{report.rows} rows, {report.accepted} accepted, {report.rejected} rejected")
    counts = [f"{len(planned.new)} new", f"{len(planned.changed)} changed", f"{len(planned.same)} unchanged"]
    echo(file, ", ".join([*counts, f"{len(planned.gone)} gone"] if cluster else counts))
    _say_gone(file, planned.gone)


def hint(code: str) -> str:
    """The option that mends a problem, in brackets."""
    return f" ({HINTS[code]})" if code in HINTS else ""


def _say_gone(file: str, gone: tuple[Planned, ...]) -> None:
    for member in gone[:20]:
        echo(file, f"not in the file any more: {member.name} ({member.id})")
    if gone:
        echo(file, f"{len(gone)} members are not in the file any more; --end-gone ends their membership")


def _few(problems: list[Problem]) -> list[Problem]:
    """Everything about the file, every rejection, and of each kind of note the first ones."""
    seen: Counter[str] = Counter()
    shown = []
    for problem in problems:
        seen[problem.code] += bool(problem.row and not problem.rejected)
        if seen[problem.code] <= _SHOWN or problem.rejected or not problem.row:
            shown.append(problem)
    return shown


def save(path: Path, reports: list[Report]) -> None:
    """Write the reports as JSON: one alone, or a list."""
    content = [found.spelled() for found in reports]
    try:
        path.write_text(json.dumps(content[0] if len(content) == 1 else content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise Invalid(f"cannot write the report to {path}: {error.strerror}") from error
