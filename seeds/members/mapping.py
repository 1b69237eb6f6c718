"""Decides which of our columns each of theirs is: asked, remembered, by its name, or by what stands in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.errors import Invalid
from seeds.formats.table import Line
from seeds.members.columns import CONTACTS, EXACT, LEFT_OUT, MANY, WEAK, Found, columns_of, known_columns, meaning
from seeds.members.draft import Column
from seeds.members.firms import has_legal_form
from seeds.members.header import Header
from seeds.members.options import Listing, Options
from seeds.members.spelling import heading, is_blank, words
from seeds.members.traces import MAIL, SITE, is_date, phones, without_contacts

_SAMPLE = 200
_CLASS = re.compile(r"\d\d\.\d\d(?:\.\d)?[A-Z]?|\d{4}[A-Z]")
_YEAR = re.compile(r"1[89]\d\d|20[0-3]\d")
_KINDS_OF_MEMBER = re.compile(
    r"(?:\w*mitglied\w*|voll|forder|ordentlich|aktiv|passiv|full|associate|honorary|member|standard|premium|adherent\w*|membre\w*|actif|active)(?: \w+)?"
)
_PERSONS = frozenset({"name", "nom", "title", "titel"})
SHAPES: Sequence[tuple[str, float, Callable[[str], bool]]] = (
    ("email", 0.6, lambda text: MAIL.fullmatch(text) is not None),
    ("site", 0.6, lambda text: SITE.fullmatch(text) is not None),
    ("phone", 0.6, lambda text: any(phones(text))),
    ("nace", 0.8, lambda text: _CLASS.fullmatch(text) is not None and not is_date(text)),
)
"""Columns that their values give away, with the share of values that must look so."""


@dataclass(slots=True)
class _Candidate:
    theirs: str
    ours: str
    found: Found
    strength: int
    values: Sequence[str]
    twice: bool = False


def mapped(header: Header, lines: Sequence[Line], options: Options) -> tuple[Column, ...]:
    """One column for each name of the header, in order. Raises Invalid if the uploader asks for a column that we do not have."""
    sample = [_values(lines, place) for place in range(len(header.names))]
    asked = {heading(theirs): our_column(ours, options.kind) for theirs, ours in options.columns.items()}
    recalled = options.recall(header.names)
    found = [_candidate(theirs, sample[place], options, asked, recalled) for place, theirs in enumerate(header.names)]
    _tell_numbers_from_keys(found)
    _find_name(found)
    _settle(found)
    return tuple(map(_column, found))


def our_column(text: str, kind: Listing) -> str:
    """Our column that an uploader names, by its name here or on screens; "" for none. Raises Invalid."""
    spelled = text.strip().casefold()
    if not spelled or spelled in known_columns(kind):
        return spelled
    if spelled == "sector":
        return "nace"
    if found := meaning(text, kind):
        return found.ours
    raise Invalid(f"we have no column {text[:60]!r}; use one of {', '.join(columns_of(kind))}, or nothing to leave the column out")


def _values(lines: Sequence[Line], place: int) -> list[str]:
    """What stands in a column, of the first rows and of some further down."""
    step = max(1, len(lines) // _SAMPLE)
    picked = [*lines[:_SAMPLE], *lines[_SAMPLE::step]]
    return [cell for line in picked if place < len(line.cells) and not is_blank(cell := line.cells[place])]


def _candidate(theirs: str, values: Sequence[str], options: Options, asked: Mapping[str, str], recalled: Mapping[str, str]) -> _Candidate:
    if heading(theirs) in asked and heading(theirs):
        return _Candidate(theirs, asked[heading(theirs)], Found.ASKED, EXACT + 2, values)
    if theirs in options.columns:
        return _Candidate(theirs, our_column(options.columns[theirs], options.kind), Found.ASKED, EXACT + 2, values)
    if theirs in recalled and (not recalled[theirs] or recalled[theirs] in known_columns(options.kind)):
        return _Candidate(theirs, recalled[theirs], Found.REMEMBERED, EXACT + 1, values)
    if found := meaning(re.sub(r" \(\d\)$", "", theirs), options.kind):
        return _Candidate(theirs, found.ours, Found.HEADER if found.strength >= EXACT else Found.SYNONYM, found.strength, values)
    return _Candidate(theirs, _by_content(theirs, values, options.kind), Found.CONTENT, 0, values)


def _by_content(theirs: str, values: Sequence[str], kind: Listing) -> str:
    if len(values) < 2:
        return ""
    for ours, share, fits in SHAPES:
        if ours in known_columns(kind) and sum(map(fits, values)) >= share * len(values):
            return ours
    nameless = theirs.startswith("(")
    return "founded" if nameless and "founded" in known_columns(kind) and all(map(_YEAR.fullmatch, values)) else ""


def _tell_numbers_from_keys(found: Sequence[_Candidate]) -> None:
    """`Nr.` is a running number if it counts on, and the member's own key if it does not."""
    if any(each.ours == "id" for each in found):
        return
    for each in found:
        if each.ours == "number" and heading(each.theirs) in ("nr", "no", "n", "number", "nummer", "numero", "num") and _are_keys(each.values):
            each.ours = "id"
            return


