"""Reads sectors as people write them: NACE, NAF, WZ and UK SIC codes in any spelling, several in a cell, or words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from seeds.members.days import day_and_month
from seeds.members.spelling import words
from seeds.members.traces import is_date
from seeds.tables import DATA, rows
from seeds.taxonomies.nace21 import nace21

_PREFIX = re.compile(r"^[\W_]*(?:(?:NACE|NAF|APE|WZ|UK|SIC|CODE)[ .:-]*(?:REV\.? ?2(?![.\d])|20(?:03|07|08)(?!\d)|0[38](?![.\d]))?[ .:/-]*)*")
_CODE = re.compile(r"(?:([A-U])[ -]?)?(\d{1,6}|\d{1,2}[., ]\d{1,2}(?:[. /]?\d)?)[ -]?([A-Z]\d?)?(?![\w]|[.,]\d)")
_BETWEEN = re.compile(r"\s*[;|\n\u2022]\s*|\s*,\s+|\s+/\s+|\s+(?:und|and|et|\+)\s+(?=[A-U]?\d)|(?<=\d)[,/](?=\d{2}\.)|(?<=[A-Z]),\s*(?=\d)|(?<=\d{5}),(?=\d)")
_SECTION = re.compile(r"[A-U]")


class Scheme(StrEnum):
    """Which list of codes a heading speaks of; the same figures mean different things in them."""

    UNKNOWN = "unknown"
    NACE = "nace"  # also NAF and WZ: four figures, then national ones
    SIC = "sic"  # five figures
    NACE_2_1 = "nace_2_1"


@dataclass(frozen=True, slots=True)
class Classes:
    """What a cell says: codes, the main one first; `words` that are no code; `problem` is a code of what was not understood.

    `restored` says that a code was not written in full and had only one possible meaning.
    """

    codes: tuple[str, ...] = ()
    words: str = ""
    problem: str = ""
    restored: bool = False


@dataclass(frozen=True, slots=True)
class Sectors:
    """Known NACE rev. 2 codes, and codes by the plain words of their labels in three languages."""

    codes: frozenset[str]
    labels: Mapping[str, str]


@cache
def sectors() -> Sectors:
    """The codes and labels that ship; of labels that a class shares with its group the class is meant."""
    table = [*rows(DATA / "sections.csv"), *rows(DATA / "nace.csv")]
    labels = {words(row[lang]): row["code"] for row in sorted(table, key=lambda row: len(row["code"])) for lang in ("en", "de", "fr")}
    return Sectors(frozenset(row["code"] for row in table), labels)


def scheme(heading: str) -> Scheme:
    """What a column's name says about its codes."""
    spelled = words(heading)
    if re.search(r"\b2 1\b|\b2025\b", spelled):
        return Scheme.NACE_2_1
    if re.search(r"\bsic\b", spelled):
        return Scheme.SIC
    return Scheme.NACE if re.search(r"\b(?:nace|naf|ape|wz\d*|wirtschaftszweig\w*)\b", spelled) else Scheme.UNKNOWN


@lru_cache(maxsize=20_000)
def classes(text: str, scheme: Scheme) -> Classes:
    """The codes in a cell; a cell without codes is words, and a label that NACE itself uses is a code."""
    text = text.strip()
    if is_date(text) or day_and_month(text):
        return _of_date(text)
    if code := sectors().labels.get(words(text)):
        return Classes((code,))
    if _SECTION.fullmatch(text):
        return Classes((text,))
    found = [_first_code(part, scheme) for part in _BETWEEN.split(text) if part]
    codes = tuple(dict.fromkeys(each.codes[0] for each in found if each.codes))
    problem = next((each.problem for each in found if each.problem), "")
    if codes:
        return Classes(codes, problem=problem if problem == "nace_2_1" else "", restored=any(each.restored for each in found))
    return Classes(problem=problem) if problem else _in_words(text)


def _in_words(text: str) -> Classes:
    bare = re.sub(r"\([^)]*\)", " ", text)
    for part in (bare, *re.split(r"\s*[/|;,\n]\s*", bare)):
        if code := sectors().labels.get(words(part)):
            return Classes((code,))
    return Classes(words=text) if any(map(str.isalpha, text)) else Classes(problem="unknown_nace")


