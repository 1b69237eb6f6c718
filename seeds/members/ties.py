"""Makes a draft of a row that says who works with whom; both ends are looked up when the plan is made."""

from seeds.members.columns import columns_of
from seeds.members.draft import Draft
from seeds.members.identity import identity
from seeds.members.known import Known, Raw
from seeds.members.numbers import year
from seeds.members.options import Listing
from seeds.members.rows import Reader
from seeds.members.spelling import is_blank
from seeds.members.traces import quoted
from seeds.report import Problem, Rejected


def drafted_tie(raw: Raw, known: Known) -> Draft | Problem:
    """The draft of a tie, or why there is none."""
    reader = Reader(known, raw)
    reader.clean()
    try:
        name, partner = reader.name(), reader.cells.get("partner", "")
        if is_blank(partner):
            raise Rejected("partner", "missing_partner", "this row names only one organisation; write the other one beside it")
    except Rejected as error:
        return Problem(raw.row, error.column, error.code, error.sentence, rejected=True)
    cells = {ours: reader.cells[ours] for ours in columns_of(Listing.TIES) if ours in reader.cells}
    return Draft(raw.row, raw.line, cells, "", name, identity(name, {}), props=_since(reader), notes=tuple(reader.notes))


def _since(reader: Reader) -> dict[str, str | int | float | bool]:
    cell = reader.cells.get("since", "")
    if is_blank(cell):
        return {}
    found = year(cell, reader.known.options.today.year).year
    if found is None:
        reader.note("since", "unknown_year", "{value!r} is no year up to today; it was left out: write four figures", value=quoted(cell))
        return {}
    return {"since": found}
