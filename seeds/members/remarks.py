"""What is said about a file as a whole: columns left out, sheets not read, headings and sums passed over, members that left."""

from collections.abc import Iterable, Iterator, Sequence

from graph.schema import Lang
from seeds.formats.table import Remark
from seeds.members.body import Between, Entry
from seeds.members.columns import columns_of
from seeds.members.draft import Column
from seeds.members.options import Listing
from seeds.members.sheets import Picked
from seeds.report import Problem, Sentence

HELP = {Lang.EN: "Help", Lang.DE: "Hilfe", Lang.FR: "Aide"}
"""The second sheet of a template."""
_SHOWN = 12  # headings or lines named in one sentence
LEFT_OUT = {
    "address": "the column {name!r} was left out: streets and addresses are not kept",
    "fee": "the column {name!r} was left out: fees and amounts are not kept",
    "bank": "the column {name!r} was left out: bank details are not kept",
    "birthday": "the column {name!r} was left out: birthdays are not kept",
    "number": "the column {name!r} was left out: it only counts the rows",
    "member_since": "the column {name!r} was left out: since when somebody is a member is not kept",
    "remarks": "the column {name!r} was left out: internal notes are not kept",
    "personal": "the column {name!r} was left out: it says more about persons than is needed",
    "twice": "the column {name!r} was left out: another column says the same",
    "asked": "the column {name!r} was left out, as you asked",
    "": "the column {name!r} was not understood and left out; say which of ours it is: {known}",
}


def _about(code: str, column: str, template: str, **values: object) -> Problem:
    return Problem(0, column, code, Sentence(template, values), rejected=False)


def about_file(remarks: Iterable[Remark]) -> Iterator[Problem]:
    """What the format's reader had to say."""
    for remark in remarks:
        yield Problem(0, "", remark.code, remark.sentence, rejected=False)


def about_sheets(picked: Picked) -> Iterator[Problem]:
    left = [name for name in picked.others if name not in HELP.values()]
    if left:
        read, others = ", ".join(sheet.table.name for sheet in picked.sheets), ", ".join(left)
        yield _about("sheets_left_out", "", "the sheet {read} was read; {others} was not: choose the sheets if that is wrong", read=read, others=others)


def about_columns(columns: Sequence[Column], kind: Listing) -> Iterator[Problem]:
    """One sentence for each column that is left out and holds anything."""
    for column in columns:
        if column.ours or (column.theirs.startswith("(") and not column.examples and not column.why):
            continue
        code = "column_left_out" if column.why else "unknown_column"
        values = {"name": column.theirs[:60]} if column.why else {"name": column.theirs[:60], "known": ", ".join(columns_of(kind))}
        yield _about(code, column.theirs, LEFT_OUT[column.why], **values)


def about_entries(between: Sequence[Entry]) -> Iterator[Problem]:
    sections = [str(entry.line.number) for entry in between if entry.between is Between.SECTION]
    if sections:
        template = "lines with a single cell were read as headings or notes, not as rows: lines {lines}"
        yield _about("headings", "", template, lines=_listed(sections))
    if any(entry.between is Between.EXAMPLE for entry in between):
        yield _about("example", "", "the invented example of the template was left out")
    passed = [str(entry.line.number) for entry in between if entry.between in (Between.SUM, Between.HEADER)]
    if passed:
        yield _about("sums", "", "sums, counts and repeated headers were passed over: lines {lines}", lines=_listed(passed))


def about_left(lines: Sequence[int]) -> Iterator[Problem]:
    if lines:
        template = "members that are struck through or have left were left out: {count}, lines {lines}"
        yield _about("left", "", template, count=len(lines), lines=_listed([str(line) for line in lines]))


def about_country(country: str, given: int) -> Iterator[Problem]:
    if country and given:
        template = "{count} rows name no country; telephone numbers, towns or web addresses point to {country}, which was taken for rows that say nothing else"
        yield _about("country_inferred", "country", template, count=given, country=country)


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(texts[:_SHOWN]) + (f" … ({len(texts)})" if len(texts) > _SHOWN else "")
