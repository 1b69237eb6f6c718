"""Finds rows about one organisation within a file: the same row twice, other data under one name, and two spellings of one firm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from seeds.members.draft import Draft
from seeds.members.identity import Identity
from seeds.members.spelling import is_blank
from seeds.report import Problem, Sentence

LIKE = 90  # of 100, of names without legal form
_NEIGHBOURS = 3
_LONG_ENOUGH = 8  # letters of a name of two words or more that another may go on from


def without_repeats(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Problem]]:
    """The drafts less those that repeat another one, which are rejected; two spellings of one firm stay, with a note on both."""
    kept: list[Draft] = []
    rejected: list[Problem] = []
    first: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        known = _same(draft, first)
        if known is None:
            kept.append(draft)
        else:
            rejected.append(_repeated(draft, known))
    return _flagged(kept), rejected


def _same(draft: Draft, first: dict[tuple[str, ...], Draft]) -> Draft | None:
    """The earlier draft with the same key, or with the same name where neither key, town nor register tells them apart."""
    if draft.key:
        if known := first.get(("key", draft.key)):
            return known
        first["key", draft.key] = draft
    who = draft.who
    for number in range(1_000):
        slot = ("name", who.spelled, str(number))
        known = first.setdefault(slot, draft)
        if known is draft:
            return None
        if not _apart(draft, who, known):
            return known
    return None


def _apart(draft: Draft, who: Identity, known: Draft) -> bool:
    other = known.who
    if draft.key and known.key:
        return draft.key != known.key
    return bool((who.town and other.town and who.town != other.town) or (who.register and other.register and who.register != other.register))


def _repeated(draft: Draft, known: Draft) -> Problem:
    differing = [ours for ours, text in draft.cells.items() if not is_blank(text) and text != known.cells.get(ours, "")]
    if not differing:
        return Problem(draft.row, "name", "duplicate", Sentence("this row repeats row {row}; delete one of them", {"row": known.row}), rejected=True)
    template = "this row is about the organisation of row {row} but differs in {fields}; merge the rows, or give each its own member number"
    return Problem(draft.row, "name", "duplicate_differs", Sentence(template, {"row": known.row, "fields": ", ".join(differing)}), rejected=True)


def _flagged(drafts: Sequence[Draft]) -> list[Draft]:
    notes: dict[int, list[Problem]] = {}
    for left, right in sorted(set(_pairs(drafts))):
        for one, other in ((left, right), (right, left)):
            values = {"row": drafts[other].row, "name": drafts[other].name[:60]}
            template = "this may be the organisation of row {row} ({name!r}) under another spelling; both came in: delete one if they are the same"
            notes.setdefault(one, []).append(Problem(drafts[one].row, "name", "possible_duplicate", Sentence(template, values), rejected=False))
    return [replace(draft, notes=(*draft.notes, *notes[place])) if place in notes else draft for place, draft in enumerate(drafts)]


def _pairs(drafts: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """Places of drafts that look like one firm: one register number, one host or mail and a word in common, or nearly one name."""
    who = [draft.who for draft in drafts]
    mails = [next((person.email.casefold() for person in draft.contacts if person.email), "") for draft in drafts]
    yield from _shared([each.register for each in who])
    for left, right in (*_shared([each.host for each in who]), *_shared(mails)):
        if set(who[left].name.split()) & set(who[right].name.split()):  # two firms may share a site, and one person may run two
            yield left, right
    for left, right in alike([each.name for each in who], [each.town for each in who]):
        if not (who[left].register and who[right].register and who[left].register != who[right].register):
            yield left, right


def _shared(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each place whose key an earlier one has, with that one."""
    seen: dict[str, int] = {}
    for place, key in enumerate(keys):
        if key and seen.setdefault(key, place) != place:
            yield seen[key], place


def alike(names: Sequence[str], towns: Sequence[str] = ()) -> Iterator[tuple[int, int]]:
    """Places of names that are nearly the same, found among neighbours when sorted as written, and by their words.

    In one town a name that goes on where another ends is nearly the same too.
    """
    mixed = [" ".join(sorted(name.split())) for name in names]
    for spelled in (names, mixed):
        order = sorted(range(len(spelled)), key=lambda place: (spelled[place], place))
        for at, place in enumerate(order):
            for other in order[at + 1 : at + 1 + _NEIGHBOURS]:
                near = towns and towns[place] and towns[place] == towns[other] and _goes_on(names[place], names[other])
                if near or is_like(spelled[place], spelled[other]):
                    yield min(place, other), max(place, other)


def _goes_on(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return len(short) >= _LONG_ENOUGH and " " in short and long.startswith(f"{short} ")


def is_like(left: str, right: str) -> bool:
    """Nearly one name: numbers in it are the same, and hardly a letter differs."""
    if left == right:
        return True
    if min(len(left), len(right)) < 5 or not fuzz.ratio(left, right, score_cutoff=LIKE):
        return False
    return [word for word in left.split() if word.isdigit()] == [word for word in right.split() if word.isdigit()]