def _are_keys(values: Sequence[str]) -> bool:
    if len(values) < 3 or len(set(values)) < len(values):
        return False
    if not all(value.isdigit() for value in values):
        return not any("." in value and value.rstrip(".").isdigit() for value in values)
    steps = [int(right) - int(left) for left, right in pairwise(values)]
    return sum(step != 1 for step in steps) > 0.5 * len(steps)


def _find_name(found: Sequence[_Candidate]) -> None:
    """A column `Name` beside `Firma` holds persons; without any name, the column full of legal forms is the name."""
    strong = [each for each in found if each.ours == "name" and each.strength != WEAK]
    first_names = any(each.ours == "first_name" for each in found)
    if strong:
        for each in found:
            if each.ours == "name" and each.strength == WEAK:
                each.ours = ("last_name" if first_names else "contact") if heading(each.theirs) in _PERSONS else ""
    elif not any(each.ours == "name" for each in found):
        likely = [each for each in found if not each.ours and each.values and sum(map(has_legal_form, each.values)) >= 0.2 * len(each.values)]
        if likely:
            likely[0].ours, likely[0].found = "name", Found.CONTENT


def _settle(found: Sequence[_Candidate]) -> None:
    """Each of our columns once, but for those that several of theirs may fill; kinds of membership are no sectors."""
    best: dict[str, _Candidate] = {}
    for each in found:
        if each.ours == "nace" and each.found in (Found.HEADER, Found.SYNONYM) and _are_kinds_of_member(each.values):
            each.ours = "remarks"
        rank = (each.strength, len(each.values))
        other = best.get(each.ours)
        if each.ours and (other is None or rank > (other.strength, len(other.values))):
            best[each.ours] = each
    for each in found:
        if each.ours and each.ours not in MANY and best[each.ours] is not each:
            each.ours = ""
            each.twice = True


def _are_kinds_of_member(values: Sequence[str]) -> bool:
    return bool(values) and sum(_KINDS_OF_MEMBER.fullmatch(words(value)) is not None for value in values) >= 0.5 * len(values)


def _column(each: _Candidate) -> Column:
    personal = each.ours in CONTACTS or each.ours in LEFT_OUT
    distinct = () if personal else tuple(dict.fromkeys(_shown(value, each.ours) for value in each.values[:20]))[:3]
    if each.ours and each.ours not in LEFT_OUT:
        return Column(each.theirs, each.ours, each.found, distinct)
    found = each.found if each.found in (Found.ASKED, Found.REMEMBERED) else Found.LEFT_OUT
    return Column(each.theirs, "", found, distinct, why=each.ours or ("twice" if each.twice else "asked" if found is Found.ASKED else ""))


def _shown(value: str, ours: str) -> str:
    """An example as a screen may show it; a register number only looks like a telephone's."""
    line = " ".join(value.split())
    return (line if ours in ("register", "id", "nace") else without_contacts(line))[:60]
