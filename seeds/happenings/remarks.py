"""What is said about a list of happenings as a whole: columns and sheets left out, cells about persons, what its title was taken for."""

from collections.abc import Iterator, Sequence

from seeds.happenings.columns import columns_of
from seeds.happenings.options import Sort
from seeds.happenings.rows import Known
from seeds.happenings.sheets import Picked
from seeds.members.draft import Column
from seeds.members.remarks import HELP, LEFT_OUT
from seeds.report import Problem, Sentence

_SHOWN = 12  # lines or columns named in one sentence


def _about(code: str, column: str, template: str, **values: object) -> Problem:
    return Problem(0, column, code, Sentence(template, values), rejected=False)


def about_sheets(picked: Picked) -> Iterator[Problem]:
    left = [name for name in picked.others if name not in HELP.values()]
    if left:
        read, others = ", ".join(sheet.table.name for sheet in picked.sheets), ", ".join(left)
        yield _about("sheets_left_out", "", "the sheet {read} was read; {others} was not: choose the sheets if that is wrong", read=read, others=others)


def about_columns(columns: Sequence[Column], sort: Sort) -> Iterator[Problem]:
    """One sentence for each column that is left out and holds anything; those about persons have one together."""
    for column in columns:
        if column.ours or column.why == "personal" or (column.theirs.startswith("(") and not column.examples):
            continue
        code = "column_left_out" if column.why else "unknown_column"
        values = {"name": column.theirs[:60]} if column.why else {"name": column.theirs[:60], "known": ", ".join(columns_of(sort))}
        yield _about(code, column.theirs, LEFT_OUT[column.why], **values)


def about_persons(cells: int, columns: Sequence[Column]) -> Iterator[Problem]:
    """How many cells about persons were left out."""
    named = [column.theirs for column in columns if column.why == "personal"]
    if cells:
        template = "{count} cells about persons were left out (columns {names}): what is kept says what happened to a business, never who came"
        yield _about("persons_left_out", "", template, count=cells, names=_listed(named))


def about_title(known: Sequence[Known]) -> Iterator[Problem]:
    """What was taken from the lines above the table, because no column has it."""
    for each in known:
        if each.day:
            yield _about("day_from_title", "day", "no column holds the day; {day} was taken from the lines above the table", day=each.day)
        if each.about:
            yield _about("name_from_title", "about", "no column says what it was; {value!r} was taken from the lines above the table", value=each.about[:60])


def about_struck(lines: Sequence[int]) -> Iterator[Problem]:
    if lines:
        listed = _listed([str(line) for line in lines])
        yield _about("struck", "", "rows that are struck through were left out: {count}, lines {lines}", count=len(lines), lines=listed)


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(texts[:_SHOWN]) + (f" … ({len(texts)})" if len(texts) > _SHOWN else "")
