"""Contact persons and web addresses out of cells in which people mix them; texts are freed of them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest

from graph.schema import MAX_NAME
from seeds.members.draft import Person
from seeds.members.spelling import is_blank, one_line
from seeds.members.traces import HIDDEN, split_contacts, without_contacts

_ADDRESSED = r"(?<!\w)(?:Herrn?|Hr\.|Frau|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Mme\.?|Mlle|M\.|MM\.|Monsieur|Madame|Dr\.?|Prof\.?)"
_TITLES = re.compile(rf"^(?:{_ADDRESSED}\s*)+|^(?:Inh\.|Inhaberin|Inhaber|GF|c/o)\s+|\s*\([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Reachable:
    """How a row's organisation can be reached: its site, the persons, and a text in the site's cell that is none of it."""

    site: str
    persons: tuple[Person, ...]
    odd: str


def reachable(cells: Mapping[str, str]) -> Reachable:
    """Sort what stands in the columns of site, contact, mail and phone, whichever column it stands in."""
    sites, mails, numbers, names, odd = [], [], [], [], ""
    first, last = cells.get("first_name", ""), cells.get("last_name", "")
    for column in ("site", "contact", "email", "phone"):
        cell = cells.get(column, "")
        if is_blank(cell):
            continue
        for part in cell.split("\n") if column == "contact" else (cell,):
            rest, found_sites, found_mails, found_numbers = split_contacts(part)
            sites += found_sites
            mails += found_mails
            numbers += found_numbers or ([rest] if column == "phone" and sum(map(str.isdigit, rest)) >= 5 else [])
            if column == "contact" and rest and not is_blank(rest):
                names.append(rest[:MAX_NAME])
            elif column == "site" and not found_sites and not is_blank(rest):
                odd = rest
    if person := one_line(f"{'' if is_blank(first) else first} {'' if is_blank(last) else last}"):
        names.insert(0, person[:MAX_NAME])
    return Reachable(sites[0] if sites else "", _persons(names, mails, numbers), odd)


def _persons(names: list[str], mails: list[str], numbers: list[str]) -> tuple[Person, ...]:
    """One contact per name; mails and numbers go with the names in order if there are as many, else to the first."""
    names = list(dict.fromkeys(names))
    mails, numbers = list(dict.fromkeys(mails)), list(dict.fromkeys(numbers))
    if not (names or mails or numbers):
        return ()
    if len(names) < 2 or len(mails) != len(names):
        mails = [", ".join(mails)[:MAX_NAME]]
    if len(names) < 2 or len(numbers) != len(names):
        numbers = [", ".join(numbers)[:MAX_NAME]]
    return tuple(Person(*each) for each in zip_longest(names or [""], mails, numbers, fillvalue=""))


def freed(text: str, persons: tuple[Person, ...], firm: str) -> str:
    """A text without mail addresses, telephone numbers, and the full names of the row's contact persons."""
    bare = without_contacts(text)
    if bare != text:
        text = _cut(bare, persons)
    for person in persons:
        plain = _TITLES.sub("", person.name)
        names = [name for name in (person.name, plain) if " " in name and name in text and name not in firm]
        for name in names:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", HIDDEN, text)
        if (last := plain.rpartition(" ")[2]) in text and len(last) > 2:
            text = re.sub(rf"{_ADDRESSED}\s+(?:\w+\s+)?{re.escape(last)}(?!\w)", HIDDEN, text)
    return text


def _cut(text: str, persons: tuple[Person, ...]) -> str:
    """A bracket in which somebody's number stood goes whole (`call Jean on … before noon`), and beside a number single names go too."""
    text = re.sub(rf"\([^()]*{HIDDEN}[^()]*\)", HIDDEN, text)
    for word in sorted({word for person in persons for word in _TITLES.sub("", person.name).split() if len(word) > 2 and word[0].isupper()}):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", HIDDEN, text)
    return text
