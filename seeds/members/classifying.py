"""Turns the sector cell of a row into classes: codes as they are, words as proposals, and a note on whatever was not written plainly."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from graph.schema import Rel
from seeds.members.codes import Scheme, classes
from seeds.members.draft import Link
from seeds.members.options import Proposal
from seeds.members.spelling import is_blank
from seeds.members.traces import quoted

FURTHER = 0.5  # weight of a class that is not the main one
NO_CLASS = {
    "date_for_code": "{value!r} is a date, not a code (spreadsheets turn 01.10 into one); it was left out: format the column as text and type the code again",
    "ambiguous_nace": "{value!r} can mean several NACE codes; it was left out: write the class with all four figures, such as 90.01 or 01.10",
    "unknown_nace": "{value!r} is no NACE rev. 2 class; it was left out: look the code up and write it like 90.01",
}


class Note(Protocol):
    """Says something about a row: column, code, and a sentence with its values."""

    def __call__(self, column: str, code: str, template: str, /, **values: object) -> None: ...


def classified(cell: str, schemes: Sequence[Scheme], proposals: Mapping[str, Proposal], note: Note) -> tuple[Link, ...]:
    """The classes of an organisation, the main one first; `schemes` are those of the columns that the cell was joined of."""
    read = [classes(part, scheme) for part, scheme in zip(cell.split("\n"), of_lines(cell, schemes), strict=False) if not is_blank(part)]
    codes = list(dict.fromkeys(code for each in read for code in each.codes))
    if codes:
        newer, restored = any(each.problem == "nace_2_1" for each in read), any(each.restored for each in read)
        _say(cell, codes, note, newer=newer, restored=restored)
        return tuple(Link(Rel.CLASSIFIED_AS, f"sector:{code}", 1.0 if place == 0 else FURTHER) for place, code in enumerate(codes))
    if problem := next((each.problem for each in read if each.problem), ""):
        note("nace", problem, NO_CLASS[problem], value=quoted(cell))
    return _proposed(next((each.words for each in read if each.words), ""), proposals, note)


def of_lines(cell: str, schemes: Sequence[Scheme]) -> Sequence[Scheme]:
    """One scheme per line: a cell joined of several columns has one line of each."""
    lines = cell.count("\n") + 1
    return schemes if len(schemes) == lines else [schemes[0] if schemes else Scheme.UNKNOWN] * lines


def _say(cell: str, codes: Sequence[str], note: Note, *, newer: bool, restored: bool) -> None:
    written = quoted(next(part for part in cell.split("\n") if not is_blank(part)))
    if newer:
        template = "{value!r} is a code of NACE 2.1; {code} of NACE 2 was taken, which is the same or the next wider"
        note("nace", "nace_2_1", template, value=written, code=codes[0])
    elif restored:
        note("nace", "nace_read", "{value!r} was read as {code}", value=written, code=codes[0])
    if len(codes) > 1:
        note("nace", "further_classes", "the main class is {code}; {others} were kept as further classes", code=codes[0], others=", ".join(codes[1:]))


def _proposed(text: str, proposals: Mapping[str, Proposal], note: Note) -> tuple[Link, ...]:
    if not text:
        return ()
    proposal = proposals.get(text)
    if proposal is None:
        note("nace", "no_class", "no class was found for {value!r}; it was left out: write a NACE code such as 74.10", value=quoted(text))
        return ()
    template = "{value!r} probably means NACE {code}; this is a proposal until somebody confirms it"
    note("nace", "class_proposed", template, value=quoted(text), code=proposal.code)
    return (Link(Rel.CLASSIFIED_AS, f"sector:{proposal.code}", round(min(max(proposal.likeness, 0.01), 0.99), 4), {"proposed": True}),)
