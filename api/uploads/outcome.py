"""What a file means for the store: read, planned, and as it is shown; contact cells are masked here, once."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from api.uploads import shelf
from api.uploads.kinds import columns_of
from api.uploads.upload import Counts, Upload
from graph.model import Batch, Key
from graph.store import Store
from seeds.formats.opening import open_file
from seeds.formats.table import Opened
from seeds.happenings import reading as happenings
from seeds.happenings.draft import Read as ListRead
from seeds.happenings.matters import is_code
from seeds.happenings.options import Options as ListOptions
from seeds.happenings.options import Sort
from seeds.happenings.planning import plan as plan_list
from seeds.members.columns import CONTACTS
from seeds.members.draft import Column, Read
from seeds.members.options import Propose
from seeds.members.planning import Plan, Planned, plan
from seeds.members.reading import read
from seeds.members.remembering import informed, remembered
from seeds.members.traces import without_contacts
from seeds.report import Problem, Sentence

MASK = "•••"
_MOST_GONE = 10_000
_SHOWN = 2_000  # characters of a cell
_FIGURES = frozenset({"id", "register", "nace", "employees", "founded", "since", "day", "hours", "ref"})
"""Columns whose digits are no telephone number."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading needs beside the file: the day, who proposes classes, whom to tell how far it is."""

    today: date
    propose: Propose
    progress: Progress


@dataclass(frozen=True, slots=True)
class Outcome:
    """A file that was read and planned: what would be written, at which versions, and how it is shown. Columns are remembered under `scope`."""

    columns: Sequence[Column]
    scope: str
    batch: Batch
    expected: Mapping[Key, int]
    counts: Counts
    summary: shelf.Summary
    rows: Sequence[shelf.Row]


def understood(store: Store, upload: Upload, reading: Reading) -> Outcome:
    """Read an upload's file and plan what it changes. Raises Invalid for a file that is refused as a whole."""
    reading.progress("open", 0, 1)
    opened = _opened(shelf.content(store.files, upload.file), upload.name, reading.progress)
    if isinstance(upload.kind, Sort):
        return _happened(store, opened, upload.list_options(reading.today), reading.progress)
    options = informed(store, upload.options(reading.today, reading.propose))
    found = read(opened, options, progress=reading.progress)
    reading.progress("compare", 0, 1)
    return _outcome(found, plan(store, found, options), {}, upload.cluster)


def _happened(store: Store, opened: Opened, said: ListOptions, progress: Progress) -> Outcome:
    """The same for a list of what happened, whose events are new or known."""
    options = replace(said, recall=partial(remembered, store, said.scope))
    found = happenings.read(opened, options, progress=progress)
    progress("compare", 0, 1)
    happened = plan_list(store, found, options)
    return _outcome(found, happened.plan, happened.expected, options.scope)


def _outcome(found: Read | ListRead, planned: Plan, expected: Mapping[Key, int], scope: str) -> Outcome:
    return Outcome(found.columns, scope, planned.batch, expected, _counts(planned), _summary(found, planned), _rows(found, planned))


def _opened(content: bytes, name: str, progress: Progress) -> Opened:
    with tempfile.TemporaryDirectory() as folder:  # its own folder: the file's name must not meet another's
        path = Path(folder) / "file"
        path.write_bytes(content)
        return open_file(path, name=name, progress=lambda done, all: progress("open", done, all))


def _counts(planned: Plan) -> Counts:
    report = planned.report
    return Counts(
        rows=report.rows,
        accepted=report.accepted,
        rejected=report.rejected,
        new=len(planned.new),
        changed=len(planned.changed),
        same=len(planned.same),
    )


def _summary(found: Read | ListRead, planned: Plan) -> shelf.Summary:
    remarks = [(problem.code, problem.sentence) for problem in planned.report.problems if problem.row == 0]
    return shelf.Summary(
        columns=[shelf.Column(column.theirs[:300], column.ours, column.found.value, column.examples) for column in found.columns],
        remarks=remarks,
        gone=[(change.id, change.name) for change in planned.gone[:_MOST_GONE]],
    )


def _rows(found: Read | ListRead, planned: Plan) -> list[shelf.Row]:
    """Every row in the order of the file, rejected ones with the cells that were read."""
    problems: dict[int, list[Problem]] = defaultdict(list)
    for problem in planned.report.problems:
        problems[problem.row].append(problem)
    fates = {each.row: (state, each) for state, all in _fates(planned) for each in all}
    cells = {**found.rejected, **{draft.row: draft.cells for draft in found.drafts}}
    rejected = [row for row, listed in problems.items() if row and row not in fates and any(problem.rejected for problem in listed)]
    ours = columns_of(found.sort if isinstance(found, ListRead) else found.kind)  # what is left out, such as fees, stands in a draft's cells too
    return [_row(row, found.lines[row], fates.get(row), _shown(cells.get(row, {}), ours), problems[row]) for row in sorted([*fates, *rejected])]


def _fates(planned: Plan) -> Sequence[tuple[str, Sequence[Planned]]]:
    return (shelf.NEW, planned.new), (shelf.CHANGED, planned.changed), (shelf.SAME, planned.same)


def _row(number: int, line: int, fate: tuple[str, Planned] | None, cells: Mapping[str, str], problems: Sequence[Problem]) -> shelf.Row:
    notes = [_note(problem) for problem in problems]
    if fate is None:
        return shelf.Row(number, line, shelf.REJECTED, cells.get("name", ""), "", cells, notes)
    state, planned = fate
    return shelf.Row(number, line, state, planned.name, planned.id, cells, notes)


def _shown(cells: Mapping[str, str], ours: Sequence[str]) -> dict[str, str]:
    """Our cells without anything that reaches a person, wherever it stands: a telephone number may share a cell with a web address."""
    return {name: _masked(name, cells[name][:_SHOWN]) for name in ours if name in cells}


def _masked(name: str, text: str) -> str:
    if name in CONTACTS or (name == "by" and not is_code(text)):
        return MASK if text else ""
    return text if name in _FIGURES else without_contacts(text)


def _note(problem: Problem) -> shelf.Note:
    """A problem is told without anything that reaches a person."""
    values = {name: _masked(problem.column, value) if isinstance(value, str) else value for name, value in problem.sentence.values.items()}
    return shelf.Note(problem.column, problem.code, Sentence(problem.sentence.template, values), problem.rejected)