def _first_code(part: str, scheme: Scheme) -> Classes:
    """The code a part begins with, maybe behind the name of its scheme and followed by its label."""
    found = _CODE.match(_PREFIX.sub("", part.upper()))
    if found is None:
        return Classes()
    readings = list(_readings(found[2], found[3] or "", scheme))
    if scheme is Scheme.NACE_2_1:
        return _revised(readings)
    known = list(dict.fromkeys(code for code in readings if code in sectors().codes))
    if len(known) == 1:
        return Classes((known[0],), restored=known[0] != _literal(found[2]))
    if known:
        return Classes(problem="ambiguous_nace")
    if any(len(code) == 5 and code in nace21() and nace21()[code].is_new for code in readings):
        return _revised(readings)
    if scheme is Scheme.UNKNOWN and re.fullmatch(r"\d{1,3}", found[2]) and re.search(r"[^\W\d_]{3}", part):
        return Classes()  # `2 Kinos` is no code
    short = scheme is Scheme.UNKNOWN and not found[3] and re.fullmatch(r"\d|\d{3}|\d\D\d+|\d\d\D\d", found[2])
    return Classes(problem="ambiguous_nace" if short else "unknown_nace")


def _revised(readings: Sequence[str]) -> Classes:
    """A code of NACE 2.1 as the code of NACE 2 that means the same, or the next wider one."""
    known = [nace21()[code] for code in readings if code in nace21()]
    return Classes((known[0].nace2,), problem="nace_2_1") if known and known[0].nace2 else Classes(problem="unknown_nace")


def _of_date(text: str) -> Classes:
    """A code that a spreadsheet turned into a date (`31.01` into 31 January), if day and month can be only one class."""
    found = day_and_month(text)
    codes = [f"{left:02}.{right:02}" for left, right in (found, found[::-1])] if found else []
    known = list(dict.fromkeys(code for code in codes if code in sectors().codes))
    return Classes((known[0],), restored=True) if len(known) == 1 else Classes(problem="date_for_code")


def _literal(figures: str) -> str:
    """A code of two or four figures and what is below it, as NACE writes it."""
    digits = re.sub(r"\D", "", figures)
    return digits if len(digits) == 2 else f"{digits[:2]}.{digits[2:4]}"


def _readings(figures: str, letter: str, scheme: Scheme) -> Iterator[str]:
    """Every code the figures can mean; a zero lost at the front is put back only where the heading names the scheme."""
    named = scheme is not Scheme.UNKNOWN or bool(letter)
    head, dot, tail = re.sub(r"[, ]", ".", figures).partition(".")
    tail = tail.replace(".", "").replace("/", "")
    if dot:
        if len(head) == 2 or named:
            yield from _below(head.zfill(2), tail)
        return
    if len(head) == 2:
        yield head
    elif len(head) == 4 and scheme is Scheme.SIC and _known(lost := f"0{head}"):
        yield from _below(lost[:2], lost[2:])
    elif len(head) in (4, 5, 6):
        yield from _below(head[:2], head[2:])
        if len(head) == 4 and scheme is not Scheme.UNKNOWN and not letter:
            return
    elif len(head) == 3 and named:
        yield from _below(f"0{head[0]}", head[1:])
        yield f"{head[:2]}.{head[2]}"
    elif len(head) == 1 and scheme is not Scheme.UNKNOWN and not letter:
        yield head.zfill(2)


def _known(digits: str) -> bool:
    return f"{digits[:2]}.{digits[2:4]}" in sectors().codes


def _below(division: str, tail: str) -> Iterator[str]:
    """The class, or the group where a class is written with a zero too many (`01.10`) or only one figure (`74.1`)."""
    code = f"{division}.{tail[:2]}"
    if code not in sectors().codes and code.endswith("0") and code[:-1] in sectors().codes:
        code = code[:4]
    if len(code) == 4 and f"{code}0" in sectors().codes:
        code += "0"
    yield code
